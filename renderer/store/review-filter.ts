/** What the review list may be narrowed by, which rows pass, and how many each choice would leave. Pure; it reads nothing. */
import type { Tier } from '../../shared/domain/account.ts';
import type { RailCode } from '../../shared/domain/finding.ts';
import type { PackageId, SegmentId } from '../../shared/domain/ids.ts';
import type { ListedRow } from './review-rows.ts';
import type { PackageSummary } from './rows.ts';

/** `none`: checked, and nothing was found. */
export type FoundChoice = RailCode | 'none';

/** An empty list lets everything pass; several of one kind pass each, different kinds all have to. */
export interface ReviewFilter {
  readonly tiers: readonly Tier[];
  readonly segments: readonly SegmentId[];
  /** Versions of templates and prompt parts. */
  readonly versions: readonly string[];
  readonly findings: readonly FoundChoice[];
}

export const NO_FILTER: ReviewFilter = { tiers: [], segments: [], versions: [], findings: [] };

/** What the gate's preview found in each package that was looked at. */
export type FoundIn = ReadonlyMap<PackageId, readonly RailCode[]>;

const KINDS = ['tiers', 'segments', 'versions', 'findings'] as const;
export type FilterKind = (typeof KINDS)[number];

export const isNarrowed = (filter: ReviewFilter): boolean => KINDS.some((kind) => filter[kind].length > 0);

function passesKind(row: PackageSummary, filter: ReviewFilter, found: FoundIn, kind: FilterKind): boolean {
  if (filter[kind].length === 0) return true;
  switch (kind) {
    case 'tiers':
      return filter.tiers.includes(row.tier);
    case 'segments':
      return filter.segments.includes(row.segmentId);
    case 'versions':
      return row.versions.some((version) => filter.versions.includes(version));
    case 'findings':
      return choicesOf(found.get(row.id)).some((choice) => filter.findings.includes(choice));
  }
}

/** Nothing for a package that was not looked at. */
function choicesOf(codes: readonly RailCode[] | undefined): readonly FoundChoice[] {
  return codes === undefined ? [] : codes.length === 0 ? ['none'] : codes;
}

/** `words` in lower case; every one of them has to be there. */
export function narrowed(
  rows: readonly ListedRow[],
  words: readonly string[],
  filter: ReviewFilter,
  found: FoundIn,
): readonly ListedRow[] {
  const kinds = KINDS.filter((kind) => filter[kind].length > 0);
  if (words.length === 0 && kinds.length === 0) return rows;
  return rows.filter(
    ({ row, text }) =>
      kinds.every((kind) => passesKind(row, filter, found, kind)) && words.every((word) => text.includes(word)),
  );
}

export interface Choice<T> {
  readonly value: T;
  readonly name: string;
  readonly count: number;
}

export interface FilterChoices {
  readonly tiers: readonly Choice<Tier>[];
  readonly segments: readonly Choice<SegmentId>[];
  readonly versions: readonly Choice<string>[];
  readonly findings: readonly Choice<FoundChoice>[];
}

/** Each choice with how many it would leave beside what is chosen of the other kinds; a choice that is on is there even where it leaves none. */
export function choicesAmong(rows: readonly ListedRow[], filter: ReviewFilter, found: FoundIn): FilterChoices {
  const tiers = new Map<Tier, number>(filter.tiers.map((tier) => [tier, 0]));
  const segments = new Map<SegmentId, number>(filter.segments.map((id) => [id, 0]));
  const versions = new Map<string, number>(filter.versions.map((version) => [version, 0]));
  const findings = new Map<FoundChoice, number>(filter.findings.map((code) => [code, 0]));
  const names = new Map<SegmentId, string>();
  const add = <K>(counts: Map<K, number>, key: K) => counts.set(key, (counts.get(key) ?? 0) + 1);
  for (const { row } of rows) {
    names.set(row.segmentId, row.segmentName);
    const failed = KINDS.filter((kind) => !passesKind(row, filter, found, kind));
    const [only] = failed;
    if (failed.length > 1) continue;
    // It counts for a kind whose own choices are all that keeps it out.
    const counts = (kind: FilterKind) => only === undefined || only === kind;
    if (counts('tiers')) add(tiers, row.tier);
    if (counts('segments')) add(segments, row.segmentId);
    if (counts('versions')) for (const version of row.versions) add(versions, version);
    if (counts('findings')) for (const choice of choicesOf(found.get(row.id))) add(findings, choice);
  }
  const list = <K>(counts: ReadonlyMap<K, number>, nameOf: (value: K) => string): readonly Choice<K>[] =>
    [...counts]
      .map(([value, count]) => ({ value, name: nameOf(value), count }))
      .sort((one, other) => (one.name < other.name ? -1 : one.name > other.name ? 1 : 0));
  return {
    tiers: list(tiers, (tier) => `Tier ${tier}`),
    segments: list(segments, (id) => names.get(id) ?? id),
    versions: list(versions, (version) => version),
    findings: list(findings, (code) => code),
  };
}
