/**
 * Which value of a lead's field holds while a change made here is on its way to the CRM. It decides by what was said, never by time: a
 * pulled value we had before is older than ours, one we never had is somebody else's, and the CRM's word goes first.
 */
import { createHash } from 'node:crypto';
import type { Lead } from '../../../shared/domain/lead.ts';

const FIELDS = ['ownerId', 'stage', 'nextStepAtMs', 'signals', 'facts'] as const;
export type LeadField = (typeof FIELDS)[number];

/** For each field changed here: the marks of the values it had since the CRM last agreed, oldest first; the last one holds. */
export type Unconfirmed = Readonly<Partial<Record<LeadField, readonly string[]>>>;

/** A change that the CRM has not shown after this many more is not waited for. */
const MOST_VALUES = 24;
const MARK_CHARS = 40;

function markOf(value: Lead[LeadField]): string {
  const text = JSON.stringify(value);
  return text.length <= MARK_CHARS ? text : createHash('sha256').update(text).digest('base64');
}

/** After `next` was put over `held` here. */
export function withChange(unconfirmed: Unconfirmed, held: Lead | null, next: Lead): Unconfirmed {
  const after: Partial<Record<LeadField, readonly string[]>> = { ...unconfirmed };
  for (const field of FIELDS) {
    const mark = markOf(next[field]);
    if (held === null) {
      after[field] = [mark];
      continue;
    }
    const before = markOf(held[field]);
    if (before !== mark) after[field] = [...(unconfirmed[field] ?? [before]), mark].slice(-MOST_VALUES);
  }
  return after;
}

/** What holds once the CRM's `pulled` came over `held`. */
export function merged(
  unconfirmed: Unconfirmed,
  held: Lead | null,
  pulled: Lead,
): { readonly lead: Lead; readonly unconfirmed: Unconfirmed } {
  if (held === null) return { lead: pulled, unconfirmed: {} };
  const still: Partial<Record<LeadField, readonly string[]>> = {};
  let lead = pulled;
  for (const field of FIELDS) {
    const said = unconfirmed[field];
    const mark = markOf(pulled[field]);
    if (said === undefined || mark === said.at(-1) || !said.includes(mark)) continue;
    still[field] = said;
    lead = { ...lead, [field]: held[field] };
  }
  return { lead, unconfirmed: still };
}

/** The CRM refused a write of these fields: its own values hold again. */
export function given(
  unconfirmed: Unconfirmed,
  held: Lead,
  crm: Lead,
  fields: readonly LeadField[],
): { readonly lead: Lead; readonly unconfirmed: Unconfirmed } {
  const still = Object.fromEntries(
    Object.entries(unconfirmed).filter(([field]) => !fields.includes(field as LeadField)),
  ) as Unconfirmed;
  return { lead: fields.reduce((lead, field) => ({ ...lead, [field]: crm[field] }), held), unconfirmed: still };
}

/** The fields that each kind of write carries. */
export const FIELDS_OF_WRITE = {
  lifecycle: ['stage'],
  lead: ['ownerId', 'nextStepAtMs', 'signals', 'facts'],
} as const satisfies Record<string, readonly LeadField[]>;
