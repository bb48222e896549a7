/**
 * Hears of new mail the moment it arrives (IDLE, RFC 2177), on a connection of its own, so that reading never has to break it. It reads
 * nothing, and hearing nothing never means that there is nothing: the beat goes on beside it.
 */
import type { ImapFlow } from 'imapflow';
import type { Read } from '../ports/mailbox-reader.ts';
import { openImapConnection, type ImapOptions } from './imap-connection.ts';

/** Servers end an IDLE after 29 minutes at the earliest (RFC 2177); routers forget a quiet connection sooner. */
const RENEW_MS = 9 * 60_000;

export interface ImapIdle {
  /** Calls back for each message that is announced, until the connection is lost or closed. */
  listen(onNews: () => void): Promise<Read<'ended' | 'not-offered'>>;
  close(): Promise<void>;
}

export function makeImapIdle(options: ImapOptions): ImapIdle {
  const connection = openImapConnection({ ...options, renewIdleMs: RENEW_MS });
  let closed = false;
  const isClosed = (): boolean => closed;

  const hear = async (client: ImapFlow, onNews: () => void): Promise<'ended' | 'not-offered'> => {
    if (!client.capabilities.has('IDLE')) return 'not-offered';
    const announced = ({ count, prevCount }: { readonly count: number; readonly prevCount: number }): void => {
      if (count > prevCount && !isClosed()) onNews();
    };
    const isUsable = (): boolean => !isClosed() && client.usable;
    client.on('exists', announced);
    const lock = await client.getMailboxLock('INBOX', { readOnly: true });
    try {
      // What arrived between the last look and this moment was announced to nobody.
      onNews();
      while (isUsable()) if ((await client.idle()) === false) return isUsable() ? 'not-offered' : 'ended';
    } finally {
      lock.release();
      client.off('exists', announced);
    }
    return 'ended';
  };

  return {
    listen: (onNews) => connection.use((client) => hear(client, onNews)),
    async close() {
      closed = true;
      await connection.close();
    },
  };
}
