import type { RequestHandler, Response } from 'express';
import helmet from 'helmet';
import type { AllowedOrigins } from '../settings.ts';

const YEAR_SECONDS = 31_536_000;

/**
 * Headers on every answer, strict enough for JSON; pages widen the content policy by `setPagePolicy`. `https` says that visitors
 * reach us by TLS, and so always shall (for this name alone: others on the domain are not ours to decide for).
 */
export function securityHeaders(https: boolean): RequestHandler {
  return helmet({
    contentSecurityPolicy: {
      useDefaults: false,
      directives: { defaultSrc: ["'none'"], frameAncestors: ["'none'"] },
    },
    strictTransportSecurity: https ? { maxAge: YEAR_SECONDS, includeSubDomains: false } : false,
    frameguard: { action: 'deny' },
    referrerPolicy: { policy: 'no-referrer' },
    // For browsers that nobody has any more, or of no effect on what we serve.
    xDnsPrefetchControl: false,
    xDownloadOptions: false,
    xPermittedCrossDomainPolicies: false,
    xXssProtection: false,
    originAgentCluster: false,
  });
}

const PAGE_POLICY = [
  "default-src 'none'",
  "script-src 'self'",
  "style-src 'self'",
  "connect-src 'self'",
  "img-src 'self' data:",
  "font-src 'self'",
  "base-uri 'none'",
  "form-action 'none'",
  "require-trusted-types-for 'script'",
].join('; ');

/**
 * What a page of ours may load: our own files and nothing else; `framedBy` are the sites that may show it in a frame; of forms it sends those that
 * lead back to us; `scripts` are the names under which scripts of ours besides the elements vouch for what they have run.
 */
export function setPagePolicy(
  res: Response,
  framedBy: AllowedOrigins | 'nobody',
  sends: 'forms' | 'no forms' = 'no forms',
  scripts: readonly string[] = [],
): void {
  let ancestors = "'none'";
  if (framedBy === '*') ancestors = '*';
  else if (framedBy !== 'nobody') ancestors = ["'self'", ...framedBy].join(' ');
  const forms = sends === 'forms' ? PAGE_POLICY.replace("form-action 'none'", "form-action 'self'") : PAGE_POLICY;
  const policy = `${forms}; trusted-types ${['lit-html', ...scripts].join(' ')}`;
  res.setHeader('Content-Security-Policy', `${policy}; frame-ancestors ${ancestors}`);
  // The older header knows no list; browsers that know the newer one ignore it anyway.
  if (framedBy !== 'nobody') res.removeHeader('X-Frame-Options');
}
