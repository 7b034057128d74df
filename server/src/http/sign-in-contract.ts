import { z } from 'zod';
import { email, instant, line } from './contract.ts';

/*
 * Every shape of signing in on the wire, as contract.ts has it for what anybody may use.
 */

/** `POST /api/host/sign-in/link`: "send me the link". */
export const signInLinkInput = z.strictObject({ email, locale: line(35).optional() }).meta({ id: 'SignInLinkRequest' });

/** `POST /api/host/sign-in`: the token of a link, which stands in its fragment. */
export const signInInput = z.strictObject({ token: line(200) }).meta({ id: 'SignInRequest' });

/**
 * `DELETE /api/host/sign-in`: `device`, the `endpointHash` of the browser that signs out, is sent no notices any more; `everywhere=true` ends every sign-in of the
 * host, and the notices of each device.
 */
export const signOutQuery = z.strictObject({
  everywhere: z.enum(['true', 'false']).optional(),
  device: z
    .string()
    .regex(/^[\w-]{43}$/)
    .optional(),
});

/** Who is signed in, what changes by the cookie prove themselves by, and until when it is good as it stands. */
export const signedIn = z
  .object({
    host: z.object({
      id: z.string(),
      name: z.string(),
      email: z.string(),
      role: z.enum(['owner', 'admin', 'member']),
      timeZone: z.string(),
      locale: z.string(),
    }),
    csrfToken: z.string(),
    expiresAt: instant,
  })
  .meta({ id: 'SignedIn' });

export type SignedInView = z.infer<typeof signedIn>;
export type SignInLinkBody = z.input<typeof signInLinkInput>;
