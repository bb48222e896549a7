/** Says whether a decision about a decoy shows that its fault was seen. It knows only the decision and what was planted. */
import type { Decision } from '../../domain/decision.ts';
import type { DecoyVerdict, PlantedFault } from '../../domain/decoy.ts';

/** Whatever keeps the message from leaving counts as caught, and so does an approval of a text without the fault. */
export function judgeDecision(decision: Decision, planted: PlantedFault): DecoyVerdict {
  switch (decision.kind) {
    case 'snooze':
      return 'put-off';
    case 'reject':
    case 'escalate':
    case 'do-not-contact':
      return 'caught';
    case 'approve':
      // The other faults lie in the evidence: no edit of the message takes them away.
      return planted.kind === 'foreign-fact' && !decision.body.includes(planted.is) ? 'caught' : 'missed';
    default:
      return decision satisfies never;
  }
}
