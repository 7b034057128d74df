import type { Request, Response } from 'express';
import { isOwn } from '../actions/own-texts.ts';
import { instantText } from '../domain/local-time.ts';
import type { Editable, OwnTemplate } from '../domain/own-text.ts';
import type { Language } from '../notify/languages.ts';
import { ourTexts } from '../notify/our-texts.ts';
import type { TemplateView } from './template-contract.ts';

interface Key {
  readonly template: Editable;
  readonly language: Language;
}

/** A mail's texts on the wire, ours beside a host's; null: nobody has ever changed them. */
export function templateView({ template, language }: Key, changed: OwnTemplate | null): TemplateView {
  const { subject, opening, closing } = changed ?? {};
  return {
    template,
    reader: template.split('_')[0] as TemplateView['reader'],
    locale: language,
    ours: { ...ourTexts(template, language) },
    own:
      changed && isOwn(changed)
        ? { subject: subject ?? null, opening: opening ?? null, closing: closing ?? null }
        : null,
    revision: changed?.revision ?? 0,
    changedBy: changed?.changedBy ? { ...changed.changedBy } : null,
    changedAt: changed ? instantText(changed.changedAt) : null,
    lastError: changed?.fault ? { message: changed.fault.text, at: instantText(changed.fault.at) } : null,
  };
}

/** One of them, with the values that its texts may name, and its ETag: the mail, the language and the revision. */
export function sendTemplate(res: Response, key: Key, changed: OwnTemplate | null, names: string[]): void {
  res.setHeader('ETag', `"${tagOf(key)}-${changed?.revision ?? 0}"`);
  res.json({ template: templateView(key, changed), names });
}

/** The revisions that `If-Match` allows, as `readIfMatch` has them for meetings. */
export function readTemplateMatch(req: Pick<Request, 'headers'>, key: Key): readonly number[] | null {
  const header = req.headers['if-match'];
  if (header === undefined || header.trim() === '*') return null;
  return header.split(',').flatMap((part) => {
    const [, tag, revision] = /^"([a-z_]+-[a-z]+)-(\d{1,9})"$/.exec(part.trim()) ?? [];
    return tag === tagOf(key) ? [Number(revision)] : [];
  });
}

function tagOf({ template, language }: Key): string {
  return `${template}-${language}`;
}
