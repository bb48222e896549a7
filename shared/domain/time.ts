/** Points in time. Days and weeks are counted in a mailbox's or recipient's own zone, never here. */
import { z } from 'zod';

/** UTC epoch milliseconds; fields that hold one are named `…AtMs`. */
export const EpochMs = z.int().min(0).max(8_640_000_000_000_000);
export type EpochMs = z.infer<typeof EpochMs>;

/** An IANA time zone name such as `Europe/Berlin`, known to this JavaScript engine. */
export const TimeZone = z
  .string()
  .min(1)
  .max(64)
  .refine(isKnownTimeZone, { error: 'not a known IANA time zone' });
export type TimeZone = z.infer<typeof TimeZone>;

function isKnownTimeZone(name: string): boolean {
  try {
    new Intl.DateTimeFormat('en-GB', { timeZone: name });
    return true;
  } catch {
    return false;
  }
}
