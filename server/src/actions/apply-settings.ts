import { Failure } from '../domain/failures.ts';
import { type IdPrefix, newId } from '../domain/id.ts';
import { holdName, type Transaction } from '../store/database.ts';
import { insertHost, listHosts, updateHost } from '../store/hosts.ts';
import { insertType, listAllTypes, listTypeHosts, updateType } from '../store/meeting-types.ts';
import { insertSchedule, listSchedules, updateSchedule } from '../store/schedules.ts';
import type { Context } from './context.ts';
import { type Change, type Plan, planSettings } from './plan-settings.ts';
import { readSettingsDocument } from './settings-document.ts';

/** How many hosts, schedules and types were made, changed, and found as they should be. */
export interface AppliedSettings {
  readonly created: number;
  readonly changed: number;
  readonly unchanged: number;
}

/**
 * Makes the database as a settings document says, `{ hosts, schedules, types }` with email, name and slug as references, and leaves alone
 * what it does not name; the same document again changes nothing.
 * Throws Failure invalid_request with every mistake and its JSON pointer; nothing at all is applied then.
 */
export async function applySettings(ctx: Context, document: unknown): Promise<AppliedSettings> {
  const read = readSettingsDocument(document);
  const now = ctx.clock.now();
  const idFor = (prefix: IdPrefix) => newId(prefix, now, ctx.clock.randomBytes(10));
  return ctx.store.write(async (tx) => {
    await holdName(tx, 'settings');
    const present = {
      hosts: await listHosts(tx),
      schedules: await listSchedules(tx),
      types: await listAllTypes(tx),
      typeHosts: await listTypeHosts(tx),
    };
    const plan = planSettings(read, present, idFor);
    if (plan.errors.length > 0) throw refusal(plan);
    await carryOut(tx, plan, now);
    return tally([...plan.hosts, ...plan.schedules, ...plan.types]);
  });
}

async function carryOut(tx: Transaction, plan: Plan, now: number): Promise<void> {
  for (const { kind, value } of plan.hosts) {
    if (kind === 'created') await insertHost(tx, value, now);
    if (kind === 'changed') await updateHost(tx, value, now);
  }
  // A default one must step back before another takes its place.
  const stepping = [...plan.schedules].sort((a, b) => Number(a.value.isDefault) - Number(b.value.isDefault));
  for (const { kind, value } of stepping) {
    if (kind === 'created') await insertSchedule(tx, value, now);
    if (kind === 'changed') await updateSchedule(tx, value, now);
  }
  for (const { kind, value } of plan.types) {
    if (kind === 'created') await insertType(tx, value.type, value.hostIds, now);
    if (kind === 'changed') await updateType(tx, value.type, value.hostIds, now);
  }
}

function tally(changes: readonly Change<unknown>[]): AppliedSettings {
  const count = (kind: Change<unknown>['kind']) => changes.filter((change) => change.kind === kind).length;
  return { created: count('created'), changed: count('changed'), unchanged: count('unchanged') };
}

function refusal({ errors }: Plan): Failure {
  const many = errors.length === 1 ? 'a mistake' : `${errors.length} mistakes`;
  return new Failure('invalid_request', `The settings have ${many}; nothing was applied.`, { where: 'body', errors });
}
