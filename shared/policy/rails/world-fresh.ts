/** What the CRM knows was looked at a short time ago: suppressions, opt-outs, threads, owner, policy. */
import { WorldCheck } from '../../domain/world.ts';
import { sayDuration } from '../local-time.ts';
import { finding, type Rail } from '../rail.ts';

const NAMES: Readonly<Record<WorldCheck, string>> = {
  suppressions: 'suppression list',
  'opt-outs': 'opt-outs',
  threads: 'conversation',
  owner: 'owner',
  policy: 'policy',
};

export const worldFreshRail: Rail = {
  code: 'world-fresh',
  title: 'Checked against the CRM',
  kinds: ['first-touch', 'follow-up', 'reply'],
  owner: 'revops',
  approver: 'security-legal',
  evaluate({ desk, nowMs, policy }) {
    const minutes = policy.limits.worldFreshMinutes;
    const old = WorldCheck.options.flatMap((check) => {
      const atMs = desk.checkedAtMs[check];
      if (atMs === null) return [`${NAMES[check]} never`];
      return nowMs - atMs > minutes * 60_000 ? [`${NAMES[check]} ${sayDuration(nowMs - atMs)} ago`] : [];
    });
    if (old.length === 0) return [];
    return [
      finding(
        'world-fresh',
        'hold',
        {
          evidence: `Last checked in the CRM: ${old.join(', ')}; the limit is ${minutes} min.`,
          clears: 'The next sync with the CRM; it leaves by itself after that.',
        },
        { unknown: true },
      ),
    ];
  },
};
