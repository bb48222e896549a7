/** Looks into a Sent folder over IMAP by Message-ID. It changes nothing there. */
import { ImapFlow } from 'imapflow';
import type { SentLookup } from '../../electron/ports/transport.ts';
import type { Account } from './server-settings.ts';

export function lookupOverImap(port: number, { address, password }: Account): SentLookup {
  return {
    async findByMessageId(messageId) {
      const client = new ImapFlow({
        host: '127.0.0.1',
        port,
        secure: false,
        doSTARTTLS: false,
        auth: { user: address, pass: password },
        logger: false,
      });
      await client.connect();
      try {
        await client.mailboxOpen('Sent', { readOnly: true });
        const found = await client.search({ header: { 'message-id': messageId } });
        if (!Array.isArray(found)) return 'unknown';
        return found.length > 0 ? 'found' : 'absent';
      } finally {
        client.close();
      }
    },
  };
}
