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
import { contentOf, countShared } from './content-words.ts';
import { findCheckable, findCheckableInSignature } from './find-spans.ts';
import { holdSpans, type Evidence } from './hold-spans.ts';
import { knownText, saysWords, smallWordsOf, wordsOf } from './known-text.ts';
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

function evidenceOf({ pkg, body, person, companyName, nowMs }: ClaimInput): Evidence {
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
  const written = [...new Set([body, pkg.draft?.body ?? '', account.industry])];
  return {
    facts: pkg.facts,
    signals: pkg.signals,
    nowMs,
    context: knownText(context),
    who: {
      account: knownText(account.name),
      us: knownText(companyName),
      others: knownText([contact.name, person.name].join('\n')),
    },
    everyWordOpens: false,
    isVocabulary(smallWord, facts) {
      // In its plural or its singular, as it comes.
      const single = smallWord.replace(/s$/u, '');
      const says = (text: string) => {
        const smallWords = smallWordsOf(text);
        return smallWords.has(single) || smallWords.has(`${single}s`);
      };
      return (
        written.some(says) || facts.some((fact) => says(fact.value) || wordsOf(fact.label).split(' ').includes(single))
      );
    },
  };
}

/** What was found in a package's last body, by where its sentences start: gate and screen ask of the same text many times. */
const found = new WeakMap<
  HandoffPackage,
  { readonly key: string; readonly spans: Map<number, readonly ClaimSpan[]> }
>();
const DAY_MS = 86_400_000;

function rememberedSpans(
  { pkg, body, person, companyName, nowMs }: ClaimInput,
  start: number,
  make: () => readonly ClaimSpan[],
): readonly ClaimSpan[] {
  // All that spans depend on beside the package itself, which is never changed.
  const key = [person.name, person.title, companyName, Math.floor(nowMs / DAY_MS), body].join('\0');
  let known = found.get(pkg);
  if (known?.key !== key) {
    known = { key, spans: new Map() };
    found.set(pkg, known);
  }
  const spans = known.spans.get(start) ?? make();
  known.spans.set(start, spans);
  return spans;
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
  const checkable = role === 'prose' ? findCheckable(text) : findCheckableInSignature(text);
  // For changed words any fact of the package is worth showing, though none supports them.
  const spans = rememberedSpans(input, start, () =>
    holdSpans(text, checkable, { ...evidence, facts: cited ?? evidence.facts }, start),
  );
  const base = { start, end, text, changed, factIds: (cited ?? []).map((fact) => fact.id), spans };
  const attested = input.attested.find((each) => each.sentence === text && each.personId === input.person.id);
  const judged = judge(sentence, cited, spans, evidence, input.nowMs);
  if (attested !== undefined && (judged.state === 'unsupported' || judged.state === 'stale')) {
    return {
      ...base,
      state: 'attested',
      nearestFactId: null,
      ageMs: null,
      attestedBy: attested.personId,
      reason: `${input.person.name} answers for this sentence.`,
    };
  }
  return { ...base, ...judged, attestedBy: null };
}

type Judgement = Pick<SentenceCheck, 'state' | 'reason' | 'nearestFactId' | 'ageMs'>;

const plainly = (state: SentenceCheck['state']): Judgement => ({ state, reason: '', nearestFactId: null, ageMs: null });

function judge(
  { role }: Sentence,
  cited: readonly Fact[] | null,
  spans: readonly ClaimSpan[],
  evidence: Evidence,
  nowMs: number,
): Judgement {
  const unheld = spans.filter((span) => span.heldBy === null);
  const onlyContext = spans.every((span) => span.heldBy === 'context');
  if (role !== 'prose' && onlyContext && (cited ?? []).length === 0) return plainly('not-factual');
  if (cited === null) {
    const said =
      unheld.length === 0 ? '' : ` ${quoteAll(unheld)} ${unheld.length === 1 ? 'stands' : 'stand'} in no fact.`;
    const reason = `Not the draft’s words, so no fact is cited for them.${said}`;
    return { ...plainly('unsupported'), reason, nearestFactId: nearestTo(unheld, [], evidence)?.id ?? null };
  }
  if (unheld.length > 0) {
    const reason = unheldReason(unheld, cited, evidence);
    return { ...plainly('unsupported'), reason, nearestFactId: nearestTo(unheld, cited, evidence)?.id ?? null };
  }
  for (const fact of cited) {
    const ageMs = staleAgeMs(fact, evidence.signals, nowMs);
    if (ageMs !== null) {
      return {
        ...plainly('stale'),
        ageMs,
        reason: `“${fact.label}” is ${sayDuration(ageMs)} old, past two half-lives of its signal.`,
      };
    }
  }
  return plainly(spans.length === 0 && cited.length === 0 ? 'not-factual' : 'supported');
}

const quoteAll = (spans: readonly ClaimSpan[]) =>
  spans
    .slice(0, 4)
    .map((span) => `“${shorten(span.text, 60)}”`)
    .join(', ');

function unheldReason(unheld: readonly ClaimSpan[], cited: readonly Fact[], evidence: Evidence): string {
  const stand = unheld.length === 1 ? 'stands' : 'stand';
  const where =
    cited.length === 0 ? 'no fact is cited for this sentence' : `${stand} in no fact cited for this sentence`;
  const said = cited.length === 0 ? `${quoteAll(unheld)}: ${where}.` : `${quoteAll(unheld)} ${where}.`;
  const why = unheld.find((span) => span.mismatch !== null);
  if (why?.mismatch !== undefined && why.mismatch !== null && cited.length > 0) {
    const nearest = nearestTo(unheld, cited, evidence);
    const fact = nearest === null ? '' : ` Nearest: ${shorten(nearest.label, 80)}: “${shorten(nearest.value, 120)}”.`;
    return `“${shorten(why.text, 60)}”: ${why.mismatch}.${fact}`;
  }
  const elsewhere = standsElsewhere(unheld, cited, evidence);
  if (elsewhere !== null) return `${said} It stands in “${shorten(elsewhere.label, 80)}”, which is not cited here.`;
  const nearest = cited[0];
  return nearest === undefined
    ? said
    : `${said} Nearest: ${shorten(nearest.label, 80)}: “${shorten(nearest.value, 120)}”.`;
}

/** A fact that holds the first part and is not cited. */
function standsElsewhere(unheld: readonly ClaimSpan[], cited: readonly Fact[], evidence: Evidence): Fact | null {
  const first = unheld[0];
  if (first === undefined) return null;
  return evidence.facts.find((fact) => !cited.includes(fact) && contains(fact, first, evidence)) ?? null;
}

/** The fact a reader should look at: one that holds the part but is not cited, else the cited one with most of its words. */
function nearestTo(unheld: readonly ClaimSpan[], cited: readonly Fact[], evidence: Evidence): Fact | null {
  const elsewhere = standsElsewhere(unheld, cited, evidence);
  if (elsewhere !== null && unheld.every((span) => span.mismatch === null)) return elsewhere;
  const said = contentOf(unheld.map((span) => span.text).join(' '));
  let nearest: Fact | null = cited[0] ?? null;
  let most = 0;
  for (const fact of cited.length > 0 ? cited : evidence.facts) {
    const shared = countShared(said, contentOf(`${fact.label} ${fact.value}`));
    if (shared > most) [nearest, most] = [fact, shared];
  }
  return nearest;
}

function contains(fact: Fact, span: ClaimSpan, evidence: Evidence): boolean {
  if (span.kind === 'name') return saysWords(knownText(fact.value), wordsOf(span.text));
  if (span.kind !== 'number' && span.kind !== 'date') return false;
  const alone = { ...evidence, facts: [fact], context: knownText('') };
  return holdSpans(span.text, findCheckable(span.text), alone, 0).some((each) => each.heldBy === fact.id);
}

const shorten = (text: string, max: number) => (text.length > max ? `${text.slice(0, max - 1)}…` : text);
