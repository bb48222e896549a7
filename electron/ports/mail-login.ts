/** How a mailbox signs in, over SMTP and IMAP alike. */
export type MailLogin =
  | { readonly kind: 'password'; readonly user: string; readonly password: string }
  /** XOAUTH2: a bearer token that is valid now. */
  | { readonly kind: 'token'; readonly user: string; readonly accessToken: string };

/**
 * Asked at each connection. Null where nothing is kept or it is locked away; `renew` after a server refused the last token.
 * Rejects with a `TokenFault` where the token's issuer can't be reached, or gives none.
 */
export type ReadMailLogin = (options?: { readonly renew: boolean }) => Promise<MailLogin | null>;

/** No access token could be had. `refused` needs a person: the refresh token has ended, or the client is unknown there. */
export class TokenFault extends Error {
  readonly kind: 'unreachable' | 'refused';
  /** `message` is shown as it is. */
  constructor(kind: 'unreachable' | 'refused', message: string, cause?: unknown) {
    super(message, { cause });
    this.name = 'TokenFault';
    this.kind = kind;
  }
}
