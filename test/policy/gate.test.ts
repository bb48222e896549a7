/** The gate as a whole: it sees every rail, fails closed, and lets nobody on the suppression list through, whatever else is so. */
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { RailCode, Verdict } from '../../shared/domain/finding.ts';
import type { MessageKind } from '../../shared/domain/handoff-package.ts';
import { SuppressionScope } from '../../shared/domain/suppression.ts';
import { evaluateGate, RAILS, strictest, STRICTNESS } from '../../shared/policy/gate.ts';
import { finding, type GateInput } from '../../shared/policy/rail.ts';
import { DAY, HOUR, NOW, released, sampleInput } from './sample.ts';

const kinds: readonly MessageKind[] = ['first-touch', 'follow-up', 'reply'];

test('every code has exactly one rail', () => {
  expect(RAILS.map((rail) => rail.code).sort()).toEqual([...RailCode.options].sort());
});

test.each(kinds)('a %s with everything in order is clear, in a preview and at release', (kind) => {
  const input = sampleInput({ kind });
  expect(evaluateGate(input)).toEqual({ answer: 'clear', findings: [] });
  expect(evaluateGate(released(input))).toEqual({ answer: 'clear', findings: [] });
});

test('all findings are there, not only the first or the strictest', () => {
  const input = sampleInput({
    body: 'Hi Dana,\n\nWorth a call? Book one. We saved Contoso $5M.',
    world: { relation: 'customer', verification: 'risky', ownerId: 'person-lena' as never },
    nowMs: NOW + 3 * DAY,
  });
  const verdict = evaluateGate(input);
  expect(new Set(verdict.findings.map((each) => each.code))).toEqual(
    new Set([
      'review-expired',
      'relation',
      'email-verified',
      'identity',
      'claims',
      'send-window',
      'length',
      'one-call-to-action',
    ]),
  );
  expect(verdict.answer).toBe('refuse');
  expect(Verdict.parse(verdict)).toEqual(verdict);
});

describe('the strictest answer', () => {
  const of = (answer: (typeof STRICTNESS)[number], code: RailCode = 'length') =>
    finding(code, answer, { evidence: 'e', clears: 'c' });
  test('is refuse before attest before hold before ask', () => {
    const all = STRICTNESS.map((answer) => of(answer));
    STRICTNESS.forEach((answer, at) => expect(strictest(all.slice(at), [])).toBe(answer));
    expect(strictest([], [])).toBe('clear');
  });
  test('does not count an ask that was seen, and counts everything else although it was seen', () => {
    expect(strictest([of('ask')], ['length'])).toBe('clear');
    expect(strictest([of('ask'), of('ask', 'links')], ['length'])).toBe('ask');
    for (const answer of ['refuse', 'attest', 'hold'] as const)
      expect(strictest([of(answer)], ['length'])).toBe(answer);
  });
  test('an ask that was seen is still listed', () => {
    const input = sampleInput({ body: 'Worth a call?', input: { seen: ['length', 'claims'], attested: [] } });
    const verdict = evaluateGate(input);
    expect(verdict.findings.map((each) => each.code)).toContain('length');
    expect(verdict.answer).toBe('attest');
  });
});

describe('a rail that fails', () => {
  test.each(RAILS.map((rail) => rail.code))('%s refuses when it throws', (code) => {
    const broken = RAILS.map((rail) =>
      rail.code === code
        ? {
            ...rail,
            evaluate: () => {
              throw new TypeError('secret text of a package');
            },
          }
        : rail,
    );
    const kind = RAILS.find((rail) => rail.code === code)!.kinds[0]!;
    const verdict = evaluateGate(sampleInput({ kind }), broken);
    expect(verdict.answer).toBe('refuse');
    expect(verdict.findings).toMatchObject([{ code, answer: 'refuse', unknown: true }]);
    expect(verdict.findings[0]!.evidence).not.toContain('secret');
  });
  test('a time zone nobody knows refuses instead of passing', () => {
    const input = sampleInput();
    const verdict = evaluateGate({ ...input, world: { ...input.world, timeZone: 'Nowhere/Land' } });
    expect(verdict).toMatchObject({ answer: 'refuse', findings: [{ code: 'send-window', unknown: true }] });
  });
});

const anyTime = fc.integer({ min: NOW - 400 * DAY, max: NOW + 400 * DAY });
const change = fc.record({
  kind: fc.constantFrom(...kinds),
  nowMs: fc.integer({ min: NOW - 30 * DAY, max: NOW + 100 * DAY }),
  body: fc.oneof(fc.constant(undefined), fc.lorem({ maxCount: 30 }), fc.string({ minLength: 1, maxLength: 200 })),
  verification: fc.constantFrom('verified' as const, 'risky' as const, 'unknown' as const, 'invalid' as const),
  relation: fc.constantFrom('prospect' as const, 'customer' as const, 'competitor' as const, 'partner' as const),
  outboundAtMs: fc.array(anyTime, { maxLength: 8 }),
  inboundAtMs: fc.array(anyTime, { maxLength: 3 }),
  takenToday: fc.integer({ min: 0, max: 60 }),
  agoMs: fc.option(fc.integer({ min: 0, max: 200 * HOUR }), { nil: null }),
  seen: fc.subarray([...RailCode.options]),
  timeZone: fc.constantFrom('Europe/Berlin', 'America/New_York', 'Asia/Kolkata', 'Pacific/Auckland'),
});
type Drawn = typeof change extends fc.Arbitrary<infer T> ? T : never;

function inputOf(drawn: Drawn, suppressions: GateInput['world']['suppressions']): GateInput {
  const base = sampleInput({ kind: drawn.kind });
  const body = (drawn.body ?? base.body).replace(/[^\P{Cc}\n\t]/gu, '');
  const input: GateInput = {
    ...base,
    nowMs: drawn.nowMs,
    body,
    message: { ...base.message, text: base.message.text.replace(base.body, () => body) },
    seen: drawn.seen,
    world: {
      ...base.world,
      verification: drawn.verification,
      relation: drawn.relation,
      outboundAtMs: drawn.outboundAtMs.filter((atMs) => atMs >= 0),
      inboundAtMs: drawn.inboundAtMs,
      timeZone: drawn.timeZone,
      suppressions,
    },
    desk: { ...base.desk, mailboxes: base.desk.mailboxes.map((each) => ({ ...each, takenToday: drawn.takenToday })) },
  };
  return drawn.agoMs === null ? input : released(input, drawn.agoMs);
}

describe('whatever else is so', { timeout: 60_000 }, () => {
  test('a suppressed address is never cleared, nor held, nor asked about', () => {
    const entry = fc.record({
      scope: fc.constantFrom(...SuppressionScope.options),
      reason: fc.constantFrom('unsubscribe' as const, 'manual' as const, 'legal' as const),
      later: fc.option(fc.integer({ min: 1, max: 400 * DAY }), { nil: null }),
    });
    fc.assert(
      fc.property(change, entry, (drawn, { scope, reason, later }) => {
        const suppression = {
          id: 'sup-1',
          scope,
          value: 'dana.reyes@northwind.example',
          reason,
          source: 'crm',
          evidence: '',
          atMs: NOW - DAY,
          by: 'crm',
          expiresAtMs: later === null ? null : drawn.nowMs + later,
        } as GateInput['world']['suppressions'][number];
        expect(evaluateGate(inputOf(drawn, [suppression])).answer).toBe('refuse');
      }),
      { numRuns: 400 },
    );
  });

  test('the same input gives the same verdict, a valid one, and is left as it was', () => {
    fc.assert(
      fc.property(change, (drawn) => {
        const input = inputOf(drawn, []);
        const before = JSON.stringify(input);
        const verdict = evaluateGate(input);
        expect(evaluateGate(structuredClone(input))).toEqual(verdict);
        expect(JSON.stringify(input)).toBe(before);
        expect(Verdict.parse(verdict)).toEqual(verdict);
        expect(verdict.findings.every((each) => each.target === null || each.target.start <= each.target.end)).toBe(
          true,
        );
      }),
      { numRuns: 400 },
    );
  });

  test('the verdict is as strict as its strictest finding that was not merely seen', () => {
    fc.assert(
      fc.property(change, (drawn) => {
        const input = inputOf(drawn, []);
        const { answer, findings } = evaluateGate(input);
        const counted = findings.filter((each) => !(each.answer === 'ask' && input.seen.includes(each.code)));
        expect(answer === 'clear').toBe(counted.length === 0);
        if (answer !== 'clear') expect(counted.map((each) => each.answer)).toContain(answer);
      }),
      { numRuns: 200 },
    );
  });
});
