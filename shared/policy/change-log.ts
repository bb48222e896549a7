/** What changed in the library in a week, in words, for RevOps' weekly change log. It reads what the versions say of themselves. */
import type { LibraryEntry, LibraryKind } from '../domain/library-entry.ts';
import type { PersonId } from '../domain/ids.ts';
import { localDay } from './local-time.ts';

type Version = LibraryEntry['versions'][number];

export interface ChangeLine {
  readonly atMs: number;
  readonly kind: LibraryKind;
  readonly id: string;
  readonly version: number;
  readonly state: Version['state'];
  /** `Template “First email, freight”: version 3 is live for all. Written by Sam Okafor, approved by Tomas Lindqvist. Shorter opening` */
  readonly words: string;
}

export const KIND_WORDS: Readonly<Record<LibraryKind, string>> = {
  prompt: 'Prompt',
  template: 'Template',
  'value-props': 'Value props',
  asset: 'Asset',
  playbook: 'Playbook',
  icp: 'ICP',
  weights: 'Scoring weights',
  routing: 'Routing table',
};

/** Monday's first moment, and the next Monday's, of the week that holds the instant. */
export function weekOf(atMs: number, timeZone: string): { readonly fromMs: number; readonly toMs: number } {
  const { weekday } = localDay(atMs, timeZone);
  return {
    fromMs: localDay(atMs, timeZone, 1 - weekday).startAtMs,
    toMs: localDay(atMs, timeZone, 8 - weekday).startAtMs,
  };
}

/** Oldest first. A version is said once, as it stood after its last step of the week. */
export function weekChanges(
  entries: readonly LibraryEntry[],
  week: { readonly fromMs: number; readonly toMs: number },
  nameOf: (id: PersonId) => string,
): readonly ChangeLine[] {
  return entries
    .flatMap((entry) =>
      entry.versions
        .filter(({ atMs }) => atMs >= week.fromMs && atMs < week.toMs)
        .map((version) => ({
          atMs: version.atMs,
          kind: entry.kind,
          id: entry.id,
          version: version.version,
          state: version.state,
          words: wordsOf(entry, version, nameOf),
        })),
    )
    .sort((a, b) => a.atMs - b.atMs || (a.id < b.id ? -1 : a.id > b.id ? 1 : a.version - b.version));
}

function wordsOf(entry: LibraryEntry, version: Version, nameOf: (id: PersonId) => string): string {
  const what = `${KIND_WORDS[entry.kind]} “${entry.title}”: version ${version.version} ${stateWords(version)}.`;
  return [what, whoWords(version, nameOf), version.note].filter((part) => part !== '').join(' ');
}

function stateWords({ state, cohortPercent }: Version): string {
  switch (state) {
    case 'draft':
      return 'is a draft';
    case 'in-review':
      return 'waits for review';
    case 'canary':
      return `is on trial with ${cohortPercent ?? 0} % of contacts`;
    case 'live':
      return 'is live for all';
    case 'retired':
      return 'is retired';
    default:
      return state satisfies never;
  }
}

function whoWords({ authorId, approverId }: Version, nameOf: (id: PersonId) => string): string {
  if (authorId === null) return approverId === null ? 'Came with the product.' : `Approved by ${nameOf(approverId)}.`;
  if (approverId === null) return `Written by ${nameOf(authorId)}.`;
  if (approverId === authorId) return `Written and approved by ${nameOf(authorId)}, without a second pair of eyes.`;
  return `Written by ${nameOf(authorId)}, approved by ${nameOf(approverId)}.`;
}
