/** The policy over the contract: read with its versions, tried on what was sent, saved by RevOps alone, and in force at once. */
import { expect, test } from 'vitest';
import { approve, CLEAR, openTestDesk, OTHERS, UNDO_MS, type TestDesk } from './parts.ts';
import { demoPolicy } from '../crm/parts.ts';

const REVOPS = OTHERS.find(({ role }) => role === 'revops')!;

const save = (desk: TestDesk, change: object, baseVersion = demoPolicy.version) =>
  desk.call('policy.save', {
    policy: { ...demoPolicy, ...change },
    baseVersion,
    note: 'Fewer a day while we warm up',
    approvals: [{ owner: 'sales-leadership', name: 'Ines Duarte' }],
  });

test('RevOps saves a version: it is in force at once, stands in the log with its note, and goes to the CRM', async () => {
  const desk = await openTestDesk();
  await desk.call('person.switch', { personId: REVOPS.id });
  const limits = { ...demoPolicy.limits, wordsMax: 90 };
  expect(await save(desk, { limits })).toMatchObject({ ok: true, value: { kind: 'saved' } });
  const read = await desk.call('policy.read', {});
  expect(read).toMatchObject({
    ok: true,
    value: {
      unreadable: 0,
      policy: {
        version: demoPolicy.version + 1,
        limits: { wordsMax: 90 },
        change: { byName: REVOPS.name, note: 'Fewer a day while we warm up', approvals: [{ name: 'Ines Duarte' }] },
      },
    },
  });
  if (!read.ok) throw new Error(read.error.message);
  expect(read.value.versions.map(({ policy }) => policy.version)).toEqual([demoPolicy.version + 1, demoPolicy.version]);
  expect((await desk.feed('policy')).get('policy')?.version).toBe(demoPolicy.version + 1);
});

test('an SDR can’t save one, and nothing of it is in force', async () => {
  const desk = await openTestDesk();
  expect(await save(desk, {})).toMatchObject({
    ok: true,
    value: { kind: 'no', because: expect.stringContaining('RevOps') as string },
  });
  expect((await desk.feed('policy')).get('policy')?.version).toBe(demoPolicy.version);
});

test('two who save over the same version: the second is told, and overwrites nothing', async () => {
  const desk = await openTestDesk();
  await desk.call('person.switch', { personId: REVOPS.id });
  await save(desk, { companyName: 'First' });
  expect(await save(desk, { companyName: 'Second' })).toMatchObject({
    ok: true,
    value: { kind: 'no', because: expect.stringContaining('meanwhile') as string },
  });
  expect((await desk.feed('policy')).get('policy')?.companyName).toBe('First');
});

test('what it would have done is asked of the messages that were sent', async () => {
  const desk = await openTestDesk();
  await approve(desk, CLEAR[0]!);
  await desk.later(UNDO_MS + 1_000);
  await desk.until('it was sent', async () =>
    [...(await desk.feed('send')).values()].some((send) => send?.state === 'sent'),
  );
  const tried = async (limits: object) => {
    const answer = await desk.call('policy.try', {
      policy: { ...demoPolicy, limits: { ...demoPolicy.limits, ...limits } },
      days: 7,
    });
    if (!answer.ok) throw new Error(answer.error.message);
    return answer.value;
  };
  expect(await tried({})).toMatchObject({ asked: 1, unknown: 0, stoppedCount: 0, freedCount: 0 });
  const stopped = await tried({ touchesPerContact: 1, verifiedForDays: 1 });
  expect(stopped).toMatchObject({ asked: 1, stoppedCount: 1, stopped: [{ was: 'clear', wouldBe: 'refuse' }] });
  expect(stopped.byRail.map(({ code }) => code)).toContain('email-verified');
});
