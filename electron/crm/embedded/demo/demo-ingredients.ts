/** Reads what the demo workspace is composed from. It must never invent: all words come from resources/demo. */
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';
import { Seniority } from '../../../../shared/domain/contact.ts';
import { RequiredField } from '../../../../shared/domain/icp.ts';
import { VersionState } from '../../../../shared/domain/library-entry.ts';
import { Person } from '../../../../shared/domain/person.ts';
import { SignalType } from '../../../../shared/domain/signal.ts';
import { SuppressionReason, SuppressionScope } from '../../../../shared/domain/suppression.ts';
import { Paragraphs } from '../../library-defaults.ts';

/** A sentence with `{slots}`, and the keys of the facts it rests on. */
const Line = z
  .tuple([z.string(), z.string()])
  .transform(([text, facts]) => ({ text, facts: facts.split(' ').filter((key) => key !== '') }));
export type Line = z.output<typeof Line>;

const Opening = z.object({
  subjects: z.array(z.string()).min(1),
  with: z.array(z.string()).min(1),
  lines: z.array(Line).min(1),
});
const Passage = z.object({ valueProp: z.string(), lines: z.array(Line).min(1) });

const SignalRecipe = z.object({
  type: SignalType,
  halfLifeDays: z.number(),
  sources: z.array(z.string()).min(1),
  slots: z.record(z.string(), z.array(z.string()).min(1)),
  value: z.string(),
  whyNow: z.string(),
  topic: z.string(),
  openings: z.array(Opening).min(1),
});

const SegmentRecipe = z.object({
  id: z.string(),
  name: z.string(),
  short: z.string(),
  sequence: z.object({ id: z.string(), name: z.string() }),
  regions: z.array(z.string()).min(1),
  records: z.string(),
  industries: z.array(z.string()).min(1),
  headcount: z.tuple([z.int(), z.int()]),
  stems: z.array(z.string()).min(1),
  suffixes: z.array(z.string()).min(1),
  tech: z.array(z.string()).min(1),
  alsoTech: z.array(z.string()).min(1),
  titles: z
    .array(
      z.object({
        title: z.string(),
        seniority: Seniority,
        fit: z.enum(['strong', 'fair', 'weak']),
        reason: z.string(),
        remit: z.string(),
      }),
    )
    .min(1),
  footprints: z.array(z.object({ text: z.string(), n: z.array(z.int()).min(1), m: z.array(z.int()).min(1) })).min(1),
  signals: z.array(SignalRecipe).min(1),
  middles: z.array(Passage).min(1),
  followUps: z.array(Passage).min(1),
  priorSubjects: z.array(z.string()).min(1),
});

const CompanyRecipe = z.object({
  name: z.string(),
  domain: z.string(),
  defaultPersonId: z.string(),
  people: z.array(Person).min(1),
  valueProps: z.array(z.object({ id: z.string(), label: z.string(), value: z.string() })).min(1),
});

const WritingRecipe = z.object({
  greetings: z.array(z.string()).min(1),
  signOffs: z.array(z.string()).min(1),
  asks: z.array(Line).min(1),
  faults: z.object({
    unsupported: z.array(z.string()),
    extra: z.array(z.string()),
    secondAsk: z.array(z.string()),
    shortLink: z.array(z.string()),
    unapproved: z.array(z.string()),
  }),
  replies: z
    .array(
      z.object({
        key: z.string(),
        intent: z.string(),
        inbound: z.string(),
        fact: z.object({ label: z.string(), value: z.string(), source: z.string() }).nullable(),
        lines: z.array(Line).min(1),
      }),
    )
    .min(1),
  touchOutcomes: z.object({ sent: z.array(z.string()), call: z.array(z.string()), linkedin: z.array(z.string()) }),
  inboundSnippets: z.array(z.string()).min(1),
  nextSteps: z.array(z.string()).min(1),
});

const Cities = z
  .array(
    z.object({ city: z.string(), country: z.string(), timeZone: z.string(), region: z.string(), currency: z.string() }),
  )
  .min(1);
const Names = z.record(z.string(), z.object({ first: z.array(z.string()).min(1), last: z.array(z.string()).min(1) }));
const Suppressions = z.array(
  z.object({
    scope: SuppressionScope,
    value: z.string(),
    reason: SuppressionReason,
    source: z.string(),
    evidence: z.string(),
    daysAgo: z.int(),
    expiresInDays: z.int().optional(),
  }),
);

const LibraryRecipe = z.object({
  /** By the segment's short name. */
  geographies: z.record(z.string(), z.array(z.string()).min(1)),
  industriesLeftOut: z.int(),
  hasNot: z.array(z.string()),
  excludedIndustries: z.array(z.string()),
  excludedDomains: z.array(z.string()),
  requiredFields: z.array(RequiredField),
  offIcpIndustries: z.array(z.string()).min(1),
  assets: z.array(
    z.object({
      id: z.string(),
      title: z.string(),
      kind: z.string(),
      url: z.string(),
      says: z.string(),
      answers: z.array(z.string()),
      segments: z.array(z.string()),
      state: VersionState,
    }),
  ),
  valueBumps: z.record(z.string(), Paragraphs),
  voiceBefore: z.array(z.object({ version: z.int(), note: z.string(), without: z.string() })),
  canary: z.object({ subject: z.string(), note: z.string() }),
  requests: z.object({
    weights: z.object({ segment: z.string(), note: z.string() }),
    icp: z.object({ segment: z.string(), note: z.string() }),
  }),
});

export type Opening = z.output<typeof Opening>;
export type Passage = z.output<typeof Passage>;
export type SignalRecipe = z.output<typeof SignalRecipe>;
export type SegmentRecipe = z.output<typeof SegmentRecipe>;
export type City = z.output<typeof Cities>[number];
export type ReplyRecipe = z.output<typeof WritingRecipe>['replies'][number];

export interface DemoIngredients {
  readonly company: z.output<typeof CompanyRecipe>;
  readonly segments: readonly SegmentRecipe[];
  readonly writing: z.output<typeof WritingRecipe>;
  readonly cities: readonly City[];
  readonly names: z.output<typeof Names>;
  readonly suppressions: z.output<typeof Suppressions>;
  readonly library: z.output<typeof LibraryRecipe>;
}

/** Reads `resources/demo`; a file that does not fit its shape is a fault of the build and throws. */
export function readDemoIngredients(folder: string): DemoIngredients {
  const read = <T>(schema: z.ZodType<T>, ...path: readonly string[]): T =>
    schema.parse(JSON.parse(readFileSync(join(folder, ...path), 'utf8')) as unknown);
  return {
    company: read(CompanyRecipe, 'company.json'),
    segments: readdirSync(join(folder, 'segments'))
      .filter((file) => file.endsWith('.json'))
      .sort()
      .map((file) => read(SegmentRecipe, 'segments', file)),
    writing: read(WritingRecipe, 'writing.json'),
    cities: read(Cities, 'cities.json'),
    names: read(Names, 'names.json'),
    suppressions: read(Suppressions, 'suppressions.json'),
    library: read(LibraryRecipe, 'library.json'),
  };
}
