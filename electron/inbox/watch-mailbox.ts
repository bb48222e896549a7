/**
 * Reads a mailbox on a beat: what arrived, in Junk too, and what lies in Sent. Each page is acted on in the transaction that moves its
 * cursor, so that nothing is skipped and nothing acts twice. A fault is told in words and tried again.
 */
import { mailboxDay } from '../../shared/policy/mailbox-day.ts';
import type { MailboxId } from '../../shared/domain/ids.ts';
import type { Clock } from '../ports/clock.ts';
import type { Ledger } from '../ports/ledger.ts';
import type { Log } from '../ports/log.ts';
import type { SentFolderMail } from '../ports/mailbox-ledger.ts';
import type { MailboxReader, ReadFault, SentMessage } from '../ports/mailbox-reader.ts';
import type { Random } from '../ports/random.ts';
import { actOnJunk } from './act-on-junk.ts';
import { actOnMail, type OwnMailbox } from './act-on-mail.ts';
import { parseArrived, type ArrivedMail } from './arrived-mail.ts';
import { keepBeat, type BeatOutcome } from './beat.ts';

/** How reading the mailbox stands, for its person. `off`: there is nothing to read with. */
export interface WatchState {
  readonly state: 'off' | 'reading' | 'ready' | 'unreachable' | 'refused';
  readonly lastReadAtMs: number | null;
  readonly problem: string | null;
}

export interface WatchPorts {
  readonly clock: Clock;
  readonly random: Random;
  readonly log: Log;
  readonly ledger: Ledger;
  /** Null while no account that can be read is chosen; asked at each beat. */
  readonly reader: () => MailboxReader | null;
  readonly mailbox: () => OwnMailbox;
  /** Somebody was suppressed: what waits must be looked at again, at once. */
  readonly suppressed: () => void;
  /** A reply came: somebody reads it, and what waits for the same contact is looked at again. */
  readonly replied: () => void;
  /** It was read to its end. */
  readonly onRead: () => void;
  readonly onChange: () => void;
}

export interface MailboxWatch {
  state(): WatchState;
  /** Reads now, and keeps the beat from then on; a call during a run joins it. */
  run(): Promise<void>;
  /** Reads from the beginning, also where a run is under way: it may be past what came meanwhile. */
  again(): void;
  /** The account was changed, or its secrets unlocked: what was said of the one before is forgotten. */
  changed(): void;
  stop(): Promise<void>;
}

const DAY_MS = 86_400_000;
/** How far back the first look into Sent reaches: what a mailbox is used to shows in its last weeks. */
export const SENT_HISTORY_MS = 60 * DAY_MS;
/** Enough for any mailbox within its provider's limits; a Sent folder beyond it is counted as far as this. */
const MOST_SENT_PAGES = 60;

/** Where mail arrives: how it is read, what it does there, and how far back the first look reaches, for what came before the account was connected. */
const FOLDERS = {
  inbox: {
    firstMs: 30 * DAY_MS,
    since: (reader: MailboxReader, cursor: string | null, sinceMs: number) => reader.inboxSince(cursor, sinceMs),
    act: actOnMail,
  },
  junk: {
    // Mostly junk, and all of it is read.
    firstMs: 7 * DAY_MS,
    since: (reader: MailboxReader, cursor: string | null, sinceMs: number) => reader.junkSince(cursor, sinceMs),
    act: actOnJunk,
  },
} as const;

/** The place where the ledger keeps that this mailbox has no Sent folder. */
export const noSentFolder = (mailboxId: MailboxId): string => `no-sent-folder ${mailboxId}`;

const OFF: WatchState = { state: 'off', lastReadAtMs: null, problem: null };

export function watchMailbox(ports: WatchPorts): MailboxWatch {
  const { clock, log, ledger } = ports;
  let state: WatchState = OFF;
  /** Counts changes of the account: what a run finds out about the one before is not kept. */
  let generation = 0;
  const listening = new WeakSet<MailboxReader>();
  /** Each ends with its reader, which whoever opened it closes. */
  const listens = new Set<Promise<void>>();
  let calledByNews = false;

  const change = (next: Partial<WatchState>): void => {
    const changed = { ...state, ...next };
    if (JSON.stringify(changed) === JSON.stringify(state)) return;
    state = changed;
    ports.onChange();
  };

  async function once(): Promise<BeatOutcome> {
    const reader = ports.reader();
    if (reader === null) {
      change(OFF);
      return 'idle';
    }
    const began = generation;
    const byNews = calledByNews;
    calledByNews = false;
    const mailbox = ports.mailbox();
    if (state.state === 'off') change({ state: 'reading' });
    const isCurrent = () => began === generation && !beat.stopped();
    const fault =
      (await readArrived('inbox', reader, mailbox, isCurrent)) ??
      (await readArrived('junk', reader, mailbox, isCurrent)) ??
      (await readSent(reader, mailbox, isCurrent));
    if (!isCurrent()) return 'idle';
    if (fault === null) {
      change({ state: 'ready', lastReadAtMs: clock.nowMs(), problem: null });
      ports.onRead();
      // A server that hangs up at once would otherwise be called without end.
      if (!byNews) listen(reader);
      return 'fine';
    }
    log.warn('inbox.unread', { fault: fault.fault });
    change({ state: fault.retryable ? 'unreachable' : 'refused', problem: fault.words });
    return fault.retryable ? 'failed' : 'needs-person';
  }

  /** Hears of mail between two beats; a listening that ended is begun anew after the next beat that could read. */
  function listen(reader: MailboxReader): void {
    if (listening.has(reader)) return;
    listening.add(reader);
    const began = generation;
    const heard = (): void => {
      if (began !== generation || beat.stopped()) return;
      calledByNews = true;
      beat.runAnew();
    };
    const ending = reader
      .listen(heard)
      .then((end) => {
        // One that announces nothing is not asked again.
        if (end.kind === 'fault' || end.value === 'ended') listening.delete(reader);
      })
      .catch((cause: unknown) => {
        log.error('inbox.deaf', cause);
      })
      .finally(() => {
        listens.delete(ending);
      });
    listens.add(ending);
  }

  async function readArrived(
    folder: keyof typeof FOLDERS,
    reader: MailboxReader,
    mailbox: OwnMailbox,
    isCurrent: () => boolean,
  ): Promise<ReadFault | null> {
    const { firstMs, since, act } = FOLDERS[folder];
    const place = `${folder} ${mailbox.id} ${reader.name}`;
    for (let more = true; more && isCurrent();) {
      const page = await since(reader, ledger.places.read(place), Math.max(0, clock.nowMs() - firstMs));
      if (page.kind === 'fault') return page;
      const { value } = page;
      if (value === null) return null;
      const mails: ArrivedMail[] = [];
      for (const { bytes, atMs } of value.messages) {
        const mail = await parseArrived(bytes, atMs);
        if (mail === null) log.warn('inbox.unreadable-mail', { bytes: bytes.length });
        else mails.push(mail);
      }
      if (!isCurrent()) return null;
      const acted = ledger.transact(() => {
        ledger.places.save(place, value.cursor);
        const done = mails.map((mail) => act({ ledger, clock }, mailbox, mail));
        ledger.copies.publishDesk(clock.nowMs());
        return done;
      });
      for (const { kind, suppressed } of acted)
        if (kind !== 'other') log.info('inbox.read', { folder, kind, suppressed });
      if (acted.some(({ suppressed }) => suppressed)) ports.suppressed();
      if (acted.some(({ replyId }) => replyId !== null)) ports.replied();
      ({ more } = value);
    }
    return null;
  }

  async function readSent(
    reader: MailboxReader,
    mailbox: OwnMailbox,
    isCurrent: () => boolean,
  ): Promise<ReadFault | null> {
    const place = `sent-history ${mailbox.id} ${reader.name}`;
    const isFirst = ledger.places.read(place) === null;
    const atMs = clock.nowMs();
    const startOf = (ms: number) => mailboxDay(Math.max(0, ms), mailbox.timeZone).startAtMs;
    // Yesterday too: what was sent around midnight may have been filed late.
    const sinceMs = isFirst ? startOf(atMs - SENT_HISTORY_MS) : startOf(startOf(atMs) - 1);
    const mail: SentFolderMail[] = [];
    let after: string | null = null;
    for (let pages = 0; pages < MOST_SENT_PAGES && isCurrent(); pages += 1) {
      const page: Awaited<ReturnType<MailboxReader['sentSince']>> = await reader.sentSince(sinceMs, after);
      if (page.kind === 'fault') return page;
      // Without a Sent folder nothing is known of other tools' mail: that is not none.
      if (page.value === null) {
        ledger.places.save(noSentFolder(mailbox.id), String(atMs));
        return null;
      }
      mail.push(...page.value.messages.map(asFiled));
      after = page.value.next;
      if (after === null) break;
    }
    if (!isCurrent()) return null;
    ledger.transact(() => {
      ledger.mailboxes.recordSentFolder({ mailboxId: mailbox.id, sinceMs, atMs, mail });
      if (isFirst) ledger.places.save(place, String(atMs));
      ledger.copies.publishDesk(clock.nowMs());
    });
    return null;
  }

  const beat = keepBeat({
    clock,
    random: ports.random,
    once,
    crashed(cause) {
      // A full disk passes; a watch that died of it would honour no opt-out until the next start.
      log.error('inbox.fault', cause);
      change({
        state: 'unreachable',
        problem: 'What came into the mailbox could not be kept; it is tried again by itself.',
      });
    },
  });

  return {
    state: () => state,
    run: () => beat.run(),
    again: () => beat.runAnew(),
    changed() {
      generation += 1;
      change(OFF);
      beat.runAnew();
    },
    async stop() {
      await beat.stop();
      await Promise.all(listens);
    },
  };
}

/** Under the id it was sent with, so that our own mail is known though its provider renamed it. */
const asFiled = ({ messageId, originalId, atMs }: SentMessage): SentFolderMail => ({
  messageId: originalId ?? messageId,
  atMs,
});
