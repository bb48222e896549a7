/** Puts a policy into force on this desk, with its line in the trust log. It never judges the policy and never writes to the CRM. */
import { isDeepStrictEqual } from 'node:util';
import type { PolicyDocument } from '../../shared/policy/limits.ts';
import type { Clock } from '../ports/clock.ts';
import type { Ledger } from '../ports/ledger.ts';

/** The id under which the team's policy stands among the CRM's documents. */
export const TEAM_POLICY_ID = 'team';

/** From here on the gate goes by this document; the one that is in force already changes nothing. */
export function putPolicyInForce(
  { ledger, clock }: { readonly ledger: Ledger; readonly clock: Clock },
  policy: PolicyDocument,
  actor: string,
): void {
  const before = ledger.copies.policy();
  ledger.transact(() => {
    ledger.copies.setPolicy(policy);
    if (isDeepStrictEqual(before, policy)) return;
    ledger.trace.append({
      atMs: clock.nowMs(),
      kind: 'policy',
      actor,
      subject: { act: 'in-force', from: before?.version ?? null, to: policy.version },
      inputs: policy,
      policyVersion: policy.version,
    });
  });
}
