/** Fills what the ICP asks of a lead, provider by provider, and stops where it can't be filled. */
import { z } from 'zod';
import { Fact } from '../../../shared/domain/fact.ts';
import { type Icp, RequiredField } from '../../../shared/domain/icp.ts';
import { Signal } from '../../../shared/domain/signal.ts';
import { missingFields } from '../../../shared/policy/icp/missing-fields.ts';
import type { LeadFile } from '../../ports/agent-ledger.ts';
import { fillRecords } from '../enrich/fill-records.ts';
import { markOf } from '../lead-mark.ts';
import type { InForce } from '../library-view.ts';
import { moveLead } from '../move-lead.ts';
import { lacking, type AssessParts, type EndOf } from './assess-parts.ts';

export const EnrichOutput = z.object({
  facts: z.array(Fact),
  signals: z.array(Signal),
  missing: z.array(RequiredField),
});

/** What only a verifier can bring is not asked of providers. */
const withoutVerification = (fields: readonly RequiredField[]): readonly RequiredField[] =>
  fields.filter((field) => field !== 'contact.email-verified');

export async function enrichLead(
  { desk, policy, signal }: AssessParts,
  first: LeadFile,
  icp: InForce<Icp>,
): Promise<EndOf<typeof EnrichOutput>> {
  const nowMs = desk.clock.nowMs();
  const age = { verifiedForDays: policy.limits.verifiedForDays, nowMs };
  const gaps = (file: LeadFile) => withoutVerification(missingFields(icp.body, fillRecords(file).file, age));
  let file = first;
  const said: string[] = [];
  let retryable = false;
  let isCostly = false;
  for (const [at, provider] of desk.providers().entries()) {
    // The first speaks for the CRM and costs nothing; the others are asked only while something is missing.
    const enriched = await provider.enrich(file, signal);
    isCostly ||= at > 0;
    if (signal.aborted) return { outcome: 'stopped' };
    switch (enriched.kind) {
      case 'found':
        file = merged(file, enriched.facts, enriched.signals);
        break;
      case 'nothing':
        break;
      case 'failed':
        said.push(enriched.because);
        retryable ||= enriched.retryable;
        break;
      default:
        enriched satisfies never;
    }
    if (gaps(file).length === 0) break;
  }
  const missing = gaps(file);
  const found = {
    facts: newOf(first.lead.facts, file.lead.facts),
    signals: newOf(first.lead.signals, file.lead.signals),
  };
  const filled = fillRecords(file);
  const input = { mark: markOf(first), providers: desk.providers().map(({ name }) => name) };
  const output = { ...found, missing: [...missing] };
  const common = { input, output, isCostly, versions: [icp.version] };
  const keep = (stage: 'enriched' | null) => {
    const { lead } = file;
    if (found.facts.length + found.signals.length > 0 || filled.filled)
      desk.write({
        opId: `agent.${file.contact.id}.found.${nowMs}`,
        kind: 'lead',
        lead,
        account: filled.file.account === file.account ? null : filled.file.account,
        contact: filled.file.contact === file.contact ? null : filled.file.contact,
      });
    if (stage === null) desk.ledger.leads.put(lead);
    else moveLead(desk, lead, stage, { because: 'every required field is there', nowMs, lead });
  };
  if (missing.length === 0)
    return {
      outcome: 'done',
      because: `every required field is there; ${found.facts.length} new facts`,
      ...common,
      // An address that is not verified yet is a required field too: the lead is enriched once that is known.
      effects: () => keep(icp.body.requiredFields.includes('contact.email-verified') ? null : 'enriched'),
    };
  return { ...common, ...lacking(desk, file, { missing, said, retryable, keep: () => keep(null) }) };
}

const newOf = <T extends { readonly id: string }>(before: readonly T[], after: readonly T[]): T[] =>
  after.filter(({ id }) => !before.some((each) => each.id === id));

const MOST_FACTS = 200;
const MOST_SIGNALS = 50;

/** A fact that is there stays; a provider's newer word on its own fact takes the place of its older one. */
function merged(file: LeadFile, facts: readonly Fact[], signals: readonly Signal[]): LeadFile {
  const { lead } = file;
  const fresh = new Map(facts.map((fact) => [fact.id, fact]));
  const kept = lead.facts.map((fact) => fresh.get(fact.id) ?? fact);
  const added = newOf(kept, facts);
  return {
    ...file,
    lead: {
      ...lead,
      facts: [...kept, ...added].slice(0, MOST_FACTS),
      signals: [...lead.signals, ...newOf(lead.signals, signals)].slice(0, MOST_SIGNALS),
    },
  };
}

/** The lead with what enrichment brought. */
export function withFound(file: LeadFile, { facts, signals }: z.infer<typeof EnrichOutput>): LeadFile {
  return fillRecords(merged(file, facts, signals)).file;
}
