/** The imports that windows have begun: one at a time, its bytes in order, its report kept until it is asked for. Reads and writes no package itself. */
import type { Person } from '../../shared/domain/person.ts';
import type { ImportReport, ParsedRequestOf, Progress, ResponseOf } from '../../shared/ipc/contract.ts';
import { startImport, type ImportSession } from '../crm/file-import/start-import.ts';
import type { LeadImportSession } from '../crm/lead-import/start-lead-import.ts';
import { CallFault } from '../ports/call-fault.ts';
import type { Clock } from '../ports/clock.ts';
import type { Random } from '../ports/random.ts';
import type { ReportProgress } from '../sync/progress.ts';
import { importLeads } from './import-leads.ts';
import { importList } from './import-list.ts';
import type { WorkingDesk } from './working-desk.ts';

export interface Imports {
  begin(
    working: WorkingDesk,
    importer: Person,
    request: ParsedRequestOf<'import.begin'>,
  ): Promise<ResponseOf<'import.begin'>>;
  /** A CSV for the suppression list; goes on and ends as the other does. */
  beginList(
    working: WorkingDesk,
    importer: Person,
    request: ParsedRequestOf<'suppression.import'>,
  ): Promise<ResponseOf<'suppression.import'>>;
  /** A CSV of leads; goes on and ends as the others do. */
  beginLeads(
    working: WorkingDesk,
    importer: Person,
    request: ParsedRequestOf<'leads.import'>,
  ): Promise<ResponseOf<'leads.import'>>;
  /** What became of the rows of the last file of leads. */
  leadReport(request: ParsedRequestOf<'leads.report'>): ResponseOf<'leads.report'>;
  append(importId: string, base64: string): Promise<ResponseOf<'import.append'>>;
  finish(importId: string): Promise<ImportReport>;
  /** Ends it; what was taken before stays. */
  cancel(importId: string): Promise<ImportReport>;
  close(): Promise<void>;
}

/** A window that was closed in the middle leaves its import behind; after this long without a call another may begin. */
const LEFT_BEHIND_MS = 60_000;

/** How far an import is. */
export interface Told {
  readonly done: number;
  readonly perSecond: number;
}

/** An import of either kind, as it begins. */
export interface Begun {
  readonly session: ImportSession;
  /** Writes what came of it into the trust log. */
  readonly trace: (report: ImportReport, how: 'done' | 'stopped') => void;
  /** What follows its end, before its report is handed over. */
  readonly after: (report: ImportReport) => Promise<void>;
}

interface Running extends Begun {
  readonly id: string;
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
  /** The last import of leads, under way or over: its rows can be looked at until another begins. */
  let leads: { readonly importId: string; readonly session: LeadImportSession } | null = null;

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

  const endSession = (importId: string, how: 'done' | 'stopped') =>
    during(importId, async (one) => {
      let state: 'done' | 'stopped' | 'failed' = 'failed';
      try {
        const report = await (how === 'done' ? one.session.finish() : one.session.cancel());
        state = how;
        one.trace(report, how);
        return { report, after: one.after };
      } finally {
        one.tell(state);
        if (running === one) running = null;
      }
    });

  async function end(importId: string, how: 'done' | 'stopped'): Promise<ImportReport> {
    const { report, after } = await endSession(importId, how);
    await after(report);
    return report;
  }

  /** One at a time: `make` is called where there is room. */
  async function open(
    label: string,
    make: (importId: string, told: (told: Told) => void) => Begun,
  ): Promise<ResponseOf<'import.begin'>> {
    if (running !== null && !isLeftBehind(running)) {
      return { kind: 'no', because: 'Another file is being imported. Wait for its report, or stop it.' };
    }
    const leftBehind = running;
    const id = random.uuid();
    let last: Told = { done: 0, perSecond: 0 };
    const tell: Running['tell'] = (state) =>
      onProgress({
        task: 'import',
        label,
        done: last.done,
        // Nobody knows how much a file holds before its end.
        total: state === 'running' ? null : last.done,
        perSecond: last.perSecond,
        state,
        problem: null,
      });
    const begun = make(id, (told) => {
      last = told;
      tell('running');
    });
    running = { ...begun, id, tell, calls: 0, lastCallAtMs: clock.nowMs() };
    if (leftBehind !== null) {
      leftBehind.trace(await leftBehind.session.cancel(), 'stopped');
      leftBehind.tell('stopped');
    }
    return { kind: 'ready', importId: id };
  }

  return {
    async begin({ ledger, crm, sync }, importer, { fileName, bytes }) {
      const policy = ledger.copies.policy();
      if (policy === null)
        return {
          kind: 'no',
          because: 'The team’s policy has not been read from the CRM yet. Try again after the first sync.',
        };
      return open(`Importing ${fileName}`, (importId, told) => ({
        session: startImport({
          importId,
          fileName,
          bytes,
          connector: crm,
          importer,
          clock,
          reviewWindowHours: policy.limits.reviewWindowHours,
          onProgress: ({ packages, refused, packagesPerSecond }) =>
            told({ done: packages + refused, perSecond: packagesPerSecond }),
        }),
        trace: ({ accepted, unchanged, refused }, how) =>
          ledger.trace.append({
            atMs: clock.nowMs(),
            kind: 'import',
            actor: importer.id,
            subject: { importId, how, accepted, unchanged, refused },
            inputs: { fileName, bytes },
          }),
        after: async ({ accepted }) => {
          if (accepted > 0) await sync.run();
        },
      }));
    },
    beginList: (working, importer, request) =>
      open(`${request.dryRun ? 'Checking' : 'Importing'} ${request.fileName}`, (importId, told) =>
        importList({ working, clock, importer, importId, told, ...request }),
      ),
    beginLeads: (working, importer, request) =>
      open(`${request.mode === 'try' ? 'Checking' : 'Importing'} ${request.fileName}`, (importId, told) => {
        const begun = importLeads({ working, clock, importer, importId, told, request });
        leads = { importId, session: begun.session };
        return begun;
      }),
    leadReport({ importId, list, from, limit }) {
      if (leads?.importId !== importId)
        throw new CallFault('not-found', 'Another file was imported meanwhile; import this one again to see its rows.');
      const remarks = leads.session.remarks(list);
      return { counts: leads.session.counts(), remarks: remarks.slice(from, from + limit), listed: remarks.length };
    },
    append: (importId, base64) => during(importId, ({ session }) => session.append(Buffer.from(base64, 'base64'))),
    finish: (importId) => end(importId, 'done'),
    cancel: (importId) => end(importId, 'stopped'),
    async close() {
      if (running !== null) await endSession(running.id, 'stopped');
    },
  };
}
