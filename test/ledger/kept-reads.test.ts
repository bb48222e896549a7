/** What the ledger keeps of what it read is never older than the last write, whoever made it, and never what was rolled back. */
import { expect, it } from 'vitest';
import { shinglesOf } from '../../shared/policy/shingles.ts';
import { createSend, newLedger, NOW_MS, open, SAM } from './fixtures.ts';

it('the team is the one that another connection has written meanwhile', () => {
  const { ledger, path } = newLedger();
  const other = open({ path });
  ledger.copies.setPeople([SAM]);
  expect(ledger.copies.people().map(({ name }) => name)).toEqual([SAM.name]);
  other.copies.setPeople([{ ...SAM, name: 'Sam Renamed' }]);
  expect(ledger.copies.people().map(({ name }) => name)).toEqual(['Sam Renamed']);
  other.close();
});

it('the team is the one before a transaction that failed', () => {
  const { ledger } = newLedger();
  ledger.copies.setPeople([SAM]);
  expect(() =>
    ledger.transact(() => {
      ledger.copies.setPeople([]);
      expect(ledger.copies.people()).toEqual([]);
      throw new Error('not kept');
    }),
  ).toThrow('not kept');
  expect(ledger.copies.people().map(({ name }) => name)).toEqual([SAM.name]);
});

it('the bodies of a mailbox are those that anybody kept, and none of a transaction that failed', () => {
  const { ledger, path } = newLedger();
  const other = open({ path });
  const bodyOf = (number: number) => {
    const { id, mailboxId, accountName } = createSend(ledger, number);
    return {
      sendId: id,
      mailboxId,
      sentAtMs: NOW_MS + number,
      accountName,
      shingles: [...shinglesOf(`One two ${number} three.`)],
    };
  };
  const [one, two, three] = [bodyOf(1), bodyOf(2), bodyOf(3)] as const;
  const ids = () => ledger.mailboxes.recentBodies(one.mailboxId, 10).map(({ sendId }) => sendId);
  ledger.mailboxes.keepBody(one, 10);
  expect(ids()).toEqual([one.sendId]);
  other.mailboxes.keepBody(two, 10);
  expect(ids()).toEqual([two.sendId, one.sendId]);
  expect(() =>
    ledger.transact(() => {
      ledger.mailboxes.keepBody(three, 10);
      expect(ids()).toEqual([three.sendId, two.sendId, one.sendId]);
      throw new Error('not kept');
    }),
  ).toThrow('not kept');
  expect(ids()).toEqual([two.sendId, one.sendId]);
  other.close();
});
