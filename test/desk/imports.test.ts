/** Imports through the desk: one file at a time, every byte in order, a report of each, and nothing lost by a window that went away. */
import { describe, expect, test } from 'vitest';
import type { Connector } from '../../electron/ports/connector.ts';
import { foreignPackage } from '../crm/parts.ts';
import { demo, sql } from '../sync/parts.ts';
import { openTestDesk, SAM, type TestDesk } from './parts.ts';

const base64 = (text: string) => Buffer.from(text).toString('base64');
const larkspur = JSON.stringify(foreignPackage('larkspur'));
const fileOf = (...names: string[]) => names.map((name) => `${larkspur.replaceAll('larkspur', name)}\n`).join('');
/** One more than a batch. */
const LONG = fileOf(...Array.from({ length: 101 }, (_unused, at) => `firm-${at}`));

async function append({ call }: TestDesk, importId: string, text: string): Promise<void> {
  for (let at = 0; at < text.length; at += 200_000) {
    const piece = base64(text.slice(at, at + 200_000));
    expect(await call('import.append', { importId, base64: piece })).toEqual({ ok: true, value: { kind: 'ok' } });
  }
}

async function begin({ call }: TestDesk, text: string, fileName = 'packages.jsonl'): Promise<string> {
  const answer = await call('import.begin', { fileName, bytes: Buffer.byteLength(text) });
  if (!answer.ok || answer.value.kind !== 'ready') throw new Error(JSON.stringify(answer));
  return answer.value.importId;
}

const progressOf = ({ events }: TestDesk) =>
  events.filter(({ event }) => event === 'progress').map(({ payload }) => payload as { task: string; state: string });

test('a file in pieces comes into the CRM and, at its end, into the queue, owned by whoever imported it', async () => {
  const one = await openTestDesk();
  const text = fileOf('larkspur', 'bramble');
  const importId = await begin(one, text);
  const middle = Math.floor(text.length / 3);
  await append(one, importId, text.slice(0, middle));
  await append(one, importId, text.slice(middle));
  expect(await one.call('import.finish', { importId })).toEqual({
    ok: true,
    value: { fileName: 'packages.jsonl', accepted: 2, unchanged: 0, refused: 0, refusals: [], problem: null },
  });
  const packages = await one.feed('package');
  for (const name of ['larkspur', 'bramble'])
    expect(packages.get(`pkg-${name}`)).toMatchObject({ review: { ownerId: SAM.id, state: 'ready' }, revision: 1 });
  expect(
    progressOf(one)
      .filter(({ task }) => task === 'import')
      .at(-1),
  ).toMatchObject({
    label: 'Importing packages.jsonl',
    state: 'done',
    done: 2,
    total: 2,
  });
});

describe('a second import', () => {
  test('waits for the first one’s report', async () => {
    const one = await openTestDesk();
    const importId = await begin(one, 'x');
    const refused = await one.call('import.begin', { fileName: 'b.json', bytes: 10 });
    expect(refused).toEqual({
      ok: true,
      value: { kind: 'no', because: 'Another file is being imported. Wait for its report, or stop it.' },
    });
    await one.call('import.finish', { importId });
    expect(await one.call('import.begin', { fileName: 'b.json', bytes: 10 })).toMatchObject({
      value: { kind: 'ready' },
    });
  });

  test('may begin where the first was left behind for a minute; the first has ended then, what it took stays', async () => {
    const one = await openTestDesk();
    const text = fileOf('larkspur');
    const first = await begin(one, text);
    await append(one, first, text);
    one.clock.set(one.clock.nowMs() + 59_000);
    expect(await one.call('import.begin', { fileName: 'b.json', bytes: 10 })).toMatchObject({ value: { kind: 'no' } });
    one.clock.set(one.clock.nowMs() + 1_000);
    const second = await begin(one, '[]', 'b.json');
    expect(
      progressOf(one)
        .filter(({ task }) => task === 'import')
        .at(-1),
    ).toMatchObject({ state: 'stopped' });
    for (const answer of [
      await one.call('import.append', { importId: first, base64: base64('more') }),
      await one.call('import.finish', { importId: first }),
      await one.call('import.cancel', { importId: first }),
    ]) {
      expect(answer).toMatchObject({ ok: false, error: { code: 'not-found' } });
      expect(JSON.stringify(answer)).toContain('nothing is taken twice');
    }
    expect(await one.call('import.finish', { importId: second })).toMatchObject({ ok: true, value: { accepted: 0 } });
  });

  test('does not take a slow CRM for a window that went away, and does not end the other’s place', async () => {
    let answer: () => void = () => undefined;
    const gate = new Promise<void>((resolve) => (answer = resolve));
    let isAsked = false;
    const slow = (connector: Connector): Connector => ({
      ...connector,
      async push(ops) {
        isAsked = true;
        await gate;
        return connector.push(ops);
      },
    });
    const one = await openTestDesk({ around: slow });
    const text = fileOf('larkspur');
    const importId = await begin(one, text);
    await append(one, importId, text);
    const finishing = one.call('import.finish', { importId });
    await one.until('the CRM was asked', () => isAsked);
    one.clock.set(one.clock.nowMs() + 600_000);
    expect(await one.call('import.begin', { fileName: 'b.json', bytes: 10 })).toMatchObject({ value: { kind: 'no' } });
    answer();
    expect(await finishing).toMatchObject({ ok: true, value: { accepted: 1 } });
    expect(await one.call('import.begin', { fileName: 'b.json', bytes: 10 })).toMatchObject({
      value: { kind: 'ready' },
    });
  });
});

describe('an import that is not there', () => {
  test('is answered with words for every call', async () => {
    const { call } = await openTestDesk();
    for (const answer of [
      await call('import.append', { importId: 'import-of-yesterday', base64: base64('{}') }),
      await call('import.finish', { importId: 'import-of-yesterday' }),
      await call('import.cancel', { importId: 'import-of-yesterday' }),
    ])
      expect(answer).toMatchObject({ ok: false, error: { code: 'not-found' } });
  });
});

test('an import before the policy was read is refused, because nobody knows how long a review may take', async () => {
  const one = await openTestDesk();
  await one.close();
  sql(one.paths.ledger, "DELETE FROM feed WHERE kind = 'policy'");
  const again = await openTestDesk({ home: one.home, mood: () => 'down' });
  expect(await again.call('import.begin', { fileName: 'a.json', bytes: 2 })).toMatchObject({
    ok: true,
    value: { kind: 'no', because: expect.stringContaining('policy') as string },
  });
});

test('a stop in the middle keeps what was taken, reports it, and shows it in the queue', async () => {
  const one = await openTestDesk();
  const importId = await begin(one, LONG);
  await append(one, importId, LONG.slice(0, -10));
  expect(await one.call('import.cancel', { importId })).toMatchObject({
    ok: true,
    value: { accepted: 100, problem: 'Stopped on request. What was taken before stays.' },
  });
  expect((await one.feed('package')).size).toBe(demo.packages.length + 100);
});

test('closing the desk in the middle ends the import; the same file again goes on and takes nothing twice', async () => {
  const one = await openTestDesk();
  const importId = await begin(one, LONG);
  await append(one, importId, LONG);
  await one.close();
  expect(one.faults).toEqual([]);
  const again = await openTestDesk({ home: one.home });
  const next = await begin(again, LONG);
  await append(again, next, LONG);
  expect(await again.call('import.finish', { importId: next })).toMatchObject({
    value: { accepted: 1, unchanged: 100, refused: 0 },
  });
});

test('closing the desk while the CRM is asked about an import waits for its answer, and a refusal is still traced', async () => {
  let answer: () => void = () => undefined;
  const gate = new Promise<void>((resolve) => (answer = resolve));
  let isHeld = false;
  let isAsked = false;
  const one = await openTestDesk({
    around: (connector) => ({
      ...connector,
      async whoAmI() {
        isAsked = isHeld;
        if (isHeld) await gate;
        return connector.whoAmI();
      },
    }),
  });
  const text = fileOf('larkspur');
  const importId = await begin(one, text);
  await append(one, importId, text);
  // Meanwhile they have become a lead: what is written in their old role is not passed on.
  sql(one.paths.workspace, `UPDATE people SET role = 'lead' WHERE id = '${SAM.id}'`);
  isHeld = true;
  const finishing = one.call('import.finish', { importId });
  await one.until('the CRM was asked', () => isAsked);
  const closing = one.close();
  answer();
  expect(await finishing).toMatchObject({ ok: true, value: { accepted: 0, refused: 1 } });
  await closing;
  expect(one.faults).toEqual([]);
  expect(sql(one.paths.ledger, "SELECT actor FROM trace WHERE kind = 'write-refused'")).toEqual([{ actor: SAM.id }]);
});
