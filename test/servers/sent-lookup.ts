/** Looks into a Sent folder over IMAP by Message-ID, with the desk's own reader and a connection for each look. It changes nothing there. */
import { makeImapReader } from '../../electron/inbox/imap.ts';
import type { MailboxReader } from '../../electron/ports/mailbox-reader.ts';
import type { SentLookup } from '../../electron/ports/transport.ts';
import type { Account } from './server-settings.ts';

export function readerOf(port: number, { address, password }: Account): MailboxReader {
  return makeImapReader({
    server: { host: '127.0.0.1', port, tls: 'none' },
    login: () => Promise.resolve({ kind: 'password', user: address, password }),
  });
}

export function lookupOverImap(port: number, account: Account): SentLookup {
  return {
    async findByMessageId(messageId) {
      const reader = readerOf(port, account);
      try {
        return await reader.findByMessageId(messageId);
      } finally {
        await reader.close();
      }
    },
  };
}
