/** What a mail that came back is (spec 4, step 9). */
import { z } from 'zod';

/**
 * `positive`: wants to talk, meet or see it. `info-request`: asks for material or an answer. `not-now`: later, by a date or an event.
 * `not-me`: somebody else is the one to ask. `objection`: a reason against it, or a plain no. `unsubscribe`, `complaint`: no more mail.
 * `auto-reply`, `bounce`: a machine's. `other`: none of these, or nothing that rules can tell.
 */
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
