/** Points in time. Days and weeks are counted in a mailbox's or recipient's own zone, never here. */
import { z } from 'zod';

/** UTC epoch milliseconds; fields that hold one are named `…AtMs`. */
export const EpochMs = z.int().min(0).max(8_640_000_000_000_000);
export type EpochMs = z.infer<typeof EpochMs>;

/** An IANA time zone name such as `Europe/Berlin`, known to this JavaScript engine. */
export const TimeZone = z.string().min(1).max(64).refine(isKnownTimeZone, { error: 'not a known IANA time zone' });
export type TimeZone = z.infer<typeof TimeZone>;

/** Names found good: asking the engine costs more than parsing the rest of a package. Bad names are not kept, so it can't grow past the zones there are. */
const KNOWN = new Set<string>();

function isKnownTimeZone(name: string): boolean {
  if (KNOWN.has(name)) return true;
  try {
    new Intl.DateTimeFormat('en-GB', { timeZone: name });
    KNOWN.add(name);
    return true;
  } catch {
    return false;
  }
}
