/** Who may write what into the CRM: one table, default deny. Stages of the lifecycle have conditions of their own (see lifecycle.ts). */
import { canonicalJson } from '../domain/canonical-json.ts';
import type { LifecycleStage } from '../domain/lifecycle-stage.ts';
import type { Actor } from '../domain/person.ts';
import type { Suppression } from '../domain/suppression.ts';
import { PolicyDocument } from './limits.ts';

/** `suggest`: a person sees the proposal in the CRM and decides. */
export type WriteRight = 'write' | 'suggest' | 'no';

/** What may change in the CRM, grouped by who may change it. */
export const FIELD_GROUPS = [
  'activity',
  'package',
  'review-outcome',
  'suggestion',
  'early-lifecycle',
  'late-lifecycle',
  'tags',
  'next-step-date',
  'ownership',
  'opportunity',
  'disqualification-reason',
  'suppression-add',
  'suppression-remove',
  'attention-checks',
  'configuration',
] as const;
export type FieldGroup = (typeof FIELD_GROUPS)[number];

const everybody = { agent: 'write', sdr: 'write', lead: 'write', revops: 'write' } as const;

/** The table. What is not in it may not be written. */
const WRITE_RIGHTS: Readonly<Record<FieldGroup, Readonly<Record<Actor, WriteRight>>>> = {
  /** Email sent, reply class, task created. */
  activity: everybody,
  /** Account, contact, handoff package and enrichment of an import or of the agent's own making; never an owner of an existing record. */
  package: everybody,
  /** Where a package stands after a person's decision: the agent can't close its own work. */
  'review-outcome': { agent: 'no', sdr: 'write', lead: 'write', revops: 'write' },
  suggestion: everybody,
  /** Stages 1 to 6 and 10; for the agent along the table of lifecycle.ts. */
  'early-lifecycle': everybody,
  /** Stages 7 to 9; meeting set is the agent's where the booking rule holds. */
  'late-lifecycle': { agent: 'suggest', sdr: 'write', lead: 'write', revops: 'write' },
  /** Segment, persona, trigger type, source. */
  tags: everybody,
  'next-step-date': everybody,
  ownership: { agent: 'no', sdr: 'no', lead: 'write', revops: 'write' },
  /** Stage, forecast, amount, close date, billing; and only where the CRM allows it. */
  opportunity: { agent: 'no', sdr: 'write', lead: 'write', revops: 'write' },
  'disqualification-reason': { agent: 'suggest', sdr: 'write', lead: 'write', revops: 'write' },
  'suppression-add': everybody,
  /** With conditions of its own: see `mayRemoveSuppression`. */
  'suppression-remove': { agent: 'no', sdr: 'no', lead: 'no', revops: 'write' },
  /** The share of packages with a planted fault: the one thing of the policy that is a lead's as well. */
  'attention-checks': { agent: 'no', sdr: 'no', lead: 'write', revops: 'write' },
  /** Custom fields, lifecycle definitions, scoring weights, policy; by change request. */
  configuration: { agent: 'no', sdr: 'no', lead: 'no', revops: 'write' },
};

/** What an actor may do with a group of fields. */
export function mayWrite(actor: Actor, group: FieldGroup): WriteRight {
  return WRITE_RIGHTS[group][actor];
}

/** What the table looks at in a CRM write; the connector's ops fit. */
export type WriteOp =
  | { readonly kind: 'activity' | 'source-tag' | 'package-outcome' | 'task' | 'suggestion' | 'package' | 'lead' }
  | { readonly kind: 'opportunity' | 'opportunity-stage' }
  | { readonly kind: 'lifecycle'; readonly stage: LifecycleStage };

/** The group a CRM write falls into. */
export function groupOf(op: WriteOp): FieldGroup {
  switch (op.kind) {
    case 'activity':
    case 'task':
      return 'activity';
    case 'source-tag':
      return 'tags';
    case 'package-outcome':
      return 'review-outcome';
    case 'suggestion':
      return 'suggestion';
    case 'package':
    case 'lead':
      return 'package';
    case 'opportunity':
    case 'opportunity-stage':
      return 'opportunity';
    case 'lifecycle':
      return groupOfStage(op.stage);
    default:
      return op satisfies never;
  }
}

/** The group a lifecycle stage falls into. */
export function groupOfStage(stage: LifecycleStage): 'early-lifecycle' | 'late-lifecycle' {
  switch (stage) {
    case 'qualifying':
    case 'meeting-set':
    case 'disqualified':
      return 'late-lifecycle';
    case 'new':
    case 'enriched':
    case 'scored':
    case 'sequencing':
    case 'engaged':
    case 'escalated':
    case 'nurture':
      return 'early-lifecycle';
    default:
      return stage satisfies never;
  }
}

/** The group a change of the policy falls into: what can't be read, or touches anything beside the share of attention checks, is configuration. */
export function groupOfPolicyChange(before: unknown, after: unknown): FieldGroup {
  const [was, is] = [PolicyDocument.safeParse(before), PolicyDocument.safeParse(after)];
  if (!was.success || !is.success) return 'configuration';
  const apart = ({ version: _version, change: _change, limits, ...rest }: PolicyDocument): string =>
    canonicalJson({ ...rest, limits: { ...limits, attentionSharePercent: 0 } });
  return apart(was.data) === apart(is.data) ? 'attention-checks' : 'configuration';
}

/** Null where the entry may be removed, else why not: an opt-out or complaint needs the contact's own written request. */
export function whyNotRemoveSuppression(
  actor: Actor,
  removal: {
    readonly entryReason: Suppression['reason'];
    readonly because: string;
    readonly writtenRequest: string | null;
  },
): string | null {
  if (mayWrite(actor, 'suppression-remove') !== 'write')
    return 'Only RevOps may take an entry off the suppression list.';
  if (removal.because.trim() === '') return 'Taking an entry off the suppression list needs a reason.';
  const personal = removal.entryReason === 'unsubscribe' || removal.entryReason === 'complaint';
  if (personal && (removal.writtenRequest ?? '').trim() === '') {
    return `An entry made by ${removal.entryReason === 'complaint' ? 'a complaint' : 'an unsubscribe'} stays until the contact asks in writing to be written to again.`;
  }
  return null;
}
