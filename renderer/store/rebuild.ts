/** Empties the copies for a feed of another epoch. It keeps what only this profile knows: edits, undelivered decisions, review times. */
import type { Stores } from './db.ts';

/** Run inside the transaction that applies the first page. `ledgerIsNew` where the copies came from another ledger than the page. */
export async function keepOnlyOwn(db: Stores, ledgerIsNew: boolean): Promise<void> {
  for (const copies of [
    db.summaries,
    db.packages,
    db.worlds,
    db.sends,
    db.escalations,
    db.singles,
    db.counters,
    db.recentBodies,
    db.replies,
    db.replyRows,
  ])
    await copies.clear();
  // The new ledger has not got the edits yet.
  await db.edits.filter((row) => row.edit !== null).modify({ journaled: 0 });
  await db.edits.filter((row) => row.edit === null).delete();
  const outbox = await db.outbox.toArray();
  const kept = new Set<string>();
  for (const row of outbox) {
    if (!ledgerIsNew || row.stage === 'waiting') {
      kept.add(row.decisionId);
      continue;
    }
    await db.outbox.delete(row.decisionId);
    if (row.stage !== 'handing') continue;
    // It may have been accepted by the ledger that is gone: handing it over again could send twice, so its person decides anew.
    const decision = await db.decisions.get(row.decisionId);
    if (decision === undefined) continue;
    kept.add(row.decisionId);
    await db.decisions.put({
      ...decision,
      record: { ...decision.record, state: 'undone' },
      answer: {
        kind: 'refused',
        because:
          'The ledger was started anew while this decision was being handed over. Look at the package again and decide anew.',
      },
      untold: 1,
    });
  }
  await db.decisions.filter((row) => !kept.has(row.id)).delete();
}
