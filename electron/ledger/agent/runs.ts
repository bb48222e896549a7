/** Runs of the agent and each finished step, numbered in the order they ended. A step is written once and never changed. */
import type { AgentRun, AgentStep } from '../../../shared/domain/agent-run.ts';
import type { AgentLedger } from '../../ports/agent-ledger.ts';
import type { Connection } from '../connection.ts';

const keyOf = (subject: AgentStep['subject']): string =>
  subject.kind === 'lead' ? `lead ${subject.contactId}` : `reply ${subject.replyId}`;

const USE = `
  SELECT coalesce(sum(input_tokens), 0) AS input, coalesce(sum(output_tokens), 0) AS output, coalesce(sum(cost_micros), 0) AS cost
  FROM agent_steps WHERE at_ms >= ?`;

export function makeRuns(connection: Connection): AgentLedger['runs'] {
  return {
    begin(run) {
      connection.transact(() =>
        connection.run(
          'INSERT INTO agent_runs (id, started_at_ms, body) VALUES (?, ?, ?)',
          run.id,
          run.startedAtMs,
          JSON.stringify(run),
        ),
      );
    },
    update(run) {
      connection.transact(() => {
        if (connection.run('UPDATE agent_runs SET body = ? WHERE id = ?', JSON.stringify(run), run.id) === 0)
          throw new Error(`There is no run ${run.id}.`);
      });
    },
    read(id) {
      const body = connection.get('SELECT body FROM agent_runs WHERE id = ?', id)?.body;
      return typeof body === 'string' ? (JSON.parse(body) as AgentRun) : null;
    },
    latest: (limit) =>
      connection
        // As they were begun: a clock that was set back dates a later one before an earlier one.
        .all('SELECT body FROM agent_runs ORDER BY rowid DESC LIMIT ?', limit)
        .map((row) => JSON.parse(String(row.body)) as AgentRun),
    record: (step) =>
      connection.transact(() => {
        const no = Number(connection.get('SELECT coalesce(max(no), 0) + 1 AS no FROM agent_steps')?.no);
        const numbered = { ...step, no };
        connection.run(
          'INSERT INTO agent_steps (no, subject, at_ms, input_tokens, output_tokens, cost_micros, body) VALUES (?, ?, ?, ?, ?, ?, ?)',
          no,
          keyOf(step.subject),
          step.atMs,
          step.use.inputTokens,
          step.use.outputTokens,
          step.use.costMicros,
          JSON.stringify(numbered),
        );
        return numbered;
      }),
    stepsOf: (subject, limit) =>
      connection
        .all('SELECT body FROM agent_steps WHERE subject = ? ORDER BY no DESC LIMIT ?', keyOf(subject), limit)
        .map((row) => JSON.parse(String(row.body)) as AgentStep),
    usedSince(atMs) {
      const row = connection.get(USE, atMs);
      return {
        inputTokens: Number(row?.input),
        outputTokens: Number(row?.output),
        costMicros: Number(row?.cost),
      };
    },
  };
}
