import type { Selectable } from 'kysely';
import type { Editable, MailTexts, OwnTemplate, TemplateKey } from '../domain/own-text.ts';
import { type Db, holdName, type Transaction } from './database.ts';
import type { TemplateTable } from './schema.ts';

/** Every mail's texts that a host has ever changed, also back to ours. */
export async function listOwnTemplates(db: Db): Promise<OwnTemplate[]> {
  return (await selected(db).execute()).map(toTemplate);
}

/** One mail's texts; null: nobody has ever changed them. */
export async function findOwnTemplate(db: Db, { template, language }: TemplateKey): Promise<OwnTemplate | null> {
  const row = await selected(db)
    .where('template', '=', template)
    .where('templates.locale', '=', language)
    .executeTakeFirst();
  return row ? toTemplate(row) : null;
}

/** As `findOwnTemplate`; until this transaction ends nobody else who asks so changes it, or makes it. */
export async function findTemplateToChange(tx: Transaction, key: TemplateKey): Promise<OwnTemplate | null> {
  await holdName(tx, `template ${key.template} ${key.language}`);
  return findOwnTemplate(tx, key);
}

/** What a change writes; `changedAt` is epoch milliseconds. */
export interface TemplateChange extends TemplateKey, MailTexts {
  readonly revision: number;
  readonly changedBy: string;
  readonly changedAt: number;
}

/** Writes texts in place of whatever stood there, and forgets the fault of those. */
export async function putTemplate(tx: Transaction, change: TemplateChange): Promise<void> {
  const row = {
    subject: change.subject,
    opening: change.opening,
    closing: change.closing,
    revision: change.revision,
    changed_by: change.changedBy,
    changed_at_ms: change.changedAt,
    fault: null,
    fault_at_ms: null,
  };
  await tx
    .insertInto('templates')
    .values({ template: change.template, locale: change.language, ...row })
    .onConflict((conflict) => conflict.columns(['template', 'locale']).doUpdateSet(row))
    .execute();
}

/** Remembers that a mail could not be made of these texts, if they still stand; `at` is epoch milliseconds. */
export async function noteFault(
  tx: Transaction,
  { template, language, revision }: Pick<OwnTemplate, 'template' | 'language' | 'revision'>,
  fault: { readonly text: string; readonly at: number },
): Promise<void> {
  await tx
    .updateTable('templates')
    .set({ fault: fault.text, fault_at_ms: fault.at })
    .where('template', '=', template)
    .where('locale', '=', language)
    .where('revision', '=', revision)
    .execute();
}

function selected(db: Db) {
  return db
    .selectFrom('templates')
    .leftJoin('hosts', 'hosts.id', 'templates.changed_by')
    .selectAll('templates')
    .select('hosts.name as changer');
}

function toTemplate(row: Selectable<TemplateTable> & { changer: string | null }): OwnTemplate {
  const { template, locale, subject, opening, closing, revision, changed_by: by, changer, fault } = row;
  return {
    template: template as Editable,
    language: locale,
    subject,
    opening,
    closing,
    revision,
    changedBy: by === null ? null : { id: by, name: changer ?? '' },
    changedAt: row.changed_at_ms,
    fault: fault === null ? null : { text: fault, at: row.fault_at_ms ?? 0 },
  };
}
