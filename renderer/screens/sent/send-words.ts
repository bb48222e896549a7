/** Says where a send stands, in the words of its state and nothing rosier: `sent` only where a server accepted it. */
import { isSettled, type Send, type SendState } from '../../../shared/domain/send.ts';
import type { Tone } from '../../components/tone.ts';
import { ago, momentWords, shortDuration, timeLeft } from '../../components/time-words.ts';

export interface SendWords {
  readonly tone: Tone;
  /** The state in one or two words, for a chip. */
  readonly short: string;
  /** The whole sentence, such as `countersigned, leaves in 14 s`. */
  readonly long: string;
}

/** The words for a send at `nowMs`. */
export function sendWords(send: Send, nowMs: number): SendWords {
  const why = send.findings.at(0)?.evidence ?? send.serverReply ?? '';
  const because = why === '' ? '' : `: ${lowerFirst(why)}`;
  switch (send.state) {
    case 'countersigned':
    case 'held': {
      const left = send.releaseAtMs - nowMs;
      return left > 0
        ? { tone: 'accent', short: `Leaves in ${timeLeft(left)}`, long: `countersigned, leaves in ${timeLeft(left)}` }
        : { tone: 'accent', short: 'Leaving', long: 'countersigned, leaving now' };
    }
    case 'released':
      return { tone: 'accent', short: 'Checking', long: 'released, the gate is looking at it' };
    case 'reserved':
      return { tone: 'accent', short: 'Slot taken', long: 'a slot is taken, connecting to the mail server' };
    case 'transmitting':
      return { tone: 'accent', short: 'Leaving', long: 'being handed to the mail server' };
    case 'deferred':
      return { tone: 'attention', short: 'Waiting', long: `${waitsFor(send)}${whenWords(send.clearsAtMs, nowMs)}` };
    case 'retry':
      return {
        tone: 'attention',
        short: 'Trying again',
        long: `${whyAgain(send)}, next try${whenWords(send.clearsAtMs, nowMs)}`,
      };
    case 'sent':
      return {
        tone: 'supported',
        short: 'Sent',
        long: send.sentAtMs === null ? 'sent' : `sent ${momentWords(send.sentAtMs, nowMs)}`,
      };
    case 'refused':
      return { tone: 'refused', short: 'Refused', long: `refused ${changedAgo(send, nowMs)}${because}` };
    case 'failed':
      return { tone: 'refused', short: 'Failed', long: `failed ${changedAgo(send, nowMs)}${because}` };
    case 'uncertain':
      return {
        tone: 'attention',
        short: 'Uncertain',
        long: `uncertain: ${send.serverReply ?? 'the server did not answer after the message was handed over'}`,
      };
    case 'undone':
      return { tone: 'stale', short: 'Undone', long: `undone ${momentWords(send.updatedAtMs, nowMs)}, nothing left` };
    case 'expired':
      return { tone: 'stale', short: 'Expired', long: `expired ${changedAgo(send, nowMs)}, nothing left` };
    case 'abandoned':
      return {
        tone: 'stale',
        short: 'Drafted again',
        long: 'you chose to draft it again; it is not transmitted again',
      };
  }
}

const changedAgo = (send: Send, nowMs: number): string => ago(shortDuration(Math.max(0, nowMs - send.updatedAtMs)));

/** A server's word begins with its code; anything else is our own, about a server that was not reached. */
export function whyAgain({ serverReply }: Send): string {
  return /^4\d\d\b/.test(serverReply ?? '') ? 'the server said “not now”' : 'the mail server was not reached';
}

function waitsFor(send: Send): string {
  const hold = send.findings.find((finding) => finding.answer === 'hold');
  switch (hold?.code) {
    case 'mailbox-day':
      return 'waiting for a slot';
    case 'send-window':
      return 'waiting for their business hours';
    case 'world-fresh':
      return 'waiting for sync';
    case 'spacing':
      return 'waiting for the space between two touches';
    case 'frequency-account':
      return 'waiting, this account has had enough new contacts for now';
    case 'paused':
      return 'paused';
    case 'clock':
      return 'waiting, this computer’s clock is in doubt';
    default:
      return 'waiting';
  }
}

function whenWords(atMs: number | null, nowMs: number): string {
  return atMs === null ? '' : `, ${momentWords(atMs, nowMs)}`;
}

function lowerFirst(text: string): string {
  // An acronym or a name in capitals keeps its first letter.
  return /^[A-Z][a-z ]/.test(text) ? text.charAt(0).toLowerCase() + text.slice(1) : text;
}

/** The filters of the Sent screen: which states each shows. */
export const SENT_FILTERS = ['all', 'waiting', 'sent', 'stopped', 'uncertain'] as const;
export type SentFilter = (typeof SENT_FILTERS)[number];

/** The filter a state falls under, beside `all`. */
export function filterOf(state: SendState): Exclude<SentFilter, 'all'> {
  if (state === 'sent') return 'sent';
  if (state === 'uncertain') return 'uncertain';
  return isSettled(state) ? 'stopped' : 'waiting';
}

/** Whether this send's words change by themselves as time passes. */
export function ticks(send: Send): boolean {
  return send.state === 'held' || send.state === 'countersigned';
}
