/** What each rail has to say of this message, for the list of all checks: one line a rail, no rail left out, nothing ticked that is not known. */
import type { Finding, Verdict } from '../../../shared/domain/finding.ts';
import type { MessageKind } from '../../../shared/domain/handoff-package.ts';
import { RAILS, STRICTNESS } from '../../../shared/policy/gate.ts';
import type { Rail } from '../../../shared/policy/rail.ts';

/**
 * `spoke`: it has a finding. `passes`: evaluated now, nothing to say. `at-release`: it judges the approval itself, which does not exist yet.
 * `not-asked`: not for this kind of message. `unknown`: there was nothing to judge by.
 */
export type RailLine =
  | { readonly state: 'spoke'; readonly rail: Rail; readonly finding: Finding }
  | { readonly state: 'passes' | 'at-release' | 'not-asked' | 'unknown'; readonly rail: Rail };

const ABOUT_THE_APPROVAL: readonly Rail['code'][] = ['countersignature', 'evidence-changed', 'approval-expired'];

/** Findings from the strictest down, in the order a reader meets them. */
export function byStrictness(findings: readonly Finding[]): readonly Finding[] {
  return [...findings].sort((a, b) => STRICTNESS.indexOf(a.answer) - STRICTNESS.indexOf(b.answer));
}

/** `couldJudge` is false while the preview had no world or desk to judge by: then silence is no pass. */
export function railLines(verdict: Verdict, kind: MessageKind, couldJudge: boolean): readonly RailLine[] {
  const spoke = byStrictness(verdict.findings).flatMap((finding): RailLine[] => {
    const rail = RAILS.find(({ code }) => code === finding.code);
    return rail === undefined ? [] : [{ state: 'spoke', rail, finding }];
  });
  const silent = RAILS.filter(({ code }) => !verdict.findings.some((finding) => finding.code === code)).map(
    (rail): RailLine => ({ state: silenceOf(rail, kind, couldJudge), rail }),
  );
  const order = ['unknown', 'passes', 'at-release', 'not-asked'];
  return [...spoke, ...silent.sort((a, b) => order.indexOf(a.state) - order.indexOf(b.state))];
}

function silenceOf(
  rail: Rail,
  kind: MessageKind,
  couldJudge: boolean,
): 'passes' | 'at-release' | 'not-asked' | 'unknown' {
  if (!rail.kinds.includes(kind)) return 'not-asked';
  if (ABOUT_THE_APPROVAL.includes(rail.code)) return 'at-release';
  return couldJudge ? 'passes' : 'unknown';
}
