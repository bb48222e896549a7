/**
 * Holds every sentence of a message against the facts its producer cites for it. Deterministic; it trusts neither the citations nor the
 * person who typed: a cited fact must contain what the sentence says, and changed words need a named person.
 */
import type { Attestation } from '../../domain/draft-edit.ts';
import type { Fact } from '../../domain/fact.ts';
import type { HandoffPackage } from '../../domain/handoff-package.ts';
import type { Person } from '../../domain/person.ts';
import { sayDuration } from '../local-time.ts';
import { originalSentences, sameWordsKey } from './cited-facts.ts';
import { findCheckable, findCheckableInSignature } from './find-spans.ts';
import { holdSpans, type Evidence } from './hold-spans.ts';
import { knownText, saysWords, wordsOf } from './known-text.ts';
import type { ClaimSpan, SentenceCheck } from './sentence-check.ts';
import { staleAgeMs } from './signal-behind.ts';
import { splitSentences, type Sentence } from './split-sentences.ts';

export interface ClaimInput {
  readonly pkg: HandoffPackage;
  /** The text without its footer, as it stands now. */
  readonly body: string;
  readonly attested: readonly Attestation[];
  /** Who would send it: only this person's attestations count. */
  readonly person: Person;
  readonly companyName: string;
  readonly nowMs: number;
}

/** Checks each sentence of the body, in order. */
export function checkClaims(input: ClaimInput): readonly SentenceCheck[] {
  const original = originalSentences(input.pkg);
  const evidence = evidenceOf(input);
  const byId = new Map(input.pkg.facts.map((fact) => [fact.id, fact]));
  return splitSentences(input.body).map((sentence) => {
    const factIds = original.get(sameWordsKey(sentence.text));
    const cited = (factIds ?? []).flatMap((id) => byId.get(id) ?? []);
    return checkSentence(sentence, factIds === undefined ? null : cited, evidence, input);
  });
}

/** Parts of the subject that neither a fact of the package nor its context holds; the subject has no citations of its own. */
export function unheldInSubject(subject: string, input: ClaimInput): readonly ClaimSpan[] {
  const evidence = { ...evidenceOf(input), everyWordOpens: true };
  return holdSpans(subject, findCheckable(subject), evidence, 0).filter((span) => span.heldBy === null);
}

function evidenceOf({ pkg, body, person, companyName }: ClaimInput): Evidence {
  const { account, contact } = pkg;
  const context = [
    contact.name,
    contact.title,
    account.name,
    account.domain,
    account.domain.replace(/\.[^.]+$/u, ''),
    account.industry,
    account.geography,
    person.name,
    person.title,
    companyName,
  ].join('\n');
  let vocabulary: string | null = null;
  return {
    facts: pkg.facts,
    signals: pkg.signals,
    context: knownText(context),
    everyWordOpens: false,
    isVocabulary(smallWord) {
      vocabulary ??= [body, pkg.draft?.body ?? '', account.industry, ...pkg.facts.map((fact) => fact.value)].join(' ');
      return new RegExp(`(?<![\\p{L}])${smallWord}(?![\\p{L}])`, 'u').test(vocabulary);
    },
  };
}

/** `cited` is null for a sentence that is not the draft's. */
function checkSentence(
  sentence: Sentence,
  cited: readonly Fact[] | null,
  evidence: Evidence,
  input: ClaimInput,
): SentenceCheck {
  const { start, end, text, role } = sentence;
  const changed = cited === null;
  const checkable = role === 'sign-off' ? findCheckableInSignature(text) : findCheckable(text);
  // For changed words any fact of the package is worth showing, though none supports them.
  const spans = holdSpans(text, checkable, { ...evidence, facts: cited ?? evidence.facts }, start);
  const base = { start, end, text, changed, factIds: (cited ?? []).map((fact) => fact.id), spans };
  const attested = input.attested.find((each) => each.sentence === text && each.personId === input.person.id);
  const judged = judge(sentence, cited, spans, evidence, input.nowMs);
  if (attested !== undefined && (judged.state === 'unsupported' || judged.state === 'stale')) {
    return {
      ...base,
      state: 'attested',
      attestedBy: attested.personId,
      reason: `${input.person.name} answers for this sentence.`,
    };
  }
  return { ...base, ...judged, attestedBy: null };
}

type Judgement = Pick<SentenceCheck, 'state' | 'reason'>;

function judge(
  { role }: Sentence,
  cited: readonly Fact[] | null,
  spans: readonly ClaimSpan[],
  evidence: Evidence,
  nowMs: number,
): Judgement {
  const unheld = spans.filter((span) => span.heldBy === null);
  const onlyContext = spans.every((span) => span.heldBy === 'context');
  if (role !== 'prose' && onlyContext && (cited ?? []).length === 0) return { state: 'not-factual', reason: '' };
  if (cited === null) {
    const said =
      unheld.length === 0 ? '' : ` ${quoteAll(unheld)} ${unheld.length === 1 ? 'stands' : 'stand'} in no fact.`;
    return { state: 'unsupported', reason: `Not the draft’s words, so no fact is cited for them.${said}` };
  }
  if (unheld.length > 0) return { state: 'unsupported', reason: unheldReason(unheld, cited, evidence) };
  for (const fact of cited) {
    const ageMs = staleAgeMs(fact, evidence.signals, nowMs);
    if (ageMs !== null) {
      return {
        state: 'stale',
        reason: `“${fact.label}” is ${sayDuration(ageMs)} old, past two half-lives of its signal.`,
      };
    }
  }
  return { state: spans.length === 0 && cited.length === 0 ? 'not-factual' : 'supported', reason: '' };
}

const quoteAll = (spans: readonly ClaimSpan[]) =>
  spans
    .slice(0, 4)
    .map((span) => `“${shorten(span.text, 60)}”`)
    .join(', ');

function unheldReason(unheld: readonly ClaimSpan[], cited: readonly Fact[], evidence: Evidence): string {
  const stand = unheld.length === 1 ? 'stands' : 'stand';
  const first = unheld[0];
  const elsewhere = first === undefined ? undefined : evidence.facts.find((fact) => contains(fact, first, evidence));
  const where =
    cited.length === 0 ? 'no fact is cited for this sentence' : `${stand} in no fact cited for this sentence`;
  const said = cited.length === 0 ? `${quoteAll(unheld)}: ${where}.` : `${quoteAll(unheld)} ${where}.`;
  if (elsewhere !== undefined)
    return `${said} It stands in “${shorten(elsewhere.label, 80)}”, which is not cited here.`;
  const nearest = cited[0];
  return nearest === undefined
    ? said
    : `${said} Nearest: ${shorten(nearest.label, 80)}: “${shorten(nearest.value, 120)}”.`;
}

function contains(fact: Fact, span: ClaimSpan, evidence: Evidence): boolean {
  if (span.kind === 'name') return saysWords(knownText(fact.value), wordsOf(span.text));
  const alone = { ...evidence, facts: [fact], context: knownText('') };
  return holdSpans(span.text, findCheckable(span.text), alone, 0).some((each) => each.heldBy === fact.id);
}

const shorten = (text: string, max: number) => (text.length > max ? `${text.slice(0, max - 1)}…` : text);
