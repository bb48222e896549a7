/** What the agent did with one lead, newest first, and what its last steps found. Reads only; a record of another form is shown as text. */
import { useEffect, useState } from 'react';
import { z } from 'zod';
import type { AgentStep } from '../../../shared/domain/agent-run.ts';
import { PackageId, type ContactId } from '../../../shared/domain/ids.ts';
import { Score } from '../../../shared/domain/score.ts';
import { call } from '../../bridge.ts';

const MOST = 200;

const Rated = z.object({ matched: z.array(z.string()), failed: z.array(z.string()) });
const Scored = z.object({ score: Score.omit({ route: true }) });
const Queued = z.object({ packageId: PackageId });

export interface LeadRecord {
  readonly steps: readonly AgentStep[];
  readonly rated: z.infer<typeof Rated> | null;
  readonly score: z.infer<typeof Scored>['score'] | null;
  readonly packageId: PackageId | null;
}

export function useSteps(
  contactId: ContactId,
  revision: string,
): { readonly record: LeadRecord | null; readonly problem: string | null } {
  const [read, setRead] = useState<{ readonly of: ContactId; readonly record: LeadRecord } | null>(null);
  const [problem, setProblem] = useState<string | null>(null);
  useEffect(() => {
    let isCurrent = true;
    void call('agent.steps', { subject: { kind: 'lead', contactId }, limit: MOST }).then((answer) => {
      if (!isCurrent) return;
      setProblem(answer.ok ? null : answer.error.message);
      if (answer.ok) setRead({ of: contactId, record: recordOf(answer.value.steps) });
    });
    return () => {
      isCurrent = false;
    };
  }, [contactId, revision]);
  return { record: read?.of === contactId ? read.record : null, problem };
}

function recordOf(steps: readonly AgentStep[]): LeadRecord {
  return {
    steps,
    rated: lastOf(steps, 'rate', Rated),
    score: lastOf(steps, 'score', Scored)?.score ?? null,
    packageId: lastOf(steps, 'queue', Queued)?.packageId ?? null,
  };
}

/** The newest step of that name whose output has that form. */
function lastOf<T>(steps: readonly AgentStep[], name: AgentStep['name'], form: z.ZodType<T>): T | null {
  for (const step of steps) {
    if (step.name !== name) continue;
    const read = form.safeParse(asJson(step.output));
    if (read.success) return read.data;
  }
  return null;
}

/** Outputs are bounded, so a long one may end in the middle. */
export function asJson(text: string): unknown {
  try {
    return JSON.parse(text) as unknown;
  } catch {
    return null;
  }
}
