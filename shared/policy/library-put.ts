/**
 * What may be written over a library entry, at the CRM's door: whoever is not RevOps may hand a version in, and nobody rewrites what was
 * approved or signs as somebody else. It trusts neither document: both are read here.
 */
import {
  LibraryEntry,
  type LibraryEntry as Entry,
  type LibraryKind,
  type VersionState,
} from '../domain/library-entry.ts';
import type { Role } from '../domain/person.ts';

type Version = Entry['versions'][number];

export interface LibraryWriter {
  readonly id: string;
  readonly role: Role;
  /** Nobody else on the team could approve (see library-change). */
  readonly isOnlyRevOps: boolean;
}

/** The document that would be written: an entry stands under its own kind and id. */
export interface LibraryDocument {
  readonly kind: LibraryKind;
  readonly id: string;
  readonly before: unknown;
  readonly after: unknown;
}

/** Why `after` may not be written where `before` (null: nothing) stands, or null where it may. */
export function whyNotPutLibrary(by: LibraryWriter, { kind, id, before, after }: LibraryDocument): string | null {
  const next = LibraryEntry.safeParse(after);
  if (!next.success) {
    const [issue] = next.error.issues;
    return `it can’t be read at ${issue?.path.join('.') ?? ''}: ${issue?.message ?? 'another shape'}`;
  }
  const known = before === null ? null : LibraryEntry.safeParse(before);
  if (known?.success === false)
    return by.role === 'revops' ? null : `${by.role} may not replace an entry that can’t be read`;
  const was = known?.data ?? null;
  const is = next.data;
  if (is.kind !== kind || is.id !== id) return 'it is another entry';
  if (was !== null && by.role !== 'revops' && (was.title !== is.title || was.segmentId !== is.segmentId))
    return `${by.role} may not rename an entry or move it to another segment`;
  if (was !== null && is.versions.length < was.versions.length) return 'a version may not be taken away';
  for (const version of is.versions) {
    const earlier = was?.versions.find((each) => each.version === version.version) ?? null;
    const because = earlier === null ? whyNotAdded(by, was, version) : whyNotChanged(by, earlier, version);
    if (because !== null) return because;
  }
  return null;
}

function whyNotAdded(by: LibraryWriter, was: Entry | null, version: Version): string | null {
  const isOpen = version.state === 'draft' || version.state === 'in-review';
  if (by.role !== 'revops' && !isOpen)
    return `${by.role} may add a version in draft or in review, not ${version.state}`;
  // A library that came with the product, or from another CRM, brings its own past.
  if (was === null && by.role === 'revops') return null;
  if (version.authorId !== by.id) return `version ${version.version} is written under another name`;
  return isOpen ? null : whyNotApproved(by, version);
}

function whyNotChanged(by: LibraryWriter, was: Version, is: Version): string | null {
  const name = `version ${is.version}`;
  if (!same(was.body, is.body)) return `the body of ${name} may not be rewritten: a change is a new version`;
  if (was.authorId !== is.authorId) return `the author of ${name} may not be rewritten`;
  if (same(was, is)) return null;
  if (by.role !== 'revops') {
    const handsIn = was.state === 'draft' && is.state === 'in-review' && was.authorId === by.id;
    const { state, atMs } = is;
    if (handsIn && same({ ...was, state, atMs }, is)) return null;
    return `${by.role} may only hand in an own draft, not change ${name}`;
  }
  if (!NEXT[was.state].includes(is.state)) return `${name} can’t go from ${was.state} to ${is.state}`;
  const isApproval = APPROVED.has(is.state) && (was.state !== is.state || was.cohortPercent !== is.cohortPercent);
  if (isApproval) return whyNotApproved(by, is);
  return was.approverId === is.approverId ? null : `the approver of ${name} may not be rewritten`;
}

const APPROVED: ReadonlySet<VersionState> = new Set(['canary', 'live']);

/** Where a version may go from where it is; it may always stay. */
const NEXT: Readonly<Record<VersionState, readonly VersionState[]>> = {
  draft: ['draft', 'in-review', 'retired'],
  'in-review': ['in-review', 'draft', 'canary', 'live', 'retired'],
  canary: ['canary', 'live', 'retired'],
  live: ['live', 'retired'],
  retired: ['retired'],
};

function whyNotApproved(by: LibraryWriter, { version, authorId, approverId }: Version): string | null {
  if (approverId !== by.id) return `version ${version} is approved under another name`;
  if (authorId === by.id && !by.isOnlyRevOps) return `version ${version} is approved by its own author`;
  return null;
}

/** Two parsed values are alike when they read alike: the schemas fix the order of every key. */
const same = (a: unknown, b: unknown): boolean => JSON.stringify(a) === JSON.stringify(b);
