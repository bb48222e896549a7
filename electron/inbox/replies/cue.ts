/** One word or turn of phrase that speaks for a class of answer, and how plainly: 3 says it, 2 says it likely, 1 leans that way. */
import type { Objection } from '../../../shared/domain/reply-reading.ts';

export type AnswerClass = 'positive' | 'info-request' | 'not-now' | 'not-me' | 'objection' | 'other';

export interface Cue {
  readonly for: AnswerClass;
  readonly weight: 1 | 2 | 3;
  readonly pattern: RegExp;
  /** Which objection it is, where it is one. */
  readonly objection?: Objection;
  /** Counts also where a "not" stands before it. */
  readonly isNegated?: true;
}

export const cue = (name: AnswerClass, weight: 1 | 2 | 3, pattern: RegExp): Cue => ({ for: name, weight, pattern });
export const against = (objection: Objection, weight: 1 | 2 | 3, pattern: RegExp): Cue => ({
  for: 'objection',
  weight,
  pattern,
  objection,
  isNegated: true,
});
