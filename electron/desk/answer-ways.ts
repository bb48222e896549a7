/** How replies are read again and answered: by the model that was chosen within its budget, else by templates. It decides neither whether nor to whom. */
import { PackageId } from '../../shared/domain/ids.ts';
import { budgetOf } from '../agent/budget.ts';
import { classifyWithModel } from '../agent/classify-reply.ts';
import { draftPackage } from '../agent/draft-package.ts';
import { draftReply } from '../agent/draft-reply.ts';
import type { AgentDesk } from '../ports/agent-desk.ts';
import type { Model } from '../ports/model.ts';
import type { AnswerWays } from './answers.ts';

export function answerWays(desk: AgentDesk): AnswerWays {
  /** What today's budget no longer pays for is done by rules and templates. */
  const affordable = (): Model | null => {
    const policy = desk.policy();
    if (policy === null) return null;
    // A full review queue is no reason: whoever wrote waits for an answer.
    return budgetOf(desk, policy).spent === null ? desk.model() : null;
  };
  return {
    askModel() {
      const model = affordable();
      if (model === null) return null;
      return async (reply, answered, signal) => {
        const read = await classifyWithModel(
          { model, library: desk.ledger.library },
          {
            newText: reply.text,
            subject: reply.subject,
            answered,
            contactId: reply.contactId ?? reply.id,
            sentAtMs: reply.atMs,
            people: Math.max(1, reply.people.length),
          },
          signal,
        );
        switch (read.kind) {
          case 'read':
            return read;
          case 'failed':
            return { kind: 'none', because: read.because, use: read.use };
          case 'stopped':
            return { kind: 'stopped' };
          default:
            return read satisfies never;
        }
      };
    },
    async draft(wish, signal) {
      const nowMs = desk.clock.nowMs();
      const drafted = await draftReply({ ...desk, model: affordable }, { ...wish, nowMs }, signal);
      switch (drafted.kind) {
        case 'drafted': {
          const { task, draft, use, versions } = drafted;
          // One answer a reply, however often it is drafted.
          const id = PackageId.parse(`pkg-${wish.reply.id}`.slice(0, 120));
          return { kind: 'drafted', pkg: draftPackage(task, draft, id, desk.clock.nowMs()), use, versions };
        }
        case 'failed':
        case 'blocked':
          return { kind: 'none', because: drafted.because, use: drafted.use };
        case 'stopped':
          return { kind: 'stopped' };
        default:
          return drafted satisfies never;
      }
    },
  };
}
