/** Answers the channels of the agent's work: its state, its runs and steps, the leads in its queues. Holds no rule of its own. */
import type { Person } from '../../shared/domain/person.ts';
import { LeadStanding } from '../../shared/domain/agent-run.ts';
import type { ChannelName, ParsedRequestOf, ResponseOf } from '../../shared/ipc/contract.ts';
import { EVERY_LEAD, type LeadFilter } from '../ports/agent-ledger.ts';
import type { Clock } from '../ports/clock.ts';
import type { Desk } from '../ports/desk.ts';
import type { WorkingDesk } from './working-desk.ts';

export interface AgentHandlerParts {
  readonly clock: Clock;
  readonly person: () => Person;
  readonly work: () => WorkingDesk;
}

type Handlers = Pick<
  Desk['handlers'],
  Extract<ChannelName, `agent.${string}` | 'leads.page' | 'leads.answer' | 'draft.rewrite'>
>;

const QUEUES = LeadStanding.shape.queue.options;

export function makeAgentHandlers({ clock, person, work }: AgentHandlerParts): Handlers {
  return {
    'agent.state': () => work().agent.state(),
    'agent.run': () => work().agent.runNow(person().id),
    'agent.stop': () => {
      work().agent.stopRun();
      return { kind: 'ok' };
    },
    'agent.runs': ({ limit }) => ({ runs: [...work().ledger.agent.runs.latest(limit)] }),
    'agent.steps': ({ subject, limit }) => ({ steps: [...work().ledger.agent.runs.stepsOf(subject, limit)] }),
    'draft.rewrite': (request) => rewrite(work(), person(), request),
    'leads.page': (request) => readLeads(work(), person(), request),
    'leads.answer': (request) => answerLead(work(), person(), request, clock.nowMs()),
  };
}

/** Only whose package it is, while it is to be decided. */
async function rewrite(
  { ledger, agent }: WorkingDesk,
  person: Person,
  { packageId, ...wish }: ParsedRequestOf<'draft.rewrite'>,
): Promise<ResponseOf<'draft.rewrite'>> {
  // A decoy is written again like any package: before the decision nothing tells it apart.
  const pkg = ledger.copies.readPackage(packageId) ?? ledger.decoys.shown(packageId);
  if (pkg === null) return { kind: 'no', because: 'There is no such package any more.' };
  if (pkg.draft === null) return { kind: 'no', because: 'This step has no email to write again.' };
  if (pkg.review.ownerId !== person.id) return { kind: 'no', because: 'This package is with somebody else.' };
  const answer = await agent.rewrite({ pkg, ...wish });
  return answer.kind === 'no' ? answer : { ...answer, findings: [...answer.findings] };
}

/** An SDR works on their own leads; a lead or RevOps sees the team's. */
function readLeads(
  { ledger }: WorkingDesk,
  person: Person,
  { queue, search, firstId, afterId, limit }: ParsedRequestOf<'leads.page'>,
): ResponseOf<'leads.page'> {
  const ownerId = person.role === 'sdr' ? person.id : null;
  const filter = (queues: LeadFilter['queues']): LeadFilter => ({ ...EVERY_LEAD, ownerId, queues, search });
  const { leads } = ledger.agent;
  const wanted = filter(queue === null ? [] : [queue]);
  const first = firstId === null ? null : leads.read(firstId);
  const isShown = first !== null && (ownerId === null || first.lead.ownerId === ownerId);
  const others = isShown
    ? leads.page(wanted, afterId, limit + 1).filter(({ contact }) => contact.id !== firstId)
    : leads.page(wanted, afterId, limit);
  return {
    leads: [...(isShown && afterId === null ? [first] : []), ...others.slice(0, limit)],
    counts: QUEUES.map((each) => ({ queue: each, leads: leads.count(filter([each])) })),
    all: leads.count(filter([])),
  };
}

function answerLead(
  { ledger, agent }: WorkingDesk,
  person: Person,
  { contactId, answer, because }: ParsedRequestOf<'leads.answer'>,
  nowMs: number,
): ResponseOf<'leads.answer'> {
  const file = ledger.agent.leads.read(contactId);
  if (file === null) return { kind: 'no', because: 'There is no such lead any more.' };
  if (person.role === 'sdr' && file.lead.ownerId !== person.id)
    return { kind: 'no', because: 'This lead is with somebody else.' };
  const { standing } = file;
  if (standing === null || (standing.queue !== 'scoring-review' && standing.queue !== 'human'))
    return { kind: 'no', because: 'This lead waits for nobody’s word.' };
  ledger.transact(() => {
    ledger.agent.leads.setStanding({
      ...standing,
      queue: answer === 'drop' ? 'dropped' : 'first-touch-ready',
      cleared: answer === 'go-on',
      because:
        `${person.name} ${answer === 'drop' ? 'dropped it' : 'let it go on'}${because === '' ? '' : `: ${because}`}`.slice(
          0,
          500,
        ),
      atMs: nowMs,
    });
    ledger.trace.append({
      atMs: nowMs,
      kind: 'decision',
      actor: person.id,
      subject: { contactId, kind: `lead-${answer}` },
    });
  });
  agent.changed();
  return { kind: 'ok' };
}
