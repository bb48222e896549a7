/** The figures of one mailbox: its day and week, its ramp and pace, what came back, what DNS said. It counts; what is too many is policy. */
import type { DomainReport } from '../../shared/domain/mailbox-event.ts';
import { domainOf } from '../../shared/domain/email-address.ts';
import type { Authentication, MailboxWorld, Ramp, Rate } from '../../shared/domain/mailbox-world.ts';
import type { Person } from '../../shared/domain/person.ts';
import { mailboxDay, type MailboxDay } from '../../shared/policy/mailbox-day.ts';
import type { Connection } from './connection.ts';

const DAY_MS = 86_400_000;

/** `rateWindowDays`: how far back what came back is measured, by the policy. */
export function readMailboxWorld(
  connection: Connection,
  person: Person,
  nowMs: number,
  rateWindowDays: number,
): MailboxWorld {
  const { id, address, timeZone } = person.mailbox;
  const today = mailboxDay(nowMs, timeZone);
  const facts = connection.get(
    'SELECT ramp, next_send_at_ms, authentication, sent_folder_at_ms FROM mailbox_facts WHERE mailbox_id = ?',
    id,
  );
  const nextSendAtMs = numberOrNull(facts?.next_send_at_ms);
  const lookedAtMs = numberOrNull(facts?.sent_folder_at_ms);
  return {
    id,
    address,
    ownerId: person.id,
    displayName: person.name,
    timeZone,
    dayStartAtMs: today.startAtMs,
    dayEndAtMs: today.endAtMs,
    ...takenOf(connection, id, today),
    elsewhere: lookedAtMs === null ? null : { ...elsewhereOf(connection, id, today), countedAtMs: lookedAtMs },
    ...waitingOf(connection, id, today),
    ramp: parsed(facts?.ramp) as Ramp | null,
    // A pause that is over says nothing any more.
    nextSendAtMs: nextSendAtMs !== null && nextSendAtMs > nowMs ? nextSendAtMs : null,
    ...ratesOf(connection, id, nowMs - rateWindowDays * DAY_MS),
    report: reportOf(connection, domainOf(address)),
    authentication: parsed(facts?.authentication) as Authentication | null,
  };
}

function takenOf(
  connection: Connection,
  id: string,
  { day, weekStartDay }: MailboxDay,
): Pick<MailboxWorld, 'takenToday' | 'takenThisWeek' | 'coldToday' | 'coldThisWeek'> {
  const row = connection.get(
    `SELECT coalesce(sum(slots), 0) AS week, coalesce(sum(slots * cold), 0) AS cold_week,
       coalesce(sum(slots) FILTER (WHERE day = ?2), 0) AS today, coalesce(sum(slots * cold) FILTER (WHERE day = ?2), 0) AS cold_today
     FROM (SELECT day, cold, count(*) AS slots FROM reservations
           WHERE mailbox_id = ?1 AND day BETWEEN ?3 AND ?2 GROUP BY day, cold)`,
    id,
    day,
    weekStartDay,
  );
  return {
    takenToday: Number(row?.today),
    takenThisWeek: Number(row?.week),
    coldToday: Number(row?.cold_today),
    coldThisWeek: Number(row?.cold_week),
  };
}

function elsewhereOf(
  connection: Connection,
  id: string,
  today: MailboxDay,
): { readonly today: number; readonly thisWeek: number } {
  const row = connection.get(
    `SELECT count(*) AS week, count(*) FILTER (WHERE at_ms >= ?) AS today
     FROM sent_elsewhere WHERE mailbox_id = ? AND at_ms >= ? AND at_ms < ?`,
    today.startAtMs,
    id,
    today.weekStartAtMs,
    today.endAtMs,
  );
  return { today: Number(row?.today), thisWeek: Number(row?.week) };
}

/** A reply or follow-up that can't leave today takes no slot of today away from anybody. */
function waitingOf(
  connection: Connection,
  id: string,
  { endAtMs }: MailboxDay,
): Pick<MailboxWorld, 'waiting' | 'waitingReplies' | 'waitingFollowUps'> {
  const rows = connection.all(
    `SELECT message_kind, count(*) AS waiting, count(*) FILTER (WHERE coalesce(due_at_ms, 0) < ?) AS today
     FROM sends WHERE mailbox_id = ? AND state IN ('countersigned', 'held', 'deferred', 'retry') GROUP BY message_kind`,
    endAtMs,
    id,
  );
  const today = (kind: string): number => Number(rows.find((row) => row.message_kind === kind)?.today ?? 0);
  return {
    waiting: rows.reduce((sum, row) => sum + Number(row.waiting), 0),
    waitingReplies: today('reply'),
    waitingFollowUps: today('follow-up'),
  };
}

function ratesOf(
  connection: Connection,
  id: string,
  sinceMs: number,
): Pick<MailboxWorld, 'bounces' | 'complaints' | 'unsubscribes'> {
  const of = Number(
    connection.get(
      `SELECT count(*) AS sent FROM sends WHERE mailbox_id = ? AND touched_at_ms >= ? AND state = 'sent'`,
      id,
      sinceMs,
    )?.sent,
  );
  const rows = connection.all(
    'SELECT kind, count(*) AS events FROM mailbox_events WHERE mailbox_id = ? AND at_ms >= ? GROUP BY kind',
    id,
    sinceMs,
  );
  const rate = (kind: string): Rate => ({ count: Number(rows.find((row) => row.kind === kind)?.events ?? 0), of });
  return { bounces: rate('bounce'), complaints: rate('complaint'), unsubscribes: rate('unsubscribe') };
}

function reportOf(connection: Connection, domain: string): DomainReport | null {
  return parsed(
    connection.get('SELECT body FROM domain_reports WHERE domain = ? ORDER BY day DESC, provider LIMIT 1', domain)
      ?.body,
  ) as DomainReport | null;
}

function numberOrNull(value: unknown): number | null {
  return typeof value === 'number' ? value : null;
}

function parsed(text: unknown): unknown {
  return typeof text === 'string' ? (JSON.parse(text) as unknown) : null;
}
