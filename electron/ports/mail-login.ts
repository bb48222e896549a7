/** How a mailbox signs in, over SMTP and IMAP alike. */
export type MailLogin =
  | { readonly kind: 'password'; readonly user: string; readonly password: string }
  /** XOAUTH2: a bearer token that is valid now. */
  | { readonly kind: 'token'; readonly user: string; readonly accessToken: string };

/**
 * Asked at each connection. Null where nothing is kept or it is locked away; `renew` after a server refused the last token.
 * Rejects where the token's issuer can't be reached.
 */
export type ReadMailLogin = (options?: { readonly renew: boolean }) => Promise<MailLogin | null>;
