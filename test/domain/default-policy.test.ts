/** The policies that come with the app can be read, and say what they are. */
import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { LIMITS, PolicyDocument } from '../../shared/policy/limits.ts';
import { evaluateGate } from '../../shared/policy/gate.ts';
import { NOW, sampleInput } from '../policy/sample.ts';

const read = (name: string) =>
  PolicyDocument.parse(JSON.parse(readFileSync(new URL(`../../resources/${name}`, import.meta.url), 'utf8')));

describe('the default policy', () => {
  test('takes every limit from the table and lets RevOps choose how people opt out', () => {
    const policy = read('policy.default.json');
    for (const [name, limit] of Object.entries(LIMITS)) {
      expect(policy.limits[name as keyof typeof LIMITS], name).toBe(limit.default);
    }
    const verdict = evaluateGate(sampleInput({ policy }));
    expect(verdict.answer).toBe('refuse');
    // No sequence is approved in it either: RevOps does both before the first message leaves.
    expect(verdict.findings.map((each) => each.code)).toEqual(['sequence', 'unsubscribe']);
  });
});

describe('the demo policy', () => {
  test('says what it is, and lets the clean package leave on a Saturday night', () => {
    const policy = read('policy.demo.json');
    expect(policy.label).toBe('Demo: windows open all week, pauses of seconds, mailto opt-out');
    const saturdayNight = NOW + 3 * 86_400_000 + 13 * 3_600_000;
    expect(new Date(saturdayNight).getUTCDay()).toBe(6);
    const [sequence] = policy.sequences;
    const step = { kind: 'email', sequenceId: sequence?.id, sequenceName: sequence?.name, number: 1 };
    // The clean package leaves from a mailbox that is not one of the demo's, so its shares know nothing of it.
    const asked = { policy: { ...policy, domainShares: [] }, pkg: { step }, nowMs: saturdayNight };
    expect(evaluateGate(sampleInput(asked))).toEqual({
      answer: 'clear',
      findings: [],
    });
  });
});

test('a policy that can never work is refused with the reason', () => {
  const base = read('policy.demo.json');
  const wrong = [
    { ...base, sendWindow: { startMinute: 600, endMinute: 600, days: [1] } },
    { ...base, sendWindow: { startMinute: 480, endMinute: 1080, days: [] } },
    { ...base, limits: { ...base.limits, wordsMin: 130 } },
    { ...base, limits: { ...base.limits, mailboxPerDay: 0 } },
    { ...base, unsubscribe: { ...base.unsubscribe, mode: 'one-click' } },
  ];
  for (const policy of wrong) expect(PolicyDocument.safeParse(policy).success).toBe(false);
});
