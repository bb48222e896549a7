/**
 * What follows from a reply (spec 4, the table of classes): one step, with why. It suppresses, drafts and sends nothing; whoever calls it does.
 * An opt-out and a complaint suppress whatever else is true; everything else asks the escalation rules first.
 */
import type { Account } from '../../domain/account.ts';
import type { Contact } from '../../domain/contact.ts';
import type { Playbook, PlaybookMove } from '../../domain/playbook.ts';
import type { ObjectionKind, Referral, ReplyReading } from '../../domain/reply-reading.ts';
import { escalationFor, type EscalationInput, type EscalationOutcome } from '../escalation.ts';
import type { PolicyDocument } from '../limits.ts';
import { localDay } from '../local-time.ts';

export interface ReplyWorld {
  readonly newText: string;
  readonly contact: Pick<Contact, 'seniority' | 'timeZone'>;
  readonly account: Pick<Account, 'tier' | 'headcount' | 'industry'>;
  readonly policy: Pick<PolicyDocument, 'escalation' | 'limits'>;
  readonly playbook: Playbook;
  readonly engagement: EscalationInput['engagement'];
  readonly earlierObjections: readonly ObjectionKind[];
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
  const answer = answerTo(reading, world);
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
    clarifyingQuestionsAllowed: world.playbook.clarifyingQuestions,
    toolQuestionAsked: world.movesMade.includes('ask-about-tool'),
    playbookAnswers: answer.move !== null || answer.then === 'nurture',
    meetingAgreed: world.meetingAgreed,
    qualification: world.qualification,
  };
}

/** The playbook's next allowed move for the objection, and what comes after. A playbook that is not live allows nothing. */
function answerTo(
  reading: ReplyReading,
  { playbook, movesMade }: ReplyWorld,
): { readonly move: PlaybookMove | null; readonly then: 'nurture' | 'human' } {
  const kind = reading.class === 'not-now' ? 'timing' : reading.objection;
  if (kind === null || playbook.state !== 'live') return { move: null, then: 'human' };
  const { moves, then } = playbook.objections[kind];
  return { move: moves.find((move) => !movesMade.includes(move)) ?? null, then };
}

function stayingStep(reading: ReplyReading, world: ReplyWorld, because: string): NextStep {
  const restMs = (days: number) => localDay(world.atMs, world.contact.timeZone, days).startAtMs;
  const { playbook } = world;
  switch (reading.class) {
    case 'bounce':
      return { kind: 'count-bounce', because };
    case 'auto-reply':
      return awayStep(reading, world, restMs(playbook.outOfOfficeDays));
    case 'not-me':
      return reading.referral === null && !reading.hasLeft
        ? { kind: 'draft-reply', move: 'ask-who', nurtureUntilMs: restMs(playbook.nurtureDays), because }
        : { kind: 'refer', referral: reading.referral ?? NOBODY, because };
    case 'not-now': {
      const atMs = reading.circleBack?.atMs ?? null;
      if (atMs !== null) return laterStep(reading, world, atMs, because);
      return playbookStep(reading, world, restMs(playbook.nurtureDays), because);
    }
    case 'objection':
      return playbookStep(reading, world, restMs(playbook.nurtureDays), because);
    case 'info-request':
      return world.approvedAsset === 'none'
        ? { kind: 'draft-reply', move: 'ask-to-clarify', nurtureUntilMs: restMs(playbook.nurtureDays), because }
        : { kind: 'draft-reply', move: 'send-asset', nurtureUntilMs: restMs(playbook.nurtureDays), because };
    case 'positive':
      return { kind: 'draft-reply', move: 'confirm-time', nurtureUntilMs: null, because };
    case 'other':
      return { kind: 'draft-reply', move: 'ask-to-clarify', nurtureUntilMs: restMs(playbook.nurtureDays), because };
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

/** The date is confirmed once; said again, it is kept without another mail. */
function laterStep(reading: ReplyReading, { movesMade }: ReplyWorld, atMs: number, because: string): NextStep {
  return movesMade.includes('confirm-date')
    ? { kind: 'nurture-until', atMs, trigger: reading.circleBack?.trigger ?? null, because }
    : { kind: 'draft-reply', move: 'confirm-date', nurtureUntilMs: atMs, because };
}

function playbookStep(reading: ReplyReading, world: ReplyWorld, restUntilMs: number, because: string): NextStep {
  const { move, then } = answerTo(reading, world);
  if (move !== null)
    return { kind: 'draft-reply', move, nurtureUntilMs: then === 'nurture' ? restUntilMs : null, because };
  return { kind: 'nurture-until', atMs: restUntilMs, trigger: reading.circleBack?.trigger ?? null, because };
}
