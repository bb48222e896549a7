/**
 * Imports a CSV into this desk's suppression list: each batch blocks from the moment it is written, and waits for the CRM beside it. The
 * trust log has a line where an import begins and one where it ends, whatever its size. Reads no row itself.
 */
import type { Person } from '../../shared/domain/person.ts';
import type { ParsedRequestOf } from '../../shared/ipc/contract.ts';
import { startSuppressionImport } from '../crm/file-import/start-suppression-import.ts';
import type { Clock } from '../ports/clock.ts';
import type { Begun, Told } from './imports.ts';
import type { WorkingDesk } from './working-desk.ts';

type Wish = ParsedRequestOf<'suppression.import'> & {
  readonly working: WorkingDesk;
  readonly clock: Clock;
  readonly importer: Person;
  readonly importId: string;
  readonly told: (told: Told) => void;
};

export function importList({ working, clock, importer, importId, told, fileName, mapping, dryRun }: Wish): Begun {
  const { ledger, sync } = working;
  let batches = 0;
  const trace = (how: 'begun' | 'done' | 'stopped', counts: Readonly<Record<string, number>>): void => {
    if (dryRun) return;
    ledger.trace.append({
      atMs: clock.nowMs(),
      kind: 'suppression',
      actor: importer.id,
      subject: { act: 'import', importId, how, ...counts },
      ...(how === 'begun' ? { inputs: { fileName, mapping } } : {}),
    });
  };
  trace('begun', {});
  return {
    session: startSuppressionImport({
      fileName,
      mapping,
      by: importer.id,
      dryRun,
      clock,
      isListed: (entry) => ledger.suppressions.isListed(entry),
      take(entries) {
        batches += 1;
        ledger.transact(() => {
          ledger.suppressions.put(entries);
          ledger.writeBacks.enqueue(
            {
              kind: 'suppress-list',
              opId: `import:${importId}:${batches}`,
              ids: entries.map(({ id }) => id),
              personId: importer.id,
            },
            clock.nowMs(),
            null,
          );
        });
      },
      onProgress: ({ rows, perSecond }) => told({ done: rows, perSecond }),
    }),
    trace: ({ accepted, unchanged, refused }, how) => trace(how, { accepted, unchanged, refused }),
    after: () => {
      // The report does not wait for the CRM: what was taken blocks already.
      if (!dryRun) sync.deliver();
      return Promise.resolve();
    },
  };
}
