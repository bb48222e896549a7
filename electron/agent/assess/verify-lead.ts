/** Has the address verified where the ICP asks for it, by the first verifier that gives a verdict. */
import { z } from 'zod';
import { Verification, type Contact } from '../../../shared/domain/contact.ts';
import { type Icp } from '../../../shared/domain/icp.ts';
import { EpochMs } from '../../../shared/domain/time.ts';
import { missingFields } from '../../../shared/policy/icp/missing-fields.ts';
import type { LeadFile } from '../../ports/agent-ledger.ts';
import type { InForce } from '../library-view.ts';
import { moveLead } from '../move-lead.ts';
import { lacking, type AssessParts, type EndOf } from './assess-parts.ts';

export const VerifyOutput = z.object({ verification: Verification, verifiedAtMs: EpochMs.nullable() });

export async function verifyLead(
  { desk, policy, signal }: AssessParts,
  file: LeadFile,
  icp: InForce<Icp>,
): Promise<EndOf<typeof VerifyOutput>> {
  const nowMs = desk.clock.nowMs();
  const { contact, lead } = file;
  const age = { verifiedForDays: policy.limits.verifiedForDays, nowMs };
  const isOpen = (one: Contact) =>
    missingFields(icp.body, { ...file, contact: one }, age).includes('contact.email-verified');
  const asIs = { verification: contact.verification, verifiedAtMs: contact.verifiedAtMs };
  const input = { contactId: contact.id, ...asIs, verifiers: desk.verifiers().map(({ name }) => name) };
  const enriched = () =>
    moveLead(desk, lead, 'enriched', { because: 'every required field is there, the address is verified', nowMs });
  const isRequired = icp.body.requiredFields.includes('contact.email-verified');
  if (!isOpen(contact))
    return {
      outcome: 'done',
      because: isRequired ? 'the address is verified' : 'not asked for',
      input,
      output: asIs,
      versions: [icp.version],
      ...(isRequired ? { effects: enriched } : {}),
    };
  const said: string[] = [];
  let retryable = false;
  let last: { readonly verification: Verification; readonly verifiedAtMs: number | null } = asIs;
  for (const verifier of desk.verifiers()) {
    const verdict = await verifier.verify(contact.email, signal);
    if (signal.aborted) return { outcome: 'stopped' };
    if (verdict.kind === 'failed') {
      said.push(verdict.because);
      retryable ||= verdict.retryable;
      continue;
    }
    last = { verification: verdict.verification, verifiedAtMs: verdict.atMs };
    said.push(`${verdict.source} says ${verdict.verification}`);
    break;
  }
  const verifiedContact = { ...contact, ...last };
  const keep = () => {
    if (last === asIs) return;
    desk.write({
      opId: `agent.${contact.id}.verified.${nowMs}`,
      kind: 'lead',
      lead,
      account: null,
      contact: verifiedContact,
    });
  };
  const common = { input, output: last, versions: [icp.version] };
  if (!isOpen(verifiedContact))
    return {
      ...common,
      outcome: 'done',
      because: said.join('; '),
      isCostly: true,
      effects: () => {
        keep();
        enriched();
      },
    };
  return {
    ...common,
    isCostly: said.length > 0,
    ...lacking(desk, file, {
      missing: ['contact.email-verified'],
      said: said.length === 0 ? ['no verifier is set up'] : said,
      retryable,
      keep,
    }),
  };
}
