/** The way out a person chose: the embedded mailbox or their account, with where it can be read. Sends nothing itself. */
import { createHash } from 'node:crypto';
import { join } from 'node:path';
import type { MailServer } from '../../shared/domain/mail-account.ts';
import type { Person } from '../../shared/domain/person.ts';
import type { DeskStatus } from '../../shared/ipc/contract.ts';
import { makeEmlFolderReader } from '../inbox/eml-folder.ts';
import { makeImapReader } from '../inbox/imap.ts';
import { openMailboxAccount, type MailboxAccount } from '../mailbox/account.ts';
import { readAnswers } from '../mailbox/prospects/answers.ts';
import { startProspects } from '../mailbox/prospects/prospects.ts';
import { makeSignIns, type SignIns } from '../mailbox/sign-in.ts';
import { startSink, type Sink } from '../mailbox/sink.ts';
import { systemHttp } from '../platform/http.ts';
import { listenForRedirect } from '../platform/redirect-listener.ts';
import { writeDurably } from '../platform/write-durably.ts';
import type { DeskPorts } from '../ports/desk.ts';
import type { MailboxReader } from '../ports/mailbox-reader.ts';
import type { SentLookup, TransmitOutcome, Transport } from '../ports/transport.ts';
import { makeSmtpTransport } from '../send/smtp.ts';

export interface MailboxWays {
  readonly account: MailboxAccount;
  readonly signIns: SignIns;
  readonly sink: Sink;
  /** Null where no way out is usable; the reason stands in `status`. */
  transport(): Transport | null;
  /** Null where the chosen mailbox can't be read: an account without IMAP, one that is locked. The embedded one has a folder for each person. */
  reader(mailbox: Pick<Person['mailbox'], 'id' | 'address'>): MailboxReader | null;
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
  const signIns = makeSignIns({
    clock: ports.clock,
    http: ports.http ?? systemHttp,
    listen: ports.listenForRedirect ?? listenForRedirect,
    openLink: (url) => ports.openLink(url),
  });
  let open: Transport | null = null;
  let openReader: MailboxReader | null = null;
  /** Of the embedded mailbox, by the address it is for. */
  const folders = new Map<string, MailboxReader>();
  const prospects = startProspects({
    sink,
    clock: ports.clock,
    log: ports.log,
    script: await readAnswers(ports.paths.resources),
    // Whoever sends through an account of their own has real correspondents.
    isOn: () => account.read().kind === 'sink',
  });
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
  const closeReaders = async (): Promise<void> => {
    const closing = [...folders.values(), ...(openReader === null ? [] : [openReader])];
    folders.clear();
    openReader = null;
    await Promise.all(closing.map((each) => each.close()));
  };
  const toSink = () =>
    makeSmtpTransport({
      account: { host: sink.host, port: sink.port, tls: 'none', user: '' },
      login: () => Promise.resolve(null),
    });
  const folderOf = (mailbox: Pick<Person['mailbox'], 'id' | 'address'>): MailboxReader => {
    const key = `${mailbox.id} ${mailbox.address}`;
    const open = folders.get(key);
    if (open !== undefined) return open;
    const opened = makeEmlFolderReader({
      dir: sink.inboxOf(mailbox.address),
      name: 'this-computer',
      sent: {
        where: 'the mailbox on this computer',
        findByMessageId: (messageId) => sink.findByMessageId(messageId),
        since: (sinceMs) => sink.sentSince(mailbox, sinceMs).map((sent) => ({ ...sent, originalId: null })),
      },
    });
    folders.set(key, opened);
    return opened;
  };
  const overImap = (): MailboxReader | null => {
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
    signIns,
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
    reader: (mailbox) => (account.read().kind === 'sink' ? folderOf(mailbox) : overImap()),
    lookup: () => (account.read().kind === 'sink' ? sink : (overImap() ?? NO_LOOKUP)),
    stopReading: closeReaders,
    async changed() {
      const transport = open;
      open = null;
      problem = null;
      await transport?.close();
      await closeReaders();
      prospects.changed();
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
      signIns.close();
      await Promise.all([open?.close(), closeReaders(), prospects.stop()]);
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
