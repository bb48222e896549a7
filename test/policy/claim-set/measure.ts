/** Runs the claim checker over a part of the labelled set and counts, for each kind, what it found; it changes no label. */
import { Draft } from '../../../shared/domain/draft.ts';
import { Person } from '../../../shared/domain/person.ts';
import type { HandoffPackage } from '../../../shared/domain/handoff-package.ts';
import { checkClaims } from '../../../shared/policy/claims/check-claims.ts';
import type { SentenceCheck } from '../../../shared/policy/claims/sentence-check.ts';
import { DAY, NOW, person, samplePackage } from '../sample.ts';
import {
  labelOf,
  SENTENCE_KINDS,
  type LabelledPackage,
  type LabelledSentence,
  type SentenceKind,
  type SentenceLabel,
} from './labelled.ts';

type State = SentenceCheck['state'];

export interface Judged {
  readonly kind: SentenceKind;
  readonly label: SentenceLabel;
  readonly state: State;
  readonly text: string;
  readonly reason: string;
}

export interface Labelled {
  readonly pkg: HandoffPackage;
  readonly sender: Person;
  readonly companyName: string;
}

/** The package whose draft says this one sentence between its greeting and its sign-off. */
export function packageOf(of: LabelledPackage, [, cites, text]: LabelledSentence): Labelled {
  const base = samplePackage();
  const first = of.contact.name.split(' ')[0] ?? of.contact.name;
  const body = `Hi ${first},\n\n${text}\n\nBest,\n${of.senderName}`;
  const draft = Draft.parse({
    ...base.draft,
    body,
    sentences: [{ text, factIds: cites.split(' ').filter((id) => id !== '') }],
  });
  const pkg = samplePackage('first-touch', {
    account: { ...base.account, ...of.account, website: null, technographics: [] },
    contact: { ...base.contact, ...of.contact },
    facts: of.facts.map(({ id, path, label, value, daysAgo }) => ({
      id,
      path,
      label,
      value,
      source: path.startsWith('value-prop.') ? 'Value-prop library' : 'Company website',
      url: null,
      observedAtMs: NOW - daysAgo * DAY,
      confidence: 0.9,
      dataRule: 'allowed',
    })),
    signals: of.facts.flatMap(({ id, value, daysAgo, signal }) =>
      signal === undefined
        ? []
        : [
            {
              id: `sig-${id}`,
              type: signal.type,
              value,
              source: 'Company website',
              url: null,
              observedAtMs: NOW - daysAgo * DAY,
              halfLifeDays: signal.halfLifeDays,
            },
          ],
    ),
    rationale: { ...base.rationale, whyNow: { text: 'See the facts', signalId: null } },
    draft,
  });
  return {
    pkg,
    sender: Person.parse({ ...person, name: of.senderName }),
    companyName: of.companyName,
  };
}

const WORST: readonly State[] = ['unsupported', 'stale', 'attested', 'supported', 'not-factual'];

/** What the checker says of each sentence of a part, the worst where it cuts one into several. */
export function judgeAll(packages: readonly LabelledPackage[]): readonly Judged[] {
  return packages.flatMap((of) =>
    of.sentences.map((sentence) => {
      const { pkg, sender, companyName } = packageOf(of, sentence);
      const [kind, , text] = sentence;
      const body = pkg.draft?.body ?? '';
      const checks = checkClaims({ pkg, body, attested: [], person: sender, companyName, nowMs: NOW });
      const worst = WORST.flatMap((state) => checks.filter((check) => check.state === state))[0];
      if (worst === undefined) throw new RangeError(`no sentence in: ${text}`);
      return { kind, label: labelOf(kind), state: worst.state, text, reason: worst.reason };
    }),
  );
}

export interface Rates {
  readonly kind: SentenceKind | 'all unsupported' | 'all fine';
  readonly sentences: number;
  /** Of the sentences of this kind, those judged as labelled; supported and not-factual are one verdict here: nothing is wrong. */
  readonly recall: number;
  /** Of the sentences that got this kind's verdict, among this kind and the fine ones, those that have it. */
  readonly precision: number;
}

const isFine = (of: { readonly label?: SentenceLabel; readonly state?: State }) =>
  of.label === 'supported' || of.label === 'not-factual' || of.state === 'supported' || of.state === 'not-factual';
const verdictOf = (state: State) => (isFine({ state }) ? 'fine' : state);
const wantedOf = (label: SentenceLabel) => (isFine({ label }) ? 'fine' : label);

export function ratesOf(judged: readonly Judged[]): readonly Rates[] {
  const fine = judged.filter(isFineLabel);
  const rate = (kind: Rates['kind'], own: readonly Judged[]): Rates => {
    const wanted = own[0] === undefined ? 'fine' : wantedOf(own[0].label);
    const right = own.filter((each) => verdictOf(each.state) === wanted).length;
    const others = wanted === 'fine' ? judged.filter((each) => !isFineLabel(each)) : fine;
    const wrongly = others.filter((each) => verdictOf(each.state) === wanted).length;
    return { kind, sentences: own.length, recall: right / own.length, precision: right / (right + wrongly) };
  };
  return [
    ...SENTENCE_KINDS.map((kind) =>
      rate(
        kind,
        judged.filter((each) => each.kind === kind),
      ),
    ),
    rate(
      'all unsupported',
      judged.filter((each) => each.label === 'unsupported'),
    ),
    rate('all fine', fine),
  ];
}

const isFineLabel = ({ label }: Judged) => isFine({ label });

/** Share of the unsupported that was flagged, and of the fine that was flagged although nothing is wrong. */
export function foundAndFalse(judged: readonly Judged[]): { readonly found: number; readonly falseAlarms: number } {
  const bad = judged.filter(({ label }) => label === 'unsupported');
  const fine = judged.filter(isFineLabel);
  const flagged = (of: readonly Judged[]) => of.filter(({ state }) => state === 'unsupported').length;
  return { found: flagged(bad) / bad.length, falseAlarms: flagged(fine) / fine.length };
}
