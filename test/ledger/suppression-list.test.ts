/** The suppression list as a person reads it: in pages, by search, by kind; and what the ledger tells of its changes. */
import fc from 'fast-check';
import { DatabaseSync } from 'node:sqlite';
import { describe, expect, it } from 'vitest';
import type { ListedSuppression, SuppressionQuery } from '../../electron/ports/suppression-ledger.ts';
import type { Ledger } from '../../electron/ports/ledger.ts';
import { SuppressionReason, SuppressionScope } from '../../shared/domain/suppression.ts';
import { aContact, anAccount, aSuppression, newLedger, NOW_MS } from './fixtures.ts';

/** Every page of the query, a stretch of `most` rows at a time. */
function readAll(
  ledger: Ledger,
  query: Pick<SuppressionQuery, 'filter' | 'order' | 'limit'>,
  most: number,
): ListedSuppression[] {
  const found: ListedSuppression[] = [];
  let after: SuppressionQuery['after'] = null;
  do {
    const stretch = ledger.suppressions.stretch({ ...query, after }, most);
    expect(stretch.entries.length).toBeLessThanOrEqual(query.limit);
    found.push(...stretch.entries);
    after = stretch.next;
  } while (after !== null);
  return found;
}

const NO_FILTER = { scope: null, reason: null, source: null, search: '' };

const wish = fc.record({
  scope: fc.constantFrom(...SuppressionScope.options),
  reason: fc.constantFrom(...SuppressionReason.options),
  value: fc.constantFrom('Dana+News@Acme.example', 'lee@acme.example', 'bücher.example', 'account-1', 'zed@other.test'),
  atMs: fc.integer({ min: NOW_MS - 3, max: NOW_MS }),
  source: fc.constantFrom('desk', 'suppression', 'opt-out'),
});

describe('the list in pages', () => {
  it(
    'shows each entry that fits the filters once and in order, whatever the size of page and stretch',
    { timeout: 60_000 },
    () => {
      const { ledger } = newLedger();
      const clear = (): void =>
        ledger.suppressions.remove(
          readAll(ledger, { filter: NO_FILTER, order: 'newest', limit: 50 }, 50).map(({ entry }) => entry.id),
        );
      fc.assert(
        fc.property(
          fc.array(wish, { maxLength: 30 }),
          fc.option(fc.constantFrom(...SuppressionScope.options), { nil: null }),
          fc.option(fc.constantFrom(...SuppressionReason.options), { nil: null }),
          fc.option(fc.constantFrom('desk', 'suppression', 'opt-out'), { nil: null }),
          fc.constantFrom('', 'acme', 'ACME.example', '+news', 'bücher', 'xn--', 'nowhere'),
          fc.constantFrom('newest', 'value'),
          fc.integer({ min: 1, max: 7 }),
          fc.integer({ min: 1, max: 40 }),
          (wishes, scope, reason, source, search, order, limit, most) => {
            // A run that failed leaves its entries behind.
            clear();
            const entries = wishes.map(({ source: from, ...rest }, at) => ({
              from,
              entry: aSuppression({ ...rest, id: `s-${String(at).padStart(2, '0')}` }),
            }));
            for (const { from, entry } of entries) {
              if (from === 'desk') ledger.suppressions.put([entry]);
              else ledger.suppressions.applyPulled([{ id: entry.id, entry }], 'c', from);
            }
            const found = readAll(ledger, { filter: { scope, reason, source, search }, order, limit }, most);
            const fits = entries.filter(
              ({ from, entry }) =>
                (scope === null || entry.scope === scope) &&
                (reason === null || entry.reason === reason) &&
                (source === null || from === source) &&
                (entry.value.toLowerCase().includes(search.toLowerCase()) ||
                  // Only a domain is looked up by its ASCII form; a global entry is an address, and this value is none.
                  (search === 'xn--' && entry.value === 'bücher.example' && entry.scope === 'domain')),
            );
            expect(found.map(({ entry }) => entry.id).sort()).toEqual(fits.map(({ entry }) => entry.id).sort());
            if (order === 'newest') {
              const times = found.map(({ entry }) => entry.atMs);
              expect(times).toEqual([...times].sort((a, b) => b - a));
            }
            const counted = ledger.suppressions.counts().reduce((sum, { entries: count }) => sum + count, 0);
            expect(counted).toBe(entries.length);
            ledger.suppressions.remove(entries.map(({ entry }) => entry.id));
            expect(ledger.suppressions.counts()).toEqual([]);
          },
        ),
        {
          numRuns: 300,
          // Seed -1756444821: a bare domain listed as an address is found by its own letters, not by its ASCII form.
          examples: [
            [
              [{ scope: 'global', reason: 'hard-bounce', value: 'bücher.example', atMs: NOW_MS, source: 'desk' }],
              'global',
              null,
              'desk',
              'xn--',
              'value',
              7,
              6,
            ],
          ],
        },
      );
    },
  );

  it('counts by scope, reason and source, through changes and removals', () => {
    const { ledger } = newLedger();
    ledger.suppressions.put([aSuppression({ id: 'a' }), aSuppression({ id: 'b', reason: 'manual' })]);
    ledger.suppressions.put([aSuppression({ id: 'a', reason: 'legal' })]);
    ledger.suppressions.remove(['b']);
    expect(ledger.suppressions.counts()).toEqual([{ scope: 'global', reason: 'legal', source: 'desk', entries: 1 }]);
  });

  it('filters on the index alone: a search reads no row that it does not show', () => {
    const { ledger, path } = newLedger();
    ledger.suppressions.put([aSuppression()]);
    const database = new DatabaseSync(path, { readOnly: true });
    for (const [key, index] of [
      ['at_ms', 'suppressions_by_time'],
      ['match_key', 'suppressions_by_key'],
    ]) {
      const plan = database
        .prepare(
          `EXPLAIN QUERY PLAN SELECT ${key}, id FROM suppressions WHERE (${key}, id) > (?, ?) AND coalesce(?, scope) = scope
           AND coalesce(?, reason) = reason AND coalesce(?, source) = source AND (instr(match_key, ?) > 0 OR instr(spelt, ?) > 0) ORDER BY ${key}, id LIMIT ?`,
        )
        .all(0, '', null, null, null, 'a', 'a', 5)
        .map((row) => String(row.detail));
      expect(plan).toEqual([`SEARCH suppressions USING COVERING INDEX ${index} ((${key},id)>(?,?))`]);
    }
    database.close();
  });

  it('tells of a change once a transaction, after it has been committed, and of nothing that was undone', () => {
    const { ledger } = newLedger();
    let told = 0;
    const stop = ledger.suppressions.onChange(() => (told += 1));
    ledger.transact(() => {
      ledger.suppressions.put([aSuppression({ id: 'a' })]);
      ledger.suppressions.put([aSuppression({ id: 'b' })]);
      expect(told).toBe(0);
    });
    expect(told).toBe(1);
    ledger.suppressions.put([aSuppression({ id: 'a' })]);
    ledger.suppressions.remove(['nobody']);
    expect(() =>
      ledger.transact(() => {
        ledger.suppressions.remove(['a']);
        throw new Error('no');
      }),
    ).toThrow('no');
    expect(told).toBe(1);
    ledger.suppressions.remove(['a']);
    expect(told).toBe(2);
    stop();
    ledger.suppressions.remove(['b']);
    expect(told).toBe(2);
  });

  it('knows what is listed already: the same scope, mailbox and reason, for at least as long', () => {
    const { ledger } = newLedger();
    ledger.suppressions.put([
      aSuppression({ id: 'a', value: 'dana@acme.example', reason: 'request', expiresAtMs: NOW_MS + 10 }),
    ]);
    const like = (change: Parameters<typeof aSuppression>[0]) =>
      ledger.suppressions.isListed(
        aSuppression({ id: 'x', value: 'Dana+x@ACME.example', reason: 'request', ...change }),
      );
    expect(like({ expiresAtMs: NOW_MS + 10 })).toBe(true);
    expect(like({ expiresAtMs: NOW_MS + 11 })).toBe(false);
    expect(like({})).toBe(false);
    expect(like({ reason: 'unsubscribe', expiresAtMs: NOW_MS })).toBe(false);
    expect(like({ scope: 'contact', expiresAtMs: NOW_MS })).toBe(false);
  });
});

describe('who is known', () => {
  it('is found under an address whatever its spelling, and counted under a domain and an account', () => {
    const { ledger } = newLedger();
    ledger.copies.applyPulled('account', [{ kind: 'account', id: 'account-1', body: anAccount() }], 'a1');
    ledger.copies.applyPulled(
      'contact',
      [
        { kind: 'contact', id: 'contact-1', body: aContact() },
        { kind: 'contact', id: 'contact-2', body: aContact({ id: 'contact-2', email: 'lee@mail.northwind.example' }) },
        {
          kind: 'contact',
          id: 'contact-3',
          body: aContact({ id: 'contact-3', accountId: 'account-2', email: 'a@notnorthwind.example' }),
        },
      ],
      'c1',
    );
    expect(ledger.known.atAddress('Dana.Reyes+x@Northwind.example', 5)).toEqual([
      {
        contactId: 'contact-1',
        accountId: 'account-1',
        name: 'Dana Reyes',
        email: 'dana.reyes@northwind.example',
        accountName: 'Northwind',
      },
    ]);
    expect(ledger.known.contactsUnder('domain', 'northwind.example')).toBe(2);
    expect(ledger.known.contactsUnder('account', 'account-1')).toBe(2);
    for (const text of ['account-1', 'Northwind.example', 'NORTHWIND'])
      expect(ledger.known.accountsNamed(text, 2)).toEqual([{ id: 'account-1', name: 'Northwind' }]);
    expect(ledger.known.accountsNamed('nobody', 2)).toEqual([]);
  });
});
