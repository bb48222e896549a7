/** What is known of a reply when it is decided whether it goes to a human, and how it is quoted. Decides nothing. */
import type { Account } from '../../domain/account.ts';
import type { Contact } from '../../domain/contact.ts';
import type { Engagement } from '../../domain/engagement.ts';
import type { Objection, ReplyReading } from '../../domain/reply-reading.ts';
import type { z } from 'zod';
import type { PolicyDocument } from '../limits.ts';

export interface EscalationInput {
  readonly reading: ReplyReading;
  /** The words of the reply itself: a listed competitor is looked for in them, however the reading came about. */
  readonly newText: string;
  readonly contact: Pick<Contact, 'seniority'>;
  readonly account: Pick<Account, 'tier' | 'headcount' | 'industry'>;
  readonly policy: Pick<PolicyDocument, 'escalation' | 'limits'>;
  /** What the contact did of late. */
  readonly engagement: readonly z.infer<typeof Engagement>['kind'][];
  /** Objections of earlier replies in the thread. */
  readonly earlierObjections: readonly Objection[];
  /** The approved asset that answers what is asked. */
  readonly approvedAsset: 'none' | 'asset' | 'price-sheet';
  readonly clarifyingQuestionsAsked: number;
  /** The one disambiguating question about their tool was asked before. */
  readonly toolQuestionAsked: boolean;
  /** The playbook has a move for this answer that was not made yet. */
  readonly playbookAnswers: boolean;
  /** A human agreed a meeting in this thread before: times are moved, nothing is decided. */
  readonly meetingAgreed: boolean;
  readonly qualification: 'incomplete' | 'complete';
}

const MOST_EVIDENCE = 240;
/** Any words as one short line. */
export const oneLine = (words: string): string =>
  words
    .replace(/[\s\p{Cc}\u2028\u2029]+/gu, ' ')
    .trim()
    .slice(0, MOST_EVIDENCE);

/** The reply's own words, as the reading quotes them. */
export const quoted = ({ reading, newText }: EscalationInput): string =>
  oneLine(`“${reading.evidence.map(({ text }) => text).join(' … ') || newText}”`);

/** Moving a meeting that a human agreed is no new intent. */
export const isPlainScheduling = ({ reading, meetingAgreed }: EscalationInput): boolean =>
  meetingAgreed && reading.class === 'positive' && reading.asks.every((ask) => ask === 'meeting');
