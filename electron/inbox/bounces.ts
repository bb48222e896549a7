/**
 * Is this mail a report that a message could not be delivered: to whom, which message, why? Reports that follow RFC 3464 and the many that
 * don't. It decides no suppression, and a mail that only looks like a report is none.
 */
import { idsIn, type ArrivedMail, type ReportFields } from './arrived-mail.ts';
import type { BounceClass } from '../../shared/domain/mailbox-event.ts';
import { classifyBounce } from './bounce-class.ts';

export interface Bounce {
  readonly recipient: string | null;
  /** The Message-ID of the message that was returned. */
  readonly originalId: string | null;
  /** Enhanced status such as `5.1.1`; null where none is given. */
  readonly status: string | null;
  readonly class: BounceClass;
}

export function readBounce(mail: ArrivedMail): Bounce | null {
  const groups = mail.deliveryStatus.filter((group) => group.has('action') || group.has('final-recipient'));
  if (groups.length > 0) {
    const failed = groups.find((group) => actionOf(group) === 'failed');
    // A delay is no failure yet, and relayed or delivered is good news.
    return failed === undefined ? null : byReport(mail, failed);
  }
  return looksReturned(mail) ? byWords(mail) : null;
}

const actionOf = (group: ReportFields): string => (group.get('action') ?? 'failed').toLowerCase().trim();

function byReport(mail: ArrivedMail, group: ReportFields): Bounce {
  const given = statusIn(group.get('status') ?? '');
  const diagnostic = (group.get('diagnostic-code') ?? '').replace(/^[\w-]+\s*;\s*/, '');
  // Some say 5.0.0 or 5.5.0 and put the real code into the server's answer.
  const inWords = statusIn(diagnostic);
  const status = given === null || /^5\.[05]\.0$/.test(given) ? (inWords ?? given) : given;
  return {
    recipient: recipientOf(group) ?? mail.returned?.to[0] ?? null,
    originalId: originalIdOf(mail),
    status,
    // The report's own words are a stock phrase; they count where the server's answer is missing.
    class: classifyBounce(status ?? '', diagnostic === '' ? wordsOf(mail) : diagnostic),
  };
}

function recipientOf(group: ReportFields): string | null {
  // What we wrote to comes first: a forward may have failed at an address we never knew.
  for (const name of ['original-recipient', 'final-recipient']) {
    const address = addressIn((group.get(name) ?? '').replace(/^[\w-]+\s*;\s*/, ''));
    if (address !== null) return address;
  }
  return null;
}

const SENDERS =
  /^(?:mailer-?daemon|postmaster|mail-?daemon|mdaemon|mail[._-]?delivery[\w.-]*|maildelivery[\w.-]*|microsoftexchange[0-9a-f]{8,}|noreply-mail-delivery|bounces?)@/;
const SUBJECTS =
  /undeliver|not delivered|delivery (?:status notification|(?:has )?fail|report|problem)|returned mail|mail (?:delivery )?(?:failed|failure|system error|could not)|failure notice|could(?: not|n['’]t) be delivered|message (?:undeliverable|not delivered|you sent blocked)|unzustellbar|nicht zugestellt|non remis|échec de la remise|no se puede entregar|no se ha podido entregar|mancato recapito|onbestelbaar/i;

/** A report by its sender and subject, where it has no machine-readable part. A person who writes "undeliverable" is none. */
function looksReturned(mail: ArrivedMail): boolean {
  if (mail.header('x-failed-recipients') !== null) return true;
  const bySystem = SENDERS.test(mail.from) || mail.header('return-path')?.trim() === '<>' || mail.from === '';
  return bySystem && (SUBJECTS.test(mail.subject) || /^hi\. this is the .{0,40}program at /im.test(mail.text));
}

function byWords(mail: ArrivedMail): Bounce | null {
  const words = wordsOf(mail);
  if (
    /(?:warning|delayed|will be retried|will continue to (?:try|attempt)|you do not need to resend)/i.test(words) &&
    !/fail|permanent|could ?n[o'’]t be delivered/i.test(words)
  )
    return null;
  const status = statusIn(words);
  return {
    recipient: addressIn(mail.header('x-failed-recipients') ?? '') ?? failedIn(words) ?? mail.returned?.to[0] ?? null,
    originalId: originalIdOf(mail),
    status,
    class: classifyBounce(status ?? '', words),
  };
}

/** The report's own words, without the message under them. */
function wordsOf(mail: ArrivedMail): string {
  const cut =
    /^(?:-{2,}.*(?:copy of the message|original message|returned message|this is a copy|below this line|body of message).*|.*\bbelow this line is a copy.*|-{2,} this is a copy of.*|message headers? follow:?|original message headers:?|return-path:.*|received: from.*|reporting-mta:.*)$/im.exec(
      mail.text,
    );
  return mail.text.slice(0, cut?.index ?? mail.text.length).slice(0, 8_000);
}

function originalIdOf(mail: ArrivedMail): string | null {
  const { returned } = mail;
  return (
    idsIn(returned?.header('x-google-original-message-id'))[0] ??
    returned?.messageId ??
    mail.answers[0] ??
    idsIn(mail.header('x-original-message-id'))[0] ??
    null
  );
}

function statusIn(words: string): string | null {
  return /(?:^|[^\d.])([245]\.\d{1,3}\.\d{1,3})(?![\d.]*\d)/.exec(words)?.[1] ?? null;
}

const ADDRESS = /[A-Za-z0-9!#$%&'*+/=?^_`{|}~.-]+@[\p{L}\p{N}](?:[\p{L}\p{N}.-]*[\p{L}\p{N}])?/u;

function addressIn(text: string): string | null {
  return ADDRESS.exec(text)?.[0].toLowerCase() ?? null;
}

/** Where reports in plain words name the address: in angle brackets before a colon, after RCPT TO, alone on a line, else the first there is. */
function failedIn(words: string): string | null {
  const places = [
    /^\s*<?([^\s<>]+@[^\s<>]+?)>?:\s/m,
    /rcpt to:\s*<([^\s<>]+@[^\s<>]+)>/i,
    /^\s*<?([^\s<>]+@[^\s<>:,]+)>?\s*$/m,
    /(?:delivered to|to:?|recipients?:?|address(?:es)?:?|for)\s+[<"'(]?([^\s<>"'()]+@[^\s<>"'(),;]+[\p{L}\p{N}])/iu,
  ];
  for (const place of places) {
    const address = addressIn(place.exec(words)?.[1] ?? '');
    if (address !== null) return address;
  }
  return addressIn(words);
}
