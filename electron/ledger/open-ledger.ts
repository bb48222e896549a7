/** Opens the ledger, or says why it can't be trusted. It never starts a new one where there should be one, and never repairs by guessing. */
import { existsSync, statSync } from 'node:fs';
import type { DatabaseSync } from 'node:sqlite';
import type { Clock } from '../ports/clock.ts';
import type { Ledger } from '../ports/ledger.ts';
import type { Random } from '../ports/random.ts';
import { makeAgentLedger } from './agent/agent-ledger.ts';
import { connect, makeDurable, type CommitWatch, type Connection } from './connection.ts';
import { leaveCloseStamp, takeCloseStamp } from './close-stamp.ts';
import { makeCopies } from './copies.ts';
import { makeReadingPlaces } from './cursors.ts';
import { makeDecisions } from './decisions.ts';
import { makeDecoys } from './decoys.ts';
import { makeFeed } from './feed.ts';
import { bringToOurVersion, readsAsDatabase, reasonOf, type Fault } from './file-health.ts';
import { makeKnown } from './known-people.ts';
import { makeLatestTime } from './latest-time.ts';
import { makeMailboxes } from './mailboxes.ts';
import { makeOpportunities } from './opportunities.ts';
import { makeSends } from './sends.ts';
import { makeSuppressions } from './suppressions.ts';
import { headFits, makeTrace } from './trace.ts';
import { parseOnce } from './parsed-once.ts';
import { makeWorldRefresh, refreshOlderWorlds } from './world-refresh.ts';
import { makeWriteBacks } from './write-backs.ts';

export interface LedgerPlace {
  readonly path: string;
  readonly clock: Clock;
  readonly random: Random;
  /** Whether this desk had a ledger before: then a missing or empty file is a loss, not a first run. */
  readonly expectExisting: boolean;
  /** Stands at every commit: a simulated disk fails or a simulated machine stops there. */
  readonly commits?: CommitWatch;
}

export type OpenedLedger =
  | { readonly kind: 'open'; readonly ledger: Ledger }
  | { readonly kind: 'missing'; readonly problem: string }
  | { readonly kind: 'damaged'; readonly problem: string };

const WHAT_TO_DO =
  'Nothing is sent until somebody has looked. The file was left as it is: put a good copy back, or start anew.';

export function openLedger({ path, clock, random, expectExisting, commits }: LedgerPlace): OpenedLedger {
  if (!existsSync(path)) {
    if (expectExisting)
      return { kind: 'missing', problem: `The ledger is not at ${path}, where it was kept before. ${WHAT_TO_DO}` };
  } else if (expectExisting && statSync(path).size === 0) {
    return damaged(path, 'It is empty.');
  }
  const foundWholeAtMs = takeCloseStamp(path, clock.nowMs());
  let opened: ReturnType<typeof connect>;
  try {
    opened = connect(path, commits);
  } catch (cause) {
    return damaged(path, `It can’t be read as a database (${reasonOf(cause)}).`);
  }
  let fault: Fault;
  try {
    fault =
      (foundWholeAtMs === null ? readsAsDatabase(opened.database) : null) ??
      firstFault(opened.database, opened.connection);
  } catch (cause) {
    fault = `It can’t be read (${reasonOf(cause)}).`;
  }
  if (fault !== null) {
    opened.connection.close();
    return damaged(path, fault);
  }
  makeDurable(opened.database);
  const checkedAtMs = foundWholeAtMs ?? clock.nowMs();
  const close = (): void => {
    opened.connection.close();
    leaveCloseStamp(path, checkedAtMs);
  };
  return { kind: 'open', ledger: composeLedger(opened.connection, { clock, random, close }) };
}

function firstFault(database: DatabaseSync, connection: Connection): Fault {
  return (
    bringToOurVersion(database) ??
    (headFits(connection) ? null : 'The end of its trust log does not fit the rest: lines were changed or cut off.')
  );
}

function damaged(path: string, what: string): OpenedLedger {
  return { kind: 'damaged', problem: `The ledger at ${path} is damaged. ${what} ${WHAT_TO_DO}` };
}

function composeLedger(
  connection: Connection,
  { clock, random, close }: Pick<LedgerPlace, 'clock' | 'random'> & Pick<Ledger, 'close'>,
): Ledger {
  const feed = makeFeed(connection, () => random.uuid());
  // Joined in this order: worlds are read again first, then the newest time and the trace's head are written.
  const known = parseOnce(feed);
  const stale = makeWorldRefresh(connection, feed, known, clock);
  const latest = makeLatestTime(connection);
  refreshOlderWorlds(connection, stale);
  return {
    feed,
    copies: makeCopies({ connection, feed, stale, latest, clock, known }),
    decisions: makeDecisions({ connection, feed, stale, latest, clock }),
    decoys: makeDecoys({ connection, feed, latest, random }),
    sends: makeSends({ connection, feed, stale, latest, random }),
    mailboxes: makeMailboxes({ connection, feed, latest, known }),
    suppressions: makeSuppressions(connection, stale),
    known: makeKnown(connection),
    writeBacks: makeWriteBacks(connection, stale),
    trace: makeTrace(connection, latest, random),
    places: makeReadingPlaces(connection),
    agent: makeAgentLedger({ connection, feed, stale, clock }),
    opportunities: makeOpportunities(connection),
    transact: (work) => connection.transact(work),
    close,
  };
}
