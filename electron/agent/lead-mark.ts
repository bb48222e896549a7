/** A short mark of all that is known of a lead: while it stays the same, work that ended for a reason would end the same way again. */
import { fnv1a } from '../../shared/policy/stable-hash.ts';
import type { AgentLedger, LeadFile } from '../ports/agent-ledger.ts';

export function markOf({ lead, account, contact }: LeadFile): string {
  const { stage: _stage, nextStepAtMs: _nextStepAtMs, ...known } = lead;
  return fnv1a(JSON.stringify([known, account, contact])).toString(36);
}

const MOST_STEPS = 40;

/** The mark under which the lead was last rated, by which ICP, and whether its last step failed in a way that passes; null where it never was. */
export function lastRated(
  ledger: Pick<AgentLedger, 'runs'>,
  file: LeadFile,
): { readonly mark: string; readonly versions: readonly string[]; readonly mayDoBetter: boolean } | null {
  const steps = ledger.runs.stepsOf({ kind: 'lead', contactId: file.contact.id }, MOST_STEPS);
  const rated = steps.find(({ name }) => name === 'rate');
  if (rated === undefined) return null;
  const input: unknown = JSON.parse(rated.input);
  const mark = typeof input === 'object' && input !== null && 'mark' in input ? String(input.mark) : '';
  return { mark, versions: rated.versions, mayDoBetter: steps[0]?.outcome === 'failed' };
}
