/** Keeps the team's documents in versions. It must never overwrite one: a version is written once, by whoever may. */
import type { DatabaseSync } from 'node:sqlite';
import { PersonId } from '../../../shared/domain/ids.ts';
import type { LibraryKind } from '../../../shared/domain/library-entry.ts';
import type { Role } from '../../../shared/domain/person.ts';
import { whyNotPutLibrary } from '../../../shared/policy/library-put.ts';
import { groupOfPolicyChange, mayWrite } from '../../../shared/policy/permissions.ts';
import type { DocumentKind, TeamDocument, TeamDocumentVersion } from '../../ports/connector.ts';

const EVERYBODY: readonly Role[] = ['sdr', 'lead', 'revops'];

/** Which roles write a kind without conditions of its own: the library has them in library-put, the policy in permissions. */
const WRITERS: Readonly<Record<Exclude<DocumentKind, LibraryKind | 'policy'>, readonly Role[]>> = {
  grant: ['revops'],
  scorecard: EVERYBODY,
  'public-key': EVERYBODY,
};

const NEWEST = 'version = (SELECT max(version) FROM documents d WHERE d.kind = documents.kind AND d.id = documents.id)';

const documentOf = (row: Record<string, unknown>): TeamDocument => ({
  id: String(row['id']),
  version: Number(row['version']),
  body: JSON.parse(String(row['body'])) as unknown,
});

export function readDocument(database: DatabaseSync, kind: DocumentKind, id: string): TeamDocument | null {
  const row = database
    .prepare(`SELECT id, version, body FROM documents WHERE kind = ? AND id = ? AND ${NEWEST}`)
    .get(kind, id);
  return row === undefined ? null : documentOf(row);
}

export function listDocuments(database: DatabaseSync, kind: DocumentKind): readonly TeamDocument[] {
  return database
    .prepare(`SELECT id, version, body FROM documents WHERE kind = ? AND ${NEWEST} ORDER BY id`)
    .all(kind)
    .map(documentOf);
}

/** Every version, newest first. */
export function documentHistory(
  database: DatabaseSync,
  kind: DocumentKind,
  id: string,
): readonly TeamDocumentVersion[] {
  return database
    .prepare(
      'SELECT id, version, body, by_person_id, at_ms FROM documents WHERE kind = ? AND id = ? ORDER BY version DESC',
    )
    .all(kind, id)
    .map((row) => {
      const by = PersonId.safeParse(row['by_person_id']);
      return { ...documentOf(row), byPersonId: by.success ? by.data : null, atMs: Number(row['at_ms']) };
    });
}

interface NewDocument {
  readonly kind: DocumentKind;
  readonly id: string;
  readonly version: number;
  readonly body: unknown;
}

interface DocumentWriter {
  readonly personId: string;
  readonly role: Role;
  /** Nobody else on the team could approve an entry of the library. */
  readonly isOnlyRevOps: boolean;
}

const isTeamOwn = (kind: DocumentKind): kind is keyof typeof WRITERS => kind in WRITERS;

function mayPut(database: DatabaseSync, { kind, id, body }: NewDocument, by: DocumentWriter): boolean {
  const before = readDocument(database, kind, id)?.body ?? null;
  if (kind === 'policy') return mayWrite(by.role, groupOfPolicyChange(before, body)) === 'write';
  if (isTeamOwn(kind)) return WRITERS[kind].includes(by.role);
  const writer = { id: by.personId, role: by.role, isOnlyRevOps: by.isOnlyRevOps };
  return whyNotPutLibrary(writer, { kind, id, before, after: body }) === null;
}

/** Compare-and-set: version n only where n - 1 is the newest. */
export function putDocument(
  database: DatabaseSync,
  document: NewDocument,
  by: DocumentWriter,
  nowMs: number,
): 'ok' | 'conflict' | 'forbidden' {
  if (!mayPut(database, document, by)) return 'forbidden';
  const { changes } = database
    .prepare(
      `INSERT INTO documents (kind, id, version, body, by_person_id, at_ms)
       SELECT ?, ?, ?, ?, ?, ? WHERE ? = 1 + (SELECT coalesce(max(version), 0) FROM documents WHERE kind = ? AND id = ?)`,
    )
    .run(
      document.kind,
      document.id,
      document.version,
      JSON.stringify(document.body),
      by.personId,
      nowMs,
      document.version,
      document.kind,
      document.id,
    );
  return Number(changes) === 1 ? 'ok' : 'conflict';
}
