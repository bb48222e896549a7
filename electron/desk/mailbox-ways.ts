/** The way out a person chose: the embedded mailbox or their account, with where it can be read. Sends nothing itself. */
import { createHash } from 'node:crypto';
import { join } from 'node:path';
import type { MailServer } from '../../shared/domain/mail-account.ts';
import type { DeskStatus } from '../../shared/ipc/contract.ts';
import { makeImapReader } from '../inbox/imap.ts';
import { openMailboxAccount, type MailboxAccount } from '../mailbox/account.ts';
import { startSink, type Sink } from '../mailbox/sink.ts';
import { systemHttp } from '../platform/http.ts';
import { writeDurably } from '../platform/write-durably.ts';
import type { DeskPorts } from '../ports/desk.ts';
import type { MailboxReader } from '../ports/mailbox-reader.ts';
import type { SentLookup, TransmitOutcome, Transport } from '../ports/transport.ts';
import { makeSmtpTransport } from '../send/smtp.ts';

export interface MailboxWays {
  readonly account: MailboxAccount;
  readonly sink: Sink;
  /** Null where no way out is usable; the reason stands in `status`. */
  transport(): Transport | null;
  /** Null where the chosen mailbox can't be read: the embedded one, an account without IMAP, one that is locked. */
  reader(): MailboxReader | null;
  lookup(): SentLookup;
  /** Ends the reading that is under way; what asks for a reader later gets a new one. */
  stopReading(): Promise<void>;
  /** Forgets open connections: the choice or its secrets changed. */
  changed(): Promise<void>;
  status(address: string): Omit<DeskStatus['mailbox'], 'inbox'>;
  close(): Promise<void>;
}

/** Nobody can look into an account without reading the mailbox, so nothing is known of its Sent folder. */
const NO_LOOKUP: SentLookup = { findByMessageId: () => Promise.resolve('unknown') };

export async function openMailboxWays(ports: DeskPorts): Promise<MailboxWays> {
  const sink = await startSink({ dir: ports.paths.mail, random: ports.random });
  const account = openMailboxAccount({
    path: join(ports.paths.home, 'mailbox.json'),
    secrets: ports.secrets,
    clock: ports.clock,
    http: ports.http ?? systemHttp,
    write: (path, content) => writeDurably(path, content),
    trySmtp: (tried, login) => makeSmtpTransport({ account: { ...tried.smtp, user: tried.user }, login }),
    tryImap: (server, login) => makeImapReader({ server, login }),
  });
  let open: Transport | null = null;
  let openReader: MailboxReader | null = null;
  /** What the last transmission said of the way out; null where it worked, or nothing was sent yet. */
  let problem: string | null = null;

  const watched = (transport: Transport): Transport => ({
    ...transport,
    async transmit(envelope, bytes, beforeMark) {
      const outcome = await transport.transmit(envelope, bytes, beforeMark);
      problem = problemOf(outcome, problem);
      return outcome;
    },
  });
  const toSink = () =>
    makeSmtpTransport({
      account: { host: sink.host, port: sink.port, tls: 'none', user: '' },
      login: () => Promise.resolve(null),
    });
  const reader = (): MailboxReader | null => {
    const choice = account.read();
    if (choice.kind !== 'smtp' || choice.account.imap === null || account.isLocked()) return null;
    const header = choice.calibration?.originalIdHeader ?? null;
    openReader ??= makeImapReader({
      server: choice.account.imap,
      name: accountName(choice.account.imap, choice.account.user),
      login: account.login,
      ...(header === null ? {} : { originalIdHeaders: [header] }),
    });
    return openReader;
  };

  return {
    account,
    sink,
    transport() {
      const choice = account.read();
      if (choice.kind === 'damaged' || account.isLocked()) return null;
      open ??= watched(
        choice.kind === 'sink'
          ? toSink()
          : makeSmtpTransport({ account: { ...choice.account.smtp, user: choice.account.user }, login: account.login }),
      );
      return open;
    },
    reader,
    lookup: () => (account.read().kind === 'sink' ? sink : (reader() ?? NO_LOOKUP)),
    async stopReading() {
      const closing = openReader;
      openReader = null;
      await closing?.close();
    },
    async changed() {
      const [transport, reading] = [open, openReader];
      open = null;
      openReader = null;
      problem = null;
      await transport?.close();
      await reading?.close();
    },
    status(address) {
      const choice = account.read();
      const kind = choice.kind === 'sink' ? 'sink' : 'smtp';
      if (choice.kind === 'damaged') return { kind, address, state: 'unreachable', problem: choice.problem };
      if (account.isLocked()) {
        return {
          kind,
          address,
          state: 'locked',
          problem:
            'What your mail account signs in with is locked away. Unlock it with your passphrase, or enter it again; approvals wait until then.',
        };
      }
      return { kind, address, state: problem === null ? 'ready' : 'unreachable', problem };
    },
    async close() {
      await Promise.all([open?.close(), openReader?.close()]);
      await sink.close();
    },
  };
}

/** The same for the same mailbox; a hash, because a user name is an address. */
function accountName({ host, port }: MailServer, user: string): string {
  return createHash('sha256').update(`${host.toLowerCase()}\n${port}\n${user}`).digest('hex').slice(0, 16);
}

/** What an attempt says of the way out itself; a word about one message says nothing of it. */
function problemOf(outcome: TransmitOutcome, before: string | null): string | null {
  switch (outcome.kind) {
    case 'accepted':
      return null;
    case 'not-accepted':
      return outcome.unreachable === true
        ? `${outcome.reason} Approvals wait, and it is tried again by itself.`
        : before;
    case 'refused-permanently':
    case 'refused-temporarily':
      return outcome.pausesMailbox ? outcome.reply : before;
    case 'uncertain':
      return before;
    default:
      return outcome satisfies never;
  }
}
