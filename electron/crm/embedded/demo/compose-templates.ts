/** Turns the demo's openings, middles, asks and follow-ups into templates of the library: slots become paths of facts. It writes no letter. */
import type { z } from 'zod';
import type { Template } from '../../../../shared/domain/outreach-library.ts';
import type { DemoIngredients, Line, Passage, SegmentRecipe } from './demo-ingredients.ts';
import { capitalised } from './fill-slots.ts';

export interface ComposedTemplate {
  readonly id: string;
  readonly title: string;
  readonly segmentId: string;
  readonly body: z.input<typeof Template>;
}

/** Slots that every drafter knows. */
const OWN_SLOTS: ReadonlySet<string> = new Set(['first', 'company', 'sender', 'title']);
const OTHER_PATHS: Readonly<Record<string, string>> = {
  footprint: 'account.footprint',
  tech: 'account.technographics',
  role: 'contact.remit',
  asset: 'thread.asset',
  inbound: 'thread.inbound',
};

/** The path under which a lead keeps the word of a slot. */
export const slotPath = (slot: string): string => OTHER_PATHS[slot] ?? `signal.${slot}`;

const SLOT = /\{([A-Za-z]+)\}/gu;

/** Slots in small letters, as the lines name them. */
export function slotsOf(text: string): readonly string[] {
  return [...text.matchAll(SLOT)].map(([, name = '']) => name.slice(0, 1).toLowerCase() + name.slice(1));
}

function asTemplateText(text: string, segment: SegmentRecipe): string {
  return text.replace(SLOT, (_whole, name: string) => {
    const slot = name.slice(0, 1).toLowerCase() + name.slice(1);
    if (slot === 'records') return segment.records;
    return OWN_SLOTS.has(slot) ? `{${slot}}` : `{${slotPath(slot)}}`;
  });
}

/** `signal` is the whole event for a first touch, and what it is about for later letters, whose signal may be of any type. */
function asPath(key: string, signal: string): string {
  if (key === 'signal') return signal;
  return key.startsWith('vp-') ? `value-prop.${key}` : slotPath(key);
}

const sentences = (lines: readonly Line[], segment: SegmentRecipe, signal: string) =>
  lines.map((line) => ({
    text: asTemplateText(line.text, segment),
    cites: line.facts.map((key) => asPath(key, signal)),
  }));

/** The product's part for an opening: one middle a value prop, the next one of it each time. */
function* middlesFor(segment: SegmentRecipe): Generator<Passage, never, readonly string[]> {
  const taken = new Map<string, number>();
  let wanted: readonly string[] = [];
  for (;;) {
    const [valueProp = ''] = wanted;
    const middles = segment.middles.filter((middle) => middle.valueProp === valueProp);
    const times = taken.get(valueProp) ?? 0;
    taken.set(valueProp, times + 1);
    const middle = middles[times % Math.max(1, middles.length)] ?? segment.middles[0];
    if (middle === undefined) throw new RangeError(`${segment.id} has no middles`);
    wanted = yield middle;
  }
}

export function composeTemplates(ingredients: DemoIngredients): readonly ComposedTemplate[] {
  return ingredients.segments.flatMap((segment, at) => [
    ...firstTouches(ingredients, segment, at),
    ...followUps(ingredients, segment),
    valueBump(ingredients, segment),
  ]);
}

function firstTouches(ingredients: DemoIngredients, segment: SegmentRecipe, at: number): readonly ComposedTemplate[] {
  const { greetings, signOffs, asks } = ingredients.writing;
  const middles = middlesFor(segment);
  middles.next([]);
  let place = at * 5;
  return segment.signals.flatMap((recipe) =>
    recipe.openings.flatMap((opening, openingAt) =>
      opening.with.map((valueProp, propAt) => {
        place += 1;
        const middle = middles.next([valueProp]).value;
        const ask = asks[place % asks.length] ?? asks[0];
        if (ask === undefined) throw new RangeError('the demo needs an ask');
        const signal = `signal.${recipe.type}`;
        const label = ingredients.company.valueProps.find(({ id }) => id === middle.valueProp)?.label ?? '';
        return {
          id: `${segment.short}-${recipe.type}-${openingAt + 1}${'abcd'.charAt(propAt)}`,
          title: `${capitalised(recipe.type).replace('-', ' ')} ${openingAt + 1}: ${label.toLowerCase()}`,
          segmentId: segment.id,
          body: {
            purpose: 'first-touch' as const,
            signalTypes: [recipe.type],
            move: null,
            steps: [],
            valuePropId: middle.valueProp,
            greeting: greetings[place % greetings.length] ?? 'Hi {first},',
            subjects: opening.subjects.map((subject) => asTemplateText(subject, segment)),
            paragraphs: [opening.lines, middle.lines, [ask]].map((lines) => sentences(lines, segment, signal)),
            signOff: signOffs[place % signOffs.length] ?? '{sender}',
          },
        };
      }),
    ),
  );
}

/** The first is for step 2; the last for whatever comes after. */
function followUps(ingredients: DemoIngredients, segment: SegmentRecipe): readonly ComposedTemplate[] {
  const { greetings, signOffs } = ingredients.writing;
  const last = segment.followUps.length - 1;
  return segment.followUps.map((passage, at) => ({
    id: `${segment.short}-follow-up-${at + 1}`,
    title: `Follow-up ${at + 1}`,
    segmentId: segment.id,
    body: {
      purpose: 'follow-up' as const,
      signalTypes: [],
      move: null,
      steps: at < last ? [at + 2] : [at + 2, at + 3, at + 4],
      valuePropId: passage.valueProp,
      greeting: greetings[at % greetings.length] ?? 'Hi {first},',
      subjects: ['About {signal.topic}'],
      paragraphs: [passage.lines.slice(0, -1), passage.lines.slice(-1)].map((lines) =>
        sentences(lines, segment, 'signal.topic'),
      ),
      signOff: signOffs[at % signOffs.length] ?? '{sender}',
    },
  }));
}

function valueBump(ingredients: DemoIngredients, segment: SegmentRecipe): ComposedTemplate {
  const paragraphs = ingredients.library.valueBumps[segment.short];
  if (paragraphs === undefined) throw new RangeError(`no value-bump for ${segment.short}`);
  return {
    id: `${segment.short}-value-bump`,
    title: 'The worked example',
    segmentId: segment.id,
    body: {
      purpose: 'value-bump',
      signalTypes: [],
      move: null,
      steps: [],
      valuePropId: null,
      greeting: 'Hi {first},',
      subjects: ['A worked example'],
      paragraphs,
      signOff: 'Best,\n{sender}',
    },
  };
}
