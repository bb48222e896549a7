/** A real desk's trust log with two sends, one of them held and sent later, exported and copied as a file. Made once, used by many tests. */
import { copyFileSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { afterAll } from 'vitest';
import { approve, CLEAR, decisionAbout, openTestDesk, release, sendOf, type TestDesk } from '../desk/parts.ts';
import { NOW_MS } from '../sync/parts.ts';

export interface ExportedLog {
  /** Lines of the export, without their line feeds. */
  readonly lines: readonly string[];
  /** A ledger's file with the same log, and `public-keys.json` beside it. */
  readonly ledger: string;
  readonly folder: string;
}

const PACE_MS = 5 * 60_000;

const folder = mkdtempSync(join(tmpdir(), 'trust-log-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

let made: Promise<ExportedLog> | null = null;

export function exportedLog(): Promise<ExportedLog> {
  return (made ??= make());
}

export async function exportAll(
  { desk }: TestDesk,
  wish: { readonly fromMs?: number; readonly untilMs?: number; readonly withCountersignatures?: boolean } = {},
): Promise<readonly string[]> {
  const { exportId, records } = await desk.handlers['trust-log.export-begin']({
    fromMs: wish.fromMs ?? null,
    untilMs: wish.untilMs ?? null,
    withCountersignatures: wish.withCountersignatures ?? true,
  });
  let text = '';
  for (;;) {
    const piece = await desk.handlers['trust-log.export-next']({ exportId });
    text += piece.text;
    if (piece.isDone) break;
  }
  const lines = text.split('\n').slice(0, -1);
  if (lines.length !== records) throw new Error(`${lines.length} records, not the ${records} that were announced`);
  return lines;
}

async function make(): Promise<ExportedLog> {
  const one = await openTestDesk();
  await one.call('pause.set', { pause: { scope: 'all', value: '', reason: 'a wrong price' } });
  const held = await approve(one, CLEAR[0]!);
  await release(one, held, 'deferred');
  await one.call('pause.clear', { scope: 'all', value: '' });
  await release(one, held, 'sent');
  const next = await approve(one, CLEAR[1]!);
  // Two messages of one mailbox keep their distance.
  await one.later(PACE_MS);
  await release(one, next, 'sent');
  const decision = decisionAbout(CLEAR[2]!, NOW_MS, { kind: 'do-not-contact', scope: 'global', note: 'asked' });
  await one.desk.handlers['decision.submit']({ decision });
  await one.desk.handlers['decision.undo']({ decisionId: decision.id });
  const { decisionId } = await sendOf(one, await approve(one, CLEAR[2]!));
  await one.desk.handlers['decision.undo']({ decisionId });
  const lines = await exportAll(one);
  const ledger = join(folder, 'ledger.sqlite');
  const file = new DatabaseSync(one.paths.ledger);
  file.exec(`VACUUM INTO '${ledger}'`);
  file.close();
  copyFileSync(join(one.home, 'public-keys.json'), join(folder, 'public-keys.json'));
  await one.close();
  return { lines, ledger, folder };
}
