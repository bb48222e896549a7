/** What a screen reader hears when the reader steps to a sentence or comes to a package: the same as gutter and strip show. */
import type { Verdict } from '../../../shared/domain/finding.ts';
import type { HandoffPackage } from '../../../shared/domain/handoff-package.ts';
import type { SentenceCheck } from '../../../shared/policy/claims/sentence-check.ts';
import { counted, MESSAGE_KIND, SENTENCE } from './review-words.ts';

export function spokenSentence(sentences: readonly SentenceCheck[], index: number | null): string {
  const sentence = index === null ? undefined : sentences[index];
  if (sentence === undefined || index === null) return '';
  const state = SENTENCE[sentence.state].label;
  return `Sentence ${index + 1} of ${sentences.length}. ${state}. ${sentence.text} ${sentence.reason}`.trim();
}

export function spokenPackage(pkg: HandoffPackage, verdict: Verdict): string {
  const kind = MESSAGE_KIND[pkg.messageKind].toLowerCase();
  return `${pkg.account.name}, Tier ${pkg.account.tier}, ${pkg.contact.name}, ${kind}. ${spokenVerdict(verdict)}`;
}

/** What the checks say, alone: while somebody writes, whose package it is need not be said again. */
export function spokenVerdict({ findings }: Verdict): string {
  return findings.length === 0 ? 'Every check passes.' : `${counted(findings.length, 'finding')}.`;
}
