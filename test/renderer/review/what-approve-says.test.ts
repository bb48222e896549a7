/** The words on the approve button, for every kind of verdict; and that nothing unknown is ticked in the list of all checks. */
import { expect, test } from 'vitest';
import { approveWords } from '../../../renderer/screens/review/approve-words.ts';
import { railLines } from '../../../renderer/screens/review/rail-list.ts';
import { byStrictness } from '../../../shared/policy/gate.ts';
import { stripCounters } from '../../../renderer/screens/review/strip-counters.ts';
import type { Finding, RailAnswer, RailCode } from '../../../shared/domain/finding.ts';
import { RAILS, strictest } from '../../../shared/policy/gate.ts';
import { finding } from '../../../shared/policy/rail.ts';
import { person, reviewDesk, reviewPackage, reviewPolicy, reviewWorld } from './review-sample.ts';

/** Wednesday 18 November 2026, 09:42 in Chicago. */
const NOW = Date.UTC(2026, 10, 18, 15, 42);
const HOUR = 3_600_000;

const found = (code: RailCode, answer: RailAnswer, more: { clearsAtMs?: number; unknown?: boolean } = {}) =>
  finding(code, answer, { evidence: `${code} spoke.`, clears: 'something else' }, more);

function words(findings: readonly Finding[], seen: readonly RailCode[] = [], hasEmail = true) {
  return approveWords({
    hasEmail,
    verdict: { answer: strictest(findings, seen), findings: [...findings] },
    seen,
    undoSeconds: 20,
    nowMs: NOW,
    recipientTimeZone: 'America/Chicago',
  });
}

test.each([
  ['nothing stands against it', [], [], 'go', 'Approve, leaves in 20 s'],
  ['a refusal', [found('suppressed', 'refuse')], [], 'refused', 'Refused: suppressed'],
  [
    'a refusal over everything else',
    [found('links', 'ask'), found('claims', 'attest'), found('relation', 'refuse')],
    [],
    'refused',
    'Refused: not a prospect',
  ],
  ['one claim', [found('claims', 'attest')], [], 'attest', '1 claim to attest'],
  [
    'two claims and an ask',
    [found('length', 'ask'), found('claims', 'attest'), found('claims', 'attest')],
    [],
    'attest',
    '2 claims to attest',
  ],
  ['two asks', [found('length', 'ask'), found('links', 'ask')], [], 'look', '2 to see first'],
  ['two asks, one seen', [found('length', 'ask'), found('links', 'ask')], ['length'], 'look', '1 to see first'],
  ['asks that were seen', [found('length', 'ask')], ['length'], 'go', 'Approve, leaves in 20 s'],
  [
    'an ask before a hold',
    [found('length', 'ask'), found('send-window', 'hold', { clearsAtMs: NOW + HOUR })],
    [],
    'look',
    '1 to see first',
  ],
  [
    'a hold with a time',
    [found('send-window', 'hold', { clearsAtMs: NOW + 23 * HOUR + 18 * 60_000 })],
    [],
    'wait',
    'Approve, waits until Thu 09:00',
  ],
  [
    'the later of two times',
    [
      found('send-window', 'hold', { clearsAtMs: NOW + HOUR }),
      found('spacing', 'hold', { clearsAtMs: NOW + 24 * HOUR }),
    ],
    [],
    'wait',
    'Approve, waits until Thu 09:42',
  ],
  [
    'a time more than a week away',
    [found('spacing', 'hold', { clearsAtMs: NOW + 9 * 24 * HOUR })],
    [],
    'wait',
    'Approve, waits until Fri 27 Nov 09:42',
  ],
  [
    'a hold without a time',
    [found('world-fresh', 'hold'), found('send-window', 'hold', { clearsAtMs: NOW + HOUR })],
    [],
    'wait',
    'Approve, waits: needs a fresh sync',
  ],
  ['nothing known yet', [found('world-fresh', 'refuse', { unknown: true })], [], 'unknown', 'Approve'],
] as const)('with %s', (_what, findings, seen, does, label) => {
  expect(words(findings, seen)).toMatchObject({ does, label });
});

test('a step without an email offers nothing to sign, whatever the verdict', () => {
  expect(words([found('identity', 'refuse')], [], false)).toMatchObject({ does: 'unknown', label: 'Approve' });
});

test('findings are read from the strictest down', () => {
  const order = byStrictness([
    found('links', 'ask'),
    found('spacing', 'hold'),
    found('claims', 'attest'),
    found('paused', 'refuse'),
  ]);
  expect(order.map(({ answer }) => answer)).toEqual(['refuse', 'attest', 'hold', 'ask']);
});

test('the list of all checks has every rail once or more, and ticks none that was not evaluated', () => {
  const verdict = { answer: 'attest', findings: [found('claims', 'attest'), found('claims', 'attest')] } as const;
  const lines = railLines({ ...verdict, findings: [...verdict.findings] }, 'reply', true);
  expect(new Set(lines.map(({ rail }) => rail.code))).toEqual(new Set(RAILS.map(({ code }) => code)));
  expect(lines.filter(({ state }) => state === 'spoke')).toHaveLength(2);
  const ticked = lines.filter(({ state }) => state === 'passes').map(({ rail }) => rail);
  expect(ticked.every(({ kinds }) => kinds.includes('reply'))).toBe(true);
  for (const code of ['countersignature', 'evidence-changed', 'approval-expired']) {
    expect(lines.find(({ rail }) => rail.code === code)?.state).toBe('at-release');
  }
});

test('where there was nothing to judge by, no rail is ticked', () => {
  const lines = railLines(
    { answer: 'refuse', findings: [found('world-fresh', 'refuse', { unknown: true })] },
    'first-touch',
    false,
  );
  expect(lines.filter(({ state }) => state === 'passes')).toEqual([]);
});

test('a counter nobody can know has no value', () => {
  const pkg = reviewPackage(NOW);
  const known = {
    pkg,
    body: pkg.draft?.body ?? '',
    world: reviewWorld(NOW),
    desk: reviewDesk(NOW),
    policy: reviewPolicy(),
    person,
    nowMs: NOW,
  };
  expect(stripCounters(known).map(({ value }) => value)).toEqual([
    '31/40',
    '0/5',
    expect.stringMatching(/^\d+$/),
    '40 s ago',
  ]);
  const unknown = stripCounters({ ...known, world: null, desk: null });
  expect(unknown.map(({ id, value }) => (value === null ? id : null))).toEqual(['slots', 'touches', null, 'checked']);
  const never = reviewDesk(NOW);
  const half = stripCounters({ ...known, desk: { ...never, checkedAtMs: { ...never.checkedAtMs, owner: null } } });
  expect(half.find(({ id }) => id === 'checked')?.value).toBeNull();
});

test('a reply from the contact starts the count of touches anew', () => {
  const pkg = reviewPackage(NOW);
  const world = reviewWorld(NOW, 'p1', {
    outboundAtMs: [NOW - HOUR, NOW - 50 * HOUR, NOW - 80 * HOUR],
    inboundAtMs: [NOW - 60 * HOUR],
  });
  const counters = stripCounters({
    pkg,
    body: '',
    world,
    desk: reviewDesk(NOW),
    policy: reviewPolicy(),
    person,
    nowMs: NOW,
  });
  expect(counters.find(({ id }) => id === 'touches')?.value).toBe('2/5');
});
