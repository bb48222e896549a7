/** One reply of the labelled set: what its writer typed, in which mail program, and the class a person gives it. */
import { z } from 'zod';
import type { ReplyClass } from '../../../shared/domain/reply-class.ts';

/** How a mail program dresses what was typed; see `as-mail.ts`. */
export const Dress = z.enum([
  'bare',
  'gmail',
  'apple-phone',
  'outlook',
  'flowed',
  'below-quote',
  'html',
  'original',
  'signed',
  'outlook-phone',
]);
export type Dress = z.infer<typeof Dress>;

export interface LabelledReply {
  readonly is: ReplyClass;
  readonly text: string;
  /** Where none is given, the replies take turns. */
  readonly dress?: Dress;
  readonly subject?: string;
  /** Header lines beside the usual ones. */
  readonly headers?: string;
  /** The whole mail as it came, where its shape is the point. */
  readonly raw?: string;
}

/** Short to write: the class, the words, and what is special about the mail. */
export const reply = (is: ReplyClass, text: string, more: Omit<LabelledReply, 'is' | 'text'> = {}): LabelledReply => ({
  is,
  text,
  ...more,
});
