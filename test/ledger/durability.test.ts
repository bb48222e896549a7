import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { expect, it } from 'vitest';
import { SendId } from '../../shared/domain/ids.ts';
import { createSend, open, temporaryPath } from './fixtures.ts';

const ROUNDS = 10;
const SENDS = 60;

/** Starts the writer, kills it after `afterMs`, and returns the lines it had acknowledged by then. */
async function writeAndKill(path: string, afterMs: number): Promise<string[]> {
  const writer = spawn(
    process.execPath,
    ['--disable-warning=ExperimentalWarning', join(import.meta.dirname, 'transition-writer.ts'), path],
    {
      stdio: ['ignore', 'pipe', 'inherit'],
    },
  );
  let said = '';
  writer.stdout.on('data', (chunk: Buffer) => (said += chunk.toString()));
  await once(writer.stdout, 'data');
  await wait(afterMs);
  writer.kill('SIGKILL');
  await once(writer, 'close');
  // A line cut by the kill was not heard whole, so nothing was promised.
  return said.split('\n').slice(0, -1);
}

it('loses no acknowledged transition to ten kills', { timeout: 120_000 }, async () => {
  const path = temporaryPath();
  const first = open({ path });
  first.transact(() => {
    for (let number = 0; number < SENDS; number += 1) createSend(first, number);
  });
  first.close();
  let acknowledged = 0;
  for (let round = 0; round < ROUNDS; round += 1) {
    const lines = await writeAndKill(path, 15 + round * 7);
    const ledger = open({ path, expectExisting: true });
    for (const line of lines) {
      const [id = '', to = '', seq = ''] = line.split(' ');
      const transitions = ledger.sends.transitions(SendId.parse(id));
      expect(transitions.map((row) => row.to)).toContain(to);
      expect(ledger.feed.latestSeq()).toBeGreaterThanOrEqual(Number(seq));
    }
    // Each transaction is whole or not there: transitions, state, feed and trust log agree.
    let transitionsInAll = 0;
    for (let number = 0; number < SENDS; number += 1) {
      const id = SendId.parse(`send-${number}`);
      const rows = ledger.sends.transitions(id);
      expect(ledger.sends.read(id)?.send.state).toBe(rows.at(-1)?.to);
      transitionsInAll += rows.length - 1;
    }
    expect(ledger.trace.page(0, 1_000_000)).toHaveLength(transitionsInAll);
    expect(ledger.trace.firstBrokenLine()).toBeNull();
    acknowledged += lines.length;
    ledger.close();
  }
  expect(acknowledged).toBeGreaterThan(ROUNDS);
});
