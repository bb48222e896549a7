/** Sends saved edits on to the main process within a second, so that a wiped store gets them back. The leading window runs it. */
import { liveQuery } from 'dexie';
import type { DeskDb } from './db.ts';
import type { Call } from './outbox.ts';
import type { EditRow } from './rows.ts';

/** Keystrokes are saved up to 300 ms after they were made; the journal has the rest of its second. */
const JOURNAL_AFTER_MS = 400;
const LONGEST_RETRY_MS = 15_000;

export interface EditJournal {
  start(): void;
  stop(): Promise<void>;
  kick(): void;
  /** One pass; false where something has to be tried again. */
  runOnce(): Promise<boolean>;
}

export function createEditJournal(ports: {
  readonly db: DeskDb;
  readonly call: Call;
  readonly onFault: (error: unknown) => void;
}): EditJournal {
  const { edits } = ports.db.strict;
  let timer: ReturnType<typeof setTimeout> | null = null;
  let watching: { unsubscribe(): void } | null = null;
  let running: Promise<void> = Promise.resolve();
  let retryAfterMs = JOURNAL_AFTER_MS;
  let stopped = true;

  async function send(row: EditRow): Promise<boolean> {
    const result =
      row.edit === null
        ? await ports.call('edit.discard', { packageId: row.packageId })
        : await ports.call('edit.journal', { edit: row.edit });
    // A shape main refuses stays here, in the store; repeating it would not help.
    if (!result.ok && result.error.code !== 'bad-request') return false;
    await ports.db.strict.transaction('rw', edits, async () => {
      const now = await edits.get(row.packageId);
      if (now?.updatedAtMs === row.updatedAtMs) await edits.put({ ...now, journaled: 1 });
    });
    return true;
  }

  async function runOnce(): Promise<boolean> {
    for (const row of await edits.where('journaled').equals(0).toArray()) if (!(await send(row))) return false;
    return true;
  }

  async function run(): Promise<void> {
    try {
      if (await runOnce()) {
        retryAfterMs = JOURNAL_AFTER_MS;
        return;
      }
    } catch (error) {
      ports.onFault(error);
    }
    retryAfterMs = Math.min(retryAfterMs * 2, LONGEST_RETRY_MS);
    later(retryAfterMs);
  }

  function later(afterMs: number): void {
    if (stopped) return;
    timer ??= setTimeout(() => {
      timer = null;
      running = running.then(run);
    }, afterMs);
  }

  return {
    runOnce,
    start() {
      stopped = false;
      watching = liveQuery(() => edits.where('journaled').equals(0).primaryKeys()).subscribe({
        next: (waiting) => {
          if (waiting.length > 0) later(JOURNAL_AFTER_MS);
        },
        error: ports.onFault,
      });
    },
    kick() {
      if (timer !== null) clearTimeout(timer);
      timer = null;
      retryAfterMs = JOURNAL_AFTER_MS;
      later(0);
    },
    async stop() {
      stopped = true;
      watching?.unsubscribe();
      if (timer !== null) clearTimeout(timer);
      timer = null;
      await running;
    },
  };
}
