/** What the demo's prospects may say, from a file that ships with the app. It holds words only; who says what is decided beside it. */
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { z } from 'zod';

/** How a prospect takes being written to. */
export const Temperament = z.enum([
  'positive',
  'pricing',
  'not-now',
  'not-me',
  'objection',
  'remove-me',
  'angry',
  'out-of-office',
  'hard-bounce',
  'several-people',
  'injection',
  'info-request',
]);
export type Temperament = z.infer<typeof Temperament>;

/** How a mail program puts an answer: above a quote, in flowed lines, as HTML alone, under a block of headers, from a phone. */
export const AnswerForm = z.enum(['plain', 'flowed', 'html', 'header-block', 'phone', 'below-quote']);
export type AnswerForm = z.infer<typeof AnswerForm>;

const Said = z.object({ text: z.string().min(1).max(2_000), form: AnswerForm });
export type Said = z.infer<typeof Said>;

const Answers = z.object({
  /** What the first people who are written to do, one after another, so that a newcomer meets every kind; null is silence. */
  firstPeople: z.array(Temperament.nullable()).min(1),
  /** Everybody after them, by their address; as many shares as there are entries. */
  everybody: z.array(Temperament.nullable()).min(1),
  colleagues: z.array(z.object({ name: z.string().min(1), title: z.string().min(1) })).min(1),
  phoneFooters: z.array(z.string().min(1)).min(1),
  said: z.record(Temperament, z.array(Said).min(1)),
});
export type Answers = z.infer<typeof Answers>;

/** Throws where the file is missing or wrong: it is ours. */
export async function readAnswers(resources: string): Promise<Answers> {
  return Answers.parse(JSON.parse(await readFile(join(resources, 'demo', 'answers.json'), 'utf8')));
}
