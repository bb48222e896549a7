/**
 * The way of a library version: drafted by anybody, reviewed by RevOps, tried on a share, live, retired. It changes one version at a time
 * and never a body: what was approved stays what it was.
 */
import {
  LIBRARY_BODIES,
  LibraryEntry,
  type LibraryEntry as Entry,
  type VersionState,
} from '../domain/library-entry.ts';
import type { LibraryChange } from '../domain/library-change.ts';
import type { PersonId } from '../domain/ids.ts';
import type { Role } from '../domain/person.ts';

type Version = Entry['versions'][number];

export interface LibraryChanger {
  readonly person: { readonly id: PersonId; readonly role: Role };
  /**
   * Nobody else on the team could approve. Left out, it counts as not so. Four eyes are asked for wherever there are four: what an author
   * overlooks while writing they overlook while approving. A team with one RevOps has no second pair, and a rule it can't keep would only
   * teach it to write under another name; there the approval stands, and the change log says that author and approver are one.
   */
  readonly isOnlyRevOps?: boolean;
  readonly nowMs: number;
}

export type LibraryAnswer =
  { readonly kind: 'changed'; readonly entry: Entry } | { readonly kind: 'no'; readonly because: string };

const MOST_VERSIONS = 200;
const NOTE_MOST = 300;

const no = (because: string): LibraryAnswer => ({ kind: 'no', because });

export function applyLibraryChange(entry: Entry, change: LibraryChange, by: LibraryChanger): LibraryAnswer {
  if (change.act === 'begin') return no(`There is “${entry.title}” already: draft a version of it.`);
  if (change.act === 'draft') return drafted(entry, change, by);
  const version = entry.versions.find((each) => each.version === change.version);
  if (version === undefined) return no(`There is no version ${change.version} of “${entry.title}”.`);
  switch (change.act) {
    case 'submit':
      return submitted(entry, version, by);
    case 'send-back':
      return sentBack(entry, version, change.because, by);
    case 'approve':
      return approved(entry, version, change.cohortPercent, by);
    case 'retire':
      return retired(entry, version, change.because, by);
    default:
      return change satisfies never;
  }
}

/** An entry that was not there. */
export function beginEntry(
  { kind, id }: Pick<Entry, 'kind' | 'id'>,
  { title, segmentId, body, note }: Extract<LibraryChange, { act: 'begin' }>,
  by: LibraryChanger,
): LibraryAnswer {
  return drafted({ kind, id, title, segmentId, versions: [] }, { body, note }, by);
}

function drafted(
  entry: Pick<Entry, 'kind' | 'id' | 'title' | 'segmentId'> & { readonly versions: readonly Version[] },
  { body, note }: { readonly body?: unknown; readonly note: string },
  { person, nowMs }: LibraryChanger,
): LibraryAnswer {
  const newest = entry.versions[0]?.version ?? 0;
  if (newest >= MOST_VERSIONS) return no(`“${entry.title}” has ${MOST_VERSIONS} versions: begin a new entry.`);
  const parsed = LIBRARY_BODIES[entry.kind].safeParse(body);
  if (!parsed.success) {
    const [issue] = parsed.error.issues;
    const field = issue === undefined || issue.path.length === 0 ? 'the whole of it' : issue.path.join('.');
    return no(`It can’t be read at ${field}: ${issue?.message ?? 'it has another shape'}.`);
  }
  const version = {
    version: newest + 1,
    state: 'draft',
    cohortPercent: null,
    authorId: person.id,
    approverId: null,
    atMs: nowMs,
    note,
    body: parsed.data,
  };
  return changedTo({ ...entry, versions: [version, ...entry.versions] });
}

function submitted(entry: Entry, version: Version, { person, nowMs }: LibraryChanger): LibraryAnswer {
  if (version.state !== 'draft') return no(wrongState(version, 'a draft'));
  if (version.authorId !== person.id && person.role !== 'revops')
    return no('Only its author or RevOps hands a draft in.');
  return moved(entry, version, { state: 'in-review', atMs: nowMs });
}

function sentBack(entry: Entry, version: Version, because: string, { person, nowMs }: LibraryChanger): LibraryAnswer {
  if (person.role !== 'revops') return no('Only RevOps sends a version back.');
  if (version.state !== 'in-review') return no(wrongState(version, 'in review'));
  return moved(entry, version, { state: 'draft', atMs: nowMs, note: withNote(version, `Sent back: ${because}`) });
}

function approved(entry: Entry, version: Version, cohortPercent: number | null, by: LibraryChanger): LibraryAnswer {
  const { person, isOnlyRevOps = false, nowMs } = by;
  if (person.role !== 'revops') return no('Only RevOps approves a version.');
  if (version.state !== 'in-review' && version.state !== 'canary')
    return no(wrongState(version, 'in review or on trial'));
  if (version.authorId === person.id && !isOnlyRevOps)
    return no('Its author may not approve it: ask another person in RevOps.');
  const onTrial = entry.versions.find(({ state }) => state === 'canary');
  if (onTrial !== undefined && onTrial.version !== version.version)
    return no(`Version ${onTrial.version} is on trial: make it live or retire it first.`);
  const isLiveNow = entry.versions.some(({ state }) => state === 'live');
  if (cohortPercent !== null && !isLiveNow)
    return no('Nothing is live for the rest of the contacts: approve it for all.');
  const next = { cohortPercent, approverId: person.id, atMs: nowMs };
  if (cohortPercent !== null) return moved(entry, version, { ...next, state: 'canary' });
  const rest = entry.versions.map((each) =>
    each.state === 'live' ? { ...each, state: 'retired', atMs: nowMs, note: withNote(each, replaced(version)) } : each,
  );
  return changedTo({
    ...entry,
    versions: rest.map((each) => (each.version === version.version ? { ...each, ...next, state: 'live' } : each)),
  });
}

const replaced = ({ version }: Version): string => `Replaced by version ${version}`;

function retired(entry: Entry, version: Version, because: string, { person, nowMs }: LibraryChanger): LibraryAnswer {
  if (person.role !== 'revops') return no('Only RevOps retires a version.');
  if (version.state === 'retired') return no(`Version ${version.version} is retired already.`);
  const note = withNote(version, `Retired: ${because}`);
  return moved(entry, version, { state: 'retired', cohortPercent: null, atMs: nowMs, note });
}

function moved(entry: Entry, version: Version, change: Partial<Omit<Version, 'body' | 'version'>>): LibraryAnswer {
  return changedTo({
    ...entry,
    versions: entry.versions.map((each) => (each.version === version.version ? { ...each, ...change } : each)),
  });
}

function changedTo(candidate: unknown): LibraryAnswer {
  const parsed = LibraryEntry.safeParse(candidate);
  if (parsed.success) return { kind: 'changed', entry: parsed.data };
  const [issue] = parsed.error.issues;
  return no(`It can’t be kept: ${issue?.path.join('.') ?? ''}: ${issue?.message ?? 'it has another shape'}.`);
}

/** What was written first stays; the newest word is kept whole where both don't fit. */
function withNote({ note }: Version, word: string): string {
  const last = word.slice(0, NOTE_MOST);
  const room = NOTE_MOST - last.length - 3;
  return note === '' || room < 1 ? last : `${note.slice(0, room)} · ${last}`;
}

export const STATE_WORDS: Readonly<Record<VersionState, string>> = {
  draft: 'a draft',
  'in-review': 'in review',
  canary: 'on trial',
  live: 'live',
  retired: 'retired',
};

const wrongState = ({ version, state }: Version, wanted: string): string =>
  `Version ${version} is ${STATE_WORDS[state]}, not ${wanted}.`;
