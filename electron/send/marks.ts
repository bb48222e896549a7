/**
 * End-of-message marks that share a commit: those asked for in the same moments are made durable together. It never says that a mark was made
 * before its commit has returned, and makes none for a message that was lost meanwhile.
 */
import type { Ledger } from '../ports/ledger.ts';

export interface WantedMark {
  /** Writes the mark, or says why it must not be made. Runs inside the shared transaction; a throw fails it. */
  readonly write: () => string | null;
  /** Asked right before it is written. */
  readonly isStillWanted: () => boolean;
}

/** One transmission on its way to its mark; the marks before it wait a moment for it. */
export interface ComingMark {
  /** Resolves once the mark is durable, and rejects where it was not made. */
  make(wanted: WantedMark): Promise<void>;
  /** It needs no mark any more. */
  drop(): void;
}

export interface Marks {
  coming(): ComingMark;
}

interface Asked extends WantedMark {
  readonly resolve: () => void;
  readonly reject: (cause: Error) => void;
}

/** Turns of the event loop, a few microseconds each, that a mark waits for the others: on a slow line they are not worth more. */
const TURNS_TOGETHER = 6;

export function makeMarks({ transact }: Pick<Ledger, 'transact'>): Marks {
  const coming = new Set<object>();
  let asked: Asked[] = [];

  function writeAll(marks: readonly Asked[]): void {
    let refusals: readonly (string | null)[];
    try {
      refusals = transact(() =>
        marks.map(({ write, isStillWanted }) => (isStillWanted() ? write() : 'the message was lost before its mark')),
      );
    } catch (cause) {
      // Nothing of it was kept: one that can't be written must not stop the others.
      if (marks.length > 1) for (const mark of marks) writeAll([mark]);
      else marks[0]?.reject(cause instanceof Error ? cause : new Error('the mark could not be made', { cause }));
      return;
    }
    for (const [at, { resolve, reject }] of marks.entries()) {
      const because = refusals[at] ?? null;
      if (because === null) resolve();
      else reject(new Error(because));
    }
  }

  function writeSoon(turns: number): void {
    setImmediate(() => {
      if (coming.size > 0 && turns > 1) {
        writeSoon(turns - 1);
        return;
      }
      const marks = asked;
      asked = [];
      writeAll(marks);
    });
  }

  return {
    coming() {
      const place = {};
      coming.add(place);
      return {
        make(wanted) {
          coming.delete(place);
          return new Promise((resolve, reject) => {
            asked.push({ ...wanted, resolve, reject });
            if (asked.length === 1) writeSoon(TURNS_TOGETHER);
          });
        },
        drop: () => void coming.delete(place),
      };
    },
  };
}
