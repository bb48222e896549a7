/** Delivers the desk's outcomes to the CRM: each op once, looked up before it is repeated, refusals kept. It never makes an op of its own. */
import { setImmediate as nextTurn } from 'node:timers/promises';
import { ConnectorFault, type Connector, type PushOp, type PushResult } from '../ports/connector.ts';
import type { Clock } from '../ports/clock.ts';
import type { Ledger } from '../ports/ledger.ts';
import type { WriteBack } from '../ports/write-back-ledger.ts';
import type { Log } from '../ports/log.ts';
import type { Random } from '../ports/random.ts';

/** HubSpot's batch limit; the smallest among the CRMs that will follow. */
const BATCH = 100;
const FIRST_RETRY_MS = 2_000;
const LONGEST_RETRY_MS = 5 * 60_000;

/** Answers that end a write for good. */
const REFUSALS: readonly PushResult['kind'][] = ['forbidden', 'gone', 'invalid', 'conflict'];

export interface WriteBackRun {
  readonly delivered: number;
  readonly refused: number;
  readonly waiting: number;
}

export interface WriteBackPorts {
  readonly ledger: Ledger;
  readonly connector: Connector;
  readonly clock: Clock;
  readonly random: Random;
  readonly log: Log;
}

type DueWrite = ReturnType<Ledger['writeBacks']['due']>[number];

/** A run delivers everything due; a call during a run joins it. */
export function makeWriteBack(ports: WriteBackPorts): { run(): Promise<WriteBackRun> } {
  const { ledger, connector, clock, random, log } = ports;
  let running: Promise<WriteBackRun> | null = null;

  const retryAtMs = (attempts: number) =>
    clock.nowMs() + Math.min(FIRST_RETRY_MS * 2 ** attempts, LONGEST_RETRY_MS) * (0.5 + random.fraction() / 2);

  function settle(answer: PushResult, { write, attempts }: DueWrite): void {
    // An entry that is not in the CRM is as good as taken off.
    const result: PushResult =
      write.kind === 'unsuppress' && answer.kind === 'gone' ? { ...answer, kind: 'unchanged' } : answer;
    const again = result.retryAfterMs === null ? retryAtMs(attempts) : clock.nowMs() + result.retryAfterMs;
    ledger.writeBacks.settle(result.opId, result, clock.nowMs(), again);
    if (REFUSALS.includes(result.kind)) traceRefusal(result, write);
    // The CRM has let go of the entry: only now does this desk.
    if (write.kind === 'unsuppress' && (result.kind === 'ok' || result.kind === 'unchanged'))
      ledger.suppressions.remove([write.removal.entry.id]);
    if (result.kind !== 'ok' && result.kind !== 'unchanged') {
      log.warn('sync.write-back', { opId: result.opId, result: result.kind });
    }
  }

  /** What was answered together becomes durable together, and is taken out of `open`. */
  function settleAll(answers: readonly PushResult[], open: Map<string, DueWrite>): void {
    // An answer to nothing we asked says nothing about what we asked; of two about one op the first holds.
    const ours = new Map<string, () => void>();
    for (const answer of answers) {
      const entry = open.get(answer.opId);
      if (entry !== undefined && !ours.has(answer.opId)) ours.set(answer.opId, () => settle(answer, entry));
    }
    if (ours.size === 0) return;
    ledger.transact(() => ours.forEach((keep) => keep()));
    for (const opId of ours.keys()) open.delete(opId);
  }

  /** A push that the permission table forbids stands in the trust log already, with who asked. */
  function traceRefusal({ opId, kind }: PushResult, write: WriteBack): void {
    if (kind === 'forbidden' && write.kind === 'push') return;
    ledger.trace.append({
      atMs: clock.nowMs(),
      kind: 'write-refused',
      actor: 'system',
      subject: { opId, by: 'crm', because: kind, ...aboutOf(write) },
    });
  }

  function deliverSuppression(write: Exclude<WriteBack, { kind: 'push' }>): Promise<PushResult> {
    switch (write.kind) {
      case 'suppress':
        return connector.suppression.add(write.opId, write.entry);
      case 'suppress-list':
        // What was taken off before it was delivered stays off.
        return connector.suppression.addAll(
          write.opId,
          write.ids.flatMap((id) => ledger.suppressions.read(id)?.entry ?? []),
        );
      case 'unsuppress':
        return connector.suppression.remove(write.opId, write.removal);
    }
  }

  /** Delivers one batch, taking each op out of `open` as it is answered. */
  async function deliver(open: Map<string, DueWrite>): Promise<void> {
    // Ops that may have been carried out are asked for first; only those that were not go on.
    const doubtful = [...open].filter(([, entry]) => entry.needsLookUp).map(([opId]) => opId);
    const lookedUp = doubtful.length === 0 ? [] : await connector.lookUp(doubtful);
    const arrived = lookedUp.filter(({ done }) => done);
    settleAll(
      arrived.map(({ opId }) => ({ opId, kind: 'unchanged', because: 'it had arrived', retryAfterMs: null })),
      open,
    );
    const ops: PushOp[] = [];
    for (const { write } of [...open.values()]) {
      if (write.kind === 'push') ops.push(write.op);
      else settleAll([await deliverSuppression(write)], open);
      // One op of an import is as long a piece of work as a batch.
      if (write.kind === 'suppress-list') await nextTurn();
    }
    if (ops.length > 0) settleAll(await connector.push(ops), open);
  }

  function doubt(open: Map<string, DueWrite>, because: string): void {
    const doubtful = [...open.keys()].map((opId): PushResult => ({
      opId,
      kind: 'unknown',
      because,
      retryAfterMs: null,
    }));
    settleAll(doubtful, open);
  }

  async function runOnce(): Promise<WriteBackRun> {
    let delivered = 0;
    // Each op is tried once a run, whatever time its answer names: a CRM that says "again, at once" must not keep us here.
    const tried = new Set<string>();
    for (;;) {
      const due = ledger.writeBacks.due(clock.nowMs(), BATCH).filter(({ write }) => !tried.has(opIdOf(write)));
      if (due.length === 0) break;
      for (const { write } of due) tried.add(opIdOf(write));
      const open = new Map(due.map((entry) => [opIdOf(entry.write), entry]));
      try {
        await deliver(open);
        delivered += due.length - open.size;
        // A connector owes one result an op; one it forgot may have been carried out.
        doubt(open, 'the CRM gave no answer for this write');
        // A long import must not keep this thread from the page and from what is leaving.
        await nextTurn();
      } catch (cause) {
        log.error('sync.write-back-failed', cause, { open: open.size });
        // Nobody can say how far the call came, whoever's fault it is: what was not answered is looked up before it is tried again.
        doubt(open, cause instanceof ConnectorFault ? cause.message : 'a fault of Countersign’s own; see the log');
        break;
      }
    }
    return { delivered, ...ledger.writeBacks.counts() };
  }

  return {
    run() {
      running ??= runOnce().finally(() => {
        running = null;
      });
      return running;
    },
  };
}

/** What a write is about, in ids. */
function aboutOf(write: WriteBack): Readonly<Record<string, string>> {
  switch (write.kind) {
    case 'suppress':
      return { write: write.kind, suppressionId: write.entry.id };
    case 'suppress-list':
      return { write: write.kind };
    case 'unsuppress':
      return { write: write.kind, suppressionId: write.removal.entry.id };
    case 'push':
      return aboutOp(write.op);
  }
}

function aboutOp(op: PushOp): Readonly<Record<string, string>> {
  switch (op.kind) {
    case 'activity':
      return {
        write: op.kind,
        contactId: op.touch.contactId,
        ...(op.packageId === null ? {} : { packageId: op.packageId }),
      };
    case 'package-outcome':
      return { write: op.kind, packageId: op.packageId };
    case 'package':
      return { write: op.kind, packageId: op.pkg.id };
    case 'lead':
      return { write: op.kind, contactId: op.lead.contactId };
    case 'opportunity':
      return { write: op.kind, contactId: op.opportunity.contactId, opportunityId: op.opportunity.id };
    case 'opportunity-stage':
      return { write: op.kind, opportunityId: op.opportunityId };
    case 'lifecycle':
    case 'source-tag':
    case 'task':
    case 'suggestion':
      return { write: op.kind, contactId: op.contactId };
    default:
      return op satisfies never;
  }
}

function opIdOf(write: WriteBack): string {
  return write.kind === 'push' ? write.op.opId : write.opId;
}
