/** Mail providers can tell that our mail is ours: SPF, DKIM and DMARC pass for the From domain, looked at lately. It asks no DNS itself. */
import type { Finding } from '../../domain/finding.ts';
import type { Authentication } from '../../domain/mailbox-world.ts';
import { unknown, withMailbox } from '../known-mailbox.ts';
import { sayDuration } from '../local-time.ts';
import { finding, type Rail } from '../rail.ts';

const DAY_MS = 86_400_000;

const LOOK_AGAIN = 'Check the domain again on the mailboxes screen, with the network on.';

export const authenticationRail: Rail = {
  code: 'authentication',
  title: 'SPF, DKIM and DMARC',
  kinds: ['first-touch', 'follow-up'],
  owner: 'revops',
  approver: 'security-legal',
  evaluate(input) {
    const days = input.policy.limits.authenticationFreshDays;
    return withMailbox('authentication', input, ({ address, authentication }) => {
      if (authentication === null) {
        const evidence = `Nobody has checked yet whether ${address} signs its mail.`;
        return [unknown('authentication', evidence, LOOK_AGAIN)];
      }
      const ageMs = input.nowMs - authentication.checkedAtMs;
      if (ageMs > days * DAY_MS) {
        const evidence = `SPF, DKIM and DMARC were last checked ${sayDuration(ageMs)} ago; the limit is ${days} days.`;
        return [unknown('authentication', evidence, LOOK_AGAIN)];
      }
      return judge(authentication);
    });
  },
};

const ANSWERS = { fail: 'fails', missing: 'is missing', unknown: 'is not known' } as const;

function judge({ aligned, dkim, dmarc, problems, simulated, spf }: Authentication): readonly Finding[] {
  const checks = [
    ['SPF', spf],
    ['DKIM', dkim],
    ['DMARC', dmarc],
  ] as const;
  const faults = checks.flatMap(([name, answer]) => (answer === 'pass' ? [] : [`${name} ${ANSWERS[answer]}`]));
  if (aligned === false) faults.push('neither SPF nor DKIM stands for the From domain');
  if (aligned === null) faults.push('nobody knows yet whether they stand for the From domain');
  if (faults.length === 0) return [];
  const isKnown = aligned === false || checks.some(([, answer]) => answer === 'fail' || answer === 'missing');
  const label = simulated ? ' (simulated answers)' : '';
  const evidence = `${capital(faults.join(', '))}${label}.`;
  if (!isKnown) return [unknown('authentication', evidence, LOOK_AGAIN)];
  const [problem] = problems;
  return [
    finding('authentication', 'hold', {
      evidence,
      clears: problem ?? 'Whoever keeps the domain’s DNS mends its records; the next check clears it.',
    }),
  ];
}

const capital = (words: string) => words.charAt(0).toUpperCase() + words.slice(1);
