/**
 * What a mail in Junk does. The provider's doubt stands: what names a message of ours counts as in the Inbox; from anybody else we wrote to,
 * only the wish not to be written to does, whose worst is one address too many that stays unwritten. The rest is junk.
 */
import { actOnMail, sendOf, waysOf, type ActPorts, type Acted, type OwnMailbox } from './act-on-mail.ts';
import type { ArrivedMail } from './arrived-mail.ts';
import { isAutoReply } from './auto-replies.ts';
import { readBounce } from './bounces.ts';
import { readComplaint } from './feedback-reports.ts';
import { readOptOut } from './opt-outs.ts';

const JUNK: Acted = { kind: 'other', suppressed: false, replyId: null };

export function actOnJunk(ports: ActPorts, mailbox: OwnMailbox, mail: ArrivedMail): Acted {
  return namesOurs(ports, mail) || asksToStop(ports, mail) ? actOnMail(ports, mailbox, mail) : JUNK;
}

function namesOurs(ports: ActPorts, mail: ArrivedMail): boolean {
  const about = [readComplaint(mail)?.originalId ?? null, readBounce(mail)?.originalId ?? null];
  return sendOf(ports, [...about, ...mail.answers]) !== null;
}

function asksToStop(ports: ActPorts, mail: ArrivedMail): boolean {
  if (mail.from === '' || isAutoReply(mail) || readComplaint(mail) !== null || readBounce(mail) !== null) return false;
  if (ports.ledger.sends.touching(mail.from, 1).length === 0) return false;
  return readOptOut(mail, waysOf(ports, [mail.from])) !== null;
}
