/** Who has to agree to a change beside RevOps: the approvers of the rails that read what changed (RACI). */
import { RAILS } from '../../../shared/policy/gate.ts';
import type { PolicyDifference } from '../../../shared/policy/policy-changes.ts';
import type { PolicyOwner } from '../../../shared/policy/policy-parts/policy-change.ts';
import type { Rail } from '../../../shared/policy/rail.ts';

export function railOf(code: string): Rail | null {
  return RAILS.find((rail) => rail.code === code) ?? null;
}

/** Each once, in the order their changes come. */
export function approversOf(differences: readonly PolicyDifference[]): readonly PolicyOwner[] {
  const approvers = differences.flatMap(({ rails }) => rails.flatMap((code) => railOf(code)?.approver ?? []));
  return [...new Set(approvers)].filter((approver) => approver !== 'revops');
}
