/**
 * Keeps what the rep types: in memory at once, in IndexedDB within 300 ms of the keystroke, straight at the main process where
 * the store fails. It never touches the draft itself.
 */
import type { Attestation, DraftEdit } from '../../shared/domain/draft-edit.ts';
import type { PackageId, PersonId } from '../../shared/domain/ids.ts';
import type { DeskDb } from './db.ts';
import type { Call } from './outbox.ts';
import type { EditRow } from './rows.ts';

/** From the first unsaved keystroke to the write; the write itself has the rest of the 300 ms. Not sooner: each write is work between two keys. */
const SAVE_AFTER_MS = 160;

/** What an edit starts from: the text on screen. */
export interface EditBase {
  readonly personId: PersonId;
  readonly baseRevision: number;
  /** The agent's text it began from. */
  readonly base?: DraftEdit['base'];
  readonly subject: string;
  readonly body: string;
  /** Sentences answered for in the text on screen. */
  readonly attested: readonly Attestation[];
}

export interface EditPorts {
  readonly db: DeskDb;
  readonly call: Call;
  nowMs(): number;
  readonly onFault: (error: unknown) => void;
}

export interface EditKeeper {
  /** The newest text this window has, saved or not; `edit` null where it was discarded, undefined where it has none. */
  current(packageId: PackageId): { readonly edit: DraftEdit | null; readonly atMs: number } | undefined;
  save(packageId: PackageId, text: { readonly subject: string; readonly body: string }, base: EditBase): void;
  attest(packageId: PackageId, sentence: string, base: EditBase): void;
  discard(packageId: PackageId): void;
  /** Writes what is not yet written. Never rejects: where the store fails, main gets it instead. */
  flush(): Promise<void>;
}

export function createEditKeeper(ports: EditPorts): EditKeeper {
  const { db } = ports;
  const newest = new Map<
    PackageId,
    { readonly edit: DraftEdit | null; readonly atMs: number; readonly isWritten: boolean }
  >();
  let timer: ReturnType<typeof setTimeout> | null = null;
  let writing: Promise<void> = Promise.resolve();

  function put(packageId: PackageId, edit: DraftEdit | null, atMs: number): void {
    newest.set(packageId, { edit, atMs, isWritten: false });
    timer ??= setTimeout(() => void flush(), SAVE_AFTER_MS);
  }

  /** Rises with each change, so that the newest is always told from an older one, within one millisecond too. */
  function nextMs(packageId: PackageId): number {
    return Math.max(ports.nowMs(), (newest.get(packageId)?.atMs ?? 0) + 1);
  }

  async function write(): Promise<void> {
    const dirty = [...newest].filter(([, { isWritten }]) => !isWritten);
    if (dirty.length === 0) return;
    const rows = dirty.map(([packageId, { edit, atMs }]): EditRow => ({
      packageId,
      edit,
      updatedAtMs: atMs,
      journaled: 0,
    }));
    try {
      await writeRows(db, rows);
    } catch (error) {
      ports.onFault(error);
      await toMain(rows);
    }
    for (const [packageId, { atMs }] of dirty) {
      const now = newest.get(packageId);
      if (now?.atMs === atMs) newest.set(packageId, { ...now, isWritten: true });
    }
  }

  async function toMain(rows: readonly EditRow[]): Promise<void> {
    for (const { packageId, edit } of rows) {
      if (edit === null) await ports.call('edit.discard', { packageId });
      else await ports.call('edit.journal', { edit });
    }
  }

  function flush(): Promise<void> {
    if (timer !== null) clearTimeout(timer);
    timer = null;
    writing = writing.then(write);
    return writing;
  }

  const attestedOf = (packageId: PackageId, base: EditBase): readonly Attestation[] =>
    newest.get(packageId)?.edit?.attested ?? base.attested;

  return {
    current: (packageId) => newest.get(packageId),
    save(packageId, { subject, body }, base) {
      const atMs = nextMs(packageId);
      const { personId, baseRevision } = base;
      const began = base.base === undefined ? {} : { base: base.base };
      // A sentence whose words are gone is no longer answered for, also if they come back.
      const attested = attestedOf(packageId, base).filter(({ sentence }) => body.includes(sentence));
      put(
        packageId,
        { packageId, personId, baseRevision, ...began, subject, body, attested: [...attested], updatedAtMs: atMs },
        atMs,
      );
    },
    attest(packageId, sentence, base) {
      const atMs = nextMs(packageId);
      const { personId, baseRevision, subject, body } = base;
      const began = base.base === undefined ? {} : { base: base.base };
      const others = attestedOf(packageId, base).filter((attestation) => attestation.sentence !== sentence);
      const attested = [...others, { sentence, personId, atMs: ports.nowMs() }];
      put(packageId, { packageId, personId, baseRevision, ...began, subject, body, attested, updatedAtMs: atMs }, atMs);
    },
    discard(packageId) {
      put(packageId, null, nextMs(packageId));
    },
    flush,
  };
}

async function writeRows(db: DeskDb, rows: readonly EditRow[]): Promise<void> {
  const { edits, summaries } = db.strict;
  await db.strict.transaction('rw', edits, summaries, async () => {
    await edits.bulkPut(rows);
    const listed = await summaries.bulkGet(rows.map(({ packageId }) => packageId));
    const changed = listed.flatMap((row, at) => {
      const edited = rows[at]?.edit !== null;
      return row === undefined || row.edited === edited ? [] : [{ ...row, edited }];
    });
    if (changed.length > 0) await summaries.bulkPut(changed);
  });
}
