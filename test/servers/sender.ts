/** The person who sends in these tests, as the mail servers know them, and the ways into and out of their mailbox. */
import { makeImapReader } from '../../electron/inbox/imap.ts';
import type { MailboxReader } from '../../electron/ports/mailbox-reader.ts';
import type { Transport } from '../../electron/ports/transport.ts';
import { makeSmtpTransport } from '../../electron/send/smtp.ts';
import { person } from '../policy/sample.ts';
import type { MailServers } from './mail-servers.ts';
import type { Account } from './server-settings.ts';

export const SENDER: Account = { address: person.mailbox.address, password: 'open-sesame', filesSent: true };

const signIn = (password: string) => () =>
  Promise.resolve({ kind: 'password', user: SENDER.address, password } as const);

/** As a desk is set up: STARTTLS, then the password. */
export function submissionTo(servers: MailServers, password = SENDER.password): Transport {
  return makeSmtpTransport({
    account: { host: '127.0.0.1', port: servers.submissionPort, tls: 'starttls', user: SENDER.address },
    login: signIn(password),
    trusted: [servers.certificate],
    silenceMs: 10_000,
  });
}

/** Their mailbox over IMAP, after STARTTLS. */
export function readerOf(servers: MailServers): MailboxReader {
  return makeImapReader({
    server: { host: '127.0.0.1', port: servers.imapPort, tls: 'starttls' },
    login: signIn(SENDER.password),
    trusted: [servers.certificate],
    silenceMs: 10_000,
  });
}

/** The same in clear text, which costs a short life less. */
export function plainReaderOf(imapPort: number): MailboxReader {
  return makeImapReader({
    server: { host: '127.0.0.1', port: imapPort, tls: 'none' },
    login: signIn(SENDER.password),
    silenceMs: 10_000,
  });
}
