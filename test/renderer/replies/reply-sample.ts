/** Replies and escalations for the screens' tests: invented people, reserved domains, every part replaceable. */
import { Escalation } from '../../../shared/domain/escalation.ts';
import { Reply } from '../../../shared/domain/reply.ts';
import { ReplyReading } from '../../../shared/domain/reply-reading.ts';
import { NOW_MS, sampleEscalation } from '../store/sample.ts';

const HOUR_MS = 3_600_000;

/** A reading that rests on `words`, wherever they stand in `text`. */
export function sampleReading(
  text: string,
  words: readonly string[],
  change: Partial<ReplyReading> = {},
): ReplyReading {
  return ReplyReading.parse({
    class: 'positive',
    confidence: 0.93,
    by: 'rules',
    evidence: words.map((one) => {
      const start = text.indexOf(one);
      if (start < 0) throw new Error(`“${one}” is not in the text`);
      return { text: one, start, end: start + one.length };
    }),
    objection: null,
    namedTool: null,
    returnAtMs: null,
    circleBack: null,
    referral: null,
    asks: [],
    mood: 'calm',
    people: 1,
    ...change,
  });
}

export const POSITIVE_TEXT =
  'Hi Sam,\n\nthanks for this. We have been waiting for something like it since spring, so yes: send times for next week and I will bring Bo from dispatch along.\n\nDana';

export type ReplyChange = Partial<Record<keyof Reply, unknown>>;

export function sampleReply(change: ReplyChange = {}): Reply {
  const text = typeof change.text === 'string' ? change.text : POSITIVE_TEXT;
  return Reply.parse({
    id: 'r1',
    mailboxId: 'sam-mailbox',
    contactId: 'contact-of-p1',
    accountId: 'account-of-p1',
    packageId: null,
    sendId: null,
    messageId: '<r1@northwind.example>',
    references: [],
    from: 'Dana Reyes <dana.p1@northwind.example>',
    people: ['Dana Reyes <dana.p1@northwind.example>'],
    subject: 'Re: Waiting between steps',
    atMs: NOW_MS - HOUR_MS,
    text,
    contactName: 'Dana Reyes',
    accountName: 'Northwind',
    state: 'new',
    reading: text === POSITIVE_TEXT ? sampleReading(text, ['send times for next week'], { asks: ['meeting'] }) : null,
    done: '',
    suspicious: null,
    labelled: null,
    escalationId: null,
    draftPackageId: null,
    ...change,
  });
}

export function escalationOf(reply: Reply, change: Partial<Record<keyof Escalation, unknown>> = {}): Escalation {
  return Escalation.parse({
    ...sampleEscalation(reply.escalationId ?? 'e1'),
    packageId: null,
    trigger: 'positive-intent',
    raisedAtMs: reply.atMs,
    dueAtMs: reply.atMs + 2 * HOUR_MS,
    accountName: reply.accountName,
    contactName: reply.contactName,
    context: {
      replyId: reply.id,
      contactId: reply.contactId,
      rule: 'positive-reply',
      evidence: 'send times for next week',
      conversation: [
        {
          messageId: '<m1@ourco.example>',
          direction: 'outbound',
          from: 'sam@ourco.example',
          atMs: reply.atMs - 50 * HOUR_MS,
          subject: 'Waiting between steps',
          text: 'Hi Dana,\n\nyou are hiring dispatchers in Leipzig. Teams like yours often tell us that the hard part is the waiting between the steps.\n\nWould it be useful to see how it looks with your own process?\n\nBest,\nSam',
        },
      ],
      qualification: ['Runs operations and decides on tools of dispatch', 'Wants to start before the winter peak'],
      intentSignals: ['Asked for times next week', 'Opened the meeting link on Monday'],
      objections: [{ said: 'We tried a planner two years ago', answered: 'Ours leaves your systems as they are.' }],
      suggestedStep: 'Offer two times on Tuesday or Wednesday, and ask what the planner of two years ago lacked.',
    },
    ...change,
  });
}
