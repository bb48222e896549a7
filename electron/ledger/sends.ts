/**
 * Sends and their transitions: one row for each, durable before the act it announces. It moves a send only along
 * `NEXT_SEND_STATES` and only from the state the caller named; whether it may leave is the gate's to say.
 */
import type { Countersignature } from '../../shared/domain/countersignature.ts';
import { domainOf } from '../../shared/domain/email-address.ts';
import { isSettled, NEXT_SEND_STATES, type Send, type SendState } from '../../shared/domain/send.ts';
import type { MailboxId, PackageId, SendId } from '../../shared/domain/ids.ts';
import type { SendChange, SendLedger, SendRow, WaitingSend } from '../ports/send-ledger.ts';
import type { Random } from '../ports/random.ts';
import { addressKey } from './address-keys.ts';
import type { Connection, Row } from './connection.ts';
import type { Feed } from './feed.ts';
import type { LatestTime } from './latest-time.ts';
import { followSend, PACKAGE_STATE_OF_SEND } from './package-state.ts';
import { makeReservations } from './reservations.ts';
import type { StaleWorlds } from './world-refresh.ts';

interface SendParts {
  readonly connection: Connection;
  readonly feed: Feed;
  readonly stale: StaleWorlds;
  readonly latest: LatestTime;
  readonly random: Random;
}

const COLUMNS = 'sends.id, countersignature, mime, mark_at_ms, uncertain_since_ms, feed.body AS send';
const FROM = `FROM sends JOIN signed_mail ON signed_mail.send_id = sends.id JOIN feed ON feed.kind = 'send' AND feed.id = sends.id`;

const MOVE = `UPDATE sends SET state = ?2, due_at_ms = ?3, uncertain_since_ms = coalesce(?4, uncertain_since_ms) WHERE id = ?1`;
// Apart: SQLite writes each index that names a column of the statement anew, whether its value changed or not.
const MOVE_AND_TOUCH = MOVE.replace(' WHERE', ', touched_at_ms = ?5 WHERE');

const WAITING = `
  SELECT sends.id, package_id, mailbox_id, state, due_at_ms, body ->> '$.to' AS recipient,
    body ->> '$.countersignedAtMs' AS countersigned_at_ms,
    (SELECT group_concat(DISTINCT value ->> '$.code') FROM json_each(body, '$.findings')) AS codes
  FROM sends JOIN feed ON feed.kind = 'send' AND feed.id = sends.id
  WHERE state IN ('released', 'deferred', 'retry') ORDER BY sends.rowid`;

function toRow(row: Row): SendRow {
  return {
    send: JSON.parse(String(row.send)) as Send,
    countersignature: JSON.parse(String(row.countersignature)) as Countersignature,
    mime: row.mime instanceof Uint8Array ? row.mime : null,
    markAtMs: row.mark_at_ms === null ? null : Number(row.mark_at_ms),
    uncertainSinceMs: row.uncertain_since_ms === null ? null : Number(row.uncertain_since_ms),
  };
}

/** When a send in this state wants to be looked at again; null where time alone does not bring it back. */
function dueAtMs(send: Send): number | null {
  if (send.state === 'held') return send.releaseAtMs;
  return send.state === 'deferred' || send.state === 'retry' ? send.clearsAtMs : null;
}

/**
 * When the contact was, or may have been, written to. A slot taken counts already, and stays at its time until the outcome is known:
 * another package for the same contact must see it.
 */
function touchedAtMs(send: Send, before: number | null): number | null {
  switch (send.state) {
    case 'sent':
      return send.sentAtMs;
    case 'reserved':
    case 'transmitting':
    case 'uncertain':
      return before ?? send.updatedAtMs;
    default:
      return null;
  }
}

/** The send after a transition; times of an earlier wait don't outlive it. */
function moved(send: Send, to: SendState, atMs: number, change: SendChange): Send {
  const { because: _because, uncertainSinceMs: _since, ...fields } = change;
  const sentAtMs = fields.sentAtMs ?? (to === 'sent' ? atMs : send.sentAtMs);
  return { ...send, clearsAtMs: null, ...fields, sentAtMs, state: to, updatedAtMs: atMs };
}

export function makeSends({ connection, feed, stale, latest, random }: SendParts): SendLedger {
  const one = (where: string, value: string): SendRow | null => {
    const row = connection.get(`SELECT ${COLUMNS} ${FROM} WHERE ${where} = ?`, value);
    return row === undefined ? null : toRow(row);
  };

  function writeTransition(id: string, from: SendState | null, to: SendState, atMs: number, because: string): void {
    connection.run(
      `INSERT INTO transitions (send_id, number, from_state, to_state, at_ms, because)
       VALUES (?, (SELECT coalesce(max(number), 0) + 1 FROM transitions WHERE send_id = ?), ?, ?, ?, ?)`,
      id,
      id,
      from,
      to,
      atMs,
      because,
    );
    latest.note(atMs);
  }

  function readSend(id: string): Send {
    const send = feed.read('send', id);
    if (send === null) throw new Error(`There is no send ${id}.`);
    return send;
  }

  return {
    create(send, countersignature) {
      connection.transact(() => {
        if (send.state !== 'countersigned') throw new Error(`A send begins countersigned, not ${send.state}.`);
        const pkg = connection.get(
          `SELECT contact_id, account_id, body ->> '$.messageKind' AS message_kind FROM packages
           LEFT JOIN feed ON feed.kind = 'package' AND feed.id = packages.id WHERE packages.id = ?`,
          send.packageId,
        );
        if (pkg === undefined) throw new Error(`Send ${send.id} is about a package that the ledger does not know.`);
        connection.run(
          `INSERT INTO sends (id, decision_id, package_id, contact_id, account_id, mailbox_id, message_id, state, message_kind, recipient_domain)
           VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)`,
          send.id,
          send.decisionId,
          send.packageId,
          String(pkg.contact_id),
          String(pkg.account_id),
          send.mailboxId,
          send.messageId,
          send.state,
          // What is not known counts as the coldest.
          typeof pkg.message_kind === 'string' ? pkg.message_kind : 'first-touch',
          domainOf(send.to),
        );
        connection.run(
          'INSERT INTO signed_mail (send_id, countersignature) VALUES (?, ?)',
          send.id,
          JSON.stringify(countersignature),
        );
        feed.put('send', send.id, send);
        writeTransition(send.id, null, send.state, send.countersignedAtMs, 'countersigned');
        followSend(connection, feed, send.packageId, send.state);
      });
    },
    read: (id) => one('sends.id', id),
    readByDecision: (id) => one('sends.decision_id', id),
    readByMessageId: (messageId) => one('sends.message_id', messageId),
    touching(contactIdOrAddress, limit) {
      const key = addressKey(contactIdOrAddress);
      return connection
        .all(
          `SELECT id FROM sends WHERE touched_at_ms IS NOT NULL AND contact_id IN (
             SELECT ? UNION SELECT contact_id FROM packages WHERE address_key = ? UNION SELECT id FROM contacts WHERE address_key = ?)
           ORDER BY touched_at_ms DESC, rowid DESC LIMIT ?`,
          contactIdOrAddress,
          key,
          key,
          limit,
        )
        .map(({ id }) => readSend(String(id)));
    },
    countIn: (states) =>
      Number(
        connection.get(
          'SELECT count(*) AS count FROM sends WHERE state IN (SELECT value FROM json_each(?))',
          JSON.stringify(states),
        )?.count,
      ),
    isAnyIn: (state) => connection.get('SELECT 1 FROM sends WHERE state = ? LIMIT 1', state) !== undefined,
    newestOf: (packageId) => {
      const id = connection.get('SELECT id FROM sends WHERE package_id = ? ORDER BY rowid DESC LIMIT 1', packageId)?.id;
      return typeof id === 'string' ? readSend(id) : null;
    },
    isOnItsWay: (packageId) =>
      connection
        .all('SELECT state FROM sends WHERE package_id = ?', packageId)
        .some(({ state }) => !isSettled(state as SendState)),
    inState: (states) =>
      connection
        .all(
          `SELECT ${COLUMNS} ${FROM} WHERE state IN (SELECT value FROM json_each(?)) ORDER BY sends.rowid`,
          JSON.stringify(states),
        )
        .map(toRow),
    move: (id, from, to, atMs, change) => {
      if (!NEXT_SEND_STATES[from].includes(to)) throw new Error(`A send never goes from ${from} to ${to}.`);
      return connection.transact(() => {
        const row = connection.get('SELECT state, contact_id, account_id, touched_at_ms FROM sends WHERE id = ?', id);
        if (row?.state !== from) return false;
        const send = moved(readSend(id), to, atMs, change);
        const touched = touchedAtMs(send, row.touched_at_ms === null ? null : Number(row.touched_at_ms));
        const isTouched = touched !== row.touched_at_ms;
        connection.run(
          isTouched ? MOVE_AND_TOUCH : MOVE,
          id,
          to,
          dueAtMs(send),
          change.uncertainSinceMs ?? (to === 'uncertain' ? atMs : null),
          ...(isTouched ? [touched] : []),
        );
        writeTransition(id, from, to, atMs, change.because);
        feed.put('send', id, send);
        if (PACKAGE_STATE_OF_SEND[from] !== PACKAGE_STATE_OF_SEND[to]) followSend(connection, feed, send.packageId, to);
        if (isTouched) {
          stale.contact(String(row.contact_id));
          stale.account(String(row.account_id));
        }
        return true;
      });
    },
    amend(id, atMs, change) {
      connection.transact(() => {
        const { because, uncertainSinceMs, ...fields } = change;
        const send = { ...readSend(id), ...fields, updatedAtMs: atMs };
        connection.run(
          'UPDATE sends SET due_at_ms = ?, uncertain_since_ms = coalesce(?, uncertain_since_ms) WHERE id = ?',
          dueAtMs(send),
          uncertainSinceMs ?? null,
          id,
        );
        connection.run('INSERT INTO amendments (send_id, at_ms, because) VALUES (?, ?, ?)', id, atMs, because);
        latest.note(atMs);
        feed.put('send', id, send);
      });
    },
    storeMime(id, bytes) {
      connection.transact(() => {
        const row = connection.get('SELECT mime FROM signed_mail WHERE send_id = ?', id);
        if (row === undefined) throw new Error(`There is no send ${id}.`);
        // The same Message-ID must never stand over other bytes: what left the first time is what is repeated.
        if (row.mime instanceof Uint8Array && Buffer.compare(row.mime, bytes) !== 0) {
          throw new Error(`Send ${id} has its bytes already, and these are others.`);
        }
        if (row.mime === null) connection.run('UPDATE signed_mail SET mime = ? WHERE send_id = ?', bytes, id);
      });
    },
    setMark(id, atMs) {
      connection.transact(() => {
        const changed = connection.run('UPDATE sends SET mark_at_ms = ? WHERE id = ?', atMs, id);
        if (changed !== 1) throw new Error(`There is no send ${id}.`);
        if (atMs !== null) latest.note(atMs);
      });
    },
    transitions: (id) =>
      connection
        .all('SELECT from_state, to_state, at_ms, because FROM transitions WHERE send_id = ? ORDER BY number', id)
        .map((row) => ({
          from: row.from_state as SendState | null,
          to: row.to_state as SendState,
          atMs: Number(row.at_ms),
          because: String(row.because),
        })),
    waiting: () =>
      connection.all(WAITING).map((row) => ({
        id: row.id as SendId,
        packageId: row.package_id as PackageId,
        mailboxId: row.mailbox_id as MailboxId,
        to: String(row.recipient),
        state: row.state as WaitingSend['state'],
        dueAtMs: row.due_at_ms === null ? null : Number(row.due_at_ms),
        countersignedAtMs: Number(row.countersigned_at_ms),
        codes: row.codes === null ? [] : String(row.codes).split(','),
      })),
    due: (nowMs, limit, state) =>
      connection
        .all(
          `SELECT ${COLUMNS} ${FROM} WHERE due_at_ms <= ?1 AND (?2 IS NULL OR state = ?2) ORDER BY due_at_ms, sends.rowid LIMIT ?3`,
          nowMs,
          state ?? null,
          limit,
        )
        .map(toRow),
    nextDueAtMs(afterMs = -1) {
      const atMs = connection.get('SELECT min(due_at_ms) AS at_ms FROM sends WHERE due_at_ms > ?', afterMs)?.at_ms;
      return typeof atMs === 'number' ? atMs : null;
    },
    oldestWithoutTimeMs() {
      const atMs = connection.get(
        `SELECT min(at_ms) AS at_ms FROM sends JOIN transitions ON send_id = id AND number = 1
         WHERE state = 'deferred' AND due_at_ms IS NULL`,
      )?.at_ms;
      return typeof atMs === 'number' ? atMs : null;
    },
    suppressedIn: (states) =>
      connection
        .all(
          `SELECT ${COLUMNS} ${FROM} JOIN feed AS world ON world.kind = 'world' AND world.id = sends.package_id
           WHERE state IN (SELECT value FROM json_each(?)) AND json_array_length(world.body, '$.suppressions') > 0 ORDER BY sends.rowid`,
          JSON.stringify(states),
        )
        .map(toRow),
    ...makeReservations({ connection, stale, random }),
  };
}
