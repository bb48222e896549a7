import type { Clock } from '../ports/clock.ts';
import type { Random } from '../ports/random.ts';
import type { ReportProgress } from '../sync/progress.ts';
import type { ImportReport, ResponseOf } from '../../shared/ipc/contract.ts';
export interface Imports { begin(..._: unknown[]): ResponseOf<'import.begin'>; append(..._: unknown[]): Promise<ResponseOf<'import.append'>>; finish(id: string): Promise<ImportReport>; cancel(id: string): Promise<ImportReport>; close(): Promise<void> }
export function makeImports(_: { clock: Clock; random: Random; onProgress: ReportProgress }): Imports {
  const no = { kind: 'no', because: 'x' } as const;
  return { begin: () => no, append: () => Promise.resolve(no), finish: () => Promise.reject(new Error('x')), cancel: () => Promise.reject(new Error('x')), close: () => Promise.resolve() };
}
