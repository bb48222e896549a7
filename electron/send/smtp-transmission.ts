/**
 * One message over an open connection, with a mark made durable right before the end of the message is written. It must never report a
 * message as not accepted once that mark was made.
 */
import { Readable } from 'node:stream';
import type SMTPConnection from 'nodemailer/lib/smtp-connection';
import type { SMTPError } from 'nodemailer/lib/smtp-connection';
import type { BeforeMark, Envelope, TransmitOutcome } from '../ports/transport.ts';
import { asciiAddress } from './mime.ts';
import type { Line } from './smtp-line.ts';
import type { LineState } from './smtp-pool.ts';
import { refusalOf, shown } from './smtp-reply.ts';
import { wordsFor } from './smtp-words.ts';

export interface Transmission {
  readonly outcome: TransmitOutcome;
  /** What the connection is good for now. */
  readonly line: LineState;
  /** The connection ended, or the server is ending it, before the mark was even asked for: this message was not yet tried. */
  readonly untried: boolean;
}

export function transmitOver(
  line: Line,
  envelope: Envelope,
  bytes: Uint8Array,
  beforeMark: BeforeMark,
): Promise<Transmission> {
  const { connection } = line;
  return new Promise((resolve) => {
    let settled = false;
    let stage: Stage = 'offered';
    const settle = (outcome: TransmitOutcome, state: LineState, untried = false) => {
      if (settled) return;
      settled = true;
      line.hold(null);
      resolve({ outcome, line: state, untried });
    };
    const fail = (fault: SMTPError) => {
      const outcome = outcomeOf(fault, stage);
      const ended = fault.responseCode === undefined || fault.responseCode === 421;
      settle(outcome, lineAfter(fault, stage), (stage === 'offered' || stage === 'sending') && ended);
    };
    line.hold(fail);
    const source = markedSource(connection, bytes, {
      mayMark: () => !settled,
      reading: () => (stage = 'sending'),
      beforeMark: async (isStillWanted) => {
        stage = 'marking';
        await beforeMark(isStillWanted);
        stage = 'marked';
      },
    });
    connection.send(
      { from: asciiAddress(envelope.from), to: [asciiAddress(envelope.to)], size: bytes.length },
      source,
      (fault, info) => {
        if (fault !== null) fail(fault);
        else if (stage !== 'marked')
          settle({ kind: 'not-accepted', reason: 'the server answered before the message was complete' }, 'spent');
        else settle({ kind: 'accepted', reply: shown(info.response), serverAtMs: null }, 'ready');
      },
    );
  });
}

/** `sending`: the server asked for the data. `marking`: the last look is being taken. `marked`: the end of the message may be on its way. */
type Stage = 'offered' | 'sending' | 'marking' | 'marked';

/** What a fault means, by how far the message had come. */
function outcomeOf(fault: SMTPError, stage: Stage): TransmitOutcome {
  const answered =
    typeof fault.responseCode === 'number' ? refusalOf(fault.responseCode, fault.response ?? fault.message) : null;
  // Once marked, only an answer to the message itself says that it was not taken.
  if (stage === 'marked') return answered ?? { kind: 'uncertain', reason: wordsFor(fault) };
  return answered ?? { kind: 'not-accepted', reason: wordsFor(fault) };
}

/** After a clear refusal the server waits for the next message; in the middle of one nobody knows what it waits for. */
function lineAfter(fault: SMTPError, stage: Stage): LineState {
  const code = fault.responseCode ?? 0;
  const isRefusal = code >= 400 && code < 600 && code !== 421;
  return isRefusal && (stage === 'offered' || stage === 'marked') ? 'needs-reset' : 'spent';
}

/**
 * Gives the bytes, and is asked for more only after the server said 354. Before it ends, and with that the final dot is written, the mark is
 * made; it waits until the bytes have left this process, so that a connection already known to be cut stays on the safe side.
 */
function markedSource(
  connection: SMTPConnection,
  bytes: Uint8Array,
  mark: { mayMark(): boolean; reading(): void; beforeMark(isStillWanted: () => boolean): Promise<void> },
): Readable {
  let at = 0;
  let ending = false;
  let looks = 0;
  const source = new Readable({
    highWaterMark: CHUNK_BYTES,
    read() {
      if (at < bytes.length) {
        if (at === 0) mark.reading();
        const chunk = bytes.subarray(at, at + CHUNK_BYTES);
        at += chunk.length;
        this.push(chunk);
      } else if (!ending) {
        ending = true;
        endWhenFlushed();
      }
    },
  });
  const endWhenFlushed = (): void => {
    const socket = connection._socket;
    if (source.destroyed) return;
    if (!mark.mayMark() || !socket || socket.destroyed) {
      source.destroy(new Error('the connection was lost before the end of the message'));
    } else if (source.readableLength > 0 || socket.writableLength > 0) {
      // A short message has left within a few turns of the loop; a long one is waited for without keeping the machine busy.
      looks += 1;
      if (looks <= QUICK_LOOKS) setImmediate(endWhenFlushed);
      else setTimeout(endWhenFlushed, FLUSH_POLL_MS);
    } else {
      // One more turn of the loop: a cut that has already arrived is read first.
      setImmediate(() => {
        if (source.destroyed) return;
        const isStillWanted = () => !source.destroyed && mark.mayMark() && !socket.destroyed;
        if (!isStillWanted())
          return void source.destroy(new Error('the connection was lost before the end of the message'));
        mark.beforeMark(isStillWanted).then(
          () => source.push(null),
          (cause: unknown) =>
            source.destroy(cause instanceof Error ? cause : new Error('the mark could not be made', { cause })),
        );
      });
    }
  };
  return source;
}

const CHUNK_BYTES = 16_384;
const QUICK_LOOKS = 10;
const FLUSH_POLL_MS = 5;
