/** The approval of the text on screen as a decision, and when it would leave, in words. It decides nothing. */
import type { Decision } from '../../shared/domain/decision.ts';
import type { Finding, RailCode, Verdict } from '../../shared/domain/finding.ts';
import type { OutgoingMessage } from '../../shared/domain/outgoing-message.ts';
import { editClass } from '../../shared/policy/edit-class.ts';
import { textOnScreen } from '../store/preview.ts';
import { decisionHead } from './decide-and-go-on.ts';
import type { OnScreen } from './on-screen.ts';
import { dayAndTime } from './time-words.ts';

interface Previewed {
  readonly message: OutgoingMessage;
  readonly verdict: Verdict;
  /** Asks that were put before the reader. */
  readonly seen: readonly RailCode[];
}

export function approvalOf(shown: OnScreen, { message, verdict, seen }: Previewed): Decision {
  const { subject, body } = textOnScreen(shown.pkg, shown.edit);
  const original = textOnScreen(shown.pkg, null);
  const changed = (text: { readonly subject: string; readonly body: string }) => `${text.subject}\n\n${text.body}`;
  const attested = (shown.edit?.attested ?? []).filter(({ sentence }) => body.includes(sentence));
  const asks = verdict.findings.filter(({ answer }) => answer === 'ask');
  return {
    ...decisionHead(shown),
    kind: 'approve',
    message: { to: message.to, from: message.from.address, subject: message.subject, text: message.text },
    body,
    editClass: editClass(changed(original), changed({ subject, body })),
    // Only what still stands: an edit may have taken an ask away again.
    seen: seen.filter((code) => asks.some((ask) => ask.code === code)),
    attested: [...attested],
  };
}

/** When it leaves, in words: at the end of the undo window, or when the last hold clears. */
export function leaves(findings: readonly Finding[]): string {
  const holds = findings.filter(({ answer }) => answer === 'hold');
  if (holds.length === 0) return 'Countersigned. It leaves at the end of the undo window.';
  const timed = holds.flatMap(({ clearsAtMs }) => (clearsAtMs === null ? [] : [clearsAtMs]));
  const untimed = holds.find(({ clearsAtMs }) => clearsAtMs === null);
  if (untimed !== undefined) return `Countersigned. Waits: ${untimed.evidence} ${untimed.clears}`;
  return `Countersigned. Leaves ${dayAndTime(Math.max(...timed))}, if this computer is on.`;
}
