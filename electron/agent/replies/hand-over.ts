/** What goes over to the person with a thread (spec 3): the whole conversation, what is known, what was said against and answered. It decides nothing. */
import type { Escalation, EscalationContext } from '../../../shared/domain/escalation.ts';
import type { ThreadMessage } from '../../../shared/domain/handoff-package.ts';
import { EscalationId, type PersonId } from '../../../shared/domain/ids.ts';
import type { Reply } from '../../../shared/domain/reply.ts';
import type { ReplyAsk, ReplyReading } from '../../../shared/domain/reply-reading.ts';
import { sayDay } from '../../../shared/policy/local-time.ts';
import type { ReplyCase, ReplyRecords } from './reply-case.ts';

/** Why a person is needed, as a rule or a fault of drafting says it. */
export interface HandOver {
  readonly trigger: Escalation['trigger'];
  readonly rule: string;
  readonly evidence: string;
  readonly because: string;
  readonly suggestedStep: string;
}

export interface Thread {
  readonly desk: ReplyRecords;
  readonly one: ReplyCase | null;
  readonly reply: Reply;
  readonly reading: ReplyReading;
}

export interface HandedOver extends Thread {
  readonly ownerId: PersonId;
  /** The policy's, in minutes. */
  readonly slaMinutes: number;
  readonly nowMs: number;
}

const MOST_MESSAGES = 100;

/** One escalation a reply, whatever happens twice. */
export const escalationIdOf = (reply: Reply): EscalationId => EscalationId.parse(`esc-${reply.id}`.slice(0, 120));

export function handOver(given: HandedOver, why: HandOver): Escalation {
  const { reply, ownerId, nowMs } = given;
  return {
    id: escalationIdOf(reply),
    packageId: reply.packageId,
    trigger: why.trigger,
    note: line(why.because, 1_000),
    raisedBy: 'agent',
    ownerId,
    raisedAtMs: nowMs,
    dueAtMs: nowMs + given.slaMinutes * 60_000,
    state: 'open',
    declinedBecause: null,
    answeredAtMs: null,
    accountName: reply.accountName,
    contactName: reply.contactName,
    context: contextOf(given, why),
  };
}

export function contextOf(
  given: Thread,
  why: Pick<HandOver, 'rule' | 'evidence' | 'suggestedStep'>,
): EscalationContext {
  const { desk, one, reply, reading } = given;
  const timeZone = one?.contact.timeZone ?? 'UTC';
  return {
    replyId: reply.id,
    contactId: reply.contactId,
    rule: line(why.rule, 80),
    evidence: line(why.evidence, 500),
    conversation: conversationOf(desk, one, reply),
    qualification: qualificationOf(one, reading, timeZone),
    intentSignals: intentOf(one, reading, timeZone),
    objections: [reply, ...(one?.earlier ?? [])].flatMap((each) => objectionOf(desk, each)).slice(0, 20),
    suggestedStep: line(why.suggestedStep, 300),
  };
}

/** Oldest first; what the package carries, what left, and what came in, each message once. */
function conversationOf(desk: ReplyRecords, one: ReplyCase | null, reply: Reply): ThreadMessage[] {
  const sent = reply.contactId === null ? [] : desk.sentTo(reply.contactId);
  const known = new Set<string>();
  return [...sent, ...[reply, ...(one?.earlier ?? [])].map(asMessage), ...(one?.pkg?.thread ?? [])]
    .filter(({ messageId }) => {
      if (messageId === null) return true;
      const isNew = !known.has(messageId);
      known.add(messageId);
      return isNew;
    })
    .sort((left, right) => left.atMs - right.atMs)
    .slice(-MOST_MESSAGES);
}

const asMessage = ({ messageId, from, atMs, subject, text }: Reply): ThreadMessage => ({
  messageId,
  direction: 'inbound',
  from,
  atMs,
  subject,
  text,
});

/** Need, authority, timing and fit, as far as anything is known of them. */
function qualificationOf(one: ReplyCase | null, reading: ReplyReading, timeZone: string): string[] {
  if (one === null) return [];
  const { contact, account, pkg } = one;
  const known: string[] = [];
  if (pkg !== null && pkg.rationale.whyNow.text !== '') known.push(`Need: ${pkg.rationale.whyNow.text}`);
  known.push(`Authority: ${contact.title} (${contact.seniority})`);
  if (contact.roleMatch.reason !== '') known.push(`Role: ${contact.roleMatch.reason}`);
  const { circleBack } = reading;
  if (circleBack !== null)
    known.push(
      `Timing: “${circleBack.words}”${circleBack.atMs === null ? '' : `, from ${sayDay(circleBack.atMs, timeZone)}`}`,
    );
  else if (reading.asks.includes('timeline')) known.push('Timing: they name a time by which they decide');
  known.push(
    `Fit: Tier ${account.tier}${account.headcount === null ? '' : `, ${account.headcount} employees`}, ${account.industry}`,
  );
  if (pkg !== null) known.push(`Score: ${Math.round(pkg.score.overall)}`);
  if (reading.namedTool !== null) known.push(`Uses: ${reading.namedTool}`);
  return known.map((each) => line(each, 300)).slice(0, 20);
}

const ASK_WORDS: Readonly<Record<ReplyAsk, string>> = {
  asset: 'asks for something to read',
  price: 'asks about a price',
  meeting: 'speaks of meeting',
  demo: 'asks to see it',
  procurement: 'mentions procurement',
  security: 'asks about security',
  legal: 'asks a legal question',
  residency: 'asks where data is kept',
  technical: 'asks a technical question',
  integration: 'asks about an integration',
  negotiation: 'negotiates',
  timeline: 'names a time to decide by',
  human: 'wants to talk to a person',
};

const ENGAGEMENT_WORDS = {
  reply: 'replied',
  click: 'clicked a link',
  'meeting-link': 'opened the meeting link',
  'pricing-page': 'looked at the pricing page',
  'job-change': 'changed jobs',
} as const;

function intentOf(one: ReplyCase | null, reading: ReplyReading, timeZone: string): string[] {
  const asked = reading.asks.map((ask) => ASK_WORDS[ask]);
  const done = [...(one?.pkg?.engagement ?? [])]
    .sort((left, right) => right.atMs - left.atMs)
    .map(({ kind, atMs }) => `${ENGAGEMENT_WORDS[kind]}, ${sayDay(atMs, timeZone)}`);
  return [...asked, ...done].map((each) => line(each, 300)).slice(0, 20);
}

/** What was said against it, with what our answer to that very reply said. */
function objectionOf(desk: ReplyRecords, reply: Reply): EscalationContext['objections'] {
  const { reading } = reply;
  if (reading?.objection == null) return [];
  const said = reading.evidence.map(({ text }) => text).join(' … ') || reply.text;
  const answer = reply.draftPackageId === null ? null : desk.readPackage(reply.draftPackageId);
  const answered = answer?.review.state === 'sent' ? (answer.draft?.body ?? '') : '';
  return [{ said: line(said, 300), answered: line(answered, 500) }];
}

export const line = (text: string, most = 500): string =>
  text
    .replace(/[\p{Cc}\s\u2028\u2029]+/gu, ' ')
    .trim()
    .slice(0, most);
