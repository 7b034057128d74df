import { Failure } from '../domain/failures.ts';
import type { MailTexts, OwnTemplate, TemplateKey } from '../domain/own-text.ts';
import type { Transaction } from '../store/database.ts';
import { findOwnTemplate, findTemplateToChange, listOwnTemplates, putTemplate } from '../store/templates.ts';
import type { Context } from './context.ts';
import { reachesAll } from './host-access.ts';
import type { HostCaller } from './open-api-key.ts';

/** Texts speak for everybody who holds meetings, and so are for owners and admins alone. Throws Failure forbidden. */
export function refuseMember(caller: Pick<HostCaller, 'host'>): void {
  if (!reachesAll(caller)) throw new Failure('forbidden', 'The texts of mails are for owners and admins.');
}

/** Every mail's texts that were ever changed. Throws Failure forbidden. */
export async function listTemplates(ctx: Context, caller: HostCaller): Promise<OwnTemplate[]> {
  refuseMember(caller);
  return listOwnTemplates(ctx.store.db);
}

/** One mail's texts; null: nobody has ever changed them. Throws Failure forbidden. */
export async function readTemplate(ctx: Context, caller: HostCaller, key: TemplateKey): Promise<OwnTemplate | null> {
  refuseMember(caller);
  return findOwnTemplate(ctx.store.db, key);
}

/**
 * Puts these texts in place of ours, or all of ours back where they are null; the caller has seen to it that mails can be made of them. `ifMatch` are
 * the revisions of which one must still stand (0 before the first change); null: any. Throws Failure forbidden, or version_conflict.
 */
export async function changeTemplate(
  ctx: Context,
  caller: HostCaller,
  { template, language }: TemplateKey,
  { subject, opening, closing }: MailTexts,
  ifMatch: readonly number[] | null,
): Promise<OwnTemplate> {
  refuseMember(caller);
  return ctx.store.write(async (tx: Transaction) => {
    const before = await findTemplateToChange(tx, { template, language });
    const revision = before?.revision ?? 0;
    if (ifMatch && !ifMatch.includes(revision)) {
      throw new Failure('version_conflict', 'These texts were changed meanwhile. Read them again.');
    }
    const changedAt = ctx.clock.now();
    const texts = { subject, opening, closing };
    await putTemplate(tx, {
      template,
      language,
      ...texts,
      revision: revision + 1,
      changedBy: caller.host.id,
      changedAt,
    });
    const { id, name } = caller.host;
    return { template, language, ...texts, revision: revision + 1, changedBy: { id, name }, changedAt, fault: null };
  });
}
