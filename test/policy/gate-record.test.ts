/** What is kept of a gate evaluation: the same inputs come back from it, and the same verdict, without the policy's text. */
import { describe, expect, it } from 'vitest';
import { evaluateGate } from '../../shared/policy/gate.ts';
import { GateRecord, gateRecord, inputOf } from '../../shared/policy/gate-record.ts';
import { MINUTE, NOW, policy, released, sampleDesk, sampleInput } from './sample.ts';

const asKept = (record: GateRecord): unknown => JSON.parse(JSON.stringify(record));

describe('the record of a gate evaluation', () => {
  it.each([
    ['a clear release', released(sampleInput())],
    ['a reply', released(sampleInput({ kind: 'reply' }))],
    ['a preview', sampleInput()],
    [
      'a release that is held',
      released(
        sampleInput({
          desk: { pauses: [{ scope: 'all', value: '', reason: 'a look', byPersonId: 'system', atMs: NOW - MINUTE }] },
        }),
      ),
    ],
  ])('of %s gives the same input and the same verdict again', (_what, input) => {
    const record = GateRecord.parse(asKept(gateRecord(input)));
    expect(inputOf(record, input.policy)).toEqual(input);
    expect(evaluateGate(inputOf(record, input.policy))).toEqual(evaluateGate(input));
  });

  it('names the policy and does not hold it', () => {
    const record = gateRecord(sampleInput());
    expect(record.policyVersion).toBe(policy.version);
    expect(JSON.stringify(record)).not.toContain('approvalWindowHours');
  });

  it('of an older desk, with the whole policy in it, is read with the version only', () => {
    const input = sampleInput();
    expect(GateRecord.parse(JSON.parse(JSON.stringify(input)))).toEqual(gateRecord(input));
  });

  it('is never judged under another policy', () => {
    const record = gateRecord(sampleInput());
    expect(() => inputOf(record, { ...policy, version: 4 })).toThrow('policy version 3, not 4');
  });

  it('that was damaged is not read', () => {
    expect(
      GateRecord.safeParse({ ...gateRecord(sampleInput()), desk: { ...sampleDesk(), pauses: null } }).success,
    ).toBe(false);
    expect(GateRecord.safeParse(null).success).toBe(false);
  });
});
