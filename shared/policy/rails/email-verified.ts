/** The address was verified lately, or its owner wrote to us lately, so that mail to it does not bounce. */
import { sayDuration } from '../local-time.ts';
import { finding, type Rail } from '../rail.ts';

const DAY_MS = 86_400_000;

export const emailVerifiedRail: Rail = {
  code: 'email-verified',
  title: 'Address verified',
  kinds: ['first-touch', 'follow-up'],
  owner: 'revops',
  approver: 'revops',
  evaluate({ message, nowMs, policy, world }) {
    const days = policy.limits.verifiedForDays;
    const recent = (atMs: number | null | undefined) => typeof atMs === 'number' && nowMs - atMs <= days * DAY_MS;
    const wroteToUs = world.inboundAtMs.some(recent);
    if (
      world.verification !== 'invalid' &&
      (wroteToUs || (world.verification === 'verified' && recent(world.verifiedAtMs)))
    ) {
      return [];
    }
    return [
      finding(
        'email-verified',
        'refuse',
        {
          evidence: evidenceFor(world.verification, world.verifiedAtMs, nowMs, days),
          clears: `A verification of ${message.to} within ${days} days that says verified.`,
        },
        {
          target: { field: 'to', start: 0, end: message.to.length },
          unknown: world.verification === 'unknown',
        },
      ),
    ];
  },
};

function evidenceFor(verification: string, verifiedAtMs: number | null, nowMs: number, days: number): string {
  if (verification !== 'verified')
    return `The address is ${verification === 'unknown' ? 'not verified' : verification}; only a verified one gets cold mail.`;
  if (verifiedAtMs === null) return 'The address is said to be verified, but not when.';
  return `The address was verified ${sayDuration(nowMs - verifiedAtMs)} ago; the limit is ${days} days.`;
}
