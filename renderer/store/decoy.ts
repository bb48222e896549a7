/** Takes an attention check off this profile once it was decided, as the feed's tombstone will; the decision counts as never made. */
import type { DecoyReveal } from '../../shared/domain/decoy.ts';
import { CounterChanges } from './counters.ts';
import type { DeskDb } from './db.ts';
import type { OutboxRow } from './rows.ts';

export async function revealDecoy(db: DeskDb, row: OutboxRow, reveal: DecoyReveal): Promise<void> {
  const stores = db.strict;
  const { summaries, counters, decisions, outbox, packages, worlds, edits } = stores;
  await stores.transaction('rw', [summaries, counters, decisions, outbox, packages, worlds, edits], async () => {
    const [shown, decision] = await Promise.all([summaries.get(row.packageId), decisions.get(row.decisionId)]);
    const changes = new CounterChanges();
    changes.moved(shown, undefined);
    await outbox.delete(row.decisionId);
    for (const store of [summaries, packages, worlds, edits]) await store.delete(row.packageId);
    // No figure counts what was undone, so that a check changes none.
    if (decision !== undefined)
      await decisions.put({
        ...decision,
        record: { ...decision.record, state: 'undone' },
        answer: { kind: 'attention-check', reveal },
        untold: 1,
      });
    await changes.write(stores);
  });
}
