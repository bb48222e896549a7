/** Checks the trust log in a ledger's own file, opened for reading only: what the desk itself would say, without the desk. */
import { existsSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { z } from 'zod';
import { Countersignature, PublicKey } from '../../shared/domain/countersignature.ts';
import { TRACE_COLUMNS, toTraceRow } from '../ledger/trace-rows.ts';
import { makeLogChecker, type CheckedLog } from './check-log.ts';

const ROWS = `SELECT ${TRACE_COLUMNS}, salt, inputs FROM trace LEFT JOIN trace_inputs USING (seq) ORDER BY trace.seq`;
const SIGNED = `SELECT send_id, countersignature FROM signed_mail ORDER BY rowid`;
const KeyFile = z.object({ keys: z.array(PublicKey) });

export type ReadLedgerFile =
  | { readonly kind: 'checked'; readonly epoch: string; readonly log: CheckedLog }
  | { readonly kind: 'not-a-ledger'; readonly why: string };

/** The public keys lie beside the ledger, in the desk's folder. */
export function readLedgerFile(path: string, onLine: (lines: number) => void): ReadLedgerFile {
  let file: DatabaseSync;
  try {
    file = new DatabaseSync(path, { readOnly: true });
    if (file.prepare("SELECT 1 FROM sqlite_schema WHERE name = 'trace'").get() === undefined)
      return { kind: 'not-a-ledger', why: 'it holds no trust log' };
  } catch (cause) {
    return { kind: 'not-a-ledger', why: cause instanceof Error ? cause.message : String(cause) };
  }
  try {
    const checker = makeLogChecker();
    let lines = 0;
    let last = 0;
    for (const row of file.prepare(ROWS).iterate()) {
      checker.line(toTraceRow(row));
      last = Number(row['seq']);
      onLine((lines += 1));
    }
    for (const key of keysBeside(path)) checker.key(key);
    for (const row of file.prepare(SIGNED).iterate()) {
      const given = Countersignature.safeParse(JSON.parse(String(row['countersignature'])));
      if (given.success) checker.countersignature(String(row['send_id']), given.data);
      else checker.fault(null, `The countersignature of ${String(row['send_id'])} can’t be read`);
    }
    const meta = (key: string) => file.prepare('SELECT value FROM meta WHERE key = ?').get(key)?.['value'];
    const head = meta('trace-head');
    return {
      kind: 'checked',
      epoch: String(meta('epoch') ?? ''),
      log: checker.end(head === undefined ? null : { seq: last, hash: String(head) }, true),
    };
  } finally {
    file.close();
  }
}

function keysBeside(path: string): readonly PublicKey[] {
  const keyFile = join(dirname(path), 'public-keys.json');
  return existsSync(keyFile) ? KeyFile.parse(JSON.parse(readFileSync(keyFile, 'utf8'))).keys : [];
}
