/**
 * Has each new reply acted on, one after another, as soon as it came: also while the agent's loop is off, and without any model. What acting
 * is given of the desk is put together here, and it is no more than its port says.
 */
import { SignedContent } from '../../shared/domain/countersignature.ts';
import type { EscalationContext } from '../../shared/domain/escalation.ts';
import type { ThreadMessage } from '../../shared/domain/handoff-package.ts';
import type { ContactId, ReplyId } from '../../shared/domain/ids.ts';
import type { Reply } from '../../shared/domain/reply.ts';
import type { ReplyReading } from '../../shared/domain/reply-reading.ts';
import { actOnReply } from '../agent/replies/act-on-reply.ts';
import { contextOf } from '../agent/replies/hand-over.ts';
import { caseOf, type ReplyRecords } from '../agent/replies/reply-case.ts';
import type { Clock } from '../ports/clock.ts';
import type { Ledger } from '../ports/ledger.ts';
import type { Log } from '../ports/log.ts';
import type { DraftedAnswer, DraftWish, ModelRead, ReplyDesk } from '../ports/reply-desk.ts';
import { suppressWriter } from './suppress-writer.ts';

/** What a model or a drafter adds; the rest is the ledger's. */
export interface AnswerWays {
  /** Null where no model was chosen, or today's budget is spent. */
  askModel(): ((reply: Reply, answered: string | null, signal: AbortSignal) => Promise<ModelRead>) | null;
  draft(wish: DraftWish, signal: AbortSignal): Promise<DraftedAnswer>;
}

export interface AnswerParts {
  readonly clock: Clock;
  readonly log: Log;
  readonly ledger: Ledger;
  readonly ways: AnswerWays;
  /** Something was done: packages, escalations, leads or the suppression list changed. */
  readonly onActed: () => void;
}

export interface Answers {
  /** Replies came, or what they wait for is known now. */
  look(): void;
  stop(): Promise<void>;
}

const FEW = 20;
const MOST_SENDS = 40;

export function startAnswers({ clock, log, ledger, ways, onActed }: AnswerParts): Answers {
  /** What failed on a fault is tried again after the next start; it must not hold up the others. */
  const failed = new Set<ReplyId>();
  const stopping = new AbortController();
  const desk = replyDesk({ clock, log, ledger, ways, signal: stopping.signal });
  const isStopping = (): boolean => stopping.signal.aborted;
  let again = false;
  let current: Promise<void> | null = null;

  async function one(id: ReplyId): Promise<boolean> {
    try {
      const acted = await actOnReply(desk, id);
      if (acted.kind === 'waits') return false;
      log.info('replies.acted', { replyId: id, state: acted.kind });
      return true;
    } catch (cause) {
      log.error('replies.fault', cause, { replyId: id });
      failed.add(id);
      return false;
    }
  }

  async function all(): Promise<void> {
    for (let acted = true; acted && !isStopping();) {
      acted = false;
      const next = ledger.agent.replies.inState('new', FEW + failed.size).filter(({ id }) => !failed.has(id));
      for (const { id } of next) {
        if (isStopping()) return;
        acted = (await one(id)) || acted;
      }
      if (acted) onActed();
    }
  }

  async function untilQuiet(): Promise<void> {
    const isAsked = (): boolean => again && !isStopping();
    while (isAsked()) {
      again = false;
      await all();
    }
  }

  return {
    look() {
      again = true;
      if (isStopping() || current !== null) return;
      current = untilQuiet().finally(() => {
        current = null;
      });
    },
    async stop() {
      stopping.abort();
      await current;
    },
  };
}

const UNREAD: ReplyReading = {
  class: 'other',
  confidence: 0,
  by: 'rules',
  evidence: [],
  objection: null,
  namedTool: null,
  returnAtMs: null,
  circleBack: null,
  referral: null,
  hasLeft: false,
  asks: [],
  speaksToModels: false,
  mood: 'calm',
  people: 1,
};

/** All that is known of a thread, for a person who takes it over on their own. */
export function contextByHand(ledger: Ledger, reply: Reply, evidence: string): EscalationContext {
  const reading = reply.reading ?? UNREAD;
  const policy = ledger.copies.policy();
  const desk: ReplyRecords = {
    ledger: ledger.agent,
    readPackage: (id) => ledger.copies.readPackage(id),
    sentTo: (contactId) => sentTo(ledger, contactId),
  };
  const one = policy === null ? null : caseOf(desk, reply, reading, policy);
  return contextOf(
    { desk, one, reply, reading },
    { rule: 'by-hand', evidence, suggestedStep: 'Read the reply and answer it.' },
  );
}

function replyDesk({
  clock,
  log,
  ledger,
  ways,
  signal,
}: Omit<AnswerParts, 'onActed'> & { readonly signal: AbortSignal }): ReplyDesk {
  return {
    clock,
    log,
    ledger: ledger.agent,
    transact: (work) => ledger.transact(work),
    write: (op) =>
      ledger.writeBacks.enqueue({ kind: 'push', op: { ...op, actor: 'agent', personId: null } }, clock.nowMs(), null),
    policy: () => ledger.copies.policy(),
    people: () => ledger.copies.people(),
    readPackage: (id) => ledger.copies.readPackage(id),
    sentTo: (contactId) => sentTo(ledger, contactId),
    raise(escalation) {
      if (ledger.decisions.readEscalation(escalation.id) === null) ledger.decisions.createEscalation(escalation);
    },
    snooze(id, untilMs) {
      ledger.decisions.setPackageState(id, 'snoozed');
      ledger.decisions.snoozedUntil(id, untilMs);
    },
    suppress: (reply, reason) => suppressWriter(ledger, { reply, reason, by: 'agent', nowMs: clock.nowMs() }),
    trace: (subject) => ledger.trace.append({ atMs: clock.nowMs(), kind: 'decision', actor: 'agent', subject }),
    get askModel() {
      const ask = ways.askModel();
      return ask === null ? null : (reply: Reply, answered: string | null) => ask(reply, answered, signal);
    },
    draft: (wish) => ways.draft(wish, signal),
  };
}

/** As it was signed; what is still on its way is no part of the conversation yet. */
function sentTo(ledger: Ledger, contactId: ContactId): readonly ThreadMessage[] {
  return ledger.sends.touching(contactId, MOST_SENDS).flatMap(({ id, sentAtMs }) => {
    const row = sentAtMs === null ? null : ledger.sends.read(id);
    if (row?.send.sentAtMs == null) return [];
    const { message, messageId } = SignedContent.parse(JSON.parse(row.countersignature.signed));
    return [
      {
        messageId,
        direction: 'outbound' as const,
        from: message.from.address,
        atMs: row.send.sentAtMs,
        subject: message.subject,
        text: message.text.slice(0, 20_000),
      },
    ];
  });
}
