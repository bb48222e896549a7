/** What the ledger keeps of mailboxes: what they sent besides, what came back, their ramps and checks. Counts and codes; never a word of a message. */
import type { DomainReport, MailboxEvent } from '../../shared/domain/mailbox-event.ts';
import type { MailboxId } from '../../shared/domain/ids.ts';
import type { Ramp } from '../../shared/domain/mailbox-world.ts';
import { localDay } from '../../shared/policy/local-time.ts';
import { HISTORY_DAYS, rampFrom } from '../../shared/policy/warm-up.ts';
import type { MailboxLedger, SentFolderMail } from '../ports/mailbox-ledger.ts';
import type { Connection } from './connection.ts';
import type { Feed } from './feed.ts';
import type { LatestTime } from './latest-time.ts';
import { makeRecentBodies } from './recent-bodies.ts';
import type { ParsedOnce } from './parsed-once.ts';

const DAY_MS = 86_400_000;
/** Longer than any week or ramp that is counted. */
const ELSEWHERE_KEPT_MS = 100 * DAY_MS;

interface MailboxParts {
  readonly connection: Connection;
  readonly feed: Feed;
  readonly latest: LatestTime;
  readonly known: ParsedOnce;
}

export function makeMailboxes({ connection, feed, latest, known }: MailboxParts): MailboxLedger {
  function setFact(
    mailboxId: MailboxId,
    fact: 'ramp' | 'authentication' | 'sent_folder_at_ms',
    value: string | number,
  ) {
    connection.run(
      `INSERT INTO mailbox_facts (mailbox_id, ${fact}) VALUES (?, ?) ON CONFLICT (mailbox_id) DO UPDATE SET ${fact} = excluded.${fact}`,
      mailboxId,
      value,
    );
  }

  function readRamp(mailboxId: MailboxId): Ramp | null {
    const text = connection.get('SELECT ramp FROM mailbox_facts WHERE mailbox_id = ?', mailboxId)?.ramp;
    return typeof text === 'string' ? (JSON.parse(text) as Ramp) : null;
  }

  function startRamp(mailboxId: MailboxId, ramp: Ramp): void {
    connection.transact(() => {
      if (readRamp(mailboxId) === null) setFact(mailboxId, 'ramp', JSON.stringify(ramp));
    });
  }

  function changeRamp(mailboxId: MailboxId, change: (ramp: Ramp) => Ramp): void {
    connection.transact(() => {
      const ramp = readRamp(mailboxId);
      // Without one nothing cold leaves anyway.
      if (ramp !== null) setFact(mailboxId, 'ramp', JSON.stringify(change(ramp)));
    });
  }

  const zoneOf = (mailboxId: MailboxId): string | null =>
    known.people().find(({ mailbox }) => mailbox.id === mailboxId)?.mailbox.timeZone ?? null;

  /** A look that reaches back over a whole history says what the mailbox is used to. */
  function startFromHistory(
    mailboxId: MailboxId,
    sinceMs: number,
    atMs: number,
    mail: readonly SentFolderMail[],
  ): void {
    const timeZone = zoneOf(mailboxId);
    const limits = known.policy()?.limits;
    if (timeZone === null || limits === undefined || atMs - sinceMs < HISTORY_DAYS * DAY_MS) return;
    const perDay = countByDay(mail, timeZone);
    startRamp(mailboxId, rampFrom(perDay, 'sent-folder', localDay(atMs, timeZone).day, limits));
  }

  function isOurs(messageId: string | null): boolean {
    return messageId !== null && connection.get('SELECT 1 FROM sends WHERE message_id = ?', messageId) !== undefined;
  }

  return {
    recordSentFolder({ mailboxId, sinceMs, atMs, mail }) {
      connection.transact(() => {
        connection.run(
          'DELETE FROM sent_elsewhere WHERE mailbox_id = ? AND (at_ms >= ? OR at_ms < ?)',
          mailboxId,
          sinceMs,
          atMs - ELSEWHERE_KEPT_MS,
        );
        for (const one of mail) {
          if (one.atMs < sinceMs || isOurs(one.messageId)) continue;
          connection.run('INSERT INTO sent_elsewhere (mailbox_id, at_ms) VALUES (?, ?)', mailboxId, one.atMs);
        }
        setFact(mailboxId, 'sent_folder_at_ms', atMs);
        startFromHistory(mailboxId, sinceMs, atMs, mail);
        latest.note(atMs);
      });
    },
    recordEvent: (event) =>
      connection.transact(
        () =>
          connection.run(
            'INSERT INTO mailbox_events (id, mailbox_id, kind, at_ms, body) VALUES (?, ?, ?, ?, ?) ON CONFLICT (id) DO NOTHING',
            event.id,
            event.mailboxId,
            event.kind,
            event.atMs,
            JSON.stringify(event),
          ) > 0,
      ),
    events: (mailboxId, sinceMs) =>
      connection
        .all(
          'SELECT body FROM mailbox_events WHERE mailbox_id = ? AND at_ms >= ? ORDER BY at_ms DESC, id',
          mailboxId,
          sinceMs,
        )
        .map((row) => JSON.parse(String(row.body)) as MailboxEvent),
    recordReport(report) {
      connection.transact(() =>
        connection.run(
          'INSERT OR REPLACE INTO domain_reports (domain, day, provider, body) VALUES (?, ?, ?, ?)',
          report.domain,
          report.day,
          report.provider,
          JSON.stringify(report),
        ),
      );
    },
    reports: (domain, limit) =>
      connection
        .all('SELECT body FROM domain_reports WHERE domain = ? ORDER BY day DESC, provider LIMIT ?', domain, limit)
        .map((row) => JSON.parse(String(row.body)) as DomainReport),
    recordAuthentication(mailboxId, authentication) {
      connection.transact(() => setFact(mailboxId, 'authentication', JSON.stringify(authentication)));
    },
    ramp: readRamp,
    startRamp,
    freezeRamp(mailboxId, frozen) {
      // Frozen where it stands: a later refusal must not let it climb in between.
      changeRamp(mailboxId, (ramp) => (ramp.frozen === null ? { ...ramp, frozen } : ramp));
    },
    thawRamp(mailboxId, day, perDay) {
      changeRamp(mailboxId, (ramp) => ({ ...ramp, startDay: day, startPerDay: perDay, frozen: null }));
    },
    elsewherePerDay: (mailboxId, timeZone, sinceMs) =>
      countByDay(
        connection
          .all('SELECT at_ms FROM sent_elsewhere WHERE mailbox_id = ? AND at_ms >= ?', mailboxId, sinceMs)
          .map((row) => ({ atMs: Number(row.at_ms) })),
        timeZone,
      ),
    sentPerDay: (mailboxId, sinceDay) =>
      new Map(
        connection
          .all(
            'SELECT day, count(*) AS sent FROM reservations WHERE mailbox_id = ? AND day >= ? GROUP BY day',
            mailboxId,
            sinceDay,
          )
          .map((row) => [String(row.day), Number(row.sent)]),
      ),
    ...makeRecentBodies(connection, feed),
  };
}

function countByDay(mail: readonly { readonly atMs: number }[], timeZone: string): Map<string, number> {
  const perDay = new Map<string, number>();
  for (const { atMs } of mail) {
    const { day } = localDay(atMs, timeZone);
    perDay.set(day, (perDay.get(day) ?? 0) + 1);
  }
  return perDay;
}
