/** The imports that windows have begun: one at a time, its bytes in order, its report kept until it is asked for. Reads and writes no package itself. */
import type { Person } from '../../shared/domain/person.ts';
import type { ImportReport, ParsedRequestOf, ResponseOf } from '../../shared/ipc/contract.ts';
import { startImport, type ImportProgress, type ImportSession } from '../crm/file-import/start-import.ts';
import { CallFault } from '../ports/call-fault.ts';
import type { Clock } from '../ports/clock.ts';
import type { Random } from '../ports/random.ts';
import type { ReportProgress } from '../sync/progress.ts';
import type { WorkingDesk } from './working-desk.ts';

export interface Imports {
  begin(working: WorkingDesk, importer: Person, request: ParsedRequestOf<'import.begin'>): ResponseOf<'import.begin'>;
  append(importId: string, base64: string): Promise<ResponseOf<'import.append'>>;
  finish(importId: string): Promise<ImportReport>;
  /** Ends it; what was taken before stays. */
  cancel(importId: string): Promise<ImportReport>;
  close(): Promise<void>;
}

/** A window that was closed in the middle leaves its import behind; after this long without a byte another may begin. */
const LEFT_BEHIND_MS = 60_000;

interface Running {
  readonly id: string;
  readonly session: ImportSession;
  readonly tell: (state: 'running' | 'done' | 'stopped') => void;
  lastByteAtMs: number;
}

export function makeImports(ports: {
  readonly clock: Clock;
  readonly random: Random;
  readonly onProgress: ReportProgress;
}): Imports {
  const { clock, random, onProgress } = ports;
  let running: Running | null = null;

  const byId = (importId: string): Running => {
    if (running?.id !== importId) {
      throw new CallFault(
        'not-found',
        'This import has ended. What it took before stays; import the file again to go on, nothing is taken twice.',
      );
    }
    running.lastByteAtMs = clock.nowMs();
    return running;
  };
  const end = async (importId: string, how: 'done' | 'stopped'): Promise<ImportReport> => {
    const { session, tell } = byId(importId);
    try {
      return await (how === 'done' ? session.finish() : session.cancel());
    } finally {
      tell(how);
      running = null;
    }
  };

  return {
    begin({ ledger, crm }, importer, { fileName, bytes }) {
      const policy = ledger.copies.policy();
      if (policy === null)
        return {
          kind: 'no',
          because: 'The team’s policy has not been read from the CRM yet. Try again after the first sync.',
        };
      if (running !== null && clock.nowMs() - running.lastByteAtMs < LEFT_BEHIND_MS) {
        return { kind: 'no', because: 'Another file is being imported. Wait for its report, or stop it.' };
      }
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
      running = { id, session, tell, lastByteAtMs: clock.nowMs() };
      return { kind: 'ready', importId: id };
    },
    append: (importId, base64) => byId(importId).session.append(Buffer.from(base64, 'base64')),
    finish: (importId) => end(importId, 'done'),
    cancel: (importId) => end(importId, 'stopped'),
    async close() {
      await running?.session.cancel();
      running = null;
    },
  };
}
