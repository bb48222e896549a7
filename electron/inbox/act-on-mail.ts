/**
 * What an arrived mail does at once: a hard bounce, a complaint and an opt-out suppress before anything else, everywhere, and each is kept
 * as an event; then the mail is kept as a reply where we wrote to its sender. A mail that is read twice acts once.
 */
import { createHash } from 'node:crypto';
import { SignedContent } from '../../shared/domain/countersignature.ts';
import { ReplyId, SuppressionId, type ContactId, type MailboxId, type PersonId } from '../../shared/domain/ids.ts';
import type { MailboxEvent } from '../../shared/domain/mailbox-event.ts';
import type { Send } from '../../shared/domain/send.ts';
import type { Suppression } from '../../shared/domain/suppression.ts';
import { EmailAddress } from '../../shared/domain/email-address.ts';
import { normaliseAddress } from '../../shared/policy/suppression-match.ts';
import type { Clock } from '../ports/clock.ts';
import type { Ledger } from '../ports/ledger.ts';
import type { ReplyReading } from '../../shared/domain/reply-reading.ts';
import type { ArrivedMail } from './arrived-mail.ts';
import { isAutoReply } from './auto-replies.ts';
import { readBounce, type Bounce } from './bounces.ts';
import { readComplaint } from './feedback-reports.ts';
import { readOptOut, type OptOutWays } from './opt-outs.ts';
import { correspondentOf, keepReply, peopleOn, type Correspondent } from './replies/keep-reply.ts';
import { readArrivedReply } from './replies/read-arrived-reply.ts';

export interface ActPorts {
  readonly ledger: Ledger;
  readonly clock: Clock;
}

/** Whose mailbox the mail came to. */
export interface OwnMailbox {
  readonly id: MailboxId;
  readonly address: string;
  readonly ownerId: PersonId;
  readonly timeZone: string;
}

/** `known`: this very mail was read before, and nothing was done. */
export interface Acted {
  readonly kind: 'bounce' | 'complaint' | 'unsubscribe' | 'auto-reply' | 'other' | 'known';
  readonly suppressed: boolean;
  /** Kept as a reply; null where nobody we know wrote it, or it was known. */
  readonly replyId: ReplyId | null;
}

type Effect = Omit<Acted, 'replyId'>;

/** Three in a row suppress (spec 3). */
const SOFT_IN_A_ROW = 3;
const DAY_MS = 86_400_000;
/** Messages of ours that a thread may quote; touches end long before. */
const MOST_QUOTED = 10;
const SOFT_WINDOW_MS = 180 * DAY_MS;

export function actOnMail(ports: ActPorts, mailbox: OwnMailbox, mail: ArrivedMail): Acted {
  return ports.ledger.transact(() => {
    const read = readOf(ports, mailbox, mail);
    const effect = effectOf(ports, mailbox, mail, read);
    return { ...effect, replyId: effect.kind === 'known' ? null : keep(ports, mailbox, mail, { read, effect }) };
  });
}

/** Whose mail it is, and what the rules read out of it; null for our own mail, and for what is by or about nobody we know. */
interface ReadMail {
  readonly who: Correspondent;
  readonly reading: ReplyReading;
  readonly people: readonly string[];
}

/** How an opt-out may be said. `addresses`: whom we wrote what may be quoted; null where the words are nobody's wish. */
export function waysOf(ports: ActPorts, addresses: readonly string[] | null): OptOutWays {
  const unsubscribe = ports.ledger.copies.policy()?.unsubscribe;
  return {
    mailto: unsubscribe?.mailto ?? null,
    optOutLine: unsubscribe?.optOutLine ?? '',
    answersOurs: addresses !== null,
    ourTexts: addresses === null ? [] : textsTo(ports, addresses),
  };
}

function readOf(ports: ActPorts, mailbox: OwnMailbox, mail: ArrivedMail): ReadMail | null {
  if (isOurs(mailbox, mail)) return null;
  const { ledger } = ports;
  const about = readComplaint(mail)?.originalId ?? readBounce(mail)?.originalId ?? null;
  const send = sendOf(ports, [about, ...mail.answers]);
  const who = correspondentOf(ledger, mail.from, send);
  if (who === null) return null;
  const people = peopleOn(ledger, mail, mailbox.address);
  const reading = readArrivedReply(mail, {
    ways: waysOf(ports, [mail.from, ...(send === null ? [] : [send.to])]),
    timeZone: who.timeZone ?? mailbox.timeZone,
    people: people.length,
  });
  return { who, reading, people };
}

/** Our own mail in our own Inbox (a copy to ourselves, the test mail) asks for nothing. */
const isOurs = (mailbox: OwnMailbox, { from }: ArrivedMail): boolean =>
  from !== '' && normaliseAddress(from) === normaliseAddress(mailbox.address);

/** What a bounce or an opt-out says of itself needs nobody; everything else is looked at. */
function keep(
  { ledger, clock }: ActPorts,
  mailbox: OwnMailbox,
  mail: ArrivedMail,
  { read, effect }: { readonly read: ReadMail | null; readonly effect: Effect },
): ReplyId | null {
  if (read === null) return null;
  const { who, reading, people } = read;
  const id = ReplyId.parse(`reply-${hashOf(eventIdOf(mail)).slice(0, 40)}`);
  const done = doneAtOnce(effect);
  const state = done === null ? 'new' : 'handled';
  const kept = { mailboxId: mailbox.id, mail, id, who, people, reading, state, done: done ?? '' } as const;
  return keepReply(ledger, kept, clock.nowMs()) ? id : null;
}

function doneAtOnce({ kind, suppressed }: Effect): string | null {
  switch (kind) {
    case 'unsubscribe':
      return 'They asked not to be written to: suppressed at once, everywhere.';
    case 'bounce':
      return suppressed
        ? 'The address can’t be delivered to: suppressed at once, everywhere.'
        : 'It could not be delivered; that is counted.';
    // A person hears of a complaint as well.
    case 'complaint':
    case 'auto-reply':
    case 'other':
    case 'known':
      return null;
    default:
      return kind satisfies never;
  }
}

function effectOf(ports: ActPorts, mailbox: OwnMailbox, mail: ArrivedMail, read: ReadMail | null): Effect {
  const complaint = readComplaint(mail);
  if (complaint !== null) {
    const send = sendOf(ports, [complaint.originalId]);
    return act(ports, mailbox, mail, {
      kind: 'complaint',
      source: 'feedback-report',
      send,
      suppress: { reason: 'complaint', addresses: [send?.to ?? complaint.recipient] },
    });
  }
  const bounce = readBounce(mail);
  if (bounce !== null) return actOnBounce(ports, mailbox, mail, bounce);
  return actOnOther(ports, mailbox, mail, read);
}

function actOnOther(ports: ActPorts, mailbox: OwnMailbox, mail: ArrivedMail, read: ReadMail | null): Effect {
  if (mail.from === '' || isOurs(mailbox, mail)) return { kind: 'other', suppressed: false };
  const isMachine = isAutoReply(mail);
  const send = sendOf(ports, mail.answers) ?? ports.ledger.sends.touching(mail.from, 1)[0] ?? null;
  // A machine's words are nobody's wish; its mail to the opt-out address may be a mail program's, on a person's click.
  const isAnswer = (send !== null || read !== null) && !isMachine;
  const optOut = readOptOut(mail, waysOf(ports, isAnswer ? [mail.from, ...(send === null ? [] : [send.to])] : null));
  if (isAnswer && read?.reading.class === 'complaint') {
    return act(ports, mailbox, mail, {
      kind: 'complaint',
      source: 'reply',
      send,
      suppress: { reason: 'complaint', addresses: [mail.from, send?.to ?? null] },
    });
  }
  if (optOut === null) return { kind: isMachine ? 'auto-reply' : 'other', suppressed: false };
  return act(ports, mailbox, mail, {
    kind: 'unsubscribe',
    source: optOut.by === 'words' ? 'reply' : 'mailto',
    send,
    // Who answers from another address than we wrote to means both.
    suppress: { reason: 'unsubscribe', addresses: [mail.from, optOut.by === 'words' ? (send?.to ?? null) : null] },
  });
}

function actOnBounce(ports: ActPorts, mailbox: OwnMailbox, mail: ArrivedMail, bounce: Bounce): Effect {
  const send = sendOf(ports, [bounce.originalId]);
  const address = send?.to ?? bounce.recipient;
  const fact = { kind: 'bounce', source: 'dsn', send, bounce } as const;
  if (bounce.class === 'hard') {
    return act(ports, mailbox, mail, { ...fact, suppress: { reason: 'hard-bounce', addresses: [address] } });
  }
  const acted = act(ports, mailbox, mail, { ...fact, suppress: null });
  if (acted.kind === 'known' || bounce.class !== 'soft' || send === null) return acted;
  if (!isThirdInARow(ports, mailbox, send)) return acted;
  const words = `${SOFT_IN_A_ROW} messages in a row could not be delivered`;
  const suppressed = suppress(
    ports,
    mailbox,
    eventIdOf(mail),
    send,
    { reason: 'hard-bounce', addresses: [send.to] },
    words,
  );
  return { ...acted, suppressed };
}

/** Whether each of the newest messages to this address came back as a soft bounce. */
function isThirdInARow(ports: ActPorts, mailbox: OwnMailbox, send: Send): boolean {
  const soft = new Set(
    ports.ledger.mailboxes
      .events(mailbox.id, Math.max(0, ports.clock.nowMs() - SOFT_WINDOW_MS))
      .filter((event) => event.kind === 'bounce' && event.bounceClass === 'soft')
      .map((event) => event.sendId),
  );
  const newest = ports.ledger.sends.touching(send.to, SOFT_IN_A_ROW);
  return newest.length === SOFT_IN_A_ROW && newest.every(({ id }) => soft.has(id));
}

interface Fact {
  readonly kind: 'bounce' | 'complaint' | 'unsubscribe';
  readonly source: MailboxEvent['source'];
  readonly send: Send | null;
  readonly bounce?: Bounce;
  readonly suppress: Suppressing | null;
}

interface Suppressing {
  readonly reason: 'unsubscribe' | 'complaint' | 'hard-bounce';
  readonly addresses: readonly (string | null)[];
}

function act(ports: ActPorts, mailbox: OwnMailbox, mail: ArrivedMail, fact: Fact): Effect {
  const id = eventIdOf(mail);
  const isNew = ports.ledger.mailboxes.recordEvent({
    id,
    mailboxId: fact.send?.mailboxId ?? mailbox.id,
    kind: fact.kind,
    bounceClass: fact.bounce?.class ?? null,
    statusCode: fact.bounce?.status ?? null,
    sendId: fact.send?.id ?? null,
    contactId: contactOf(ports, fact.send),
    source: fact.source,
    atMs: mail.atMs,
  });
  if (!isNew) return { kind: 'known', suppressed: false };
  const words = fact.bounce?.status ?? null;
  const suppressed =
    fact.suppress !== null &&
    suppress(ports, mailbox, id, fact.send, fact.suppress, words === null ? '' : `status ${words}`);
  return { kind: fact.kind, suppressed };
}

/** At once: no undo window, because it is the recipient's own wish or a fact. */
function suppress(
  ports: ActPorts,
  mailbox: OwnMailbox,
  eventId: string,
  send: Send | null,
  { reason, addresses }: Suppressing,
  words: string,
): boolean {
  const { ledger, clock } = ports;
  const nowMs = clock.nowMs();
  const wanted = new Map<string, string>();
  for (const address of addresses) {
    if (address === null || !EmailAddress.safeParse(address).success) continue;
    // A forged report must not silence the mailbox itself.
    if (normaliseAddress(address) === normaliseAddress(mailbox.address)) continue;
    wanted.set(normaliseAddress(address), address.toLowerCase());
  }
  for (const address of wanted.values()) {
    const entry: Suppression = {
      id: SuppressionId.parse(`mail-${hashOf(`${eventId}\n${address}`).slice(0, 40)}`),
      scope: 'global',
      value: address,
      reason,
      source: `mailbox ${mailbox.id}`,
      evidence: [
        `mail ${hashOf(eventId).slice(0, 16)}`,
        ...(send === null ? [] : [`send ${send.id}`]),
        ...(words === '' ? [] : [words]),
      ].join(', '),
      atMs: nowMs,
      by: 'mailbox',
      expiresAtMs: null,
    };
    ledger.suppressions.put([entry]);
    ledger.writeBacks.enqueue(
      { kind: 'suppress', opId: `${entry.id}.suppress`, entry, personId: mailbox.ownerId },
      nowMs,
      null,
    );
    ledger.trace.append({
      atMs: nowMs,
      kind: 'suppression',
      actor: 'system',
      subject: {
        suppressionId: entry.id,
        scope: 'global',
        reason,
        mailboxId: mailbox.id,
        sendId: send?.id ?? null,
        packageId: send?.packageId ?? null,
        contactId: contactOf(ports, send),
      },
    });
  }
  return wanted.size > 0;
}

/** The first of these messages that is ours. */
export function sendOf({ ledger }: ActPorts, messageIds: readonly (string | null)[]): Send | null {
  for (const messageId of messageIds) {
    const row = messageId === null ? null : ledger.sends.readByMessageId(messageId);
    if (row !== null) return row.send;
  }
  return null;
}

/** What we wrote to these addresses of late: a quote without marks is told from typed words by it. */
function textsTo({ ledger }: ActPorts, addresses: readonly string[]): readonly string[] {
  const sends = addresses.flatMap((address) => ledger.sends.touching(address, MOST_QUOTED));
  return [...new Set(sends.map(({ messageId }) => messageId))].flatMap((messageId) => {
    const signed = ledger.sends.readByMessageId(messageId)?.countersignature.signed;
    return signed === undefined ? [] : [SignedContent.parse(JSON.parse(signed)).message.text];
  });
}

function contactOf({ ledger }: ActPorts, send: Send | null): ContactId | null {
  return send === null ? null : (ledger.copies.packageWorld(send.packageId)?.contactId ?? null);
}

/** The mail's own Message-ID; one without is known by what it holds. */
function eventIdOf(mail: ArrivedMail): string {
  if (mail.messageId !== null && mail.messageId.length <= 250) return `mail ${mail.messageId}`;
  return `mail ${hashOf(mail.messageId ?? [mail.from, mail.subject, mail.text, mail.header('date') ?? ''].join('\n'))}`;
}

const hashOf = (text: string): string => createHash('sha256').update(text).digest('hex');
