/** A person's mail account: where it sends, where it can be read, and how it signs in. No secret ever stands in it. */
import { z } from 'zod';
import { line } from './text.ts';

/** A server of the account. `implicit` TLS from the first byte, `starttls` required, `none` on a loopback host only. */
export const MailServer = z.object({
  host: z.string().min(1).max(253),
  port: z.int().min(1).max(65_535),
  tls: z.enum(['implicit', 'starttls', 'none']),
});
export type MailServer = z.infer<typeof MailServer>;

/** An address of a sign-in service; clear text only on this computer. */
export const SignInUrl = z
  .url({ protocol: /^https?$/, error: 'an https address is needed' })
  .max(2_000)
  .refine((url) => /^https:|^http:\/\/(?:localhost|127(?:\.\d{1,3}){3}|\[::1\])(?:[:/]|$)/i.test(url), {
    error: 'an https address is needed',
  });

export const MailAuth = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('password') }),
  /** A refresh token that was got from the provider, exchanged for access tokens (RFC 6749, section 6). */
  z.object({
    kind: z.literal('oauth'),
    /** Where a person consents in the browser; null where the refresh token can only be pasted. */
    authorizationUrl: SignInUrl.nullable().default(null),
    tokenUrl: SignInUrl,
    clientId: line(300).min(1),
    scope: line(1_000),
  }),
]);
export type MailAuth = z.infer<typeof MailAuth>;

export const MailAccount = z.object({
  smtp: MailServer,
  /** Null: nothing is read, so that bounces, opt-outs by mail and the Sent folder stay unseen. */
  imap: MailServer.nullable(),
  /** Empty only for a server on this computer that asks for no sign-in. */
  user: z.string().max(254),
  auth: MailAuth,
});
export type MailAccount = z.infer<typeof MailAccount>;

/** What is typed once and never read back; null keeps what there is. */
export const MailSecrets = z.object({
  password: z.string().max(1_000).nullable(),
  refreshToken: z.string().max(8_000).nullable(),
  clientSecret: z.string().max(1_000).nullable(),
});
export type MailSecrets = z.infer<typeof MailSecrets>;
