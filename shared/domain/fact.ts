/** One enrichment field with its source. A draft may state facts and nothing else. */
import { z } from 'zod';
import { FactId } from './ids.ts';
import { line, WebUrl } from './text.ts';
import { EpochMs } from './time.ts';

/** Whether a fact may be used: as it is, after a person confirmed it, or never. */
export const DataRule = z.enum(['allowed', 'confirm', 'never']);

export const Fact = z.object({
  id: FactId,
  /** Where it sits in the enriched record, such as `account.headcount`. */
  path: line(120).min(1),
  label: line(120).min(1),
  value: line(1_000).min(1),
  source: line(200).min(1),
  url: WebUrl.nullable(),
  observedAtMs: EpochMs,
  /** 0 to 1, as the source states it. */
  confidence: z.number().min(0).max(1),
  dataRule: DataRule,
});
export type Fact = z.infer<typeof Fact>;
