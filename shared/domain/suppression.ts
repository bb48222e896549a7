/** Nobody who asked not to be written to is: one entry of the suppression list. */
import { z } from 'zod';
import { SuppressionId } from './ids.ts';
import { line } from './text.ts';
import { EpochMs } from './time.ts';

/** `global` an address for every team and sequence; `contact` an address for ours; scopes are a union. */
export const SuppressionScope = z.enum(['global', 'domain', 'account', 'contact']);
export type SuppressionScope = z.infer<typeof SuppressionScope>;

export const SuppressionReason = z.enum([
  'unsubscribe',
  'complaint',
  'hard-bounce',
  'request',
  'legal',
  'sensitive',
  'manual',
]);

export const Suppression = z.object({
  id: SuppressionId,
  scope: SuppressionScope,
  /** An address (global), a domain, an account id, or a contact id or address, by scope. */
  value: line(254).min(1),
  reason: SuppressionReason,
  source: line(200),
  evidence: line(500),
  atMs: EpochMs,
  /** A person's id, or `agent`, or the name of the system that reported it. */
  by: line(120),
  expiresAtMs: EpochMs.nullable(),
});
export type Suppression = z.infer<typeof Suppression>;
