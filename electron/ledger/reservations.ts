/** Slots of a mailbox's day. One statement counts and takes, so that no interleaving passes a cap; what the cap is, policy says. */
import type { SendId } from '../../shared/domain/ids.ts';
import type { SendLedger } from '../ports/ledger.ts';
import type { Connection } from './connection.ts';

type Reservations = Pick<SendLedger, 'reserve' | 'giveBack' | 'takenOn'>;

export function takenOn(connection: Connection, mailboxId: string, day: string): number {
  return Number(
    connection.get('SELECT count(*) AS taken FROM reservations WHERE mailbox_id = ? AND day = ?', mailboxId, day)
      ?.taken,
  );
}

// Counts the others' slots, so that a send that holds its slot already is not in its own way; a slot of another day moves.
const TAKE = `
  INSERT INTO reservations (send_id, mailbox_id, day)
  SELECT ?, ?, ? WHERE
    (SELECT count(*) FROM reservations WHERE mailbox_id = ? AND day = ? AND send_id <> ?) < ?
    OR EXISTS (SELECT 1 FROM reservations WHERE mailbox_id = ? AND day = ? AND send_id = ?)
  ON CONFLICT (send_id) DO UPDATE SET mailbox_id = excluded.mailbox_id, day = excluded.day`;

export function makeReservations(connection: Connection): Reservations {
  /** What left, or may have left, has used its slot for good. */
  function refuseIfUsed(sendId: SendId): void {
    const state = connection.get('SELECT state FROM sends WHERE id = ?', sendId)?.state;
    if (state === 'sent' || state === 'uncertain') {
      throw new Error(`The slot of send ${sendId} was used: it is ${state}.`);
    }
  }

  return {
    reserve: ({ mailboxId, day, sendId, cap }) =>
      connection.transact(() => {
        const slot = [mailboxId, day] as const;
        const held = connection.get('SELECT mailbox_id, day FROM reservations WHERE send_id = ?', sendId);
        if (held !== undefined && (held.mailbox_id !== mailboxId || held.day !== day)) refuseIfUsed(sendId);
        return connection.run(TAKE, sendId, ...slot, ...slot, sendId, cap, ...slot, sendId) > 0 ? 'taken' : 'full';
      }),
    giveBack(sendId) {
      connection.transact(() => {
        refuseIfUsed(sendId);
        connection.run('DELETE FROM reservations WHERE send_id = ?', sendId);
      });
    },
    takenOn: (mailboxId, day) => takenOn(connection, mailboxId, day),
  };
}
