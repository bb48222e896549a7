/** Asking the gate again about a verdict of the past: same inputs, same verdict; what is gone or not known is said, never guessed. */
import { describe, expect, it } from 'vitest';
import { TraceEvent } from '../../shared/domain/trace-event.ts';
import { evaluateGate } from '../../shared/policy/gate.ts';
import { gateRecord } from '../../shared/policy/gate-record.ts';
import type { GateInput } from '../../shared/policy/rail.ts';
import { RAIL_CODES, replayVerdict, type Replay } from '../../shared/policy/replay.ts';
import { MINUTE, NOW, released, sampleInput } from './sample.ts';

const paused = released(
  sampleInput({
    desk: { pauses: [{ scope: 'all', value: '', reason: 'a look', byPersonId: 'system', atMs: NOW - MINUTE }] },
  }),
);
const clear = released(sampleInput());

interface Kept {
  readonly subject?: TraceEvent['subject'];
  readonly inputs?: (kept: Record<string, unknown>) => unknown;
  readonly policyVersion?: number | null;
  readonly policyAt?: (version: number) => GateInput['policy'] | null;
}

/** The line and the inputs as a release would have kept them, changed as wished, and asked again. */
function ask(input: GateInput, change: Kept = {}): Replay {
  const verdict = evaluateGate(input);
  const kept = JSON.parse(
    JSON.stringify({ ...gateRecord(input), findings: verdict.findings, rails: RAIL_CODES }),
  ) as Record<string, unknown>;
  const event = TraceEvent.parse({
    seq: 1,
    atMs: input.nowMs,
    kind: 'gate',
    actor: 'system',
    subject: { answer: verdict.answer, codes: verdict.findings.map(({ code }) => code), ...change.subject },
    inputsHash: 'h',
    policyVersion: change.policyVersion === undefined ? input.policy.version : change.policyVersion,
    previousHash: '',
    hash: '',
  });
  const value = change.inputs === undefined ? kept : change.inputs(kept);
  const inputs = value === null ? ({ kind: 'erased' } as const) : ({ kind: 'kept', value } as const);
  return replayVerdict({ event, inputs, policyAt: change.policyAt ?? (() => input.policy) });
}

describe('a verdict asked again', () => {
  it.each<readonly [string, GateInput, Kept, Partial<Replay>]>([
    ['clear', clear, {}, { kind: 'same', answer: 'clear' }],
    ['held', paused, {}, { kind: 'same', answer: 'hold', stoppedBy: null }],
    [
      'with another answer on its line',
      paused,
      { subject: { answer: 'refuse' } },
      { kind: 'different', then: 'refuse', now: 'hold' },
    ],
    ['with another rail on its line', clear, { subject: { codes: ['suppressed'] } }, { kind: 'different' }],
    ['with erased inputs', paused, { inputs: () => null }, { kind: 'erased' }],
    [
      'under a policy nobody has seen',
      paused,
      { policyAt: () => null },
      { kind: 'policy-unknown', version: paused.policy.version },
    ],
    ['with inputs of another shape', paused, { inputs: () => ({ findings: [] }) }, { kind: 'not-askable' }],
    ['that no rail was asked for', paused, { policyVersion: null }, { kind: 'not-askable' }],
    [
      'that no words were kept of: the codes are compared',
      paused,
      { inputs: ({ findings: _, ...kept }) => kept },
      { kind: 'same' },
    ],
    [
      'stopped by the last slot though every rail was clear',
      clear,
      { subject: { answer: 'hold', codes: ['mailbox-day'], stoppedBy: 'slots' } },
      { kind: 'same', answer: 'hold', stoppedBy: 'slots' },
    ],
    [
      'stopped by the last slot, but a rail is against it',
      paused,
      { subject: { answer: 'hold', codes: ['mailbox-day'], stoppedBy: 'slots' } },
      { kind: 'different', then: 'clear', now: 'hold' },
    ],
    [
      'made before a rail came that speaks now',
      paused,
      {
        subject: { answer: 'clear', codes: evaluateGate(clear).findings.map(({ code }) => code) },
        inputs: (kept) => ({
          ...kept,
          findings: evaluateGate(clear).findings,
          rails: RAIL_CODES.filter((code) => code !== 'paused'),
        }),
      },
      { kind: 'same', answer: 'clear' },
    ],
  ])('%s', (_what, input, change, expected) => {
    expect(ask(input, change)).toMatchObject(expected);
  });

  it('names the words of then and now where they differ', () => {
    const replay = ask(paused, {
      inputs: (kept) => ({
        ...kept,
        findings: (kept['findings'] as readonly { readonly code: string }[]).map((finding) =>
          finding.code === 'paused' ? { ...finding, evidence: 'Something else.' } : finding,
        ),
      }),
    });
    expect(replay).toEqual({
      kind: 'different',
      then: 'hold',
      now: 'hold',
      differences: [
        {
          code: 'paused',
          then: expect.stringContaining('Something else.') as string,
          now: expect.stringContaining('a look') as string,
        },
      ],
    });
  });
});
