/** Why this company, in one sentence of what its record says and what of the ICP holds. */
import { factsByPath } from '../../shared/policy/drafting/fill-template.ts';
import type { LeadFile } from '../ports/agent-ledger.ts';

export function crmWords({ account, lead }: LeadFile, matched: readonly string[]): string {
  const footprint = factsByPath(lead.facts).get('account.footprint')?.value;
  const size = account.headcount === null ? '' : `, ${account.headcount.toLocaleString('en-GB')} employees`;
  const what = `${account.industry}${footprint === undefined ? '' : ` with ${footprint}`}${size} in ${account.geography}.`;
  const fits = matched.length === 0 ? '' : ` Fits the ICP: ${matched.join('; ')}.`;
  return `${what}${fits}`.slice(0, 500);
}
