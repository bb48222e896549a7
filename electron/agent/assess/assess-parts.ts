/** What each step of assessing a lead is given, and how it ends. */
import type { z } from 'zod';
import type { PolicyDocument } from '../../../shared/policy/limits.ts';
import type { AgentDesk } from '../../ports/agent-desk.ts';
import type { Journal, StepEnd } from '../journal.ts';

export interface AssessParts {
  readonly desk: AgentDesk;
  readonly journal: Journal;
  readonly policy: PolicyDocument;
  readonly signal: AbortSignal;
}

/** How a step ends whose output is of that schema. */
export type EndOf<S extends z.ZodType> = StepEnd<z.infer<S>>;
