import pg from 'pg';

/*
 * What PostgreSQL's errors mean to whoever asked, by SQLSTATE (https://www.postgresql.org/docs/current/errcodes-appendix.html), and what the
 * driver and the network say where there is none.
 */

/** The driver's own words for a connection that is gone or an answer that does not come. */
const LOST_WORDS =
  /^(Connection terminated|Query read timeout|timeout exceeded when trying to connect|Client has encountered a connection error|Client was closed|Connection ended)/;
const NETWORK = /^(ECONNREFUSED|ECONNRESET|EPIPE|ETIMEDOUT|EHOSTUNREACH|ENETUNREACH|ENOTFOUND|EAI_AGAIN|ENOENT)$/;
/**
 * Class 08: the connection; 57P01–57P05: the server stops, starts or ends idle ones; 53300: too many connections; 25P03, 25P04: the
 * transaction was ended for taking too long.
 */
const LOST_STATE = /^(08...|57P0[1-5]|53300|25P03|25P04)$/;

function codeOf(error: unknown): string {
  if (!(error instanceof Error) || !('code' in error)) return '';
  return String(error.code);
}

/** True when the connection is gone, or never came: what was asked may be asked again on another. */
export function isConnectionLost(error: unknown): boolean {
  if (!(error instanceof Error)) return false;
  const code = codeOf(error);
  if (error instanceof pg.DatabaseError) return LOST_STATE.test(code);
  if (error instanceof AggregateError) return error.errors.some(isConnectionLost);
  return NETWORK.test(code) || LOST_WORDS.test(error.message);
}

/** True when the transaction was undone for the sake of others (serialization failure, deadlock): it may be run anew. */
export function isUndoneForOthers(error: unknown): boolean {
  return /^40(001|P01)$/.test(codeOf(error));
}

/** True when this server only reads: another has taken its place, to which a new connection may lead. */
export function isDemoted(error: unknown): boolean {
  return codeOf(error) === '25006';
}

/** True when a lock or an answer did not come in the time that it had. */
export function isOutOfTime(error: unknown): boolean {
  return /^(55P03|57014)$/.test(codeOf(error));
}

/** True when the server has no room: disk, memory, or its own files fail it. */
export function isOutOfRoom(error: unknown): boolean {
  return error instanceof pg.DatabaseError && /^(53[^3]..|58...|XX001|XX002)$/.test(codeOf(error));
}

/** True when a table is not there, as before the migrations. */
export function isNoTable(error: unknown): boolean {
  return codeOf(error) === '42P01';
}

/** True when a transaction's number was not given out yet (again, where a server crashed and forgot it). */
export function isUnknownNumber(error: unknown): boolean {
  return codeOf(error) === '22023';
}
