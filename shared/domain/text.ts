/** Bounded text: everything that comes from outside has a longest length, and a header value has no line break. */
import { z } from 'zod';

/** One line of at most `max` characters: no control characters, so it can't break a header or a list row. */
export const line = (max: number) =>
  z
    .string()
    .max(max)
    .regex(/^[^\p{Cc}\u2028\u2029]*$/u, { error: 'line breaks and control characters are not allowed here' });

/** Several lines of at most `max` characters; tabs and line feeds are the only control characters. */
export const prose = (max: number) =>
  z
    .string()
    .max(max)
    .regex(/^[^\p{Cc}]*(?:[\t\n][^\p{Cc}]*)*$/u, { error: 'control characters are not allowed here' });

/**
 * An outside address that may be shown and, on a key press, opened: http or https only. What reads like another host (a name before
 * an `@`, characters nobody sees) is refused, because a person judges a link by what they read.
 */
export const WebUrl = z
  .url({ protocol: /^https?$/, error: 'only http and https addresses are allowed' })
  .max(2_000)
  .refine((url) => !/[\s\p{Cc}\p{Cf}]|^https?:\/\/[^/?#]*@/iu.test(url), {
    error: 'spaces, hidden characters and user names are not allowed in an address',
  });
