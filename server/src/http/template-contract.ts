import { z } from 'zod';
import { EDITABLE } from '../domain/own-text.ts';
import { findZone } from '../domain/zone-rules.ts';
import { LANGUAGES, languageOf } from '../notify/languages.ts';
import { instant, line, text } from './contract.ts';

/*
 * The texts of mails, as the hosts' API shows and takes them: Liquid, in the parts of a mail that are a host's to write.
 */

const template = z.enum(EDITABLE);
const locale = z.enum(LANGUAGES);

/** The parts of a mail that can be replaced; null is ours, and an empty closing none at all. */
const texts = z.object({
  subject: z.string().nullable(),
  opening: z.string().nullable(),
  closing: z.string().nullable(),
});

/** One mail in one language. `own` is null where every part is ours; `lastError` says why a mail last went out in our words all the same. */
export const mailTemplate = z
  .object({
    template,
    reader: z.enum(['client', 'guest', 'host']),
    locale,
    ours: texts,
    own: texts.nullable(),
    revision: z.int(),
    changedBy: z.object({ id: z.string(), name: z.string() }).nullable(),
    changedAt: instant.nullable(),
    lastError: z.object({ message: z.string(), at: instant }).nullable(),
  })
  .meta({ id: 'MailTemplate' });

export const templateList = z
  .object({ items: z.array(mailTemplate), nextCursor: z.string().nullable() })
  .meta({ id: 'MailTemplateList' });

/** `names` are the values that its texts may name; of a list, `meetings[].title`, what each of its entries has. */
export const oneTemplate = z
  .object({ template: mailTemplate, names: z.array(z.string()) })
  .meta({ id: 'OneMailTemplate' });

/** The query of the list. */
export const templatesQuery = z.strictObject({ template: template.optional(), locale: locale.optional() });

/** What the path names. */
export const templatePath = z.object({ template, locale });

const subject = line(250).refine((value) => value !== '', 'must not be empty; null is ours');
const opening = text(4000).refine((value) => value.trim() !== '', 'must not be empty; null is ours');

/** `PUT`: the texts in place of ours. What is absent or null is ours. */
export const templateInput = z
  .strictObject({ subject: subject.nullish(), opening: opening.nullish(), closing: text(4000).nullish() })
  .meta({ id: 'MailTexts' });

/** `POST …/preview`: those texts, and the reader to show them to. `locale` is the path's language with a region, "en-US". */
export const previewInput = templateInput
  .extend({
    timeZone: line(64)
      .refine((name) => findZone(name) !== null, 'must be a time zone that the tz database knows')
      .optional(),
    locale: line(35).optional(),
  })
  .meta({ id: 'MailToPreview' });

/** Whether a tag is of a language: "en-US" of "en". */
export function isOfLanguage(tag: string, language: string): boolean {
  return tag.toLowerCase().split('-')[0] === language && languageOf(tag) === language;
}

/** The mail as it would be sent to somebody who is made up. */
export const previewed = z
  .object({ subject: z.string(), text: z.string(), html: z.string() })
  .meta({ id: 'PreviewedMail' });

export type TemplateView = z.infer<typeof mailTemplate>;
