/** Enriched data is used as its rule allows: as it is, after a named person confirmed the sentence, or never. */
import type { Fact } from '../../domain/fact.ts';
import type { Finding, FindingTarget } from '../../domain/finding.ts';
import { originalSentences, sameWordsKey } from '../claims/cited-facts.ts';
import { splitSentences } from '../claims/split-sentences.ts';
import { findPhrase, foldText } from '../fold-text.ts';
import { finding, type GateInput, type Rail } from '../rail.ts';

export const dataRuleRail: Rail = {
  code: 'data-rule',
  title: 'Data used as allowed',
  kinds: ['first-touch', 'follow-up', 'reply'],
  owner: 'security-legal',
  approver: 'security-legal',
  evaluate(input) {
    return input.pkg.facts
      .filter(({ dataRule }) => dataRule !== 'allowed')
      .flatMap((fact) => usesOf(fact, input).flatMap((use) => judge(fact, use, input)));
  },
};

/** A sentence or the subject that says what a fact says, in the words an attestation would repeat. */
interface Use {
  readonly words: string;
  readonly target: FindingTarget;
}

function usesOf(fact: Fact, { body, message, pkg, policy, person }: GateInput): readonly Use[] {
  const original = originalSentences(pkg);
  const value = tellingValue(fact, [
    pkg.contact.name,
    pkg.account.name,
    policy.companyName,
    person.name,
    ...pkg.facts.filter(({ dataRule }) => dataRule === 'allowed').map((each) => each.value),
  ]);
  const says = (text: string) => value !== null && findPhrase(foldText(text), value) !== null;
  const uses = splitSentences(body)
    .filter(({ text }) => (original.get(sameWordsKey(text)) ?? []).includes(fact.id) || says(text))
    .map(({ end, start, text }): Use => ({ words: text, target: { field: 'body', start, end } }));
  const { subject } = message;
  if (says(subject)) uses.unshift({ words: subject, target: { field: 'subject', start: 0, end: subject.length } });
  return uses;
}

/** The value in the spelling it is looked for; null where it is too short to tell, or may be said for another reason. */
function tellingValue({ value }: Fact, otherwiseKnown: readonly string[]): ReturnType<typeof foldText> | null {
  if ((value.match(/[\p{L}\p{N}]/gu) ?? []).length < 4) return null;
  const folded = foldText(value);
  return otherwiseKnown.some((text) => findPhrase(foldText(text), folded) !== null) ? null : folded;
}

function judge(fact: Fact, { target, words }: Use, { attested, person }: GateInput): readonly Finding[] {
  const named = `“${fact.label}” (${fact.source})`;
  switch (fact.dataRule) {
    case 'allowed':
      return [];
    case 'never':
      return [
        finding(
          'data-rule',
          'refuse',
          {
            evidence: `The ${target.field} uses ${named}, which our data rules never allow in a message.`,
            clears: 'Take out what rests on it; only security and legal change the rule.',
          },
          { target },
        ),
      ];
    case 'confirm':
      if (attested.some((each) => each.sentence === words && each.personId === person.id)) return [];
      return [
        finding(
          'data-rule',
          'attest',
          {
            evidence: `The ${target.field} uses ${named}, which a person must confirm before it is said.`,
            clears: 'Check it and answer for the sentence by name (T), or take it out.',
          },
          { target },
        ),
      ];
    default:
      return fact.dataRule satisfies never;
  }
}
