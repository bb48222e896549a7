/** What is kept of a gate evaluation: the same inputs come back from it, and the same verdict, without the policy's text. */
import { describe, expect, it } from 'vitest';
import { RecentBody } from '../../shared/domain/recent-body.ts';
import { evaluateGate } from '../../shared/policy/gate.ts';
import { GateRecord, gateRecord, inputOf } from '../../shared/policy/gate-record.ts';
import { shinglesOf } from '../../shared/policy/shingles.ts';
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

  it('keeps of the bodies sent before only the one the verdict went by', () => {
    const input = sampleInput();
    const body = (sendId: string, text: string) =>
      RecentBody.parse({
        sendId,
        mailboxId: 'mailbox-sam',
        sentAtMs: NOW - MINUTE,
        accountName: 'Contoso',
        shingles: shinglesOf(text),
      });
    const recent = [body('send-1', 'A letter about something else entirely.'), body('send-2', input.body)];
    const asked = { ...input, recent };
    const record = GateRecord.parse(asKept(gateRecord(asked)));
    expect(record.recent.map(({ sendId }) => sendId)).toEqual(['send-2']);
    expect(evaluateGate(inputOf(record, input.policy))).toEqual(evaluateGate(asked));
    expect(evaluateGate(asked).answer).toBe('refuse');
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
