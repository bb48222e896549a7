import { DatabaseSync } from 'node:sqlite';
import { createHash } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { TraceEvent } from '../../shared/domain/trace-event.ts';
import { newLedger, NOW_MS, type Opened } from './fixtures.ts';

const LINES = 12;

function filled(): Opened {
  const opened = newLedger();
  for (let line = 1; line <= LINES; line += 1) {
    opened.ledger.trace.append({
      atMs: NOW_MS + line,
      kind: 'gate',
      actor: 'system',
      subject: { sendId: `send-${line}`, rails: ['suppressed', 'clock'], clear: line % 2 === 0, none: null },
      inputs: { to: `dana-${line}@northwind.example`, words: 90 },
      policyVersion: 3,
    });
  }
  return opened;
}

function tamper({ path }: Opened, sql: string): void {
  const database = new DatabaseSync(path);
  database.exec(sql);
  database.close();
}

describe('the trust log', () => {
  it('gives its lines back in order, after a given one', () => {
    const { ledger } = filled();
    const lines = ledger.trace.page(0, 100).map((line) => TraceEvent.parse(line));
    expect(lines.map((line) => line.seq)).toEqual(Array.from({ length: LINES }, (_, at) => at + 1));
    expect(ledger.trace.page(10, 100).map((line) => line.seq)).toEqual([11, 12]);
    expect(ledger.trace.page(0, 3)).toHaveLength(3);
    expect(lines[1]).toMatchObject({
      actor: 'system',
      policyVersion: 3,
      subject: { clear: true, none: null, rails: ['suppressed', 'clock'] },
    });
  });

  it('chains each line to the one before, so that anybody can check it with SHA-256 alone', () => {
    const { ledger } = filled();
    let previous = '0'.repeat(64);
    for (const { previousHash, hash, ...line } of ledger.trace.page(0, 100)) {
      expect(previousHash).toBe(previous);
      // The canonical form of these lines: keys in order, no spaces.
      const { actor, atMs, inputsHash, kind, policyVersion, seq, subject } = line;
      const { clear, none, rails, sendId } = subject;
      const text = JSON.stringify({
        actor,
        atMs,
        inputsHash,
        kind,
        policyVersion,
        seq,
        subject: { clear, none, rails, sendId },
      });
      expect(createHash('sha256').update(previous).update(text).digest('hex')).toBe(hash);
      previous = hash;
    }
    expect(ledger.trace.firstBrokenLine()).toBeNull();
  });

  it('holds no inputs, only their salted hash: equal inputs don’t look equal', () => {
    const { ledger } = newLedger();
    for (let line = 0; line < 2; line += 1) {
      ledger.trace.append({
        atMs: NOW_MS,
        kind: 'gate',
        actor: 'system',
        subject: {},
        inputs: { to: 'dana@northwind.example' },
      });
    }
    const [first, second] = ledger.trace.page(0, 10);
    expect(first!.inputsHash).toMatch(/^[0-9a-f]{64}$/);
    expect(first!.inputsHash).not.toBe(second!.inputsHash);
    expect(JSON.stringify(ledger.trace.page(0, 10))).not.toContain('dana@');
  });

  it('holds where inputs were erased', () => {
    const opened = filled();
    tamper(opened, 'DELETE FROM trace_inputs WHERE seq < 9');
    expect(opened.ledger.trace.firstBrokenLine()).toBeNull();
  });

  it.each([
    ['an actor was changed', `UPDATE trace SET actor = 'somebody' WHERE seq = 5`, 5],
    ['a time was changed', 'UPDATE trace SET at_ms = at_ms + 1 WHERE seq = 1', 1],
    ['a subject was changed', `UPDATE trace SET subject = json_set(subject, '$.sendId', 'send-99') WHERE seq = 7`, 7],
    ['a policy version was changed', 'UPDATE trace SET policy_version = 4 WHERE seq = 3', 3],
    ['inputs were changed', `UPDATE trace_inputs SET inputs = '{}' WHERE seq = 6`, 6],
    [
      'a line and its own hash were changed',
      `UPDATE trace SET actor = 'x', hash = '${'a'.repeat(64)}' WHERE seq = 4`,
      4,
    ],
    ['a line was taken out', 'DELETE FROM trace_inputs WHERE seq = 8; DELETE FROM trace WHERE seq = 8', 8],
    ['the first line was taken out', 'DELETE FROM trace_inputs WHERE seq = 1; DELETE FROM trace WHERE seq = 1', 1],
    [
      'the last line was cut off',
      `DELETE FROM trace_inputs WHERE seq = ${LINES}; DELETE FROM trace WHERE seq = ${LINES}`,
      LINES,
    ],
    [
      'two lines changed places',
      'UPDATE trace SET seq = 99 WHERE seq = 2; UPDATE trace SET seq = 2 WHERE seq = 3; UPDATE trace SET seq = 3 WHERE seq = 99',
      2,
    ],
  ])('shows its first broken line where %s', (_name, sql, line) => {
    const opened = filled();
    tamper(opened, `PRAGMA foreign_keys = OFF; ${sql}`);
    expect(opened.ledger.trace.firstBrokenLine()).toBe(line);
  });

  it('holds over more lines than are read at once', { timeout: 60_000 }, () => {
    const opened = newLedger();
    opened.ledger.transact(() => {
      for (let line = 0; line < 2_500; line += 1) {
        opened.ledger.trace.append({ atMs: NOW_MS, kind: 'transition', actor: 'system', subject: { line } });
      }
    });
    expect(opened.ledger.trace.firstBrokenLine()).toBeNull();
    tamper(opened, `UPDATE trace SET actor = 'x' WHERE seq = 2001`);
    expect(opened.ledger.trace.firstBrokenLine()).toBe(2_001);
  });
});
