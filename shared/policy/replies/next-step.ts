/**
 * What follows from a reply (spec 4, the table of classes): one step, with why. It suppresses, drafts and sends nothing; whoever calls it does.
 * An opt-out and a complaint suppress whatever else is true; everything else asks the escalation rules first.
 */
import type { Account } from '../../domain/account.ts';
import type { Contact } from '../../domain/contact.ts';
import type { Playbook, PlaybookMove } from '../../domain/playbook.ts';
import type { Objection, Referral, ReplyReading } from '../../domain/reply-reading.ts';
import { escalationFor, type EscalationOutcome } from '../escalation/escalation-for.ts';
import type { EscalationInput } from '../escalation/escalation-input.ts';
import type { PolicyDocument } from '../limits.ts';
import { localDay } from '../local-time.ts';

export interface ReplyWorld {
  readonly newText: string;
  readonly contact: Pick<Contact, 'seniority' | 'timeZone'>;
  readonly account: Pick<Account, 'tier' | 'headcount' | 'industry'>;
  readonly policy: Pick<PolicyDocument, 'escalation' | 'limits'>;
  readonly playbook: Playbook;
  readonly engagement: EscalationInput['engagement'];
  readonly earlierObjections: readonly Objection[];
  /** Moves the agent made in this thread before. */
  readonly movesMade: readonly PlaybookMove[];
  readonly approvedAsset: EscalationInput['approvedAsset'];
  readonly clarifyingQuestionsAsked: number;
  readonly meetingAgreed: boolean;
  readonly qualification: EscalationInput['qualification'];
  /** When the reply arrived. */
  readonly atMs: number;
}

export type Escalate = Extract<EscalationOutcome, { kind: 'escalate' }>;

export type NextStep =
  | { readonly kind: 'suppress'; readonly reason: 'unsubscribe'; readonly because: string }
  /** A complaint goes to a human as well, at once. */
  | { readonly kind: 'suppress'; readonly reason: 'complaint'; readonly alert: Escalate; readonly because: string }
  | { readonly kind: 'pause-until'; readonly atMs: number; readonly because: string }
  /** A new contact at the same account; with nothing known of them, they are to be found. */
  | { readonly kind: 'refer'; readonly referral: Referral; readonly because: string }
  | {
      readonly kind: 'draft-reply';
      readonly move: PlaybookMove;
      /** Where the draft was sent and nothing comes back: when to look again. Null where it is a human's then. */
      readonly nurtureUntilMs: number | null;
      readonly because: string;
    }
  | { readonly kind: 'nurture-until'; readonly atMs: number; readonly trigger: string | null; readonly because: string }
  | { readonly kind: 'escalate'; readonly escalation: Escalate }
  | { readonly kind: 'count-bounce'; readonly because: string }
  | { readonly kind: 'nothing'; readonly because: string };

const NOBODY: Referral = { name: null, title: null, email: null };

export function nextStepFor(reading: ReplyReading, world: ReplyWorld): NextStep {
  const outcome = escalationFor(escalationInput(reading, world));
  // Suppressed before anything else is done with it, however sure the reading is.
  if (reading.class === 'unsubscribe')
    return { kind: 'suppress', reason: 'unsubscribe', because: 'They asked not to be written to' };
  if (outcome.kind === 'escalate') {
    return reading.class === 'complaint'
      ? { kind: 'suppress', reason: 'complaint', alert: outcome, because: outcome.because }
      : { kind: 'escalate', escalation: outcome };
  }
  return stayingStep(reading, world, outcome.because);
}

function escalationInput(reading: ReplyReading, world: ReplyWorld): EscalationInput {
  return {
    reading,
    newText: world.newText,
    contact: world.contact,
    account: world.account,
    policy: world.policy,
    engagement: world.engagement,
    earlierObjections: world.earlierObjections,
    approvedAsset: world.approvedAsset,
    clarifyingQuestionsAsked: world.clarifyingQuestionsAsked,
    toolQuestionAsked: world.movesMade.includes('ask-one-question') && world.earlierObjections.includes('has-tool'),
    playbookAnswers: moveFor(reading, world) !== null,
    meetingAgreed: world.meetingAgreed,
    qualification: world.qualification,
  };
}

/** The playbook's first row for this answer whose move was not made yet; null where it is a human's. */
function moveFor(reading: ReplyReading, { playbook, movesMade }: ReplyWorld): PlaybookMove | null {
  const rows = playbook.rows.filter((row) => row.class === reading.class);
  const own = rows.filter((row) => row.objection !== null && row.objection === reading.objection);
  const move = (own.length > 0 ? own : rows.filter((row) => row.objection === null)).find(
    (row) => !movesMade.includes(row.move),
  )?.move;
  return move === undefined || move === 'escalate' ? null : move;
}

function stayingStep(reading: ReplyReading, world: ReplyWorld, because: string): NextStep {
  const { limits } = world.policy;
  const afterDays = (days: number) => localDay(world.atMs, world.contact.timeZone, days).startAtMs;
  const restMs = afterDays(limits.nurtureDays);
  const draft = (move: PlaybookMove, nurtureUntilMs: number | null): NextStep => ({
    kind: 'draft-reply',
    move,
    nurtureUntilMs,
    because,
  });
  switch (reading.class) {
    case 'bounce':
      return { kind: 'count-bounce', because };
    case 'auto-reply':
      return awayStep(reading, world, afterDays(limits.outOfOfficeDays));
    case 'not-me':
      return reading.referral === null && !reading.hasLeft
        ? draft('thank-and-ask-referral', restMs)
        : { kind: 'refer', referral: reading.referral ?? NOBODY, because };
    case 'not-now':
      return laterStep(reading, world, restMs, because);
    case 'objection': {
      const move = moveFor(reading, world);
      // What they answer to the question decides; nothing else is planned until then.
      if (move !== null) return draft(move, move === 'ask-one-question' ? null : restMs);
      return { kind: 'nurture-until', atMs: restMs, trigger: null, because };
    }
    case 'info-request':
      return draft(world.approvedAsset === 'none' ? 'ask-one-question' : 'send-asset', restMs);
    case 'positive':
      return draft('confirm-time', null);
    case 'other':
      return draft('ask-one-question', restMs);
    case 'unsubscribe':
    case 'complaint':
      return { kind: 'nothing', because };
    default:
      return reading.class satisfies never;
  }
}

/** Away: paused until the first day back. Gone for good: somebody else is to be asked. */
function awayStep(reading: ReplyReading, world: ReplyWorld, restUntilMs: number): NextStep {
  if (reading.hasLeft)
    return { kind: 'refer', referral: reading.referral ?? NOBODY, because: 'They do not work there any more' };
  const { returnAtMs } = reading;
  return returnAtMs !== null && returnAtMs > world.atMs
    ? { kind: 'pause-until', atMs: returnAtMs, because: 'They are away until then' }
    : { kind: 'pause-until', atMs: restUntilMs, because: 'They are away, and do not say until when' };
}

/** The date is confirmed, or one is asked for, once; after that the contact rests without another mail. */
function laterStep(reading: ReplyReading, world: ReplyWorld, restMs: number, because: string): NextStep {
  const atMs = reading.circleBack?.atMs ?? restMs;
  const move = moveFor(reading, world);
  return move === null
    ? { kind: 'nurture-until', atMs, trigger: reading.circleBack?.trigger ?? null, because }
    : { kind: 'draft-reply', move, nurtureUntilMs: atMs, because };
}
