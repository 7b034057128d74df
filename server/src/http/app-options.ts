import type { Router } from 'express';
import type { Logger } from 'pino';
import type { WebhookTargets } from '../notify/webhook-target.ts';
import type { AllowedOrigins, ProofOfWork, TrustProxy } from '../settings.ts';

/** What the app needs besides the context. */
export interface AppOptions {
  readonly logger: Logger;
  /** The program's. */
  readonly version: string;
  readonly allowedOrigins: AllowedOrigins;
  readonly trustProxy: TrustProxy;
  readonly rateLimit: boolean;
  /** When work is asked for what anybody may send. */
  readonly proofOfWork: ProofOfWork;
  /** Visitors reach us by TLS. */
  readonly https: boolean;
  /** Where webhooks may lead. */
  readonly webhookTargets: WebhookTargets;
  /** The built elements; null: none, and pages stay without them. */
  readonly elementsDir: string | null;
  /** Aborted when the server is told to stop: what would stay open for long ends then. */
  readonly stopping?: AbortSignal | undefined;
  /** What only the demo serves, under /demo. */
  readonly demo?: Router | undefined;
}
