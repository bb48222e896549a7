/** On which ground each invented contact may be written to. The same contact and country always give the same ground; it reads no policy. */
import type { Consent } from '../../../../shared/domain/consent.ts';
import type { Contact } from '../../../../shared/domain/contact.ts';

const DAY_MS = 86_400_000;

/** Countries where a published business address, or a weighed interest, is the usual ground; everywhere else people were asked. */
const PUBLISHED: ReadonlySet<string> = new Set(['US', 'SG']);
const WEIGHED: ReadonlySet<string> = new Set(['GB', 'IE', 'FR', 'SE', 'FI', 'NL', 'PT', 'CZ', 'AU', 'NZ']);

const ASKED = [
  { basis: 'consent', source: 'Sign-up form of the reconciliation webinar' },
  { basis: 'consent', source: 'Trade fair badge scan with opt-in, stand 4C' },
  { basis: 'consent', source: 'Download form of the exceptions guide' },
  { basis: 'existing-relationship', source: 'Pilot agreement of last year' },
] as const;

/** A small number that follows from an id. */
function lotOf(id: string): number {
  let lot = 7;
  for (const letter of id) lot = (Math.imul(lot, 31) + letter.charCodeAt(0)) >>> 0;
  return lot;
}

/** A few people nobody has a ground for yet. */
export function isUnasked(contactId: string): boolean {
  return lotOf(contactId) % 17 === 0;
}

/** Whether a letter to that country needs more than a way to opt out. */
export function needsConsent(country: string): boolean {
  return !PUBLISHED.has(country);
}

export function consentFor(
  { id, country }: { readonly id: string; readonly country: Contact['country'] },
  nowMs: number,
): Consent {
  const lot = lotOf(id);
  const recordedAtMs = nowMs - (70 + (lot % 200)) * DAY_MS;
  if (country !== null && PUBLISHED.has(country))
    return { basis: 'published-for-business', source: 'Team page of the company’s website', recordedAtMs };
  if (country !== null && WEIGHED.has(country))
    return { basis: 'legitimate-interest', source: 'Balancing test LI-7, outbound to finance roles', recordedAtMs };
  const asked = ASKED[lot % ASKED.length] ?? ASKED[0];
  return { ...asked, recordedAtMs };
}
