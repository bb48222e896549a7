/** The address was verified lately, or its owner wrote to us lately, so that mail to it does not bounce. */
import { sayDay, sayDuration } from '../local-time.ts';
import type { PackageWorld } from '../../domain/world.ts';
import { finding, type Rail } from '../rail.ts';

const DAY_MS = 86_400_000;

export const emailVerifiedRail: Rail = {
  code: 'email-verified',
  title: 'Address verified',
  kinds: ['first-touch', 'follow-up'],
  owner: 'revops',
  approver: 'revops',
  evaluate({ message, nowMs, person, policy, world }) {
    const days = policy.limits.verifiedForDays;
    const recent = (atMs: number | null | undefined) => typeof atMs === 'number' && nowMs - atMs <= days * DAY_MS;
    const wroteToUs = world.inboundAtMs.some(recent);
    const bouncedAtMs = bounceSince(world);
    const isKnownGood = wroteToUs || (world.verification === 'verified' && recent(world.verifiedAtMs));
    if (world.verification !== 'invalid' && bouncedAtMs === null && isKnownGood) return [];
    const evidence =
      bouncedAtMs === null
        ? evidenceFor(world.verification, world.verifiedAtMs, nowMs, days)
        : `Mail to the address bounced for good on ${sayDay(bouncedAtMs, person.mailbox.timeZone)}, and nothing has shown since that it works.`;
    return [
      finding(
        'email-verified',
        'refuse',
        { evidence, clears: `A verification of ${message.to} within ${days} days that says verified.` },
        {
          target: { field: 'to', start: 0, end: message.to.length },
          unknown: bouncedAtMs === null && world.verification === 'unknown',
        },
      ),
    ];
  },
};

/** When mail to this address bounced for good, where no verification and no mail of theirs came after it. */
function bounceSince({ inboundAtMs, suppressions, verifiedAtMs }: PackageWorld): number | null {
  const bounces = suppressions
    .filter(({ reason, scope }) => reason === 'hard-bounce' && (scope === 'global' || scope === 'contact'))
    .map(({ atMs }) => atMs);
  const lastAtMs = Math.max(-1, ...bounces);
  return lastAtMs > Math.max(-1, verifiedAtMs ?? -1, ...inboundAtMs) ? lastAtMs : null;
}

function evidenceFor(verification: string, verifiedAtMs: number | null, nowMs: number, days: number): string {
  if (verification !== 'verified')
    return `The address is ${verification === 'unknown' ? 'not verified' : verification}; only a verified one gets cold mail.`;
  if (verifiedAtMs === null) return 'The address is said to be verified, but not when.';
  return `The address was verified ${sayDuration(nowMs - verifiedAtMs)} ago; the limit is ${days} days.`;
}
