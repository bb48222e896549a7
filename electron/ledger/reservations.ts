/**
 * Slots: all caps of a send are counted and its slot is taken inside one write transaction, so that no interleaving of connections or
 * processes passes any of them. What the caps are, policy says.
 */
import type { SendId } from '../../shared/domain/ids.ts';
import type { FullCap, SendLedger, SlotWish } from '../ports/send-ledger.ts';
import type { Random } from '../ports/random.ts';
import type { Connection, Row } from './connection.ts';
import type { StaleWorlds } from './world-refresh.ts';

type Reservations = Pick<SendLedger, 'reserve' | 'giveBack' | 'takenOn'>;

interface ReservationParts {
  readonly connection: Connection;
  readonly stale: StaleWorlds;
  readonly random: Random;
}

// The others' slots only, so that a send whose slot moves to another day is not in its own way.
const COUNTS = `
  SELECT sends.message_kind <> 'reply' AS cold, sends.recipient_domain, taken.today AS taken, taken.cold_today, taken.cold_week,
    (SELECT count(*) FROM reservations WHERE mailbox_id = ?1 AND day = ?2 AND cold = 1
       AND recipient_domain = sends.recipient_domain AND send_id <> sends.id) AS to_domain,
    (SELECT count(*) FROM sent_elsewhere WHERE mailbox_id = ?1 AND at_ms >= ?4 AND at_ms < ?5) AS elsewhere,
    (SELECT next_send_at_ms FROM mailbox_facts WHERE mailbox_id = ?1) AS next_at_ms
  FROM sends JOIN (
    SELECT coalesce(sum(slots) FILTER (WHERE day = ?2), 0) AS today, coalesce(sum(slots) FILTER (WHERE day = ?2 AND cold = 1), 0) AS cold_today,
      coalesce(sum(slots) FILTER (WHERE cold = 1), 0) AS cold_week
    FROM (SELECT day, cold, count(*) AS slots FROM reservations
          WHERE mailbox_id = ?1 AND day BETWEEN ?3 AND ?2 AND send_id <> ?6 GROUP BY day, cold)) AS taken
  WHERE sends.id = ?6`;

const TAKE = `
  INSERT INTO reservations (send_id, mailbox_id, day, cold, recipient_domain) VALUES (?, ?, ?, ?, ?)
  ON CONFLICT (send_id) DO UPDATE SET mailbox_id = excluded.mailbox_id, day = excluded.day`;

// A reply is not held by the pause, but begins one: it must not shorten the one there is.
const PAUSE = `
  INSERT INTO mailbox_facts (mailbox_id, next_send_at_ms) VALUES (?, ?)
  ON CONFLICT (mailbox_id) DO UPDATE SET next_send_at_ms = max(coalesce(next_send_at_ms, 0), excluded.next_send_at_ms)`;

export function takenOn(connection: Connection, mailboxId: string, day: string): number {
  return Number(
    connection.get('SELECT count(*) AS taken FROM reservations WHERE mailbox_id = ? AND day = ?', mailboxId, day)
      ?.taken,
  );
}

function firstFull(counts: Row, wish: SlotWish): FullCap | null {
  const count = (name: string): number => Number(counts[name]);
  const { cold } = wish;
  const inBox = count('taken') + count('elsewhere');
  if (inBox >= wish.mailboxPerDay) return 'mailbox-day';
  if (counts.cold !== 1) return null;
  if (inBox >= cold.warmUpPerDay) return 'mailbox-warmup';
  if (inBox >= cold.complaintsPerDay) return 'complaint-rate';
  if (count('cold_today') >= cold.domainPerDay) return 'domain-day';
  if (count('cold_week') >= cold.domainPerWeek) return 'domain-week';
  if (count('to_domain') >= cold.recipientDomainPerDay) return 'recipient-domain-day';
  return counts.next_at_ms !== null && count('next_at_ms') > wish.nowMs ? 'pace' : null;
}

export function makeReservations({ connection, stale, random }: ReservationParts): Reservations {
  /** What left, or may have left, has used its slot for good. */
  function refuseIfUsed(sendId: SendId): void {
    const state = connection.get('SELECT state FROM sends WHERE id = ?', sendId)?.state;
    if (state === 'sent' || state === 'uncertain') {
      throw new Error(`The slot of send ${sendId} was used: it is ${state}.`);
    }
  }

  /** Packages for people at the same domain show how much of its cap is left. */
  function recount(sendId: SendId): void {
    stale.where(
      `SELECT packages.id FROM sends JOIN packages AS own ON own.id = sends.package_id
       JOIN packages ON packages.host_key = own.host_key AND packages.gone = 0
       WHERE sends.id = ? AND coalesce(packages.desk_state, packages.crm_state) IN ('ready', 'approved', 'released', 'deferred')`,
      sendId,
    );
  }

  return {
    reserve: (wish) =>
      connection.transact(() => {
        const { sendId, mailboxId, today, pace } = wish;
        const held = connection.get('SELECT mailbox_id, day FROM reservations WHERE send_id = ?', sendId);
        if (held?.mailbox_id === mailboxId && held.day === today.day) return 'taken';
        if (held !== undefined) refuseIfUsed(sendId);
        const { day, weekStartDay, startAtMs, endAtMs } = today;
        const counts = connection.get(COUNTS, mailboxId, day, weekStartDay, startAtMs, endAtMs, sendId);
        if (counts === undefined) throw new Error(`There is no send ${sendId}.`);
        const full = firstFull(counts, wish);
        if (full !== null) return full;
        connection.run(TAKE, sendId, mailboxId, day, Number(counts.cold), String(counts.recipient_domain));
        const pauseMs = pace.minMs + Math.round(random.fraction() * Math.max(0, pace.maxMs - pace.minMs));
        if (pauseMs > 0) connection.run(PAUSE, mailboxId, wish.nowMs + pauseMs);
        if (counts.cold === 1) recount(sendId);
        return 'taken';
      }),
    giveBack(sendId) {
      connection.transact(() => {
        refuseIfUsed(sendId);
        if (connection.run('DELETE FROM reservations WHERE send_id = ?', sendId) > 0) recount(sendId);
      });
    },
    takenOn: (mailboxId, day) => takenOn(connection, mailboxId, day),
  };
}
