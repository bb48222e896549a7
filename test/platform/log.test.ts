/** The log: what gets into its files, what must not, and how big they get. */
import { mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { openLog } from '../../electron/platform/log.ts';

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'countersign-log-'));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

const recorder = () => {
  const said: string[] = [];
  return { said, write: (text: string) => said.push(text) };
};
const linesOf = (file: string) =>
  readFileSync(join(folder, file), 'utf8')
    .trim()
    .split('\n')
    .map((line) => JSON.parse(line) as Record<string, unknown>);

test('lines are JSON with level, time, code and fields; warnings are also said on stderr', () => {
  const stderr = recorder();
  const log = openLog({ folder, stderr });
  log.info('sync-done', { pages: 3, ok: true, cursor: null });
  log.warn('denied', { what: 'window-open' });
  log.close();
  const [first, second] = linesOf('desk.log');
  expect(first).toMatchObject({ level: 'info', code: 'sync-done', pages: 3, ok: true, cursor: null });
  expect(first?.['time']).toEqual(expect.any(Number));
  expect(second).toMatchObject({ level: 'warn', code: 'denied', what: 'window-open' });
  expect(stderr.said).toHaveLength(1);
  expect(stderr.said[0]).toContain('denied');
});

test.each([
  ['an address', 'dana.reyes@northwind.example'],
  ['a sentence', 'Congratulations on your Series B'],
  ['two lines', 'a\nb'],
  ['the address with the token', 'http://127.0.0.1:47615/#token=00'],
  ['something long', 'x'.repeat(201)],
])('%s given as a field is withheld', (_what, value) => {
  const stderr = recorder();
  const log = openLog({ folder, stderr });
  log.warn('careless', { value, sendId: 'send-1' });
  log.close();
  expect(linesOf('desk.log')[0]).toMatchObject({ value: '(withheld)', sendId: 'send-1' });
  expect(stderr.said.join('')).not.toContain(value);
});

test('a cause is kept as its class, code and place; its message only where it is said to be safe', () => {
  const log = openLog({ folder, stderr: recorder() });
  const cause = Object.assign(new TypeError('550 no such user dana@northwind.example'), { code: 'EENVELOPE' });
  log.error('smtp-failed', cause, { sendId: 's1' });
  log.error('smtp-failed', cause, { safe: true });
  log.error('odd', 'dana@northwind.example');
  log.close();
  const [first, second, third] = linesOf('desk.log');
  expect(first).toMatchObject({ level: 'error', cause: 'TypeError', causeCode: 'EENVELOPE', sendId: 's1' });
  expect(JSON.stringify(first)).not.toContain('northwind');
  expect(first?.['at']).toContain('log.test.ts');
  expect(second?.['message']).toContain('550');
  expect(third).toMatchObject({ cause: 'string' });
  expect(JSON.stringify(third)).not.toContain('northwind');
});

test('files are rotated, few, bounded, and readable by their owner only', () => {
  const log = openLog({ folder, stderr: recorder(), maxFileBytes: 2_000 });
  for (let round = 0; round < 400; round += 1) log.info('round', { round });
  log.close();
  expect(readdirSync(folder).sort()).toEqual(['desk.1.log', 'desk.2.log', 'desk.log']);
  for (const file of readdirSync(folder)) {
    expect(statSync(join(folder, file)).size).toBeLessThan(2_300);
    if (process.platform !== 'win32') expect(statSync(join(folder, file)).mode & 0o077).toBe(0);
  }
  expect(linesOf('desk.log').at(-1)).toMatchObject({ round: 399 });
});

test('a folder that can not be written is said once and stops nothing', () => {
  const stderr = recorder();
  const blocked = join(folder, 'a-file');
  writeFileSync(blocked, '');
  const log = openLog({ folder: join(blocked, 'logs'), stderr });
  log.info('one');
  log.info('two');
  expect(stderr.said).toHaveLength(1);
  expect(stderr.said[0]).toContain("can't write its log");
});
