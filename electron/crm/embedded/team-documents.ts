/** Keeps the team's documents in versions. It must never overwrite one: a version is written once, by whoever may. */
import type { DatabaseSync } from 'node:sqlite';
import { PersonId } from '../../../shared/domain/ids.ts';
import type { Role } from '../../../shared/domain/person.ts';
import type { DocumentKind, TeamDocument, TeamDocumentVersion } from '../../ports/connector.ts';

/** Which roles write a kind (write permissions: policy and the like are RevOps' own). */
const WRITERS: Readonly<Record<DocumentKind, readonly Role[]>> = {
  policy: ['revops'],
  icp: ['revops'],
  prompt: ['revops'],
  template: ['revops'],
  'value-props': ['revops'],
  asset: ['revops'],
  playbook: ['revops'],
  weights: ['revops'],
  routing: ['revops'],
  grant: ['revops'],
  scorecard: ['lead', 'revops', 'sdr'],
  'public-key': ['sdr', 'lead', 'revops'],
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

/** Compare-and-set: version n only where n - 1 is the newest. */
export function putDocument(
  database: DatabaseSync,
  document: { readonly kind: DocumentKind; readonly id: string; readonly version: number; readonly body: unknown },
  by: { readonly personId: string; readonly role: Role },
  nowMs: number,
): 'ok' | 'conflict' | 'forbidden' {
  if (!WRITERS[document.kind].includes(by.role)) return 'forbidden';
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
