/** Something the contact did. Opens are not recorded: they are noise, and reading them is tracking. */
import { z } from 'zod';
import { ContactId } from './ids.ts';
import { line } from './text.ts';
import { EpochMs } from './time.ts';

export const Engagement = z.object({
  contactId: ContactId,
  kind: z.enum(['reply', 'click', 'meeting-link', 'pricing-page', 'job-change']),
  source: line(200),
  atMs: EpochMs,
});
