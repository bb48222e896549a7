/** The lead's stages and the opportunity's stages (spec 2). Who may move a lead is policy, not here. */
import { z } from 'zod';

export const LifecycleStage = z.enum([
  'new',
  'enriched',
  'scored',
  'sequencing',
  'engaged',
  'escalated',
  'qualifying',
  'meeting-set',
  'disqualified',
  'nurture',
]);
export type LifecycleStage = z.infer<typeof LifecycleStage>;

/**
 * Shown, human-owned, written only where the CRM allows.
 * @public the board and the CRM maps name stages by it
 */
export const OpportunityStage = z.enum([
  'discovery-scheduled',
  'discovery-complete',
  'evaluation',
  'security-legal',
  'negotiation',
  'closed-won',
  'closed-lost',
]);
