/** What an answer is, in one word (spec 4, step 9). */
import { z } from 'zod';

export const ReplyClass = z.enum([
  'positive',
  'info-request',
  'not-now',
  'not-me',
  'objection',
  'unsubscribe',
  'complaint',
  'auto-reply',
  'bounce',
  'other',
]);
export type ReplyClass = z.infer<typeof ReplyClass>;
