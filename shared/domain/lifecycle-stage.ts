/** The lead's stages (spec 2). Who may move a lead is policy, not here. */
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
