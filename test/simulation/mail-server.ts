/** A simulated mail server outside the desk's process: takes, refuses, cuts, hangs and answers late. What it took it keeps, whatever became of the desk. */
import type { BeforeMark, Envelope, SentLookup, TransmitOutcome, Transport } from '../../electron/ports/transport.ts';
import type { Draw } from '../../electron/crm/embedded/demo/seeded-draw.ts';
import { weighted } from './draw.ts';
import type { Referee } from './referee.ts';
import { isAlive, type Life, type SimTime } from './time.ts';

/** What happens to one connection. */
type Fate =
  | 'well'
  | 'late'
  | 'no-connection'
  | 'rcpt-later'
  | 'rcpt-never'
  | 'sender-objected'
  | 'hangs-before-mark'
  | 'cut-before-mark'
  | 'later-after-dot'
  | 'never-after-dot'
  | 'cut-after-mark-taken'
  | 'cut-after-mark-lost'
  | 'hangs-after-mark-taken'
  | 'hangs-after-mark-lost';

const CALM: readonly (readonly [number, Fate])[] = [
  [8, 'well'],
  [1, 'late'],
];
const STORM: readonly (readonly [number, Fate])[] = [
  [6, 'well'],
  [2, 'late'],
  [3, 'no-connection'],
  [2, 'rcpt-later'],
  [1, 'rcpt-never'],
  [0.3, 'sender-objected'],
  [1, 'hangs-before-mark'],
  [2, 'cut-before-mark'],
  [1, 'later-after-dot'],
  [1, 'never-after-dot'],
  [2, 'cut-after-mark-taken'],
  [2, 'cut-after-mark-lost'],
  [1, 'hangs-after-mark-taken'],
  [1, 'hangs-after-mark-lost'],
];

export interface TakenMail {
  readonly messageId: string;
  readonly from: string;
  readonly to: string;
  readonly bytes: Uint8Array;
  readonly atMs: number;
}

/** Told of what the desk does at the door, before the server does anything with it. */
export interface MailWatch {
  offered(messageId: string, to: string): void;
  /** The desk's mark is durable and the end of the message was written. */
  marked(messageId: string, to: string): void;
  taken(mail: TakenMail): void;
}

export interface MailServer {
  readonly taken: ReadonlyMap<string, TakenMail>;
  storm: boolean;
  /** Mail that left this mailbox by other tools: before the run, and by hand during it. */
  readonly elsewhere: { readonly from: string; readonly messageId: string; readonly atMs: number }[];
  /** Whether its bytes may still be on their way: whoever looks now sees nothing, and is too early. */
  isUnderWay(messageId: string): boolean;
  /** What the mailbox's own Sent folder shows. */
  sentSince(address: string, sinceMs: number): readonly { readonly messageId: string; readonly atMs: number }[];
  transportFor(life: Life, watch: MailWatch): Transport;
  lookupFor(life: Life): SentLookup;
  /** Every connection is gone, as after sleep. */
  cutAll(): void;
}

/** RFC 5321 4.5.3.2.6: ten minutes for the answer after the dot. */
const AFTER_DOT_MS = 600_000;
const BEFORE_MARK_MS = 120_000;

interface Session {
  messageId: string;
  cut: boolean;
  wake: () => void;
}

const isCut = (session: Session): boolean => session.cut;

const never = <T>(): Promise<T> => new Promise<T>(() => undefined);

export function messageIdOf(bytes: Uint8Array): string {
  const found = /^Message-ID:\s*(<[^>]+>)/im.exec(Buffer.from(bytes).toString('latin1'));
  if (found?.[1] === undefined) throw new Error('a message without a Message-ID was offered');
  return found[1];
}

export function makeMailServer(time: SimTime, draw: Draw, referee: Referee): MailServer {
  const taken = new Map<string, TakenMail>();
  /** Ended by their desk, and no living desk heard that it was refused: they may have arrived. */
  const doubtful = new Set<string>();
  const sessions = new Set<Session>();
  const elsewhere: { readonly from: string; readonly messageId: string; readonly atMs: number }[] = [];

  /** Ends early where the connection is cut. */
  const wait = (session: Session, ms: number): Promise<void> =>
    new Promise((resume) => {
      const cancel = time.after(ms, resume);
      session.wake = () => {
        cancel();
        resume();
      };
      if (isCut(session)) session.wake();
    });

  const server: MailServer = {
    taken,
    storm: false,
    elsewhere,
    isUnderWay: (messageId) => [...sessions].some((session) => session.messageId === messageId),
    sentSince: (address, sinceMs) =>
      [...elsewhere, ...taken.values()].filter(({ from, atMs }) => from === address && atMs >= sinceMs),
    transportFor(life, watch) {
      const own = new Set<Session>();
      /** What a dead process would hear, nobody hears. */
      const answer = (outcome: TransmitOutcome): Promise<TransmitOutcome> =>
        isAlive(life) ? Promise.resolve(outcome) : never();

      async function converse(
        session: Session,
        { from, to }: Envelope,
        bytes: Uint8Array,
        beforeMark: BeforeMark,
      ): Promise<TransmitOutcome> {
        const messageId = messageIdOf(bytes);
        session.messageId = messageId;
        watch.offered(messageId, to);
        if (doubtful.has(messageId))
          referee.violated('uncertain is never sent again', `${messageId} was offered again after its end was written`);
        const fate = weighted(draw, server.storm ? STORM : CALM);
        if (fate !== 'well') referee.counts.networkFaults += 1;
        referee.note(`    smtp ${messageId.slice(1, 9)}: ${fate}`);
        await wait(session, draw.whole(20, fate === 'late' ? 30_000 : 1_500));
        if (fate === 'no-connection') return { kind: 'not-accepted', reason: 'connection refused', unreachable: true };
        if (fate === 'rcpt-later')
          return {
            kind: 'refused-temporarily',
            reply: '451 4.7.1 later',
            code: 451,
            pausesMailbox: false,
            limitsRate: false,
          };
        if (fate === 'rcpt-never')
          return {
            kind: 'refused-permanently',
            reply: '550 5.1.1 nobody here',
            code: 550,
            pausesMailbox: false,
            limitsRate: false,
          };
        if (fate === 'sender-objected')
          return {
            kind: 'refused-permanently',
            reply: '550 5.7.26 unauthenticated',
            code: 550,
            pausesMailbox: true,
            limitsRate: false,
          };
        if (fate === 'hangs-before-mark') await wait(session, BEFORE_MARK_MS);
        if (isCut(session) || fate === 'hangs-before-mark' || fate === 'cut-before-mark')
          return { kind: 'not-accepted', reason: 'connection lost before the message was complete' };
        // A dead process writes no end of message.
        if (!isAlive(life)) return never();
        try {
          await beforeMark(() => !isCut(session) && isAlive(life));
        } catch (cause) {
          return { kind: 'not-accepted', reason: cause instanceof Error ? cause.message : 'stopped' };
        }
        watch.marked(messageId, to);
        doubtful.add(messageId);
        // The bytes are on their way: cutting the connection from here on, or killing the desk, may or may not stop them.
        const arrives = draw.chance(0.5);
        await wait(session, draw.whole(5, fate === 'late' ? 60_000 : 800));
        const gone = (isCut(session) || !isAlive(life)) && !arrives;
        const heard = isAlive(life) && !isCut(session);
        switch (fate) {
          case 'later-after-dot':
          case 'never-after-dot':
            if (!heard) return lost();
            doubtful.delete(messageId);
            return fate === 'later-after-dot'
              ? {
                  kind: 'refused-temporarily',
                  reply: '451 4.3.0 later',
                  code: 451,
                  pausesMailbox: false,
                  limitsRate: false,
                }
              : {
                  kind: 'refused-permanently',
                  reply: '554 5.6.0 no',
                  code: 554,
                  pausesMailbox: false,
                  limitsRate: false,
                };
          case 'cut-after-mark-lost':
            return lost();
          case 'hangs-after-mark-lost':
            await wait(session, AFTER_DOT_MS);
            return lost();
          default:
        }
        if (gone) return lost();
        const mail = { messageId, from, to, bytes, atMs: time.wallMs() };
        if (taken.has(messageId)) referee.violated('no message twice', `the server took ${messageId} a second time`);
        taken.set(messageId, mail);
        watch.taken(mail);
        if (fate === 'hangs-after-mark-taken') await wait(session, AFTER_DOT_MS);
        if (fate !== 'well' && fate !== 'late') return lost();
        await wait(session, draw.whole(5, 400));
        if (isCut(session)) return lost();
        return { kind: 'accepted', reply: '250 2.0.0 taken', serverAtMs: null };
      }

      return {
        async transmit(envelope, bytes, beforeMark) {
          const session: Session = { messageId: '', cut: false, wake: () => undefined };
          sessions.add(session);
          own.add(session);
          try {
            const outcome = await converse(session, envelope, bytes, beforeMark);
            sessions.delete(session);
            return await answer(outcome);
          } finally {
            sessions.delete(session);
            own.delete(session);
          }
        },
        test: () => Promise.resolve(null),
        close() {
          cut(own);
          return Promise.resolve();
        },
      };
    },
    lookupFor: (life) => ({
      async findByMessageId(messageId) {
        await new Promise<void>((resume) => void time.after(draw.whole(50, 3_000), resume));
        if (!isAlive(life)) return never();
        if (server.storm && draw.chance(0.3)) throw new Error('the mailbox can not be read');
        if (draw.chance(0.2)) return 'unknown';
        return taken.has(messageId) ? 'found' : 'absent';
      },
    }),
    cutAll: () => cut(sessions),
  };
  return server;
}

const lost = (): TransmitOutcome => ({ kind: 'uncertain', reason: 'connection lost' });

function cut(sessions: Iterable<Session>): void {
  for (const session of sessions) {
    session.cut = true;
    session.wake();
  }
}
