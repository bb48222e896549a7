/** What each step of assessing a lead is given, how it ends, and how it ends where a required field stays empty. */
import type { z } from 'zod';
import type { RequiredField } from '../../../shared/domain/icp.ts';
import { sayMissing } from '../../../shared/policy/icp/missing-fields.ts';
import type { PolicyDocument } from '../../../shared/policy/limits.ts';
import type { AgentDesk } from '../../ports/agent-desk.ts';
import type { LeadFile } from '../../ports/agent-ledger.ts';
import type { Journal, StepEnd } from '../journal.ts';
import { setStanding } from '../move-lead.ts';

export interface AssessParts {
  readonly desk: AgentDesk;
  readonly journal: Journal;
  readonly policy: PolicyDocument;
  readonly signal: AbortSignal;
}

/** How a step ends whose output is of that schema. */
export type EndOf<S extends z.ZodType> = StepEnd<z.infer<S>>;

export interface Lacking {
  readonly missing: readonly RequiredField[];
  /** What each service that was asked had to say. */
  readonly said: readonly string[];
  /** One of them failed in a way that may pass: the next run asks again. */
  readonly retryable: boolean;
  /** What was found all the same. */
  readonly keep: () => void;
}

/** The lead waits among the enrichment failures, with the reason. */
export function lacking(desk: AgentDesk, file: LeadFile, { missing, said, retryable, keep }: Lacking) {
  const because = [sayMissing(missing), ...said].join('. ');
  return {
    outcome: retryable ? ('failed' as const) : ('blocked' as const),
    because,
    effects() {
      keep();
      setStanding(desk, file, { queue: 'enrichment-failures', because, rating: null, score: null });
    },
  };
}
