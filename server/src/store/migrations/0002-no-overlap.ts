import type { Words } from './words.ts';

/*
 * What the database refuses whichever code writes. A host's claims never overlap, so the last one that starts before the
 * new span's end is the only one that can reach into it: one step on the index, however long the past.
 */

const CLAIMS = [
  `create trigger claims_no_overlap_insert before insert on claims
when (
  select held_to_ms from claims
  where host_id = new.host_id and held_from_ms < new.held_to_ms
  order by held_from_ms desc limit 1
) > new.held_from_ms
begin
  select raise(abort, 'claim_overlap');
end`,
  `create trigger claims_no_overlap_update before update of host_id, held_from_ms, held_to_ms on claims
when (
  select held_to_ms from claims
  where host_id = new.host_id and held_from_ms < new.held_to_ms
    and not (host_id = old.host_id and held_from_ms = old.held_from_ms)
  order by held_from_ms desc limit 1
) > new.held_from_ms
begin
  select raise(abort, 'claim_overlap');
end`,
];

/** A meeting that stands holds its hosts' time: no way to write one without a claim, or to take the last claim from under it. */
const SESSIONS = [
  // One trigger for both: a booking pays for each.
  `create trigger meetings_place_insert before insert on meetings
begin
  select raise(abort, 'seat_outside_session')
  where new.capacity is not (select capacity from sessions where id = new.session_id);
  select raise(abort, 'session_without_claim')
  where new.status <> 'cancelled' and not exists (select 1 from claims where session_id = new.session_id);
end`,
  `create trigger meetings_capacity_update before update of capacity, session_id on meetings
when new.capacity is not (select capacity from sessions where id = new.session_id)
begin
  select raise(abort, 'seat_outside_session');
end`,
  `create trigger sessions_capacity_update before update of capacity on sessions
when exists (select 1 from meetings where session_id = old.id and status <> 'cancelled' and capacity <> new.capacity)
begin
  select raise(abort, 'seat_outside_session');
end`,
  `create trigger meetings_need_claim_update before update of status, session_id on meetings
when new.status <> 'cancelled' and not exists (select 1 from claims where session_id = new.session_id)
begin
  select raise(abort, 'session_without_claim');
end`,
  `create trigger claims_needed_delete before delete on claims
when exists (select 1 from meetings where session_id = old.session_id and status <> 'cancelled')
  and not exists (select 1 from claims where session_id = old.session_id and host_id <> old.host_id)
begin
  select raise(abort, 'session_without_claim');
end`,
  `create trigger claims_needed_update before update of session_id on claims
when new.session_id <> old.session_id
  and exists (select 1 from meetings where session_id = old.session_id and status <> 'cancelled')
  and not exists (select 1 from claims where session_id = old.session_id and host_id <> old.host_id)
begin
  select raise(abort, 'session_without_claim');
end`,
];

/** PostgreSQL's, as functions that a trigger calls: each locks the session first, so that two transactions cannot pass each other unseen. */
const FUNCTIONS = [
  `create function refuse_place() returns trigger language plpgsql as $$
declare
  seats integer;
begin
  select capacity into seats from sessions where id = new.session_id for no key update;
  if seats is distinct from new.capacity then
    raise exception 'seat_outside_session';
  end if;
  if new.status <> 'cancelled' and not exists (select from claims where session_id = new.session_id) then
    raise exception 'session_without_claim';
  end if;
  return new;
end
$$`,
  `create function refuse_capacity() returns trigger language plpgsql as $$
begin
  if exists (select from meetings where session_id = old.id and status <> 'cancelled' and capacity <> new.capacity) then
    raise exception 'seat_outside_session';
  end if;
  return new;
end
$$`,
  `create function refuse_claim_loss() returns trigger language plpgsql as $$
begin
  if tg_op = 'UPDATE' and new.session_id = old.session_id then
    return new;
  end if;
  perform from sessions where id = old.session_id for no key update;
  if exists (select from meetings where session_id = old.session_id and status <> 'cancelled')
    and not exists (select from claims where session_id = old.session_id and host_id <> old.host_id) then
    raise exception 'session_without_claim';
  end if;
  return case tg_op when 'DELETE' then old else new end;
end
$$`,
];

const FUNCTION_TRIGGERS = [
  `create trigger meetings_place before insert or update of status, session_id, capacity on meetings
for each row execute function refuse_place()`,
  `create trigger sessions_capacity before update of capacity on sessions
for each row execute function refuse_capacity()`,
  `create trigger claims_needed before delete or update of session_id on claims
for each row execute function refuse_claim_loss()`,
];

/** What keeps a host's time from being taken twice, or taken from under a meeting; overlap itself is a constraint of PostgreSQL's table. */
export const noOverlap = (w: Words): string[] =>
  w.name === 'sqlite' ? [...CLAIMS, ...SESSIONS] : [...FUNCTIONS, ...FUNCTION_TRIGGERS];
