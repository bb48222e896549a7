/** Not too long since the approval, and before the stale date of the signals the message rests on. */
import type { Finding } from '../../domain/finding.ts';
import { staleAtMs } from '../../domain/signal.ts';
import { citedFacts } from '../claims/cited-facts.ts';
import { signalsBehind } from '../claims/signal-behind.ts';
import { sayDay, sayDuration, sayTime } from '../local-time.ts';
import { finding, type GateInput, type Rail } from '../rail.ts';

const HOUR_MS = 3_600_000;

export const approvalExpiredRail: Rail = {
  code: 'approval-expired',
  title: 'Approval still valid',
  kinds: ['first-touch', 'follow-up', 'reply'],
  owner: 'revops',
  approver: 'sales-leadership',
  evaluate(input) {
    return [...expiredApproval(input), ...staleSignals(input)];
  },
};

function expiredApproval({ approval, nowMs, person, policy }: GateInput): readonly Finding[] {
  if (approval === null) return [];
  const hours = policy.limits.approvalWindowHours;
  const endAtMs = approval.signed.atMs + hours * HOUR_MS;
  if (nowMs <= endAtMs) return [];
  const at = sayTime(approval.signed.atMs, person.mailbox.timeZone);
  return [
    finding('approval-expired', 'refuse', {
      evidence: `Approved ${at}, ${sayDuration(nowMs - approval.signed.atMs)} ago; an approval holds for ${hours} h.`,
      clears: 'Read it again and approve it again.',
    }),
  ];
}

/** Also in a preview, so that nobody signs what would be refused at once. */
function staleSignals({ pkg, body, nowMs, person }: GateInput): readonly Finding[] {
  const { signalId } = pkg.rationale.whyNow;
  const behind = signalsBehind(citedFacts(pkg, body), pkg.signals);
  const cited = pkg.signals.filter((signal) => signal.id === signalId || behind.has(signal));
  return cited
    .filter((signal) => nowMs > staleAtMs(signal))
    .map((signal) => {
      const since = sayDay(staleAtMs(signal), person.mailbox.timeZone);
      const age = sayDuration(nowMs - signal.observedAtMs);
      return finding('approval-expired', 'refuse', {
        evidence: `“${signal.value}” is ${age} old and stale since ${since} (two half-lives of ${signal.halfLifeDays} days).`,
        clears: 'A fresh signal and a new draft on it.',
      });
    });
}
