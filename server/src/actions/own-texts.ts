import type { Editable, MailTexts, OwnTemplate, TextMistake } from '../domain/own-text.ts';
import type { Db } from '../store/database.ts';
import { keptSettings } from '../store/settings-cache.ts';
import { findOwnTemplate, listOwnTemplates, noteFault } from '../store/templates.ts';
import type { Context } from './context.ts';

/** Finds what hosts have put in place of our texts of a mail in a language; null: nothing. */
export type FindTexts = (template: Editable, language: string) => MailTexts | null;

/** The texts as they stand now, kept in memory for as long as no setting changes, in this process or another. */
export async function keptTexts(db: Db): Promise<FindTexts> {
  const kept = await keptSettings(db, 'own texts', async () => {
    const own = (await listOwnTemplates(db)).filter(isOwn);
    return new Map(own.map((one) => [keyOf(one.template, one.language), one]));
  });
  return (template, language) => kept.get(keyOf(template, language)) ?? null;
}

/** Whether any of it is a host's. */
export function isOwn({ subject, opening, closing }: MailTexts): boolean {
  return subject !== null || opening !== null || closing !== null;
}

function keyOf(template: Editable, language: string): string {
  return `${template} ${language}`;
}

/** Why a mail went out in our own words. */
export type TemplateMistake = TextMistake & Pick<OwnTemplate, 'template' | 'language'>;

/** A mistake is written down once a minute at most. */
const TOLD_MS = 60_000;

/** Shows the hosts why a mail went out in our words in place of theirs; texts that were changed since are not blamed. */
export async function tellMistake(ctx: Context, { template, language, part, line, column, message }: TemplateMistake) {
  const now = ctx.clock.now();
  const text = `${part}, line ${line}, column ${column}: ${message}`;
  await ctx.store.write(async (tx) => {
    const own = await findOwnTemplate(tx, { template, language });
    if (!own || !isOwn(own) || (own.fault && own.fault.text === text && own.fault.at > now - TOLD_MS)) return;
    await noteFault(tx, own, { text, at: now });
  });
}
