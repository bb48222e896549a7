/** The person who sends in these tests, as the mail servers know them, and the ways out of their mailbox. */
import type { Transport } from '../../electron/ports/transport.ts';
import { makeSmtpTransport } from '../../electron/send/smtp.ts';
import { person } from '../policy/sample.ts';
import type { MailServers } from './mail-servers.ts';
import type { Account } from './server-settings.ts';

export const SENDER: Account = { address: person.mailbox.address, password: 'open-sesame', filesSent: true };

/** As a desk is set up: STARTTLS, then the password. */
export function submissionTo(servers: MailServers, password = SENDER.password): Transport {
  return makeSmtpTransport({
    account: { host: '127.0.0.1', port: servers.submissionPort, tls: 'starttls', user: SENDER.address },
    login: () => Promise.resolve({ kind: 'password', user: SENDER.address, password }),
    trusted: [servers.certificate],
    silenceMs: 10_000,
  });
}
