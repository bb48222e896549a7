/** A stranger is written to only where the law of their country, as the policy reads it, lets us: with the basis it asks for, on record. */
import type { Consent, ConsentBasis } from '../../domain/consent.ts';
import { lazily } from '../../domain/lazily.ts';
import { sayDay } from '../local-time.ts';
import type { PolicyDocument } from '../limits.ts';
import type { ConsentRegime } from '../policy-parts/consent-rules.ts';
import { finding, type Rail } from '../rail.ts';

/** From the most lenient up. */
const REGIMES: readonly ConsentRegime[] = ['opt-out', 'legitimate-interest', 'prior-consent', 'never'];

/** Null: no basis is needed. */
const ACCEPTED: Readonly<Record<ConsentRegime, readonly ConsentBasis[] | null>> = {
  'opt-out': null,
  'legitimate-interest': ['consent', 'existing-relationship', 'legitimate-interest', 'published-for-business'],
  'prior-consent': ['consent', 'existing-relationship'],
  never: [],
};

const BASES: Readonly<Record<ConsentBasis, string>> = {
  consent: 'their consent',
  'existing-relationship': 'an existing business relationship',
  'legitimate-interest': 'our legitimate interest',
  'published-for-business': 'an address published for business',
};

const ASKS: Readonly<Record<ConsentRegime, string>> = {
  'opt-out': 'asks for a way to opt out only',
  'legitimate-interest': 'asks for a recorded basis',
  'prior-consent': 'asks for their consent or an existing business relationship first',
  never: 'allows no cold mail at all',
};

export const consentRail: Rail = {
  code: 'consent',
  title: 'May be written to in their country',
  kinds: ['first-touch', 'follow-up'],
  owner: 'security-legal',
  approver: 'security-legal',
  evaluate({ person, policy, world }) {
    const { consent, country } = world;
    const regime = regimeOf(country, policy.consent);
    const accepted = ACCEPTED[regime];
    if (accepted === null || (consent !== null && accepted.includes(consent.basis))) return [];
    const where =
      country === null
        ? `Their country is not known, so the strictest rule of the policy holds: it ${ASKS[regime]}`
        : `The policy’s rule for ${nameOf(country)} ${ASKS[regime]}`;
    return [
      finding(
        'consent',
        'refuse',
        { evidence: `${where}. ${said(consent, person.mailbox.timeZone)}`, clears: clearsBy(regime, country) },
        { unknown: country === null },
      ),
    ];
  },
};

/** An unknown country stands under the strictest regime that the policy names anywhere. */
export function regimeOf(country: string | null, { byCountry, otherwise }: PolicyDocument['consent']): ConsentRegime {
  if (country !== null) return byCountry[country] ?? otherwise;
  const named = [otherwise, ...Object.values(byCountry)];
  return REGIMES.findLast((regime) => named.includes(regime)) ?? otherwise;
}

function said(consent: Consent | null, timeZone: string): string {
  if (consent === null) return 'No basis is recorded for this contact.';
  const since = `${sayDay(consent.recordedAtMs, timeZone)} ${new Date(consent.recordedAtMs).getUTCFullYear()}`;
  return `Recorded is ${BASES[consent.basis]} (${consent.source}, ${since}).`;
}

function clearsBy(regime: ConsentRegime, country: string | null): string {
  const known = country === null ? 'Their country in the CRM; else ' : '';
  const basis =
    regime === 'never'
      ? 'security and legal would have to change the rule for this country.'
      : regime === 'prior-consent'
        ? 'their consent or a business relationship on record in the CRM, with its source.'
        : 'a basis on record in the CRM, with its source.';
  return known === '' ? basis.charAt(0).toUpperCase() + basis.slice(1) : known + basis;
}

const names = lazily(() => new Intl.DisplayNames('en', { type: 'region', fallback: 'code' }));

/** `Germany (DE)`. */
function nameOf(country: string): string {
  const name = names().of(country) ?? country;
  return name === country ? country : `${name} (${country})`;
}
