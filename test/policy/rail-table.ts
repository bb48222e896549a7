/** The tables of the rails' tests: one row is a change of the clean input and what one rail says of it, for each kind of message. */
import { describe, expect, test } from 'vitest';
import { Finding, type RailAnswer, type RailCode } from '../../shared/domain/finding.ts';
import type { MessageKind } from '../../shared/domain/handoff-package.ts';
import { RAILS } from '../../shared/policy/gate.ts';
import type { GateInput } from '../../shared/policy/rail.ts';
import { policy, sampleInput, type Change } from './sample.ts';

export const F = 'first-touch';
export const U = 'follow-up';
export const R = 'reply';
export const ALL: readonly MessageKind[] = [F, U, R];
export const COLD: readonly MessageKind[] = [F, U];

/** Which file tests which rail: a rail without a theme does not compile, one without rows fails. */
export const THEMES = {
  approval: [
    'countersignature',
    'evidence-changed',
    'review-expired',
    'approval-expired',
    'world-fresh',
    'clock',
    'identity-fresh',
    'paused',
  ],
  recipient: [
    'suppressed',
    'consent',
    'relation',
    'email-verified',
    'frequency-contact',
    'frequency-account',
    'spacing',
    'thread-live',
    'send-window',
  ],
  mailbox: [
    'mailbox-day',
    'mailbox-warmup',
    'domain-day',
    'domain-week',
    'recipient-domain-day',
    'pace',
    'bounce-rate',
    'complaint-rate',
    'authentication',
  ],
  sender: ['unsubscribe', 'identity', 'sequence'],
  words: ['data-rule', 'claims', 'banned-claims'],
  writing: ['length', 'one-call-to-action', 'links', 'spam-phrasing', 'similarity'],
  injection: ['injection'],
} as const satisfies Record<string, readonly RailCode[]>;

export interface Expected {
  readonly answer: RailAnswer;
  readonly says: RegExp;
  /** What would clear it, where the words matter. */
  readonly clears?: RegExp;
  readonly clearsAtMs?: number | null;
  readonly unknown?: boolean;
  readonly count?: number;
  /** The text the finding points to, by field; null where it points nowhere. */
  readonly target?: { readonly field: 'to' | 'from' | 'subject' | 'body'; readonly text: string } | null;
}
interface Case {
  readonly name: string;
  readonly code: RailCode;
  readonly kinds: readonly MessageKind[];
  readonly input: (kind: MessageKind) => GateInput;
  /** Null: the rail has nothing to say. */
  readonly expected: Expected | null;
}

export type Row = (
  code: RailCode,
  kinds: readonly MessageKind[],
  name: string,
  change: Change | ((kind: MessageKind) => GateInput),
  expected: Expected | null,
) => void;

/** A table to fill with `row`, and `check`, which runs it and sees that no kind of message was left out. */
export function railTable(codes: readonly RailCode[]): { readonly row: Row; readonly check: () => void } {
  const cases: Case[] = [];
  return {
    row(code, kinds, name, change, expected) {
      if (!codes.includes(code)) throw new Error(`${code} is tested in another file`);
      const input = typeof change === 'function' ? change : (kind: MessageKind) => sampleInput({ kind, ...change });
      cases.push({ name, code, kinds, input, expected });
    },
    check() {
      describe.each(codes)('the rail %s', (code) => {
        checkRail(
          code,
          cases.filter((each) => each.code === code),
        );
      });
    },
  };
}

function checkRail(code: RailCode, own: readonly Case[]): void {
  const rail = RAILS.find((each) => each.code === code)!;

  test.each(own.flatMap((each) => each.kinds.map((kind) => ({ ...each, kind }))))(
    '$kind: $name',
    ({ kind, input: make, expected }) => {
      const input = make(kind);
      const findings = rail.kinds.includes(kind) ? rail.evaluate(input) : [];
      if (expected === null) {
        expect(findings).toEqual([]);
        return;
      }
      expect(findings).toHaveLength(expected.count ?? 1);
      const [found] = findings;
      expect(Finding.parse(found)).toMatchObject({ code, answer: expected.answer });
      expect(found!.evidence).toMatch(expected.says);
      expect(found!.clears.length).toBeGreaterThan(15);
      if (expected.clears !== undefined) expect(found!.clears).toMatch(expected.clears);
      expect(found!.unknown).toBe(expected.unknown ?? false);
      if (expected.clearsAtMs !== undefined) expect(found!.clearsAtMs).toBe(expected.clearsAtMs);
      if (expected.target !== undefined) expect(pointedAt(input, found!)).toEqual(expected.target);
    },
  );

  test('is shown passing and answering, for every kind it is for', () => {
    for (const kind of rail.kinds) {
      const tested = own.filter((each) => each.kinds.includes(kind));
      const has = (answers: boolean) => tested.some((each) => (each.expected !== null) === answers);
      expect(has(false), `${kind} passing`).toBe(true);
      expect(has(true), `${kind} answering`).toBe(true);
    }
    for (const kind of ALL.filter((each) => !rail.kinds.includes(each))) {
      expect(
        own.some((each) => each.kinds.includes(kind) && each.expected === null),
        `${kind} left alone`,
      ).toBe(true);
    }
  });

  test('names its owner, its approver and a title a reader understands', () => {
    expect(rail.title.length).toBeGreaterThan(3);
    expect([rail.owner, rail.approver].every((each) => each.length > 3)).toBe(true);
  });
}

function pointedAt({ body, message }: GateInput, { target }: Finding): Expected['target'] {
  if (target === null) return null;
  const texts = { to: message.to, from: message.from.address, subject: message.subject, body };
  return { field: target.field, text: texts[target.field].slice(target.start, target.end) };
}

export const limits = (change: Partial<typeof policy.limits>) => ({
  policy: { limits: { ...policy.limits, ...change } },
});
