/** What the agent reads and keeps, put together. A package it made goes the way of a pulled one. */
import type { AgentLedger } from '../../ports/agent-ledger.ts';
import type { Clock } from '../../ports/clock.ts';
import type { Connection } from '../connection.ts';
import type { Feed } from '../feed.ts';
import { applyPackage } from '../pulled-packages.ts';
import type { StaleWorlds } from '../world-refresh.ts';
import { makeLeads } from './leads.ts';
import { makeLibrary } from './library.ts';
import { makeReplies } from './replies.ts';
import { makeRuns } from './runs.ts';

interface AgentLedgerParts {
  readonly connection: Connection;
  readonly feed: Feed;
  readonly stale: StaleWorlds;
  readonly clock: Clock;
}

export function makeAgentLedger({ connection, feed, stale, clock }: AgentLedgerParts): AgentLedger {
  return {
    leads: makeLeads({ connection, feed, stale, clock }),
    queuePackage: (pkg) =>
      connection.transact(() => {
        if (connection.get('SELECT 1 FROM packages WHERE id = ?', pkg.id) !== undefined) return false;
        return applyPackage(connection, feed, stale, pkg, 'local');
      }),
    openPackages: (ownerId) =>
      Number(
        connection.get(
          `SELECT count(*) AS packages FROM packages WHERE owner_id = ? AND state IN ('ready', 'opened') AND gone = 0`,
          ownerId,
        )?.packages,
      ),
    library: makeLibrary(connection, feed),
    runs: makeRuns(connection),
    replies: makeReplies(connection, feed),
  };
}
