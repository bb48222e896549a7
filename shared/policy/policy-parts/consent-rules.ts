/** The policy's part about consent: under which regime a recipient's country stands. The regime's meaning is rail `consent`'s. */
import { z } from 'zod';

/**
 * `opt-out`: cold business mail may go out with a way to opt out. `legitimate-interest`: a recorded basis is needed, an assessment is enough.
 * `prior-consent`: the person asked for it or does business with us. `never`: no cold mail at all.
 */
export const ConsentRegime = z.enum(['opt-out', 'legitimate-interest', 'prior-consent', 'never']);
export type ConsentRegime = z.infer<typeof ConsentRegime>;

export const ConsentRules = z.object({
  /** By two-letter country code (ISO 3166-1). */
  byCountry: z.record(z.string().regex(/^[A-Z]{2}$/), ConsentRegime).default({}),
  /** Countries without an entry. An unknown country counts as the strictest regime that the policy names anywhere. */
  otherwise: ConsentRegime.default('prior-consent'),
});
