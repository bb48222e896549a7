import fc from 'fast-check';
import { DatabaseSync } from 'node:sqlite';
import { describe, expect, it } from 'vitest';
import type { Suppression } from '../../shared/domain/suppression.ts';
import { matchesRecipient } from '../../shared/policy/suppression-match.ts';
import { aSuppression, newLedger, NOW_MS } from './fixtures.ts';

const hosts = [
  'acme.example',
  'mail.acme.example',
  'deep.mail.acme.example',
  'notacme.example',
  'bücher.example',
  'xn--bcher-kva.example',
  'gmail.com',
  'googlemail.com',
];
const locals = ['dana', 'Dana', 'dana+news', 'd.ana', 'lee'];
const address = fc
  .tuple(fc.constantFrom(...locals), fc.constantFrom(...hosts))
  .map(([local, host]) => `${local}@${host}`);
const value: Readonly<Record<Suppression['scope'], fc.Arbitrary<string>>> = {
  global: address,
  domain: fc
    .tuple(fc.constantFrom('', '@', '*.', 'x@'), fc.constantFrom(...hosts, 'example', 'ACME.example.'))
    .map(([before, host]) => before + host),
  account: fc.constantFrom('account-1', 'account-2', 'acme.example'),
  contact: fc.oneof(address, fc.constantFrom('contact-1', 'contact-2')),
};
const entries = fc.array(
  fc.constantFrom(...(Object.keys(value) as Suppression['scope'][])).chain((scope) =>
    fc.record({
      scope: fc.constant(scope),
      value: value[scope],
      expires: fc.constantFrom(null, NOW_MS - 1, NOW_MS + 1),
    }),
  ),
  { maxLength: 25 },
);

describe('the suppression list', () => {
  it('finds by index exactly what reading the whole list would find', { timeout: 60_000 }, () => {
    const { ledger } = newLedger();
    fc.assert(
      fc.property(
        entries,
        address,
        fc.constantFrom('account-1', 'account-3'),
        fc.constantFrom('contact-1', 'contact-3'),
        (wishes, email, accountId, contactId) => {
          const list = wishes.map((wish, at) =>
            aSuppression({ id: `s-${at}`, scope: wish.scope, value: wish.value, expiresAtMs: wish.expires }),
          );
          ledger.suppressions.put(list);
          const recipient = { email, accountId, contactId };
          const found = ledger.suppressions
            .matching(recipient, NOW_MS)
            .map((entry) => entry.id)
            .sort();
          expect(found).toEqual(
            list
              .filter((entry) => matchesRecipient(entry, recipient, NOW_MS))
              .map((entry) => entry.id)
              .sort(),
          );
          ledger.suppressions.remove(list.map((entry) => entry.id));
        },
      ),
      { numRuns: 400 },
    );
  });

  it('never scans: the plan of the look-up goes through the index', () => {
    const { ledger, path } = newLedger();
    ledger.suppressions.put([aSuppression()]);
    const database = new DatabaseSync(path, { readOnly: true });
    const plan = database
      .prepare(
        'EXPLAIN QUERY PLAN SELECT body FROM suppressions WHERE match_key IN (SELECT value FROM json_each(?)) ORDER BY id',
      )
      .all('["a"]')
      .map((row) => String(row.detail));
    expect(plan.join('\n')).toMatch(/SEARCH suppressions USING INDEX suppressions_by_key/);
    expect(plan.join('\n')).not.toMatch(/SCAN suppressions/);
    database.close();
  });

  it('takes pulled entries and removals with their cursors, each source apart', () => {
    const { ledger } = newLedger();
    const recipient = { email: 'dana.reyes@northwind.example', accountId: 'account-1', contactId: 'contact-1' };
    ledger.suppressions.applyPulled([{ id: 's-1', entry: aSuppression({ id: 's-1' }) }], 'crm-1', 'suppression');
    ledger.suppressions.applyPulled([{ id: 'o-1', entry: aSuppression({ id: 'o-1' }) }], 'opt-1', 'opt-out');
    expect(ledger.copies.cursor('suppression')).toBe('crm-1');
    expect(ledger.copies.cursor('opt-out')).toBe('opt-1');
    expect(ledger.suppressions.matching(recipient, NOW_MS)).toHaveLength(2);
    ledger.suppressions.applyPulled([{ id: 's-1', entry: null }], 'crm-2', 'suppression');
    expect(ledger.suppressions.matching(recipient, NOW_MS).map((entry) => entry.id)).toEqual(['o-1']);
  });
});
