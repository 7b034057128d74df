import { firstTables } from './0001-first-tables.ts';
import { noOverlap } from './0002-no-overlap.ts';
import { settingsVersion } from './0003-settings-version.ts';
import { sharedLimits } from './0004-shared-limits.ts';
import { serverLife } from './0005-server-life.ts';
import { secretAndCopy } from './0006-secret-and-copy.ts';
import { dueJobs } from './0007-due-jobs.ts';
import { portal } from './0008-portal.ts';
import { deliveries } from './0009-deliveries.ts';
import { reminders } from './0010-reminders.ts';
import { webhooks } from './0011-webhooks.ts';
import { openMeetings } from './0012-open-meetings.ts';
import { blockList } from './0013-block-list.ts';
import { templates } from './0014-templates.ts';
import { textMessages } from './0015-text-messages.ts';
import { signIns } from './0016-sign-ins.ts';
import { addressProofs } from './0017-address-proofs.ts';
import { mailsOff } from './0018-mails-off.ts';
import { push } from './0019-push.ts';
import { spentChallenges } from './0020-spent-challenges.ts';
import { fewerPages } from './0021-fewer-pages.ts';
import { mailTokens } from './0022-mail-tokens.ts';
import type { Words } from './words.ts';

/** One step of the schema: its name, for ever, and its statements in either database's words. */
export interface Migration {
  readonly name: string;
  statements(words: Words): readonly string[];
}

/** In order. Append only: a step that was released is never edited, renamed or moved. */
export const migrations: readonly Migration[] = [
  { name: '0001-first-tables', statements: firstTables },
  { name: '0002-no-overlap', statements: noOverlap },
  { name: '0003-settings-version', statements: settingsVersion },
  { name: '0004-shared-limits', statements: sharedLimits },
  { name: '0005-server-life', statements: serverLife },
  { name: '0006-secret-and-copy', statements: secretAndCopy },
  { name: '0007-due-jobs', statements: dueJobs },
  { name: '0008-portal', statements: portal },
  { name: '0009-deliveries', statements: deliveries },
  { name: '0010-reminders', statements: reminders },
  { name: '0011-webhooks', statements: webhooks },
  { name: '0012-open-meetings', statements: openMeetings },
  { name: '0013-block-list', statements: blockList },
  { name: '0014-templates', statements: templates },
  { name: '0015-text-messages', statements: textMessages },
  { name: '0016-sign-ins', statements: signIns },
  { name: '0017-address-proofs', statements: addressProofs },
  { name: '0018-mails-off', statements: mailsOff },
  { name: '0019-push', statements: push },
  { name: '0020-spent-challenges', statements: spentChallenges },
  { name: '0021-fewer-pages', statements: fewerPages },
  { name: '0022-mail-tokens', statements: mailTokens },
];
