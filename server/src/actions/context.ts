import type { Clock } from '../clock.ts';
import type { TextRules } from '../domain/text-message.ts';
import type { Store } from '../store/database.ts';

/** What every use case works with. */
export interface Context {
  readonly store: Store;
  readonly clock: Clock;
  /** BOOKER_SECRET: portal links are made under it. */
  readonly secret: Uint8Array;
  /** The address that the product answers at, without a slash at its end. */
  readonly publicUrl: string;
  /** How text messages are sent; absent: none are. */
  readonly texts?: TextRules | undefined;
  /** Tells the job worker that something is owed; called after the commit that owes it. */
  wakeWorker(): void;
}
