/** One approved thing under versions: drafted, reviewed by RevOps, tried on a share, live, retired. Its body depends on its kind. */
import { z } from 'zod';
import { Icp } from './icp.ts';
import { LibraryId, PersonId, SegmentId } from './ids.ts';
import { Asset, Prompt, Template, ValueProps } from './outreach-library.ts';
import { Playbook } from './playbook.ts';
import { RoutingTable } from './routing-table.ts';
import { ScoringWeights } from './scoring-weights.ts';
import { line } from './text.ts';
import { EpochMs } from './time.ts';

export const VersionState = z.enum(['draft', 'in-review', 'canary', 'live', 'retired']);
export type VersionState = z.infer<typeof VersionState>;

/** The body of each kind; `documents` of the connector keep entries under the same names. */
export const LIBRARY_BODIES = {
  prompt: Prompt,
  template: Template,
  'value-props': ValueProps,
  asset: Asset,
  playbook: Playbook,
  icp: Icp,
  weights: ScoringWeights,
  routing: RoutingTable,
} as const;
export type LibraryKind = keyof typeof LIBRARY_BODIES;
export const LibraryKind = z.enum(Object.keys(LIBRARY_BODIES) as [LibraryKind, ...LibraryKind[]]);

const versioned = <B extends z.ZodType>(body: B) =>
  z.object({
    version: z.int().min(1),
    state: VersionState,
    /** A canary's share of contacts, by a stable hash; null otherwise. */
    cohortPercent: z.int().min(1).max(50).nullable(),
    /** Null for what came with the product. */
    authorId: PersonId.nullable(),
    approverId: PersonId.nullable(),
    /** Of the last change of state. */
    atMs: EpochMs,
    /** Why it was changed, for the change log. */
    note: line(300),
    body,
  });

const entry = <K extends LibraryKind, B extends z.ZodType>(kind: K, body: B) =>
  z.object({
    kind: z.literal(kind),
    id: LibraryId,
    title: line(120).min(1),
    /** Null: for every segment. */
    segmentId: SegmentId.nullable(),
    /** Newest first; at most one live and one canary. */
    versions: z.array(versioned(body)).min(1).max(200),
  });

export const LibraryEntry = z
  .discriminatedUnion('kind', [
    entry('prompt', Prompt),
    entry('template', Template),
    entry('value-props', ValueProps),
    entry('asset', Asset),
    entry('playbook', Playbook),
    entry('icp', Icp),
    entry('weights', ScoringWeights),
    entry('routing', RoutingTable),
  ])
  .superRefine(({ versions }, context) => {
    for (const state of ['live', 'canary'] as const)
      if (versions.filter((one) => one.state === state).length > 1)
        context.addIssue({ code: 'custom', path: ['versions'], message: `two versions are ${state}` });
    versions.forEach((one, at) => {
      if (one.version !== versions.length - at)
        context.addIssue({ code: 'custom', path: ['versions', at, 'version'], message: 'versions are out of order' });
      if ((one.state === 'canary') !== (one.cohortPercent !== null))
        context.addIssue({
          code: 'custom',
          path: ['versions', at, 'cohortPercent'],
          message: 'a share is the canary’s',
        });
    });
  });
export type LibraryEntry = z.infer<typeof LibraryEntry>;
export type LibraryEntryOf<K extends LibraryKind> = Extract<LibraryEntry, { kind: K }>;

/** How a version is named on drafts, sends and outcomes, such as `outbound-voice@7`. */
export const versionName = (id: string, version: number): string => `${id}@${String(version)}`;
