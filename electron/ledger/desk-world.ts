/** What is known around this desk: its mailboxes' day, its checks, its pauses. It counts; what is too many is policy. */
import type { DeskWorld, Pause } from '../../shared/domain/world.ts';
import { WorldCheck } from '../../shared/domain/world.ts';
import { LIMITS } from '../../shared/policy/limits.ts';
import type { Connection } from './connection.ts';
import type { Feed } from './feed.ts';
import type { LatestTime } from './latest-time.ts';
import { readMailboxWorld } from './mailbox-world.ts';
import { readMeta } from './meta.ts';
import type { ParsedOnce } from './parsed-once.ts';

/** The single desk record's id in the feed. */
const DESK_ID = 'desk';
export const SERVER_DATE_KEY = 'server-date';

export function readPauses(connection: Connection): readonly Pause[] {
  return connection
    .all('SELECT body FROM pauses ORDER BY scope, value')
    .map((row) => JSON.parse(String(row.body)) as Pause);
}

export function readDeskWorld(connection: Connection, known: ParsedOnce, latest: LatestTime, nowMs: number): DeskWorld {
  const checks = new Map(
    connection.all('SELECT name, at_ms FROM checks').map((row) => [String(row.name), Number(row.at_ms)]),
  );
  const serverDate = readMeta(connection, SERVER_DATE_KEY);
  const windowDays = known.policy()?.limits.rateWindowDays ?? LIMITS.rateWindowDays.default;
  return {
    checkedAtMs: Object.fromEntries(
      WorldCheck.options.map((name) => [name, checks.get(name) ?? null]),
    ) as DeskWorld['checkedAtMs'],
    ledgerLatestAtMs: latest.read(),
    serverDate: typeof serverDate === 'string' ? (JSON.parse(serverDate) as DeskWorld['serverDate']) : null,
    mailboxes: known.people().map((person) => readMailboxWorld(connection, person, nowMs, windowDays)),
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

/** The ledger's newest time rises with each write: by itself it is no news for a reader. */
export function publishDeskWorld(feed: Feed, world: DeskWorld): void {
  const kept = feed.readText('desk', DESK_ID);
  if (kept === null || withoutTime(kept) !== withoutTime(JSON.stringify(world))) feed.put('desk', DESK_ID, world);
}

function withoutTime(world: string): string {
  return world.replace(/"ledgerLatestAtMs":\d+/u, '');
}
