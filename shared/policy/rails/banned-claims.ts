/**
 * Nothing the policy bans is said, and what it wants verified first is said only where an approved source stands behind it. A person's
 * attestation does not help: these are the company's words, not theirs.
 */
import type { Fact } from '../../domain/fact.ts';
import type { Finding } from '../../domain/finding.ts';
import { citedFacts, originalSentences, sameWordsKey } from '../claims/cited-facts.ts';
import { splitSentences } from '../claims/split-sentences.ts';
import { findPhrase, foldText, type Place } from '../fold-text.ts';
import { folded } from '../folded-phrases.ts';
import type { PolicyDocument } from '../limits.ts';
import { finding, type GateInput, type Rail } from '../rail.ts';

type Topic = PolicyDocument['phrases']['verifyFirst'][number];

const TOPICS: Readonly<Record<Topic['topic'], string>> = {
  pricing: 'Pricing',
  'case-study': 'A case study',
  guarantee: 'A guarantee',
  compliance: 'Compliance',
  'regulated-industry': 'A regulated industry',
};

export const bannedClaimsRail: Rail = {
  code: 'banned-claims',
  title: 'Nothing banned or unverified',
  kinds: ['first-touch', 'follow-up', 'reply'],
  owner: 'marketing',
  approver: 'security-legal',
  evaluate(input) {
    return [...banned(input), ...unverified(input)];
  },
};

function banned({ body, message, policy }: GateInput): readonly Finding[] {
  const texts = { subject: message.subject, body: withoutQuotes(body) } as const;
  const phrases = folded(policy.phrases.banned);
  return policy.phrases.banned.flatMap(({ because }, at) =>
    (['subject', 'body'] as const).flatMap((field) => {
      const phrase = phrases[at];
      const place = phrase === undefined ? null : findPhrase(foldText(texts[field]), phrase);
      if (place === null) return [];
      return [
        finding(
          'banned-claims',
          'refuse',
          {
            evidence: `“${texts[field].slice(place.start, place.end)}” in the ${field} is never said: ${because}.`,
            clears: 'Take it out or say it in other words; only marketing changes the list.',
          },
          { target: { field, ...place } },
        ),
      ];
    }),
  );
}

function unverified(input: GateInput): readonly Finding[] {
  const { body, message, pkg, policy } = input;
  if (policy.phrases.verifyFirst.length === 0) return [];
  const own = withoutQuotes(body);
  const said = policy.phrases.verifyFirst.filter(
    (topic) => placeOf(topic, message.subject) !== null || placeOf(topic, own) !== null,
  );
  if (said.length === 0) return [];
  const original = originalSentences(pkg);
  const byId = new Map(pkg.facts.map((fact) => [fact.id, fact]));
  const cited = citedFacts(pkg, body);
  return said.flatMap((topic) => {
    const inSubject = placeOf(topic, message.subject);
    const subject =
      inSubject === null || isApproved(topic, cited)
        ? []
        : [refuse(topic, 'subject', message.subject.slice(inSubject.start, inSubject.end), inSubject, cited)];
    const sentences = splitSentences(own).flatMap((sentence) => {
      const place = placeOf(topic, sentence.text);
      if (place === null) return [];
      const behind = (original.get(sameWordsKey(sentence.text)) ?? []).flatMap((id) => byId.get(id) ?? []);
      if (isApproved(topic, behind)) return [];
      const words = sentence.text.slice(place.start, place.end);
      return [refuse(topic, 'body', words, { start: sentence.start, end: sentence.end }, behind)];
    });
    return [...subject, ...sentences];
  });
}

function placeOf({ phrases }: Topic, text: string): Place | null {
  const where = foldText(text);
  for (const phrase of folded(phrases)) {
    const place = findPhrase(where, phrase);
    if (place !== null) return place;
  }
  return null;
}

const isApproved = ({ approvedSources }: Topic, facts: readonly Fact[]) =>
  facts.some(({ source }) => approvedSources.includes(source));

function refuse(
  { topic, approvedSources }: Topic,
  field: 'subject' | 'body',
  words: string,
  place: Place,
  facts: readonly Fact[],
): Finding {
  const rests =
    facts.length === 0
      ? field === 'body'
        ? 'no fact is cited for the sentence'
        : 'no cited fact stands behind the subject'
      : `it rests on ${[...new Set(facts.map(({ source }) => `“${source}”`))].slice(0, 3).join(', ')}`;
  const allowed = approvedSources.map((source) => `“${source}”`).slice(0, 4);
  return finding(
    'banned-claims',
    'refuse',
    {
      evidence: `${TOPICS[topic]} is said only with an approved source: “${words}”, but ${rests}.`,
      clears:
        allowed.length === 0
          ? 'Take it out: the policy names no approved source for this.'
          : `A fact from ${allowed.join(' or ')} cited for it, or take it out.`,
    },
    { target: { field, ...place } },
  );
}

/** What the other side said and is only quoted is not our claim. Every character keeps its place. */
function withoutQuotes(body: string): string {
  return body.includes('>') ? body.replace(/^[ \t]*>.*$/gmu, (line) => ' '.repeat(line.length)) : body;
}
