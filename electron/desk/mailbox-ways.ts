/** The way out a person chose: the embedded mailbox or their SMTP account, with where a sent mail can be looked up. Sends nothing itself. */
import { join } from 'node:path';
import type { DeskStatus } from '../../shared/ipc/contract.ts';
import { openMailboxAccount, type MailboxAccount } from '../mailbox/account.ts';
import { startSink, type Sink } from '../mailbox/sink.ts';
import { writeDurably } from '../platform/write-durably.ts';
import type { DeskPorts } from '../ports/desk.ts';
import type { ReadMailLogin } from '../ports/mail-login.ts';
import type { SentLookup, TransmitOutcome, Transport } from '../ports/transport.ts';
import { makeSmtpTransport } from '../send/smtp.ts';

export interface MailboxWays {
  readonly account: MailboxAccount;
  readonly sink: Sink;
  /** Null where no way out is usable; the reason stands in `status`. */
  transport(): Transport | null;
  lookup(): SentLookup;
  /** Forgets open connections: the choice or its password changed. */
  changed(): Promise<void>;
  status(address: string): DeskStatus['mailbox'];
  close(): Promise<void>;
}

/** Nobody can look into an SMTP account without reading the mailbox, so nothing is known of its Sent folder. */
const NO_LOOKUP: SentLookup = { findByMessageId: () => Promise.resolve('unknown') };

function byPassword(user: string, read: () => string | null): ReadMailLogin {
  return () => {
    const password = read();
    return Promise.resolve(password === null ? null : { kind: 'password', user, password });
  };
}

export async function openMailboxWays(ports: DeskPorts): Promise<MailboxWays> {
  const sink = await startSink({ dir: ports.paths.mail, random: ports.random });
  const account = openMailboxAccount({
    path: join(ports.paths.home, 'mailbox.json'),
    secrets: ports.secrets,
    write: (path, content) => writeDurably(path, content),
    tryAccount: (tried, password) => makeSmtpTransport({ account: tried, login: byPassword(tried.user, password) }),
  });
  let open: Transport | null = null;
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
  const locked = (): boolean => {
    const choice = account.read();
    return choice.kind === 'smtp' && choice.account.user !== '' && account.password() === null;
  };

  return {
    account,
    sink,
    transport() {
      const choice = account.read();
      if (choice.kind === 'damaged' || locked()) return null;
      open ??= watched(
        choice.kind === 'sink'
          ? toSink()
          : makeSmtpTransport({
              account: choice.account,
              login: byPassword(choice.account.user, () => account.password()),
            }),
      );
      return open;
    },
    lookup: () => (account.read().kind === 'sink' ? sink : NO_LOOKUP),
    async changed() {
      const closing = open;
      open = null;
      problem = null;
      await closing?.close();
    },
    status(address) {
      const choice = account.read();
      const kind = choice.kind === 'sink' ? 'sink' : 'smtp';
      if (choice.kind === 'damaged') return { kind, address, state: 'unreachable', problem: choice.problem };
      if (locked()) {
        return {
          kind,
          address,
          state: 'locked',
          problem:
            'The password of your mail account is locked away. Unlock it with your passphrase, or type the password again; approvals wait until then.',
        };
      }
      return { kind, address, state: problem === null ? 'ready' : 'unreachable', problem };
    },
    async close() {
      await open?.close();
      await sink.close();
    },
  };
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
