/** Which kept secrets an account may use: only those given for the same servers, user and sign-in service, and never over a weaker way. */
import type { MailAccount, MailSecrets, MailServer } from '../../shared/domain/mail-account.ts';
import type { Secrets } from '../ports/secrets.ts';
import type { MailboxChoice } from './settings-file.ts';

export type AccountSecrets = Readonly<Record<keyof MailSecrets, string | null>>;

export const SECRET_NAMES: Readonly<Record<keyof MailSecrets, string>> = {
  // Older than the others, from when there was only SMTP.
  password: 'mailbox.smtp-password',
  refreshToken: 'mailbox.refresh-token',
  clientSecret: 'mailbox.client-secret',
};

export function secretsIn(secrets: Secrets): AccountSecrets {
  return {
    password: secrets.read(SECRET_NAMES.password),
    refreshToken: secrets.read(SECRET_NAMES.refreshToken),
    clientSecret: secrets.read(SECRET_NAMES.clientSecret),
  };
}

/** What was typed, and for the rest what is kept, where it was given for this very account. */
export function keptFor(
  choice: MailboxChoice,
  account: MailAccount,
  typed: MailSecrets,
  secrets: Secrets,
): AccountSecrets {
  const kept = choice.kind === 'smtp' && isSameAccount(choice.account, account) ? secretsIn(secrets) : null;
  const byPassword = account.auth.kind === 'password';
  return {
    password: byPassword ? (typed.password ?? kept?.password ?? null) : null,
    refreshToken: byPassword ? null : (typed.refreshToken ?? kept?.refreshToken ?? null),
    clientSecret: byPassword ? null : (typed.clientSecret ?? kept?.clientSecret ?? null),
  };
}

/** Whether `now` may use what was given for `kept`. */
export function isSameAccount(kept: MailAccount, now: MailAccount): boolean {
  if (kept.user !== now.user || !isSameServer(kept.smtp, now.smtp)) return false;
  if (now.imap !== null && (kept.imap === null || !isSameServer(kept.imap, now.imap))) return false;
  if (kept.auth.kind === 'oauth' && now.auth.kind === 'oauth')
    return kept.auth.tokenUrl === now.auth.tokenUrl && kept.auth.clientId === now.auth.clientId;
  return kept.auth.kind === now.auth.kind;
}

function isSameServer(kept: MailServer, now: MailServer): boolean {
  return (
    kept.host.toLowerCase() === now.host.toLowerCase() &&
    kept.port === now.port &&
    // Without TLS the secret would be readable on the way; with it before, it was not.
    (kept.tls === now.tls || now.tls !== 'none')
  );
}
