/** Brings the team's library (prompts, templates, ICPs and the rest) from the CRM's documents into the ledger, removals included. It never writes to the CRM. */
import { setImmediate as nextTurn } from 'node:timers/promises';
import { LibraryKind } from '../../shared/domain/library-entry.ts';
import type { Connector } from '../ports/connector.ts';
import type { Ledger } from '../ports/ledger.ts';
import type { Log } from '../ports/log.ts';

export interface LibraryPorts {
  readonly ledger: Ledger;
  readonly connector: Connector;
  readonly log: Log;
}

/** How many documents changed anything. A document that can't be read is kept and told of; it stops nothing. */
export async function pullLibrary(
  { ledger, connector, log }: LibraryPorts,
  isStopping: () => boolean,
): Promise<number> {
  const { library } = ledger.agent;
  let changed = 0;
  for (const kind of LibraryKind.options) {
    if (isStopping()) return changed;
    const documents = await connector.documents.list(kind);
    const there = new Set(documents.map(({ id }) => id));
    const unreadable: string[] = [];
    ledger.transact(() => {
      for (const { id, version, body } of documents) {
        const document = { kind, id, version, body };
        if (library.has(document)) continue;
        changed += 1;
        if (library.takeIn(document).kind === 'unreadable') unreadable.push(id);
      }
      for (const id of library.ids(kind)) {
        if (there.has(id)) continue;
        changed += 1;
        library.remove(kind, id);
      }
    });
    if (unreadable.length > 0) log.warn('sync.library-unreadable', { kind, count: unreadable.length });
    await nextTurn();
  }
  return changed;
}
