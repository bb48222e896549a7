/** Channels of spell checking: which language a message is checked in, in a host that checks it itself. */
import { z } from 'zod';
import { line } from '../../domain/text.ts';
import { channel, nothing, okOrNo } from '../channel.ts';

export const SPELLING_CHANNELS = {
  'spelling.read': channel(
    () => nothing,
    () =>
      z.discriminatedUnion('kind', [
        /** The page is shown in a browser, which checks as it is set up. */
        z.object({ kind: z.literal('browser') }),
        z.object({
          kind: z.literal('app'),
          /** `system`, `off`, or a language's code. */
          choice: line(40),
          languages: z.array(line(40)).max(200),
          /** Whether choosing a language has its dictionary fetched from elsewhere. */
          fetches: z.boolean(),
          /** Chosen, and from the next start on. */
          nextStart: z.boolean(),
        }),
      ]),
  ),
  'spelling.choose': channel(
    () => z.object({ language: line(40).min(1) }),
    () => okOrNo,
  ),
} as const;
