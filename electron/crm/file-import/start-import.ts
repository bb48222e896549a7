/**
 * Imports a file of packages into the CRM: reads as the bytes come, writes in batches, reports every entry that was refused and
 * why. It must never lose a good package to a bad one, and never count one that the CRM did not take.
 */
import { contentHash } from '../content-hash.ts';
import type { PackageFile } from '../../../shared/domain/handoff-package.ts';
import type { Person } from '../../../shared/domain/person.ts';
import type { ImportReport } from '../../../shared/ipc/contract.ts';
import { reviewExpiresAtMs } from '../../../shared/policy/review-end.ts';
import type { z } from 'zod';
import type { Clock } from '../../ports/clock.ts';
import { ConnectorFault, type Connector, type PushOp, type PushResult } from '../../ports/connector.ts';
import { pushBatch } from './push-batch.ts';
import { readFile, type Entry } from './read-file.ts';

const BATCH = 100;
const MAX_REFUSALS = 500;

export interface ImportProgress {
  /** Packages the CRM has taken or had already. */
  readonly packages: number;
  readonly refused: number;
  readonly bytesDone: number;
  readonly bytesTotal: number;
  readonly packagesPerSecond: number;
}

export interface ImportInput {
  readonly importId: string;
  readonly fileName: string;
  /** The file's size, for the progress. */
  readonly bytes: number;
  readonly connector: Pick<Connector, 'push' | 'lookUp'>;
  readonly importer: Person;
  readonly clock: Clock;
  /** From the policy. */
  readonly reviewWindowHours: number;
  readonly onProgress: (progress: ImportProgress) => void;
}

export interface ImportSession {
  /** Bytes in order; resolves when what they completed is written. `no` where the import has ended. */
  append(bytes: Uint8Array): Promise<{ readonly kind: 'ok' } | { readonly kind: 'no'; readonly because: string }>;
  finish(): Promise<ImportReport>;
  /** Stops; what was taken stays, and the report says so. */
  cancel(): Promise<ImportReport>;
}

interface Waiting {
  readonly place: string;
  readonly op: Extract<PushOp, { kind: 'package' }>;
}

export function startImport(input: ImportInput): ImportSession {
  const { clock, importer } = input;
  const reader = readFile();
  const startedAtMs = clock.nowMs();
  const seen = new Map<string, { readonly place: string; readonly hash: string }>();
  const refusals: z.infer<typeof ImportReport>['refusals'] = [];
  const counts = { accepted: 0, unchanged: 0, refused: 0 };
  let waiting: Waiting[] = [];
  let bytesDone = 0;
  /** Why nothing more is read; null while it goes on. */
  let ended: string | null = null;
  let cancelled = false;
  let lastReport: ImportReport | null = null;
  let turn: Promise<unknown> = Promise.resolve();

  const inTurn = <T>(work: () => Promise<T>): Promise<T> => {
    const mine = turn.then(work);
    turn = mine.catch(() => undefined);
    return mine;
  };
  const refuse = (place: string, field: string, reason: string): void => {
    counts.refused += 1;
    if (refusals.length < MAX_REFUSALS) refusals.push({ place, field, reason });
  };
  const tellProgress = (): void => {
    const seconds = Math.max(0.001, (clock.nowMs() - startedAtMs) / 1_000);
    const packages = counts.accepted + counts.unchanged;
    input.onProgress({
      packages,
      refused: counts.refused,
      bytesDone,
      bytesTotal: input.bytes,
      packagesPerSecond: packages / seconds,
    });
  };

  function opFor(pkg: PackageFile, hash: string): Waiting['op'] {
    const readyAtMs = clock.nowMs();
    return {
      opId: `import:${input.importId}:${pkg.id}:${hash.slice(0, 24)}`,
      actor: importer.role,
      personId: importer.id,
      kind: 'package',
      pkg,
      ownerId: importer.id,
      readyAtMs,
      expiresAtMs: reviewExpiresAtMs(readyAtMs, input.reviewWindowHours, importer.mailbox.timeZone),
    };
  }

  function settle({ place }: Waiting, result: Pick<PushResult, 'kind' | 'because'> | undefined): void {
    if (result?.kind === 'ok') counts.accepted += 1;
    else if (result?.kind === 'unchanged') counts.unchanged += 1;
    else
      refuse(
        place,
        '',
        result === undefined || result.kind === 'unknown' || result.kind === 'throttled'
          ? 'the CRM did not answer for this package; import the file again, nothing is taken twice'
          : `the CRM refused it: ${result.because}`,
      );
  }

  const whyEnded = (): string | null => ended;

  async function flush(): Promise<void> {
    const batch = waiting;
    waiting = [];
    if (batch.length === 0) return;
    try {
      await pushBatch({ connector: input.connector, clock, batch, opOf: (one) => one.op, settle });
    } catch (cause) {
      if (!(cause instanceof ConnectorFault)) throw cause;
      for (const one of batch) refuse(one.place, '', 'not written: the CRM could not be reached');
      ended = `The CRM could not be reached (${cause.message}), so the import stopped. What was taken before stays; import the same file again to go on, nothing is taken twice.`;
    }
    tellProgress();
    // A long file must not keep the desk from everything else, a cancel least of all.
    await new Promise<void>((resume) => setImmediate(resume));
  }

  async function takeEntry({ place, read }: Entry): Promise<void> {
    if (read.kind === 'refused') {
      refuse(place, read.field, read.reason);
      return;
    }
    const { pkg } = read;
    const hash = contentHash(pkg);
    const before = seen.get(pkg.id);
    if (before !== undefined) {
      if (before.hash === hash) counts.unchanged += 1;
      else
        refuse(
          place,
          'id',
          `the id ${pkg.id} stands already at ${before.place} with other content; that one was taken`,
        );
      return;
    }
    seen.set(pkg.id, { place, hash });
    waiting.push({ place, op: opFor(pkg, hash) });
    if (waiting.length >= BATCH) await flush();
  }

  async function take(entries: Iterable<Entry>): Promise<void> {
    for (const entry of entries) {
      if (ended !== null || cancelled) return;
      await takeEntry(entry);
    }
  }

  const report = (): ImportReport => {
    const stopped = cancelled ? 'Stopped on request. What was taken before stays.' : ended;
    const problems = [reader.problem(), stopped].filter((problem) => problem !== null);
    return {
      fileName: input.fileName,
      ...counts,
      refusals,
      problem: problems.length === 0 ? null : problems.join(' '),
    };
  };

  return {
    append: (bytes) =>
      inTurn(async () => {
        if (lastReport !== null) return { kind: 'no', because: 'this import has ended' } as const;
        if (ended !== null) return { kind: 'no', because: ended } as const;
        bytesDone += bytes.length;
        await take(reader.push(bytes));
        tellProgress();
        const because = whyEnded() ?? reader.problem();
        return because === null ? ({ kind: 'ok' } as const) : ({ kind: 'no', because } as const);
      }),
    finish: () =>
      inTurn(async () => {
        if (lastReport !== null) return lastReport;
        if (ended === null) {
          await take(reader.end());
          await flush();
        }
        lastReport = report();
        tellProgress();
        return lastReport;
      }),
    cancel: () => {
      // At once, so that a batch under way is the last one.
      cancelled = true;
      return inTurn(() => {
        waiting = [];
        lastReport ??= report();
        return Promise.resolve(lastReport);
      });
    },
  };
}
