/** The contract between page and main process changes only together with its version, fingerprint and history. */
import canonicalize from 'canonicalize';
import { createHash } from 'node:crypto';
import { readFileSync, writeFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { z } from 'zod';
import { CHANNELS, EVENTS } from '../../shared/ipc/contract.ts';
import { CONTRACT_FINGERPRINT, CONTRACT_HISTORY, CONTRACT_VERSION } from '../../shared/ipc/history.ts';

const HISTORY_FILE = new URL('../../shared/ipc/history.ts', import.meta.url);

const schemaOf = (type: z.ZodType, io: 'input' | 'output'): unknown =>
  z.toJSONSchema(type, { io, unrepresentable: 'any' });

function fingerprint(): string {
  const channels: [string, unknown][] = Object.entries<{ request: z.ZodType; response: z.ZodType }>(CHANNELS).map(
    ([name, { request, response }]) => [
      name,
      { request: schemaOf(request, 'input'), response: schemaOf(response, 'output') },
    ],
  );
  const events: [string, unknown][] = Object.entries<z.ZodType>(EVENTS).map(([name, payload]) => [
    name,
    schemaOf(payload, 'output'),
  ]);
  const canonical = canonicalize({ channels: Object.fromEntries(channels), events: Object.fromEntries(events) });
  return createHash('sha256')
    .update(canonical ?? '')
    .digest('hex');
}

test('the contract has the shape that its version and fingerprint say', () => {
  const now = fingerprint();
  if (process.env.UPDATE_CONTRACT === '1' && now !== CONTRACT_FINGERPRINT) {
    const source = readFileSync(HISTORY_FILE, 'utf8');
    writeFileSync(HISTORY_FILE, source.replace(/(CONTRACT_FINGERPRINT =\s*')[0-9a-f]*'/, `$1${now}'`));
    return;
  }
  expect(
    CONTRACT_FINGERPRINT,
    'The contract changed its shape: raise CONTRACT_VERSION, add a line to CONTRACT_HISTORY, then run with UPDATE_CONTRACT=1',
  ).toBe(now);
});

test('the history has one line for each version, and its last is the version spoken', () => {
  expect(CONTRACT_HISTORY.map((line) => line.version)).toEqual(
    Array.from({ length: CONTRACT_VERSION }, (_unused, at) => at + 1),
  );
  expect(CONTRACT_HISTORY.every((line) => line.change.length > 10)).toBe(true);
});
