/** A file goes over in pieces, whole and in order, and can be stopped. */
import { afterEach, expect, test } from 'vitest';
import { createBridge, replaceBridge } from '../../../renderer/bridge.ts';
import { importFile } from '../../../renderer/commands/import-file.ts';

afterEach(() => replaceBridge(null));

const REPORT = { fileName: 'p.json', accepted: 1, unchanged: 0, refused: 0, refusals: [], problem: null };

function playHost(appendAnswer: unknown = { kind: 'ok' }) {
  const calls: string[] = [];
  const pieces: Buffer[] = [];
  const answers: Record<string, unknown> = {
    'import.begin': { kind: 'ready', importId: 'i1' },
    'import.append': appendAnswer,
    'import.finish': REPORT,
    'import.cancel': REPORT,
  };
  const host = {
    call: (channel: string, request: unknown) => {
      calls.push(channel);
      if (channel === 'import.append') pieces.push(Buffer.from((request as { base64: string }).base64, 'base64'));
      return Promise.resolve({ ok: true, value: answers[channel] });
    },
    subscribe: () => () => undefined,
  };
  replaceBridge(createBridge(host, null, new Set()));
  return { calls, pieces };
}

const bytes = Uint8Array.from({ length: 1_000_003 }, (_, at) => (at * 31) % 256);

test('every byte arrives once, in order, with progress to the end', async () => {
  const { pieces } = playHost();
  const progress: number[] = [];
  const outcome = await importFile(new File([bytes], 'p.json'), (done) => progress.push(done));
  expect(outcome).toEqual({ kind: 'report', report: REPORT });
  expect(Buffer.concat(pieces).equals(Buffer.from(bytes))).toBe(true);
  expect(progress).toEqual([393_216, 786_432, 1_000_003]);
});

test('an empty file is finished at once', async () => {
  const { calls } = playHost();
  await importFile(new File([], 'p.json'), () => undefined);
  expect(calls).toEqual(['import.begin', 'import.finish']);
});

test('stopping cancels, and what was accepted is reported', async () => {
  const { calls } = playHost();
  const stop = new AbortController();
  const outcome = await importFile(new File([bytes], 'p.json'), () => stop.abort(), stop.signal);
  expect(calls).toEqual(['import.begin', 'import.append', 'import.cancel']);
  expect(outcome.kind).toBe('report');
});

test('a refused piece ends it with the reason', async () => {
  const { calls } = playHost({ kind: 'no', because: 'the import has ended' });
  expect(await importFile(new File([bytes], 'p.json'), () => undefined)).toEqual({
    kind: 'no',
    because: 'the import has ended',
  });
  expect(calls.at(-1)).toBe('import.cancel');
});
