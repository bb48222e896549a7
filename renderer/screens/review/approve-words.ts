/** Says what pressing A will do, from the verdict. It decides nothing: the command and then the gate do. */
import type { Finding, RailCode, Verdict } from '../../../shared/domain/finding.ts';
import { sayTime } from '../../../shared/policy/local-time.ts';
import { counted, RAIL_PROBLEM } from './review-words.ts';

/** `go` and `wait` sign; `look` and `attest` go to what is open; `refused` and `unknown` do neither. */
export interface ApproveWords {
  readonly does: 'go' | 'wait' | 'look' | 'attest' | 'refused' | 'unknown';
  readonly label: string;
  /** A whole sentence, for the tooltip and the screen reader. */
  readonly explains: string;
}

interface ApproveFacts {
  /** A call or a social step has none. */
  readonly hasEmail: boolean;
  readonly verdict: Verdict;
  readonly seen: readonly RailCode[];
  readonly undoSeconds: number;
  readonly nowMs: number;
  readonly recipientTimeZone: string;
}

export function approveWords(facts: ApproveFacts): ApproveWords {
  const { hasEmail, verdict, seen, undoSeconds, nowMs, recipientTimeZone } = facts;
  if (!hasEmail) return { does: 'unknown', label: 'Approve', explains: 'This step has no email to sign.' };
  const of = (answer: Finding['answer']) => verdict.findings.filter((finding) => finding.answer === answer);
  const [refusal] = of('refuse');
  if (refusal?.unknown === true) {
    return { does: 'unknown', label: 'Approve', explains: `${refusal.evidence} It clears with ${refusal.clears}.` };
  }
  if (refusal !== undefined) {
    return { does: 'refused', label: `Refused: ${RAIL_PROBLEM[refusal.code]}`, explains: refusal.evidence };
  }
  const attests = of('attest');
  const [attest] = attests;
  if (attest !== undefined) {
    return { does: 'attest', label: `${counted(attests.length, 'claim')} to attest`, explains: attest.evidence };
  }
  const unseen = of('ask').filter(({ code }) => !seen.includes(code));
  const [ask] = unseen;
  if (ask !== undefined) {
    return {
      does: 'look',
      label: `${unseen.length} to see first`,
      explains: `${ask.evidence} The next press shows it, the one after records it seen.`,
    };
  }
  const holds = of('hold');
  const [hold] = holds;
  if (hold === undefined) {
    return {
      does: 'go',
      label: `Approve, leaves in ${undoSeconds} s`,
      explains: `Countersigns this exact text; it leaves after ${undoSeconds} seconds unless you undo.`,
    };
  }
  const times = holds.flatMap(({ clearsAtMs }) => (clearsAtMs === null ? [] : [clearsAtMs]));
  if (times.length === holds.length) {
    const atMs = Math.max(...times);
    return {
      does: 'wait',
      label: `Approve, waits until ${shortTime(atMs, nowMs, recipientTimeZone)}`,
      explains: `Countersigns now; leaves ${sayTime(atMs, recipientTimeZone)} their time, if this computer is on. ${hold.evidence}`,
    };
  }
  const open = holds.find(({ clearsAtMs }) => clearsAtMs === null) ?? hold;
  return {
    does: 'wait',
    label: `Approve, waits: ${RAIL_PROBLEM[open.code]}`,
    explains: `Countersigns now; leaves when this clears: ${open.clears}`,
  };
}

const WEEK_MS = 6.5 * 86_400_000;

/** `Tue 09:12` within a week, else with its date. */
function shortTime(atMs: number, nowMs: number, timeZone: string): string {
  const words = sayTime(atMs, timeZone);
  if (atMs - nowMs > WEEK_MS) return words;
  const parts = words.split(' ');
  return `${parts[0] ?? ''} ${parts.at(-1) ?? ''}`;
}
