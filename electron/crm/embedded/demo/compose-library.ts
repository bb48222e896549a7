/** Composes the demo team's library: the product's defaults, its own ICPs, weights, value props, templates and assets, with versions behind them and changes under way. */
import type { Icp } from '../../../../shared/domain/icp.ts';
import { LibraryEntry, type LibraryKind, type VersionState } from '../../../../shared/domain/library-entry.ts';
import type { LibraryDefaults } from '../../library-defaults.ts';
import type { FirstDocument } from '../fill-demo.ts';
import { composeTemplates } from './compose-templates.ts';
import type { DemoIngredients, SegmentRecipe } from './demo-ingredients.ts';

const DAY_MS = 86_400_000;

interface LibraryInput {
  readonly ingredients: DemoIngredients;
  readonly defaults: LibraryDefaults;
  readonly nowMs: number;
}

interface Version {
  readonly body: unknown;
  readonly state: VersionState;
  readonly note: string;
  readonly daysAgo: number;
  readonly cohortPercent?: number;
}

/** Whom the demo's changes are by: the lead proposes, RevOps approves. */
function teamOf(ingredients: DemoIngredients) {
  const of = (role: 'lead' | 'revops') => ingredients.company.people.find((person) => person.role === role)?.id ?? null;
  return { authorId: of('lead'), approverId: of('revops') };
}

export function composeLibrary(input: LibraryInput): readonly LibraryEntry[] {
  const { ingredients, defaults, nowMs } = input;
  const { authorId, approverId } = teamOf(ingredients);
  /** Newest version first. */
  const entry = (
    kind: LibraryKind,
    id: string,
    title: string,
    segmentId: string | null,
    versions: readonly Version[],
  ): LibraryEntry =>
    LibraryEntry.parse({
      kind,
      id,
      title,
      segmentId,
      versions: versions.map(({ body, state, note, daysAgo, cohortPercent }, at) => ({
        version: versions.length - at,
        state,
        cohortPercent: cohortPercent ?? null,
        authorId,
        approverId: state === 'in-review' || state === 'draft' ? null : approverId,
        atMs: nowMs - daysAgo * DAY_MS,
        note,
        body,
      })),
    });
  const live = (body: unknown, daysAgo: number, note = 'First version'): Version => ({
    body,
    state: 'live',
    note,
    daysAgo,
  });
  const { library } = ingredients;

  return [
    ...defaults.entries
      .filter(({ kind }) => kind !== 'weights')
      .map((each) => (each.id === 'outbound-voice' ? voice(each, input) : each)),
    ...ingredients.segments.map((segment) =>
      entry('icp', `icp-${segment.short}`, `ICP: ${segment.name}`, segment.id, icpVersions(segment, ingredients, live)),
    ),
    ...ingredients.segments.map((segment) => {
      const current = live(defaults.weights, 64, 'Began as the product’s');
      const request = library.requests.weights;
      const versions =
        segment.short === request.segment
          ? [
              {
                body: { ...defaults.weights, signal: { ...defaults.weights.signal, 'new-tool': 95, funding: 60 } },
                state: 'in-review' as const,
                note: request.note,
                daysAgo: 1,
              },
              current,
            ]
          : [current];
      return entry('weights', `weights-${segment.short}`, `Scoring: ${segment.name}`, segment.id, versions);
    }),
    ...ingredients.segments.map((segment) =>
      entry('value-props', `value-props-${segment.short}`, `Value props: ${segment.name}`, segment.id, [
        live({ props: propsOf(segment, ingredients) }, 40, 'Figures of the last quarter'),
      ]),
    ),
    ...composeTemplates(ingredients).map(({ id, title, segmentId, body }, at) => {
      const current = live(body, 20 + (at % 37), 'Read by marketing');
      // One template is on trial, one was rewritten before.
      if (at === 0)
        return entry('template', id, title, segmentId, [
          {
            body: { ...body, subjects: [library.canary.subject] },
            state: 'canary',
            note: library.canary.note,
            daysAgo: 6,
            cohortPercent: 20,
          },
          current,
        ]);
      if (at === 1)
        return entry('template', id, title, segmentId, [
          current,
          { body: { ...body, greeting: 'Hello {first},' }, state: 'retired', note: 'First version', daysAgo: 90 },
        ]);
      return entry('template', id, title, segmentId, [current]);
    }),
    ...library.assets.map((asset, at) =>
      entry('asset', asset.id, asset.title, null, [
        {
          body: {
            kind: asset.kind,
            url: asset.url,
            says: asset.says,
            answers: asset.answers,
            factId: `fact-${asset.id}`,
            segmentIds: asset.segments,
          },
          state: asset.state,
          note: 'First version',
          daysAgo: asset.state === 'in-review' ? 2 : 30 + 3 * at,
        },
      ]),
    ),
  ];
}

/** The prompt that stands on the demo's letters as version 7, with some of what came before. */
function voice(defaultEntry: LibraryEntry, { ingredients, nowMs }: LibraryInput): LibraryEntry {
  if (defaultEntry.kind !== 'prompt') throw new RangeError('the voice is a prompt');
  const { authorId, approverId } = teamOf(ingredients);
  const [newest] = defaultEntry.versions;
  if (newest === undefined) throw new RangeError('the voice has no version');
  const lines = newest.body.text.split('\n');
  const newestVersion = 7;
  const before = ingredients.library.voiceBefore;
  let text = lines;
  const older = Array.from({ length: newestVersion - 1 }, (_, at) => {
    const version = newestVersion - 1 - at;
    const change = before.find((one) => one.version === version);
    if (change !== undefined) text = text.filter((one) => !one.startsWith(change.without));
    return {
      version,
      state: 'retired',
      cohortPercent: null,
      authorId,
      approverId,
      atMs: nowMs - (40 + 14 * at) * DAY_MS,
      note: before.find((one) => one.version === version - 1)?.note ?? 'Wording',
      body: { ...newest.body, text: text.join('\n') },
    };
  });
  return LibraryEntry.parse({
    ...defaultEntry,
    versions: [
      {
        ...newest,
        version: newestVersion,
        authorId,
        approverId,
        atMs: nowMs - 26 * DAY_MS,
        note: before[0]?.note ?? 'Wording',
      },
      ...older,
    ],
  });
}

function icpVersions(
  segment: SegmentRecipe,
  ingredients: DemoIngredients,
  live: (body: unknown, daysAgo: number, note?: string) => Version,
): readonly Version[] {
  const icp = icpOf(segment, ingredients);
  const request = ingredients.library.requests.icp;
  if (segment.short !== request.segment) return [live(icp, 58)];
  return [
    { body: { ...icp, headcount: { ...icp.headcount, min: 120 } }, state: 'in-review', note: request.note, daysAgo: 3 },
    live(icp, 58),
  ];
}

/** Most of the segment’s companies fit it well; the smallest and largest, and one of its industries, do not. */
function icpOf(segment: SegmentRecipe, { library }: DemoIngredients) {
  const [least, most] = segment.headcount;
  const words = segment.titles.flatMap(({ title, fit }) => (fit === 'strong' ? [title] : []));
  return {
    industries: segment.industries.slice(0, segment.industries.length - library.industriesLeftOut),
    headcount: {
      min: Math.round(least + (most - least) * 0.08),
      max: Math.round(least + (most - least) * 0.9),
    },
    geographies: library.geographies[segment.short] ?? [],
    technographics: { has: segment.tech.slice(0, -1), hasNot: library.hasNot },
    exclusions: {
      relations: ['customer', 'competitor', 'partner'] as const,
      industries: library.excludedIndustries,
      domains: library.excludedDomains,
    },
    buyer: {
      titleWords: [...words, ...segment.titles.flatMap(({ title, fit }) => (fit === 'fair' ? [title] : []))],
      seniorities: ['manager', 'director', 'vp', 'c-level'] as const,
    },
    requiredFields: library.requiredFields,
  } satisfies Record<keyof Icp, unknown>;
}

function propsOf(segment: SegmentRecipe, { company }: DemoIngredients) {
  const used = new Set(segment.middles.map(({ valueProp }) => valueProp));
  return company.valueProps
    .filter(({ id }) => used.has(id))
    .map(({ id, label, value }) => ({ id, label, text: value, source: 'Value-prop library, version 7' }));
}

/** The library as the CRM's documents keep it. */
export function asDocuments(entries: readonly LibraryEntry[]): readonly FirstDocument[] {
  return entries.map((body) => ({ kind: body.kind, id: body.id, version: 1, body }));
}
