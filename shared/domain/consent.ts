/** On which ground a person may be written to, where it came from, and since when. Kept with the contact; whether it is enough is policy. */
import { z } from 'zod';
import { line } from './text.ts';
import { EpochMs } from './time.ts';

/** From the strongest down: asked for it, does business with us, our interest was weighed and noted, the address is published for business. */
export const ConsentBasis = z.enum([
  'consent',
  'existing-relationship',
  'legitimate-interest',
  'published-for-business',
]);
export type ConsentBasis = z.infer<typeof ConsentBasis>;

export const Consent = z.object({
  basis: ConsentBasis,
  /** Where it is written down, such as a form, a contract or an assessment. */
  source: line(200).min(1),
  recordedAtMs: EpochMs,
});
export type Consent = z.infer<typeof Consent>;
