/** This computer's clock can be trusted: not behind what the ledger has written, and close to the last date a server gave. */
import type { Finding } from '../../domain/finding.ts';
import { sayDuration } from '../local-time.ts';
import { finding, type Rail } from '../rail.ts';

export const clockRail: Rail = {
  code: 'clock',
  title: 'Clock',
  kinds: ['first-touch', 'follow-up', 'reply'],
  owner: 'revops',
  approver: 'revops',
  evaluate({ approval, desk, nowMs, policy }) {
    const skewMs = policy.limits.clockSkewMinutes * 60_000;
    const findings: Finding[] = [];
    // A screen looks at the time only now and then, so a preview may be a little behind what the ledger wrote meanwhile.
    const behindMs = desk.ledgerLatestAtMs - nowMs;
    if (behindMs > (approval === null ? skewMs : 0)) {
      findings.push(
        finding(
          'clock',
          'hold',
          {
            evidence: `This computer’s clock is ${sayDuration(behindMs)} behind the newest entry of the ledger: it was set back.`,
            clears: 'Set the clock right, or wait until it has caught up.',
          },
          { clearsAtMs: desk.ledgerLatestAtMs },
        ),
      );
    }
    if (desk.serverDate !== null) {
      const offMs = desk.serverDate.localAtMs - desk.serverDate.serverAtMs;
      if (Math.abs(offMs) > skewMs) {
        findings.push(
          finding('clock', 'hold', {
            evidence: `This computer’s clock is ${sayDuration(offMs)} ${offMs > 0 ? 'ahead of' : 'behind'} the server’s; the limit is ${policy.limits.clockSkewMinutes} min.`,
            clears: 'Set this computer’s clock right; the next sync compares it again.',
          }),
        );
      }
    }
    return findings;
  },
};
