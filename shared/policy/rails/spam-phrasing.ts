/** A letter reads like a person's, not like an advertisement: no listed phrases, few capitals, few exclamation marks. */
import type { Finding } from '../../domain/finding.ts';
import { findPhrase, foldText } from '../fold-text.ts';
import { folded } from '../folded-phrases.ts';
import { finding, type GateInput, type Rail } from '../rail.ts';

export const spamPhrasingRail: Rail = {
  code: 'spam-phrasing',
  title: 'Does not read as spam',
  kinds: ['first-touch', 'follow-up'],
  owner: 'marketing',
  approver: 'marketing',
  evaluate(input) {
    return [...phrases(input), ...capitals(input), ...exclamations(input)];
  },
};

const FIELDS = ['subject', 'body'] as const;

function fieldsOf({ body, message }: GateInput) {
  const texts = { subject: message.subject, body };
  return FIELDS.map((field) => ({ field, text: texts[field] }));
}

/** What stands in the text of one field, as offsets into it. */
interface Spot {
  readonly field: (typeof FIELDS)[number];
  readonly start: number;
  readonly end: number;
  readonly text: string;
}

function ask(spots: readonly Spot[], evidence: string, clears: string): readonly Finding[] {
  const [first] = spots;
  if (first === undefined) return [];
  const { field, start, end } = first;
  return [finding('spam-phrasing', 'ask', { evidence, clears }, { target: { field, start, end } })];
}

function phrases(input: GateInput): readonly Finding[] {
  const spots = fieldsOf(input).flatMap(({ field, text }) =>
    folded(input.policy.phrases.spam).flatMap((phrase): Spot[] => {
      const place = findPhrase(foldText(text), phrase);
      return place === null ? [] : [{ field, ...place, text: text.slice(place.start, place.end) }];
    }),
  );
  return ask(spots, `Reads like an advertisement: ${quoted(spots)}.`, 'Say it in plain words.');
}

/** Short forms that have no other spelling. */
const ACRONYMS = new Set(
  (
    'HIPAA GDPR CCPA DSGVO SOAP HTTP HTTPS JSON REST SAML SCIM OIDC NIST FINRA FDIC SWIFT SEPA IBAN EBITDA ASAP EMEA APAC DACH LATAM ' +
    'AMER SAAS PAAS IAAS CRUD ETAS RFPS KPIS SLAS APIS CFOS CIOS CEOS ROHS OSHA FMCG DORA ISO9001 HACCP CMMC FEDRAMP EDIFACT'
  ).split(' '),
);
const CAPITALS = /(?<![\p{L}\p{N}])\p{Lu}[\p{Lu}\p{N}]{3,}(?![\p{L}\p{N}])/gu;

/** Names that are written so in the package are no shouting. */
function capitals(input: GateInput): readonly Finding[] {
  const found = fieldsOf(input).flatMap(({ field, text }) =>
    [...text.matchAll(CAPITALS)]
      .filter(([word]) => !ACRONYMS.has(word) && /\p{Lu}{2}/u.test(word))
      .map((match): Spot => ({ field, start: match.index, end: match.index + match[0].length, text: match[0] })),
  );
  const max = input.policy.limits.capitalWordsMax;
  if (found.length <= max) return [];
  const known = knownCapitals(input);
  const spots = found.filter(({ text }) => !known.has(text));
  if (spots.length <= max) return [];
  return ask(
    spots,
    `${spots.length} words in capitals: ${quoted(spots)}; the limit is ${max}.`,
    'Write them in small letters.',
  );
}

function knownCapitals({ person, pkg, policy }: GateInput): ReadonlySet<string> {
  const { account, contact, facts, signals } = pkg;
  const texts = [
    account.name,
    ...account.technographics,
    contact.name,
    contact.title,
    person.name,
    person.title,
    policy.companyName,
    ...facts.map(({ value }) => value),
    ...signals.map(({ value }) => value),
  ];
  return new Set(texts.flatMap((text) => text.match(CAPITALS) ?? []));
}

function exclamations(input: GateInput): readonly Finding[] {
  const spots = fieldsOf(input).flatMap(({ field, text }) =>
    [...text.matchAll(/[!！¡❗❕‼⁉]/gu)].map((match): Spot => ({
      field,
      start: match.index,
      end: match.index + match[0].length,
      text: match[0],
    })),
  );
  const max = input.policy.limits.exclamationMarksMax;
  if (spots.length <= max) return [];
  return ask(
    spots.slice(max),
    `${spots.length} exclamation marks; the limit is ${max}.`,
    'End the sentences with a full stop.',
  );
}

const quoted = (spots: readonly Spot[]) => [...new Set(spots.map(({ text }) => `“${text}”`))].slice(0, 5).join(', ');
