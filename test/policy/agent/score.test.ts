/** What a lead's score is made of, and where the routing table sends it. */
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { Engagement } from '../../../shared/domain/engagement.ts';
import { type IcpRating, IcpRating as Rating } from '../../../shared/domain/icp.ts';
import type { LeadRoute } from '../../../shared/domain/routing-table.ts';
import { Score } from '../../../shared/domain/score.ts';
import { ScoringWeights } from '../../../shared/domain/scoring-weights.ts';
import { SignalType } from '../../../shared/domain/signal.ts';
import { routeLead, withRoute } from '../../../shared/policy/routing/route-lead.ts';
import { scoreLead } from '../../../shared/policy/scoring/score-lead.ts';
import { DAY, NOW } from '../sample.ts';
import { fact, file, signal, table, weights } from './a-lead.ts';

const click = (daysAgo: number) =>
  Engagement.parse({ contactId: 'con-1', kind: 'click', source: 'site', atMs: NOW - daysAgo * DAY });
const score = (change: Parameters<typeof file>[0] = {}, rating: IcpRating = 'excellent', more: object = {}) =>
  scoreLead({ weights, rating, engagement: [], nowMs: NOW, ...file(change), ...more });

describe('a score', () => {
  test('is its drivers added up', () => {
    expect(score()).toEqual({
      overall: 89.6,
      fit: 100,
      trigger: 74,
      confidence: 0.87,
      drivers: [
        { label: 'ICP fit: Excellent', weight: 33 },
        { label: 'Signal: expansion, 9 days old', weight: 29.6 },
        { label: 'Role match: strong', weight: 18 },
        { label: 'Seniority: VP', weight: 9 },
      ],
    });
  });

  test('takes an unverified address off, however much else there is', () => {
    const unverified = score({ contact: { verification: 'risky' } });
    expect(unverified.fit).toBe(85);
    expect(unverified.drivers).toContainEqual({ label: 'Address is not verified', weight: -9 });
  });

  test.each([
    [0, 85],
    [45, 42.5],
    [89.9, 21.3],
    [90, 0],
    [400, 0],
  ])('a signal of %s days with a half-life of 45 gives %s points', (daysAgo, points) => {
    expect(score({ lead: { signals: [signal('expansion', daysAgo)] } }).trigger).toBe(points);
  });

  test('five signals of a kind are no five reasons, and a click is one for two half-lives', () => {
    const five = [9, 10, 11, 12, 13].map((daysAgo) => signal('expansion', daysAgo));
    expect(score({ lead: { signals: five } }).trigger).toBe(74);
    expect(score({ lead: { signals: [] } }, 'excellent', { engagement: [click(14)] }).trigger).toBe(5);
    expect(score({ lead: { signals: [] } }, 'excellent', { engagement: [click(28)] }).trigger).toBe(0);
  });

  test.each([
    ['no facts', [], 0],
    ['one fact', [fact('a', 'x', { observedAtMs: NOW })], 0.23],
    [
      'four unsure facts',
      ['a', 'b', 'c', 'd'].map((path) => fact(path, 'x', { observedAtMs: NOW, confidence: 0.5 })),
      0.5,
    ],
    [
      'four facts of a year ago',
      ['a', 'b', 'c', 'd'].map((path) => fact(path, 'x', { observedAtMs: NOW - 365 * DAY })),
      0.45,
    ],
    ['facts that may not be used', ['a', 'b', 'c', 'd'].map((path) => fact(path, 'x', { dataRule: 'never' })), 0],
  ])('its confidence: %s', (_name, facts, confidence) => {
    expect(score({ lead: { facts } }).confidence).toBe(confidence);
  });
});

const points = fc.integer({ min: -100, max: 100 });
const each = (keys: readonly string[], value: fc.Arbitrary<number>) =>
  fc.record(Object.fromEntries(keys.map((key) => [key, value])));
const anyWeights = fc
  .record({
    fitPercent: fc.integer({ min: 0, max: 1_000 }).map((tenth) => tenth / 10),
    rating: each(Rating.options, points),
    role: each(['strong', 'fair', 'weak'], points),
    seniority: each(['ic', 'manager', 'director', 'vp', 'c-level', 'founder'], points),
    signal: each(SignalType.options, points),
    engagement: each(['reply', 'click', 'meeting-link', 'pricing-page', 'job-change'], points),
    notVerified: points,
  })
  .map((value) => ScoringWeights.parse(value));
const anySignals = fc.array(
  fc
    .tuple(fc.constantFrom(...SignalType.options), fc.integer({ min: -10, max: 400 }), fc.integer({ min: 1, max: 200 }))
    .map(([type, daysAgo, halfLife]) => signal(type, daysAgo, halfLife)),
  { maxLength: 20 },
);
const anyEngagement = fc.array(
  fc
    .tuple(fc.constantFrom(...Engagement.shape.kind.options), fc.integer({ min: 0, max: 60 }))
    .map(([kind, daysAgo]) => Engagement.parse({ contactId: 'con-1', kind, source: 'x', atMs: NOW - daysAgo * DAY })),
  { maxLength: 12 },
);

describe('every score', () => {
  test('is a score, whatever the weights, and its drivers add up to it', () => {
    fc.assert(
      fc.property(
        anyWeights,
        fc.constantFrom(...Rating.options),
        anySignals,
        anyEngagement,
        (any, rating, signals, engagement) => {
          const scored = score({ lead: { signals }, contact: { verification: 'unknown' } }, rating, {
            weights: any,
            engagement,
          });
          expect(Score.parse(withRoute(scored, 'sequence'))).toMatchObject(scored);
          expect(scored.drivers.reduce((total, { weight }) => total + weight, 0)).toBeCloseTo(scored.overall, 6);
          expect(
            score({ lead: { signals }, contact: { verification: 'unknown' } }, rating, { weights: any, engagement }),
          ).toEqual(scored);
        },
      ),
    );
  });

  test('never rises while a signal grows older', () => {
    fc.assert(
      fc.property(
        fc.constantFrom(...SignalType.options),
        fc.integer({ min: 0, max: 300 }),
        fc.integer({ min: 0, max: 300 }),
        fc.integer({ min: 1, max: 200 }),
        anySignals,
        (type, younger, more, halfLife, others) => {
          const at = (daysAgo: number) =>
            score({ lead: { signals: [...others, signal(type, daysAgo, halfLife)] } }).overall;
          expect(at(younger + more)).toBeLessThanOrEqual(at(younger));
        },
      ),
    );
  });

  test('never falls with a better rating', () => {
    const byRating = Rating.options.map((rating) => score({}, rating).overall);
    expect([...byRating].sort((a, b) => b - a)).toEqual(byRating);
  });
});

describe('the routing table that comes with the product', () => {
  const route = (
    overall: number,
    confidence: number,
    change: Parameters<typeof file>[0] = {},
    more: { readonly fit?: number; readonly sensitiveClaim?: boolean } = {},
  ) => {
    const { account, contact } = file(change);
    const scored = { overall, fit: more.fit ?? 75, trigger: 50, confidence, drivers: [] };
    return routeLead({ table, score: scored, account, contact, sensitiveClaim: more.sensitiveClaim ?? false });
  };

  test.each<readonly [string, ReturnType<typeof route>, LeadRoute]>([
    ['80 and sure', route(80, 0.7), 'sequence'],
    ['80 and unsure', route(80, 0.69), 'scoring-review'],
    ['just under 80, fits', route(79.9, 0.9), 'tier-2'],
    ['60, fits less', route(60, 0.9, {}, { fit: 69.9 }), 'tier-3'],
    ['just under 60', route(59.9, 0.9), 'nurture'],
    ['under 60 and no fit', route(20, 0.9, {}, { fit: 39 }), 'drop'],
    ['a strategic account', route(90, 0.9, { account: { pins: ['strategic'] } }), 'human'],
    ['an executive', route(90, 0.9, { contact: { seniority: 'c-level' } }), 'human'],
    ['a founder', route(90, 0.9, { contact: { seniority: 'founder' } }), 'human'],
    ['a regulated industry', route(90, 0.9, { account: { industry: 'Consumer digital lending' } }), 'human'],
    ['a sensitive claim', route(90, 0.9, {}, { sensitiveClaim: true }), 'human'],
    ['an executive who is not worth it', route(30, 0.9, { contact: { seniority: 'c-level' } }), 'nurture'],
  ])('%s', (_name, routed, expected) => {
    expect(routed.route).toBe(expected);
  });

  test('says which row decided and why', () => {
    expect(route(84, 0.82)).toEqual({
      route: 'sequence',
      row: 'High score, high confidence',
      because: 'Score 84, high confidence (0.82): High score, high confidence',
    });
    expect(route(90, 0.5, { account: { pins: ['named'] } }, { sensitiveClaim: true }).because).toBe(
      'Score 90, low confidence (0.5): Strategic, executive, regulated or sensitive: a person first (named account, a sensitive claim)',
    );
  });

  test('has a row for every lead, and the first that fits decides', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 0, max: 1_000 }),
        fc.integer({ min: 0, max: 1_000 }),
        fc.integer({ min: 0, max: 100 }),
        fc.boolean(),
        (overall, fit, confidence, sensitiveClaim) => {
          const routed = route(overall / 10, confidence / 100, {}, { fit: fit / 10, sensitiveClaim });
          expect(table.rows.map(({ name }) => name)).toContain(routed.row);
          if (sensitiveClaim) expect(routed.route).not.toBe('sequence');
        },
      ),
    );
  });
});
