/** The CRM said a short time ago that the approver is who they are, and by the release that the package is theirs. */
import { sayDuration } from '../local-time.ts';
import { finding, type GateInput, type Rail } from '../rail.ts';
import type { Finding } from '../../domain/finding.ts';

const DAY_MS = 86_400_000;

export const identityFreshRail: Rail = {
  code: 'identity-fresh',
  title: 'You are known to the CRM',
  kinds: ['first-touch', 'follow-up', 'reply'],
  owner: 'revops',
  approver: 'security-legal',
  evaluate(input) {
    return [...unconfirmedPerson(input), ...unconfirmedOwner(input)];
  },
};

function unconfirmedPerson({ desk, nowMs, person, policy }: GateInput): readonly Finding[] {
  const days = policy.limits.identityFreshDays;
  const confirmedAtMs = desk.confirmedAtMs[person.id];
  if (confirmedAtMs !== undefined && nowMs - confirmedAtMs <= days * DAY_MS) return [];
  const when =
    confirmedAtMs === undefined
      ? `The CRM has not confirmed ${person.name} on this desk yet`
      : `The CRM last confirmed ${person.name} ${sayDuration(nowMs - confirmedAtMs)} ago`;
  return [
    finding(
      'identity-fresh',
      'hold',
      {
        evidence: `${when}; the limit is ${days} days.`,
        clears: `The next sync while ${person.name} is signed in to the CRM; it leaves by itself after that.`,
      },
      { unknown: true },
    ),
  ];
}

/** Somebody else's package is refused by rail `identity`; one that is nobody's yet waits for the CRM's word on who took it. */
function unconfirmedOwner({ approval, person, world }: GateInput): readonly Finding[] {
  if (approval === null || world.ownerId !== null) return [];
  return [
    finding(
      'identity-fresh',
      'hold',
      {
        evidence: `The CRM has not confirmed yet that ${person.name} took this package; it is nobody’s.`,
        clears: 'The next sync, once the CRM names its owner; it leaves by itself after that.',
      },
      { unknown: true },
    ),
  ];
}
