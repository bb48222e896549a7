/** The choices behind R, F, H and Shift+N, in the order of their digits, with what each does: keys, panels and toasts read them here. */
import type { Decision, EscalationTrigger, RejectionReason } from '../../shared/domain/decision.ts';
import { consequenceOf, type RejectionConsequence } from '../../shared/policy/rejection.ts';
import type { SnoozeUntil } from './snooze.ts';

export type DoNotContactScope = Extract<Decision, { kind: 'do-not-contact' }>['scope'];

export interface Choice<V> {
  readonly value: V;
  /** The digit that takes it: 1 to 9, then 0. */
  readonly digit: string;
  readonly title: string;
  /** One sentence on what follows. */
  readonly does: string;
}

const CONSEQUENCE_WORDS: Readonly<Record<RejectionConsequence, string>> = {
  redraft: 'It may be drafted again, with this reason.',
  'drop-contact': 'This contact is dropped.',
  suppress: 'The contact is suppressed at once.',
};

const because = (value: RejectionReason, digit: string, title: string): Choice<RejectionReason> => ({
  value,
  digit,
  title,
  does: CONSEQUENCE_WORDS[consequenceOf(value)],
});

export const REJECTION_CHOICES: readonly Choice<RejectionReason>[] = [
  because('wrong-fact', '1', 'Wrong fact'),
  because('weak-signal', '2', 'Stale or weak signal'),
  because('wrong-person', '3', 'Wrong person'),
  because('not-icp', '4', 'Not our customer profile'),
  because('bad-timing', '5', 'Bad timing or live thread'),
  because('tone', '6', 'Tone or brand'),
  because('spam-risk', '7', 'Spam risk'),
  because('unclear', '8', 'Unclear, or the call to action'),
  because('do-not-contact', '9', 'Do not contact'),
  because('other', '0', 'Other'),
];

const ANSWERED = 'A human answers within two hours.';

export const ESCALATION_CHOICES: readonly Choice<EscalationTrigger>[] = [
  { value: 'positive-intent', digit: '1', title: 'Positive reply or meeting intent', does: ANSWERED },
  { value: 'pricing-or-legal', digit: '2', title: 'Pricing, procurement, security or legal', does: ANSWERED },
  { value: 'technical-question', digit: '3', title: 'Technical or integration question', does: ANSWERED },
  { value: 'competitor-named', digit: '4', title: 'Competitor named', does: ANSWERED },
  { value: 'executive-or-tier-1', digit: '5', title: 'Executive or Tier 1', does: ANSWERED },
  { value: 'several-people', digit: '6', title: 'Several people on the thread', does: ANSWERED },
  { value: 'dissatisfaction', digit: '7', title: 'Dissatisfaction or complaint', does: ANSWERED },
  { value: 'sensitive-claim', digit: '8', title: 'Sensitive claim or regulated industry', does: ANSWERED },
  { value: 'other', digit: '9', title: 'Other', does: ANSWERED },
];

export const SUPPRESSION_CHOICES: readonly Choice<DoNotContactScope>[] = [
  { value: 'contact', digit: '1', title: 'This contact', does: 'this contact gets nothing more from us.' },
  {
    value: 'domain',
    digit: '2',
    title: 'Everybody at this domain',
    does: 'nobody at this domain gets anything more from us.',
  },
  {
    value: 'global',
    digit: '3',
    title: 'This address, everywhere',
    does: 'this address is closed to every team and sequence.',
  },
];

const HOUR_MS = 3_600_000;

/** When a snoozed package may come back, seen from `nowMs` in this computer's time zone. */
export function snoozeChoices(nowMs: number): readonly Choice<SnoozeUntil>[] {
  const morning = (daysAhead: number) => {
    const date = new Date(nowMs);
    date.setDate(date.getDate() + daysAhead);
    date.setHours(9, 0, 0, 0);
    return date.getTime();
  };
  const weekday = new Date(nowMs).getDay();
  const time = (atMs: number): SnoozeUntil => ({ kind: 'time', atMs });
  return [
    { value: time(nowMs + 2 * HOUR_MS), digit: '1', title: 'In two hours', does: 'Back in Review in two hours.' },
    { value: time(morning(1)), digit: '2', title: 'Tomorrow, 09:00', does: 'Back in Review tomorrow morning.' },
    {
      value: time(morning((8 - weekday) % 7 || 7)),
      digit: '3',
      title: 'Monday, 09:00',
      does: 'Back in Review on Monday morning.',
    },
    { value: time(morning(7)), digit: '4', title: 'In a week', does: 'Back in Review in a week.' },
    {
      value: { kind: 'fresh-signal' },
      digit: '5',
      title: 'Until a fresh signal',
      does: 'Back with the next signal, at the latest when it expires.',
    },
  ];
}

function choiceOf<V>(choices: readonly Choice<V>[], value: V): Choice<V> {
  const choice = choices.find((one) => one.value === value);
  if (choice === undefined) throw new Error(`no words for the choice ${String(value)}`);
  return choice;
}

export const rejectionChoice = (reason: RejectionReason) => choiceOf(REJECTION_CHOICES, reason);
export const escalationChoice = (trigger: EscalationTrigger) => choiceOf(ESCALATION_CHOICES, trigger);
export const suppressionChoice = (scope: DoNotContactScope) => choiceOf(SUPPRESSION_CHOICES, scope);
