/** Which version of a library entry a contact gets: the canary for a fixed share, the live one for all others. Never a draft. */
import type { VersionState } from '../domain/library-entry.ts';
import { lotOf } from './stable-hash.ts';

/** What of an entry decides; each kind of `LibraryEntry` fits. */
export interface VersionedEntry {
  readonly id: string;
  readonly versions: readonly {
    readonly version: number;
    readonly state: VersionState;
    readonly cohortPercent: number | null;
    readonly body: unknown;
  }[];
}

export interface ChosenVersion<E extends VersionedEntry> {
  readonly version: number;
  readonly body: E['versions'][number]['body'];
}

/** Null where nothing is live for this key, which is the contact's id. The same key always gets the same, and a larger share only adds to it. */
export function versionFor<E extends VersionedEntry>({ id, versions }: E, key: string): ChosenVersion<E> | null {
  const canary = versions.find(({ state }) => state === 'canary');
  const chosen =
    canary !== undefined && isInCohort(`${id}@${canary.version}`, key, canary.cohortPercent ?? 0)
      ? canary
      : versions.find(({ state }) => state === 'live');
  return chosen === undefined ? null : { version: chosen.version, body: chosen.body };
}

/** The lot is drawn for entry, version and key together, so that the cohorts of two entries have nothing to do with each other. */
export function isInCohort(versionName: string, key: string, percent: number): boolean {
  return lotOf(`${versionName} ${key}`) * 100 < percent;
}
