/** What a policy would have made of sends of the past: asks the gate again with what was known then. It changes nothing. */
import type { Finding, RailCode, Verdict } from '../domain/finding.ts';
import type { SendId } from '../domain/ids.ts';
import { composeMessage } from './compose-message.ts';
import { evaluateGate } from './gate.ts';
import type { GateRecord } from './gate-record.ts';
import { inputOf } from './gate-record.ts';
import type { PolicyDocument } from './limits.ts';
import { finding, type GateInput } from './rail.ts';

/** The last evaluation of one send, with the policy it was made under. */
export interface PastGate {
  readonly sendId: SendId;
  readonly record: GateRecord;
  readonly policy: PolicyDocument;
}

/** How one send fared, and how it would have. */
export interface TriedSend {
  readonly sendId: SendId;
  readonly accountName: string;
  readonly atMs: number;
  readonly was: Verdict['answer'];
  readonly wouldBe: Verdict['answer'];
  /** What would have stood against it, or did. */
  readonly findings: readonly Finding[];
}

export interface PolicyTrial {
  readonly asked: number;
  /** Passed then, and would not now. */
  readonly stopped: readonly TriedSend[];
  /** Did not pass then, and would now. */
  readonly freed: readonly TriedSend[];
  /** Sends that each rail would stop and did not, or did and would not any more. */
  readonly byRail: readonly { readonly code: RailCode; readonly stops: number; readonly frees: number }[];
}

/** Pure: the same past and the same policy give the same answer. */
export function tryPolicy(past: readonly PastGate[], proposed: PolicyDocument): PolicyTrial {
  const stopped: TriedSend[] = [];
  const freed: TriedSend[] = [];
  const byRail = new Map<RailCode, { stops: number; frees: number }>();
  const railCount = (code: RailCode) => {
    const known = byRail.get(code) ?? { stops: 0, frees: 0 };
    byRail.set(code, known);
    return known;
  };
  for (const { sendId, record, policy } of past) {
    const then = inputOf(record, policy);
    const was = evaluateGate(then);
    const would = evaluateUnder(then, proposed);
    const [before, after] = [stopping(was), stopping(would)];
    for (const code of after) if (!before.has(code)) railCount(code).stops += 1;
    for (const code of before) if (!after.has(code)) railCount(code).frees += 1;
    const tried = {
      sendId,
      accountName: record.pkg.account.name,
      atMs: record.nowMs,
      was: was.answer,
      wouldBe: would.answer,
      findings: was.answer === 'clear' ? would.findings : was.findings,
    };
    if (was.answer === 'clear' && would.answer !== 'clear') stopped.push(tried);
    if (was.answer !== 'clear' && would.answer === 'clear') freed.push(tried);
  }
  return {
    asked: past.length,
    stopped,
    freed,
    byRail: [...byRail]
      .map(([code, counts]) => ({ code, ...counts }))
      .sort((a, b) => b.stops - a.stops || b.frees - a.frees),
  };
}

/** The message as this policy would have had it composed and signed: another footer is no fault of the one that left. */
function evaluateUnder(then: GateInput, proposed: PolicyDocument): Verdict {
  const { body, message, person, pkg } = then;
  const composed = composeMessage({ pkg, subject: message.subject, body, person, policy: proposed });
  if ('fault' in composed) {
    const words = { evidence: composed.fault, clears: 'A policy under which the message can be composed.' };
    return { answer: 'refuse', findings: [finding('identity', 'refuse', words)] };
  }
  const approval = then.approval && {
    ...then.approval,
    signed: { ...then.approval.signed, message: composed.message },
  };
  return evaluateGate({ ...then, policy: proposed, message: composed.message, approval });
}

function stopping({ findings }: Verdict): ReadonlySet<RailCode> {
  return new Set(findings.filter(({ answer }) => answer !== 'ask').map(({ code }) => code));
}
