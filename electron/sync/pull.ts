/** Brings the CRM's changes into the ledger, page by page with their cursor. Reads only; it never writes to the CRM and never decides. */
import { setImmediate as nextTurn } from 'node:timers/promises';
import { PolicyDocument } from '../../shared/policy/limits.ts';
import type { Clock } from '../ports/clock.ts';
import { ConnectorFault, type Connector, type PulledKind, type PullPage } from '../ports/connector.ts';
import type { Ledger } from '../ports/ledger.ts';
import type { Log } from '../ports/log.ts';
import { pullLibrary } from './pull-library.ts';
import { putPolicyInForce, TEAM_POLICY_ID } from './policy-in-force.ts';
import { startCount, type ReportProgress } from './progress.ts';

/** Objects asked for at once: large enough to be quick, small enough to keep each transaction under a few dozen milliseconds. */
const PAGE = 200;
/** Ids asked about at once when looking for deletes that no cursor shows. */
const RECONCILE_PAGE = 500;
/** A page of the suppression list with this few entries is named entry by entry in the trust log. */
const MOST_NAMED = 20;

export type PullOutcome =
  | { readonly kind: 'up-to-date'; readonly changed: number }
  | { readonly kind: 'stopped' }
  | { readonly kind: 'failed'; readonly retryable: boolean; readonly problem: string };

export interface PullPorts {
  readonly ledger: Ledger;
  readonly connector: Connector;
  readonly clock: Clock;
  readonly log: Log;
  readonly onProgress: ReportProgress;
  /** When the other sources of opt-outs were last all read; null while one never was. */
  readonly otherOptOutsReadAtMs?: (nowMs: number) => number | null;
}

export interface Pull {
  /** Pulls everything new once; a call during a run joins it. Never rejects: a fault is an outcome. */
  run(): Promise<PullOutcome>;
  /** Ends the run after the page it is at; what was applied stays, and the next run goes on from there. */
  stop(): void;
  /** Compares known ids with the CRM's and removes what is gone there. Throws what the CRM throws. */
  reconcile(): Promise<number>;
}

/** What a fault makes of a run. One that no adapter classified is ours: it is tried again, and a person reads where it is kept. */
export function asFailure(cause: unknown): Extract<PullOutcome, { kind: 'failed' }> {
  return cause instanceof ConnectorFault
    ? { kind: 'failed', retryable: cause.kind === 'retryable', problem: cause.message }
    : {
        kind: 'failed',
        retryable: true,
        problem:
          'Countersign ran into a fault of its own while it took the CRM’s changes in. What was taken stays, and it tries again by itself; the log has it as sync.pull-failed.',
      };
}

export function makePull(ports: PullPorts): Pull {
  const { ledger, connector, clock, log } = ports;
  let running: Promise<PullOutcome> | null = null;
  let stopping = false;

  async function pullKind(kind: PulledKind, count: ReturnType<typeof startCount>): Promise<number> {
    let changed = 0;
    for (let more = true; more && !stopping;) {
      const cursor = ledger.copies.cursor(kind);
      const page = await connector.pull(kind, cursor, PAGE);
      if (page.items.length > 0 || page.cursor !== cursor) changed += applyPage(kind, page);
      if (page.serverAtMs !== null) ledger.copies.recordServerDate(page.serverAtMs, clock.nowMs());
      count.add(page.items.length, page.remaining);
      more = page.more;
      // The page and the local host are served by this thread too: give them a turn between transactions.
      await nextTurn();
    }
    return changed;
  }

  /** All of the page with its cursor, or nothing: what could not be read does not come again either. */
  function applyPage(kind: PulledKind, page: PullPage): number {
    if (page.unreadable.length > 0) log.warn('sync.unreadable', { kind, count: page.unreadable.length });
    return ledger.transact(() => {
      ledger.copies.keepUnreadable(page.unreadable, clock.nowMs());
      return ledger.copies.applyPulled(kind, page.items, page.cursor);
    });
  }

  /** One line a page that changed anything: a list of a million entries must not become a million lines. */
  function applySuppressions(
    items: Parameters<Ledger['suppressions']['applyPulled']>[0],
    cursor: string,
    source: 'suppression' | 'opt-out',
  ): void {
    const before = ledger.copies.cursor(source);
    ledger.transact(() => {
      ledger.suppressions.applyPulled(items, cursor, source);
      if (items.length === 0 || cursor === before) return;
      const added = items.filter(({ entry }) => entry !== null).length;
      ledger.trace.append({
        atMs: clock.nowMs(),
        kind: 'suppression',
        actor: 'system',
        subject: {
          act: 'pulled',
          source,
          added,
          removed: items.length - added,
          ...(items.length <= MOST_NAMED ? { entries: items.map(({ id }) => id) } : {}),
        },
      });
    });
  }

  async function pullSuppressions(): Promise<void> {
    for (let more = true; more && !stopping;) {
      const page = await connector.suppression.pull(ledger.copies.cursor('suppression'));
      applySuppressions(page.items, page.cursor, 'suppression');
      more = page.more;
      await nextTurn();
    }
    for (let more = true; more && !stopping;) {
      const page = await connector.optOuts.pull(ledger.copies.cursor('opt-out'));
      applySuppressions(page.items, page.cursor, 'opt-out');
      more = page.more;
      await nextTurn();
    }
  }

  async function pullPolicy(): Promise<void> {
    const document = await connector.documents.get('policy', TEAM_POLICY_ID);
    if (document === null) return;
    const parsed = PolicyDocument.safeParse(document.body);
    if (!parsed.success) {
      // The policy in force stays; a broken one in the CRM must not loosen anything.
      log.error('sync.policy-unreadable', parsed.error, { version: document.version });
      throw new ConnectorFault(
        'permanent',
        'The team policy in the CRM can’t be read. The one in force was kept; RevOps needs to save it again.',
      );
    }
    putPolicyInForce(ports, parsed.data, 'system');
  }

  async function pullAll(): Promise<PullOutcome> {
    const startedAtMs = clock.nowMs();
    const count = startCount('sync', 'Bringing in the CRM’s changes', clock, ports.onProgress);
    try {
      const { person, people } = await connector.whoAmI();
      ledger.copies.setPeople(people);
      // First what forbids: a policy that can't be read must not keep an opt-out from arriving.
      await pullSuppressions();
      await pullPolicy();
      const { kinds, holdsDocuments } = await connector.describe();
      let changed = 0;
      for (const kind of kinds) changed += await pullKind(kind, count);
      if (holdsDocuments) await pullLibrary(ports, () => stopping);
      if (stopping) {
        count.end('stopped', null);
        return { kind: 'stopped' };
      }
      // A check is as fresh as the moment it was asked for, not the moment its last page arrived.
      ledger.transact(() => {
        for (const check of ['suppressions', 'opt-outs', 'threads', 'owner', 'policy'] as const) {
          if (check !== 'opt-outs') ledger.copies.recordCheck(check, startedAtMs);
        }
        // As old as the source that was asked longest ago.
        const others = ports.otherOptOutsReadAtMs === undefined ? startedAtMs : ports.otherOptOutsReadAtMs(startedAtMs);
        if (others !== null) ledger.copies.recordCheck('opt-outs', Math.min(others, startedAtMs));
        ledger.copies.confirmPerson(person.id, startedAtMs);
        ledger.copies.publishDesk(clock.nowMs());
      });
      count.end('done', null);
      return { kind: 'up-to-date', changed };
    } catch (cause) {
      const failure = asFailure(cause);
      log.error('sync.pull-failed', cause, { retryable: failure.retryable });
      count.end('failed', failure.problem);
      return failure;
    }
  }

  return {
    run() {
      if (running === null) {
        stopping = false;
        running = pullAll().finally(() => {
          running = null;
        });
      }
      return running;
    },
    stop() {
      stopping = true;
    },
    async reconcile() {
      let removed = 0;
      for (const kind of (await connector.describe()).kinds) {
        let after: string | null = null;
        while (!stopping) {
          const ids = ledger.copies.ids(kind, after, RECONCILE_PAGE);
          const last = ids.at(-1);
          if (last === undefined) break;
          const { gone } = await connector.reconcile(kind, ids);
          const cursor = ledger.copies.cursor(kind);
          if (gone.length > 0 && cursor !== null) {
            removed += ledger.copies.applyPulled(
              kind,
              gone.map((id) => ({ kind, id, body: null })),
              cursor,
            );
          }
          after = last;
          await nextTurn();
        }
      }
      return removed;
    },
  };
}
