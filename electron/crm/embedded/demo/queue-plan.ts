/** What lies in each SDR's queue: how many of which kind and state, and decks of words that are dealt without repeating. It writes no letter itself. */
import type { DemoAccount } from './compose-account.ts';
import type { DraftFault, LetterChoice } from './compose-draft.ts';
import type { DemoIngredients, Opening, Passage, SignalRecipe } from './demo-ingredients.ts';
import type { Draw } from './seeded-draw.ts';

/** What a package of the demo shows. `clear` ones pass every rail of the demo's policy. */
export type DemoState =
  | 'clear'
  | 'first-in-line'
  | 'near-duplicate'
  | 'stale-signal'
  | 'suppressed-contact'
  | 'customer'
  | 'competitor'
  | 'risky-address'
  | 'old-verification'
  | 'sixth-touch'
  | 'too-soon'
  | 'no-consent'
  | 'thread-live'
  | DraftFault;

export type DemoKind = 'first-touch' | 'follow-up' | 'reply' | 'call' | 'linkedin';

export interface Planned {
  readonly kind: DemoKind;
  readonly state: DemoState;
}

const several = (count: number, kind: DemoKind, state: DemoState = 'clear'): Planned[] =>
  Array.from({ length: count }, () => ({ kind, state }));

/** 34 and 28 packages to review, of which 22 and 18 are clear, and a few calls. */
export const QUEUE_PLANS: readonly (readonly Planned[])[] = [
  [
    ...several(3, 'first-touch', 'first-in-line'),
    ...several(8, 'first-touch'),
    ...several(2, 'first-touch', 'near-duplicate'),
    ...several(5, 'follow-up'),
    ...several(4, 'reply'),
    ...(
      ['stale-signal', 'suppressed-contact', 'customer', 'competitor', 'no-consent', 'old-verification'] as const
    ).map((state) => ({ kind: 'first-touch', state }) as const),
    ...(['unsupported-claim', 'unapproved-claim', 'two-asks', 'short-link'] as const).map(
      (state) => ({ kind: 'first-touch', state }) as const,
    ),
    ...(['sixth-touch', 'thread-live'] as const).map((state) => ({ kind: 'follow-up', state }) as const),
    ...several(2, 'call'),
    ...several(1, 'linkedin'),
  ],
  [
    ...several(3, 'first-touch', 'first-in-line'),
    ...several(8, 'first-touch'),
    ...several(4, 'follow-up'),
    ...several(3, 'reply'),
    ...(['stale-signal', 'suppressed-contact', 'customer', 'risky-address', 'old-verification'] as const).map(
      (state) => ({ kind: 'first-touch', state }) as const,
    ),
    ...(['unsupported-claim', 'two-asks', 'over-long'] as const).map(
      (state) => ({ kind: 'first-touch', state }) as const,
    ),
    ...(['sixth-touch', 'too-soon'] as const).map((state) => ({ kind: 'follow-up', state }) as const),
    ...several(1, 'call'),
    ...several(1, 'linkedin'),
  ],
];

/** Decks of words dealt without repeating until they are used up. */
export interface Decks {
  opening(at: DemoAccount, state: DemoState): { readonly recipe: SignalRecipe; readonly opening: Opening };
  middle(opening: Opening, at: DemoAccount): Passage;
  followUp(at: DemoAccount): Passage;
  ask(): LetterChoice['ask'];
  reply(): DemoIngredients['writing']['replies'][number];
  nextStep(): string;
}

/** The first letters a newcomer reads are about an event anybody can picture; a twin can't be about one person's new seat. */
function fitsState(recipe: SignalRecipe, state: DemoState): boolean {
  if (state === 'first-in-line') return ['hiring', 'expansion', 'compliance', 'new-tool'].includes(recipe.type);
  return state !== 'near-duplicate' || recipe.type !== 'job-change';
}

export function dealDecks(ingredients: DemoIngredients, draw: Draw): Decks {
  const decks = new Map<string, unknown[]>();
  /** The next card that fits; the whole deck again where none is left. */
  function deal<T>(name: string, cards: readonly T[], fits: (card: T) => boolean = () => true): T {
    const left = (decks.get(name) ?? []) as T[];
    let at = left.findIndex(fits);
    if (at < 0) {
      left.push(...draw.shuffled(cards));
      at = left.findIndex(fits);
    }
    if (at < 0) throw new RangeError(`no card fits in the deck ${name}`);
    const [card] = left.splice(at, 1);
    decks.set(name, left);
    if (card === undefined) throw new RangeError(`no card fits in the deck ${name}`);
    return card;
  }
  return {
    opening: (at, state) => {
      const cards = at.segment.signals.flatMap((recipe) => recipe.openings.map((opening) => ({ recipe, opening })));
      return deal(`opening ${at.segment.id}`, cards, (card) => fitsState(card.recipe, state));
    },
    middle: (opening, at) =>
      deal(`middle ${at.segment.id}`, at.segment.middles, (middle) => opening.with.includes(middle.valueProp)),
    followUp: (at) => deal(`follow-up ${at.segment.id}`, at.segment.followUps),
    ask: () => deal('ask', ingredients.writing.asks),
    reply: () => deal('reply', ingredients.writing.replies),
    nextStep: () => deal('next step', ingredients.writing.nextSteps),
  };
}
