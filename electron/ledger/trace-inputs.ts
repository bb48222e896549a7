/** The inputs behind lines of the trust log: read, or erased for good on a person's request. The lines themselves stay as they are. */
import type { KeptInputs } from '../ports/trace-ledger.ts';
import type { Connection } from './connection.ts';

export function readInputs(connection: Connection, seq: number): KeptInputs {
  const row = connection.get(
    'SELECT inputs_hash, inputs FROM trace LEFT JOIN trace_inputs USING (seq) WHERE seq = ?',
    seq,
  );
  if (row === undefined || row.inputs_hash === null) return { kind: 'none' };
  return typeof row.inputs === 'string'
    ? { kind: 'kept', value: JSON.parse(row.inputs) as unknown }
    : { kind: 'erased' };
}

// Why inputs were erased is no input of that person's: it stays, or nobody could say later why they are gone.
const ERASE = `
  WITH contact (id) AS (VALUES (?))
  DELETE FROM trace_inputs WHERE seq IN (
    SELECT trace.seq FROM contact JOIN trace ON trace.contact_id = contact.id WHERE kind <> 'erased'
    UNION ALL
    SELECT trace.seq FROM contact JOIN packages ON packages.contact_id = contact.id JOIN trace ON trace.package_id = packages.id
    UNION ALL
    SELECT trace.seq FROM contact JOIN sends ON sends.contact_id = contact.id JOIN trace ON trace.send_id = sends.id)`;

/** Returns how many lines lost their inputs; `beside` runs in the same transaction. */
export function eraseInputs(connection: Connection, contactId: string, beside: (lines: number) => void): number {
  // What is deleted is overwritten with zeros, in the file and, after the checkpoint, nowhere else.
  connection.get('PRAGMA secure_delete = ON');
  try {
    const lines = connection.transact(() => {
      const erased = connection.run(ERASE, contactId);
      beside(erased);
      return erased;
    });
    connection.get('PRAGMA wal_checkpoint(TRUNCATE)');
    return lines;
  } finally {
    connection.get('PRAGMA secure_delete = OFF');
  }
}
