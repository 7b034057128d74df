import { setTimeout as delay } from 'node:timers/promises';
import type { RefreshTurns } from '../notify/oauth-token.ts';
import {
  endMailTokenTurn,
  forgetOtherMailTokens,
  keepMailToken,
  type MailTokenTurn,
  takeMailTokenTurn,
} from '../store/mail-tokens.ts';
import type { Context } from './context.ts';
import { macOf } from './mac.ts';
import { openText, sealText } from './sealed-text.ts';

/** As the settings have it: whoever sets another begins with that one. */
export interface ConfiguredToken {
  readonly clientId: string;
  readonly refreshToken: string;
}

/** More than the provider is waited for, for each of two tokens: so long a process that was killed holds the others up. */
const TURN_MS = 75_000;
const FIRST_WAIT_MS = 50;
const LONGEST_WAIT_MS = 1_000;
/** What was kept for other settings is forgotten so long after it was used. */
const OTHERS_KEPT_MS = 60 * 86_400_000;
const TRY_AGAIN_MS = 5_000;
const TRIES = 60;

/**
 * Turns at the refresh token of a mail account: one process at a time asks its provider, and keeps the token that it is given, sealed, before the next one
 * asks, for many a provider ends a token that was used, and all of its like when it is used again. Nothing is locked while the provider answers.
 */
export function refreshTurns(ctx: Context, configured: ConfiguredToken): RefreshTurns {
  const { clientId, refreshToken } = configured;
  const id = macOf(ctx.secret, `mail token ${JSON.stringify([clientId, refreshToken])}`);
  const sealedFor = { purpose: 'mail token', owner: id };
  /** Could not be written yet. */
  let unwritten: string | null = null;

  async function keep(token: string, triesLeft = TRIES): Promise<void> {
    unwritten = token;
    const sealed = sealText(ctx.secret, sealedFor, token, ctx.clock.randomBytes(12));
    try {
      await ctx.store.write((tx) => keepMailToken(tx, id, sealed));
      if (unwritten === token) unwritten = null;
    } catch {
      // The mail can go all the same; only when this process ends first would it be lost.
      const isNewest = () => unwritten === token && triesLeft > 0;
      setTimeout(() => isNewest() && void keep(token, triesLeft - 1), TRY_AGAIN_MS).unref();
    }
  }

  return async (use) => {
    const holder = Buffer.from(ctx.clock.randomBytes(12)).toString('base64url');
    const sealed = await waitForTurn(ctx, id, holder);
    try {
      const kept = unwritten ?? (sealed === null ? null : openText(ctx.secret, sealedFor, sealed));
      const renewed = await use(kept === null || kept === refreshToken ? [refreshToken] : [kept, refreshToken]);
      if (unwritten !== null || renewed.refreshToken !== (kept ?? refreshToken)) await keep(renewed.refreshToken);
      return renewed;
    } finally {
      // Where that fails the turn ends by itself.
      await ctx.store.write((tx) => endMailTokenTurn(tx, { id, holder })).catch(() => {});
    }
  };
}

/** Answers the sealed token that is kept when the turn has come; null: none is. */
async function waitForTurn(ctx: Context, id: string, holder: string): Promise<string | null> {
  for (let waited = 0, wait = FIRST_WAIT_MS; waited <= TURN_MS; waited += wait) {
    const now = ctx.clock.now();
    const turn: MailTokenTurn = { id, holder, now, until: now + TURN_MS };
    const sealed = await ctx.store.write(async (tx) => {
      await forgetOtherMailTokens(tx, id, now - OTHERS_KEPT_MS);
      return takeMailTokenTurn(tx, turn);
    });
    if (sealed !== undefined) return sealed;
    wait = Math.min(wait * 2, LONGEST_WAIT_MS);
    await delay(wait);
  }
  throw new Error('Another process is still asking for a token for the mail server.');
}
