/** How the mails that a version is behind fared: an answer counts for the last mail before it. It reads the CRM's timeline and what replies were read as. */
import type { Contact } from '../../../shared/domain/contact.ts';
import { ContactId } from '../../../shared/domain/ids.ts';
import type { Reply } from '../../../shared/domain/reply.ts';
import type { MailFared, VersionFared } from '../../ports/agent-ledger.ts';
import type { Connection } from '../connection.ts';
import type { Feed } from '../feed.ts';
import { matchingEntries } from '../matching-entries.ts';

/** Each mail that left, with when the next one to the same person did. */
const MAILS = `
  SELECT sent.contact_id, sent.account_id, sent.at_ms,
    (SELECT min(next.at_ms) FROM touches AS next WHERE next.contact_id = sent.contact_id AND next.direction = 'outbound'
       AND next.channel = 'email' AND next.body IS NOT NULL AND next.at_ms > sent.at_ms) AS until_ms
  FROM touches AS sent
  WHERE sent.direction = 'outbound' AND sent.channel = 'email' AND sent.body IS NOT NULL`;

/** Those the version is behind. */
const SENDS = `${MAILS}
    AND (json_extract(sent.body, '$.templateVersion') = ?1
      OR instr(' + ' || coalesce(json_extract(sent.body, '$.promptVersion'), '') || ' + ', ' + ' || ?1 || ' + ') > 0)`;

const LATEST = `${MAILS} ORDER BY sent.at_ms DESC LIMIT ?1`;

const ANSWERED = `
  SELECT 1 FROM touches WHERE contact_id = ? AND direction = 'inbound' AND channel = 'email' AND body IS NOT NULL
    AND at_ms > ? AND at_ms <= ? LIMIT 1`;

const EVER = Number.MAX_SAFE_INTEGER;

export function versionCounts(connection: Connection, feed: Feed, version: string, nowMs: number): VersionFared {
  const counts = { sends: 0, replies: 0, positives: 0, optOuts: 0 };
  for (const row of connection.all(SENDS, version)) {
    const { isAnswered, isPositive, hasLeft } = outcomeOf(connection, feed, row, nowMs);
    counts.sends += 1;
    if (isAnswered) counts.replies += 1;
    if (isPositive) counts.positives += 1;
    if (hasLeft) counts.optOuts += 1;
  }
  return counts;
}

/** The newest mails first, at most `limit`. */
export function latestMails(connection: Connection, feed: Feed, limit: number, nowMs: number): readonly MailFared[] {
  return connection.all(LATEST, limit).map((row) => ({
    contactId: ContactId.parse(row.contact_id),
    atMs: Number(row.at_ms),
    ...outcomeOf(connection, feed, row, nowMs),
  }));
}

function outcomeOf(
  connection: Connection,
  feed: Feed,
  row: Readonly<Record<string, unknown>>,
  nowMs: number,
): Pick<MailFared, 'isAnswered' | 'isPositive' | 'hasLeft'> {
  const contactId = String(row.contact_id);
  const fromMs = Number(row.at_ms);
  const untilMs = row.until_ms === null ? EVER : Number(row.until_ms);
  const said = repliesOf(connection, feed, contactId).filter(({ atMs }) => atMs > fromMs && atMs <= untilMs);
  const classes = new Set(said.map(({ labelled, reading }) => labelled?.class ?? reading?.class ?? 'other'));
  const isAnswered = said.length > 0 || connection.get(ANSWERED, contactId, fromMs, untilMs) !== undefined;
  return {
    isAnswered: isAnswered && !isMachine(said, classes),
    isPositive: classes.has('positive'),
    hasLeft: classes.has('unsubscribe') || classes.has('complaint') || hasOptedOut(connection, row, nowMs),
  };
}

/** An absence notice or a bounce is no answer. */
const isMachine = (said: readonly Reply[], classes: ReadonlySet<string>): boolean =>
  said.length > 0 && [...classes].every((each) => each === 'auto-reply' || each === 'bounce');

function repliesOf(connection: Connection, feed: Feed, contactId: string): readonly Reply[] {
  return connection
    .all('SELECT id FROM replies WHERE contact_id = ?', contactId)
    .flatMap((row) => feed.read('reply', String(row.id)) ?? []);
}

function hasOptedOut(connection: Connection, row: Readonly<Record<string, unknown>>, nowMs: number): boolean {
  const contactId = String(row.contact_id);
  const body = connection.get('SELECT body FROM contacts WHERE id = ? AND body IS NOT NULL', contactId)?.body;
  if (typeof body !== 'string') return false;
  const { email } = JSON.parse(body) as Contact;
  const fromMs = Number(row.at_ms);
  return matchingEntries(connection, { email, accountId: String(row.account_id), contactId }, nowMs).some(
    ({ reason, atMs }) => (reason === 'unsubscribe' || reason === 'complaint') && atMs >= fromMs,
  );
}
