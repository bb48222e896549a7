/** Opens the desk's ledger, and knows whether there was one before; must never take a lost ledger for a first run. */
import { existsSync } from 'node:fs';
import type { PersonId } from '../../shared/domain/ids.ts';
import { openLedger, type LedgerPlace, type OpenedLedger } from '../ledger/open-ledger.ts';
import { setAside } from '../ledger/set-aside.ts';
import { writeDurably } from '../platform/write-durably.ts';
import type { DeskPorts } from '../ports/desk.ts';

/** Opens or makes the file at a place. */
type OpenAt = (place: LedgerPlace) => OpenedLedger;

/** The first line of a new ledger's trust log: how it came to be. */
interface Beginning {
  readonly act: 'made' | 'started-anew';
  readonly actor: string;
}

/** The marker beside the ledger is written once a ledger was opened; from then on a missing file is a loss. */
export function openDeskLedger(ports: DeskPorts, openAt: OpenAt = openLedger): OpenedLedger {
  return open(ports, openAt, existsSync(ports.paths.ledgerMarker), { act: 'made', actor: 'system' });
}

/** A person looked and chose to start anew: the old file is kept under another name, and a new one is made. */
export function startLedgerAnew(ports: DeskPorts, personId: PersonId, openAt: OpenAt = openLedger): OpenedLedger {
  // Also where the main file is gone: what is left of its write-ahead log must not be taken for the new one's.
  setAside(ports.paths.ledger, ports.clock.nowMs());
  return open(ports, openAt, false, { act: 'started-anew', actor: personId });
}

function open(
  { paths, clock, random }: DeskPorts,
  openAt: OpenAt,
  expectExisting: boolean,
  { act, actor }: Beginning,
): OpenedLedger {
  const opened = openAt({ path: paths.ledger, clock, random, expectExisting });
  if (opened.kind === 'open' && opened.ledger.trace.head() === null) {
    const { trace, feed } = opened.ledger;
    trace.append({ atMs: clock.nowMs(), kind: 'ledger', actor, subject: { act, epoch: feed.epoch } });
  }
  if (opened.kind === 'open' && !existsSync(paths.ledgerMarker)) {
    writeDurably(
      paths.ledgerMarker,
      'A ledger was made here. Without it, nothing is sent until somebody has looked.\n',
    );
  }
  return opened;
}
