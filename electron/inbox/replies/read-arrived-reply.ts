/** Reads an arrived mail as a reply: what its headers say first, then opt-outs over all that was written, then the rules. */
import type { ReplyReading } from '../../../shared/domain/reply-reading.ts';
import type { ArrivedMail } from '../arrived-mail.ts';
import { isAutoReply } from '../auto-replies.ts';
import { readBounce } from '../bounces.ts';
import { readComplaint } from '../feedback-reports.ts';
import { newTextOf } from '../new-text.ts';
import { readOptOut, type OptOutWays } from '../opt-outs.ts';
import { readReply } from './read-reply.ts';

export interface ReplyContext {
  readonly ways: OptOutWays;
  /** The contact's zone, else the mailbox's: the dates they write are meant in it. */
  readonly timeZone: string;
  /** Distinct people on the thread, ours not counted. */
  readonly people: number;
}

export function readArrivedReply(mail: ArrivedMail, { ways, timeZone, people }: ReplyContext): ReplyReading {
  return readReply({
    newText: newTextOf(mail.text),
    subject: mail.subject,
    from: mail.from,
    atMs: mail.atMs,
    timeZone,
    known: knownOf(mail, ways),
    people,
  });
}

function knownOf(mail: ArrivedMail, ways: OptOutWays): 'complaint' | 'bounce' | 'auto-reply' | 'unsubscribe' | null {
  if (readComplaint(mail) !== null) return 'complaint';
  if (readBounce(mail) !== null) return 'bounce';
  const isMachine = isAutoReply(mail);
  // A machine's words are nobody's wish; its mail to the opt-out address may be a mail program's, on a person's click.
  if (readOptOut(mail, { ...ways, answersOurs: ways.answersOurs && !isMachine }) !== null) return 'unsubscribe';
  return isMachine ? 'auto-reply' : null;
}
