/** The imports that windows have begun: one at a time, its bytes in order, its report kept until it is asked for. Reads and writes no package itself. */
import type { Person } from '../../shared/domain/person.ts';
import type { ImportReport, ParsedRequestOf, Progress, ResponseOf } from '../../shared/ipc/contract.ts';
import { startImport, type ImportProgress, type ImportSession } from '../crm/file-import/start-import.ts';
import { CallFault } from '../ports/call-fault.ts';
import type { Clock } from '../ports/clock.ts';
import type { Random } from '../ports/random.ts';
import type { ReportProgress } from '../sync/progress.ts';
import type { WorkingDesk } from './working-desk.ts';

export interface Imports {
  begin(
    working: WorkingDesk,
    importer: Person,
    request: ParsedRequestOf<'import.begin'>,
  ): Promise<ResponseOf<'import.begin'>>;
  append(importId: string, base64: string): Promise<ResponseOf<'import.append'>>;
  finish(importId: string): Promise<ImportReport>;
  /** Ends it; what was taken before stays. */
  cancel(importId: string): Promise<ImportReport>;
  close(): Promise<void>;
}

/** A window that was closed in the middle leaves its import behind; after this long without a call another may begin. */
const LEFT_BEHIND_MS = 60_000;

interface Running {
  readonly id: string;
  readonly session: ImportSession;
  /** Writes what came of it into the trust log. */
  readonly trace: (report: ImportReport, how: 'done' | 'stopped') => void;
  readonly tell: (state: Progress['state']) => void;
  /** Calls that are still being worked on: however long the CRM takes, that is not left behind. */
  calls: number;
  lastCallAtMs: number;
}

export function makeImports(ports: {
  readonly clock: Clock;
  readonly random: Random;
  readonly onProgress: ReportProgress;
}): Imports {
  const { clock, random, onProgress } = ports;
  let running: Running | null = null;

  const isLeftBehind = ({ calls, lastCallAtMs }: Running): boolean =>
    calls === 0 && clock.nowMs() - lastCallAtMs >= LEFT_BEHIND_MS;

  async function during<T>(importId: string, work: (one: Running) => Promise<T>): Promise<T> {
    const one = running;
    if (one?.id !== importId) {
      throw new CallFault(
        'not-found',
        'This import has ended. What it took before stays; import the file again to go on, nothing is taken twice.',
      );
    }
    one.calls += 1;
    try {
      return await work(one);
    } finally {
      one.calls -= 1;
      one.lastCallAtMs = clock.nowMs();
    }
  }

  const end = (importId: string, how: 'done' | 'stopped'): Promise<ImportReport> =>
    during(importId, async (one) => {
      let state: 'done' | 'stopped' | 'failed' = 'failed';
      try {
        const report = await (how === 'done' ? one.session.finish() : one.session.cancel());
        state = how;
        one.trace(report, how);
        return report;
      } finally {
        one.tell(state);
        if (running === one) running = null;
      }
    });

  return {
    async begin({ ledger, crm }, importer, { fileName, bytes }) {
      const policy = ledger.copies.policy();
      if (policy === null)
        return {
          kind: 'no',
          because: 'The team’s policy has not been read from the CRM yet. Try again after the first sync.',
        };
      if (running !== null && !isLeftBehind(running)) {
        return { kind: 'no', because: 'Another file is being imported. Wait for its report, or stop it.' };
      }
      const leftBehind = running;
      const id = random.uuid();
      let last: ImportProgress = { packages: 0, refused: 0, bytesDone: 0, bytesTotal: bytes, packagesPerSecond: 0 };
      const tell: Running['tell'] = (state) =>
        onProgress({
          task: 'import',
          label: `Importing ${fileName}`,
          done: last.packages + last.refused,
          // Nobody knows how many packages a file holds before its end.
          total: state === 'running' ? null : last.packages + last.refused,
          perSecond: last.packagesPerSecond,
          state,
          problem: null,
        });
      const session = startImport({
        importId: id,
        fileName,
        bytes,
        connector: crm,
        importer,
        clock,
        reviewWindowHours: policy.limits.reviewWindowHours,
        onProgress(progress) {
          last = progress;
          tell('running');
        },
      });
      const trace: Running['trace'] = ({ accepted, unchanged, refused }, how) =>
        ledger.trace.append({
          atMs: clock.nowMs(),
          kind: 'import',
          actor: importer.id,
          subject: { importId: id, how, accepted, unchanged, refused },
          inputs: { fileName, bytes },
        });
      running = { id, session, trace, tell, calls: 0, lastCallAtMs: clock.nowMs() };
      if (leftBehind !== null) {
        leftBehind.trace(await leftBehind.session.cancel(), 'stopped');
        leftBehind.tell('stopped');
      }
      return { kind: 'ready', importId: id };
    },
    append: (importId, base64) => during(importId, ({ session }) => session.append(Buffer.from(base64, 'base64'))),
    finish: (importId) => end(importId, 'done'),
    cancel: (importId) => end(importId, 'stopped'),
    async close() {
      if (running !== null) await end(running.id, 'stopped');
    },
  };
}
