/** Composes a letter: its subject, its body and, for each sentence, the facts it rests on. It must never state what no fact says, unless asked for that fault. */
import type { Draft } from '../../../../shared/domain/draft.ts';
import type { Fact } from '../../../../shared/domain/fact.ts';
import type { Evidence } from './compose-evidence.ts';
import type { DemoIngredients, Line, Opening, Passage, ReplyRecipe } from './demo-ingredients.ts';
import { capitalised, fillSlots } from './fill-slots.ts';
import type { Draw } from './seeded-draw.ts';

/** Faults the demo shows on purpose. */
export type DraftFault = 'unsupported-claim' | 'over-long' | 'two-asks' | 'short-link' | 'unapproved-claim';

/** What makes a letter's shape; the same choice again gives the same letter. */
export interface LetterChoice {
  readonly greeting: string;
  readonly signOff: string;
  readonly opening: Opening;
  readonly middle: Passage;
  readonly ask: Line;
  readonly subject: string;
}

export interface Letter {
  readonly subject: string;
  readonly body: string;
  readonly sentences: { readonly text: string; readonly factIds: Fact['id'][] }[];
}

export function chooseLetter(
  ingredients: DemoIngredients,
  opening: Opening,
  middles: readonly Passage[],
  draw: Draw,
): LetterChoice {
  const { writing } = ingredients;
  return {
    greeting: draw.pick(writing.greetings),
    signOff: draw.pick(writing.signOffs),
    opening,
    middle: draw.pick(middles.filter((middle) => opening.with.includes(middle.valueProp))),
    ask: draw.pick(writing.asks),
    subject: draw.pick(opening.subjects),
  };
}

function letterOf(
  paragraphs: readonly (readonly Line[])[],
  frame: { readonly greeting: string; readonly signOff: string; readonly subject: string },
  evidence: Evidence,
): Letter {
  const sentences: Letter['sentences'] = [];
  const worded = paragraphs.map((lines) =>
    lines
      .map((line) => {
        const text = capitalised(fillSlots(line.text, evidence.slots));
        const factIds = line.facts.map((key) => {
          const id = evidence.factIds[key];
          if (id === undefined) throw new Error(`no fact ${key} for: ${line.text}`);
          return id;
        });
        sentences.push({ text, factIds });
        return text;
      })
      .join(' '),
  );
  return {
    subject: capitalised(fillSlots(frame.subject, evidence.slots)),
    body: [fillSlots(frame.greeting, evidence.slots), ...worded, fillSlots(frame.signOff, evidence.slots)].join('\n\n'),
    sentences,
  };
}

export function firstTouch(
  choice: LetterChoice,
  evidence: Evidence,
  ingredients: DemoIngredients,
  fault: DraftFault | null,
  draw: Draw,
): Letter {
  const { faults } = ingredients.writing;
  const bare = (text: string): Line => ({ text, facts: [] });
  const middle = [...choice.middle.lines];
  const close: Line[] = [choice.ask];
  const paragraphs: (readonly Line[])[] = [choice.opening.lines, middle];
  switch (fault) {
    case 'unsupported-claim':
      middle.push({ text: draw.pick(faults.unsupported), facts: [choice.middle.valueProp] });
      break;
    case 'over-long':
      paragraphs.push(draw.shuffled(faults.extra).slice(0, 2).map(bare));
      break;
    case 'two-asks':
      close.push(bare(draw.pick(faults.secondAsk)));
      break;
    case 'short-link':
      middle.push(bare(draw.pick(faults.shortLink)));
      break;
    case 'unapproved-claim':
      middle.push(bare(draw.pick(faults.unapproved)));
      break;
    case null:
      break;
  }
  return letterOf([...paragraphs, close], choice, evidence);
}

export function followUp(
  passage: Passage,
  frame: { readonly greeting: string; readonly signOff: string; readonly threadSubject: string },
  evidence: Evidence,
): Letter {
  const ask = passage.lines.at(-1);
  const paragraphs = ask === undefined ? [passage.lines] : [passage.lines.slice(0, -1), [ask]];
  return letterOf(paragraphs, { ...frame, subject: `Re: ${frame.threadSubject}` }, evidence);
}

export function replyLetter(
  reply: ReplyRecipe,
  frame: { readonly signOff: string; readonly threadSubject: string },
  evidence: Evidence,
): Letter {
  const ask = reply.lines.at(-1);
  const paragraphs = ask === undefined ? [reply.lines] : [reply.lines.slice(0, -1), [ask]];
  return letterOf(
    paragraphs,
    { greeting: 'Hi {first},', signOff: frame.signOff, subject: `Re: ${frame.threadSubject}` },
    evidence,
  );
}

/** The letter as a draft with its versions. */
export function asDraft(
  letter: Letter,
  valuePropId: string,
  stamp: { readonly template: string; readonly generatedAtMs: number },
): Draft {
  return {
    ...letter,
    valuePropId,
    templateVersion: stamp.template,
    promptVersion: 'outbound-voice@7',
    model: 'sdr-writer-3',
    generatedAtMs: stamp.generatedAtMs,
  } as Draft;
}
