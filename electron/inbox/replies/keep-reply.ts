/**
 * Keeps a mail of somebody we wrote to as a reply: what it says, how the rules read it, whose it is. In the transaction that acted on the
 * mail, after whatever had to be suppressed was; mail of nobody we know is not kept. What follows from a reply is decided elsewhere.
 */
import { TouchId, type AccountId, type ContactId, type PackageId, type ReplyId } from '../../../shared/domain/ids.ts';
import type { Reply } from '../../../shared/domain/reply.ts';
import type { ReplyReading } from '../../../shared/domain/reply-reading.ts';
import type { Send } from '../../../shared/domain/send.ts';
import type { Touch } from '../../../shared/domain/touch.ts';
import { findInstructions } from '../../../shared/policy/injection/find-instructions.ts';
import { findHidden } from '../../../shared/policy/injection/hidden-characters.ts';
import { normaliseAddress } from '../../../shared/policy/suppression-match.ts';
import type { Ledger } from '../../ports/ledger.ts';
import type { ArrivedMail } from '../arrived-mail.ts';
import { newTextOf } from '../new-text.ts';

/** Whom a mail is from or about, as far as we wrote to them. */
export interface Correspondent {
  readonly contactId: ContactId;
  readonly accountId: AccountId;
  readonly contactName: string;
  readonly accountName: string;
  readonly packageId: PackageId | null;
  readonly send: Send | null;
  /** Their own zone; null where it is not known. */
  readonly timeZone: string | null;
}

const MOST_CHARS = 20_000;
const MOST_PEOPLE = 50;
const MOST_REFERENCES = 50;
const MOST_SNIPPET = 200;
/** Contacts that share one address are few. */
const MOST_NAMESAKES = 20;

/** The contact of the message that is answered, else a known contact at the address with whom we have touches; else nobody. */
export function correspondentOf(ledger: Ledger, from: string, send: Send | null): Correspondent | null {
  if (send !== null) {
    const world = ledger.copies.packageWorld(send.packageId);
    if (world === null) return null;
    return {
      contactId: world.contactId,
      accountId: world.accountId,
      contactName: ledger.known.contactName(world.contactId) ?? send.toName,
      accountName: ledger.known.accountName(world.accountId) ?? send.accountName,
      packageId: send.packageId,
      send,
      timeZone: world.timeZone,
    };
  }
  for (const known of ledger.known.atAddress(from, MOST_NAMESAKES)) {
    const contactId = known.contactId as ContactId;
    const isTouched =
      ledger.agent.leads.touches(contactId, 50).some(({ direction }) => direction === 'outbound') ||
      ledger.sends.touching(contactId, 1).length > 0;
    if (!isTouched) continue;
    return {
      contactId,
      accountId: known.accountId as AccountId,
      contactName: known.name,
      accountName: known.accountName ?? '',
      packageId: ledger.agent.leads.packages(contactId, 1)[0]?.id ?? null,
      send: null,
      timeZone: ledger.agent.leads.read(contactId)?.contact.timeZone ?? null,
    };
  }
  return null;
}

/** Everybody on the thread besides ourselves. */
export function peopleOn(ledger: Ledger, mail: ArrivedMail, ownAddress: string): readonly string[] {
  const ours = new Set(
    [
      ownAddress,
      ledger.copies.policy()?.unsubscribe.mailto ?? '',
      ...ledger.copies.people().map(({ mailbox }) => mailbox.address),
    ].map((each) => normaliseAddress(each)),
  );
  const theirs = new Map<string, string>();
  for (const address of [mail.from, ...mail.to]) {
    const key = normaliseAddress(address);
    if (address !== '' && !ours.has(key) && !theirs.has(key)) theirs.set(key, address);
  }
  return [...theirs.values()].slice(0, MOST_PEOPLE);
}

export interface Kept {
  readonly mailboxId: Reply['mailboxId'];
  readonly mail: ArrivedMail;
  /** Its hash makes the reply's id: the same mail is kept once. */
  readonly id: ReplyId;
  readonly who: Correspondent;
  readonly people: readonly string[];
  readonly reading: ReplyReading;
  readonly state: 'new' | 'handled';
  readonly done: string;
}

/** False where this mail was kept before. A person's words go onto the timeline as well, so that nothing follows them by itself. */
export function keepReply(ledger: Ledger, kept: Kept, nowMs: number): boolean {
  const { mail, who, reading, id } = kept;
  if (ledger.agent.replies.read(id) !== null) return false;
  const text = proseOf(newTextOf(mail.text));
  const reply: Reply = {
    id,
    mailboxId: kept.mailboxId,
    contactId: who.contactId,
    accountId: who.accountId,
    packageId: who.packageId,
    sendId: who.send?.id ?? null,
    messageId: idOf(mail.messageId),
    references: [...mail.answers]
      .reverse()
      .flatMap((each) => idOf(each) ?? [])
      .slice(-MOST_REFERENCES),
    from: lineOf(mail.from, 300),
    people: kept.people.map((each) => lineOf(each, 300)),
    subject: lineOf(mail.subject, 300),
    atMs: mail.atMs,
    text,
    contactName: lineOf(who.contactName, 160),
    accountName: lineOf(who.accountName, 200),
    state: kept.state,
    reading,
    done: lineOf(kept.done, 500),
    suspicious: suspicionIn(`${mail.subject}\n${text}`),
    labelled: null,
    escalationId: null,
    draftPackageId: null,
  };
  ledger.agent.replies.put(reply);
  // A machine's words are neither a reply nor a touch: an out-of-office pauses, a bounce counts.
  if (reading.class !== 'auto-reply' && reading.class !== 'bounce' && reading.by !== 'header-rules')
    putOnTimeline(ledger, reply, who, nowMs);
  return true;
}

/** At once here, and in the CRM by a write: whatever waits for this contact sees a live thread from now on. */
function putOnTimeline(ledger: Ledger, reply: Reply, who: Correspondent, nowMs: number): void {
  const touch: Touch = {
    id: TouchId.parse(`touch-${reply.id}`),
    contactId: who.contactId,
    accountId: who.accountId,
    channel: 'email',
    direction: 'inbound',
    atMs: reply.atMs,
    subject: reply.subject,
    snippet: lineOf(reply.text, MOST_SNIPPET),
    outcome: 'replied',
    source: 'human',
    templateVersion: null,
    promptVersion: null,
    messageId: reply.messageId,
  };
  ledger.copies.keepOwn([
    { kind: 'touch', id: touch.id, body: touch },
    {
      kind: 'engagement',
      id: `engagement-${reply.id}`,
      body: {
        id: `engagement-${reply.id}`,
        contactId: who.contactId,
        kind: 'reply',
        source: 'mailbox',
        atMs: reply.atMs,
      },
    },
  ]);
  ledger.writeBacks.enqueue(
    {
      kind: 'push',
      op: {
        opId: `${reply.id}.activity`,
        actor: 'agent',
        personId: null,
        kind: 'activity',
        touch,
        packageId: reply.packageId,
      },
    },
    nowMs,
    null,
  );
}

function suspicionIn(text: string): string | null {
  const [order] = findInstructions(text);
  if (order !== undefined) return lineOf(`tries to ${order.tries}: “${text.slice(order.start, order.end)}”`, 300);
  const hidden = findHidden(text);
  const [first] = hidden;
  if (first === undefined) return null;
  return lineOf(
    `${hidden.length === 1 ? 'a hidden character' : `${hidden.length} hidden characters`}: ${first.name}`,
    300,
  );
}

const idOf = (messageId: string | null): string | null =>
  messageId !== null && messageId.length <= 300 && !/[\p{Cc}\u2028\u2029]/u.test(messageId) ? messageId : null;

const lineOf = (text: string, most: number): string =>
  text
    .replace(/[\p{Cc}\s\u2028\u2029]+/gu, ' ')
    .trim()
    .slice(0, most);

const proseOf = (text: string): string => text.replace(/(?![\t\n])\p{Cc}/gu, ' ').slice(0, MOST_CHARS);
