/** What is known around this desk: its mailboxes' day, its checks, its pauses. It counts; what is too many is policy. */
import type { Person } from '../../shared/domain/person.ts';
import type { DeskWorld, Pause } from '../../shared/domain/world.ts';
import { WorldCheck } from '../../shared/domain/world.ts';
import { mailboxDay } from '../../shared/policy/mailbox-day.ts';
import type { Connection } from './connection.ts';
import type { Feed } from './feed.ts';
import type { LatestTime } from './latest-time.ts';
import { readMeta } from './meta.ts';
import { takenOn } from './reservations.ts';

/** The single desk record's id in the feed. */
const DESK_ID = 'desk';
export const SERVER_DATE_KEY = 'server-date';

export function readPauses(connection: Connection): readonly Pause[] {
  return connection
    .all('SELECT body FROM pauses ORDER BY scope, value')
    .map((row) => JSON.parse(String(row.body)) as Pause);
}

export function readDeskWorld(connection: Connection, feed: Feed, latest: LatestTime, nowMs: number): DeskWorld {
  const checks = new Map(
    connection.all('SELECT name, at_ms FROM checks').map((row) => [String(row.name), Number(row.at_ms)]),
  );
  const serverDate = readMeta(connection, SERVER_DATE_KEY);
  return {
    checkedAtMs: Object.fromEntries(
      WorldCheck.options.map((name) => [name, checks.get(name) ?? null]),
    ) as DeskWorld['checkedAtMs'],
    ledgerLatestAtMs: latest.read(),
    serverDate: typeof serverDate === 'string' ? (JSON.parse(serverDate) as DeskWorld['serverDate']) : null,
    mailboxes: (feed.read('people', 'people') ?? []).map((person) => mailboxOf(connection, person, nowMs)),
    confirmedAtMs: confirmedAtMs(checks),
    pauses: [...readPauses(connection)],
  };
}

/** The check that the CRM knows a person stands beside the others, under the person's own name. */
export const IDENTITY_CHECK = 'identity ';

function confirmedAtMs(checks: ReadonlyMap<string, number>): DeskWorld['confirmedAtMs'] {
  return Object.fromEntries(
    [...checks].flatMap(([name, atMs]) =>
      name.startsWith(IDENTITY_CHECK) ? [[name.slice(IDENTITY_CHECK.length), atMs]] : [],
    ),
  );
}

function mailboxOf(connection: Connection, person: Person, nowMs: number): DeskWorld['mailboxes'][number] {
  const { id, address, timeZone } = person.mailbox;
  const today = mailboxDay(nowMs, timeZone);
  return {
    id,
    address,
    ownerId: person.id,
    displayName: person.name,
    timeZone,
    dayStartAtMs: today.startAtMs,
    dayEndAtMs: today.endAtMs,
    takenToday: takenOn(connection, id, today.day),
    takenThisWeek: takenOn(connection, id, today.day),
    elsewhere: null,
    waiting: Number(
      connection.get(
        `SELECT count(*) AS waiting FROM sends WHERE state IN ('countersigned', 'held', 'deferred', 'retry') AND mailbox_id = ?`,
        id,
      )?.waiting,
    ),
    waitingReplies: 0,
    waitingFollowUps: 0,
    ramp: null,
    nextSendAtMs: null,
    bounces: { count: 0, of: 0 },
    complaints: { count: 0, of: 0 },
    unsubscribes: { count: 0, of: 0 },
    report: null,
    authentication: null,
  };
}

/** The ledger's newest time rises with each write: by itself it is no news for a reader. */
export function publishDeskWorld(feed: Feed, world: DeskWorld): void {
  const kept = feed.read('desk', DESK_ID);
  const isSame =
    kept !== null &&
    JSON.stringify({ ...kept, ledgerLatestAtMs: 0 }) === JSON.stringify({ ...world, ledgerLatestAtMs: 0 });
  if (!isSame) feed.put('desk', DESK_ID, world);
}
