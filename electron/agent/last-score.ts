/** The score a lead got last, from its steps on record; a plain one where it never was scored. */
import { z } from 'zod';
import { Score } from '../../shared/domain/score.ts';
import type { AgentLedger, LeadFile } from '../ports/agent-ledger.ts';

export const ScoreOutput = z.object({ score: Score.omit({ route: true }) });

const MOST_STEPS = 100;

export function lastScore(ledger: Pick<AgentLedger, 'runs' | 'leads'>, { contact }: LeadFile): Score {
  const steps = ledger.runs.stepsOf({ kind: 'lead', contactId: contact.id }, MOST_STEPS);
  for (const step of steps) {
    if (step.name !== 'score' || step.outcome !== 'done') continue;
    const read = ScoreOutput.safeParse(JSON.parse(step.output));
    if (read.success) return { ...read.data.score, route: 'sequence' };
  }
  const [scored] = ledger.leads.packages(contact.id, 1);
  return scored?.score ?? { overall: 0, fit: 0, trigger: 0, confidence: 0, drivers: [], route: 'human' };
}
