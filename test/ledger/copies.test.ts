import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Pulled, PulledKind } from '../../electron/ports/connector.ts';
import { LifecycleStage } from '../../shared/domain/lifecycle-stage.ts';
import { Decision } from '../../shared/domain/decision.ts';
import { readItems } from '../feed-bodies.ts';
import {
  aContact,
  aLead,
  anAccount,
  anEdit,
  aPackage,
  applyPackages,
  aTouch,
  createSend,
  DAY_MS,
  moveAlong,
  newLedger,
  NOW_MS,
  packageId,
  SAM,
  SIGNED,
} from './fixtures.ts';

const P1 = packageId('package-1');

describe('a pulled page', () => {
  it('is kept with its cursor', () => {
    const { ledger } = newLedger();
    expect(ledger.copies.cursor('package')).toBeNull();
    expect(applyPackages(ledger, [aPackage()], 'after-1')).toBe(1);
    expect(ledger.copies.cursor('package')).toBe('after-1');
    expect(ledger.copies.cursor('touch')).toBeNull();
  });

  it('brings a package back as it came', () => {
    const { ledger } = newLedger();
    applyPackages(ledger, [aPackage()]);
    expect(ledger.copies.readPackage(P1)).toEqual(aPackage());
  });

  it('lists the live ids of each kind in order, after a given one', () => {
    const { ledger } = newLedger();
    applyPackages(
      ledger,
      ['b', 'a', 'c'].map((id) => aPackage({ id })),
    );
    ledger.copies.applyPulled('package', [{ kind: 'package', id: 'b', body: null }], 'c2');
    ledger.copies.applyPulled('contact', [{ kind: 'contact', id: 'contact-1', body: aContact() }], 'k1');
    expect(ledger.copies.ids('package', null, 10)).toEqual(['a', 'c']);
    expect(ledger.copies.ids('package', 'a', 10)).toEqual(['c']);
    expect(ledger.copies.ids('package', null, 1)).toEqual(['a']);
    expect(ledger.copies.ids('contact', null, 10)).toEqual(['contact-1']);
    expect(ledger.copies.ids('account', null, 10)).toEqual([]);
  });

  it('keeps what could not be read until it can', () => {
    const { ledger } = newLedger();
    const record = { kind: 'package' as const, id: 'package-1', field: 'contact.email', reason: 'not an address' };
    ledger.copies.keepUnreadable([record], NOW_MS);
    ledger.copies.keepUnreadable([record], NOW_MS + 1);
    expect(ledger.copies.unreadable(10)).toEqual([{ ...record, atMs: NOW_MS + 1 }]);
    applyPackages(ledger, [aPackage()]);
    expect(ledger.copies.unreadable(10)).toEqual([]);
  });

  it('changes nothing when it is applied twice, whatever was in it', { timeout: 60_000 }, () => {
    const ids = fc.integer({ min: 1, max: 4 });
    const item: fc.Arbitrary<Pulled> = fc.oneof(
      fc
        .record({ id: ids, revision: fc.integer({ min: 1, max: 4 }), contact: ids, account: ids, gone: fc.boolean() })
        .map(({ id, revision, contact, account, gone }): Pulled => ({
          kind: 'package',
          id: `package-${id}`,
          body: gone
            ? null
            : aPackage({
                id: `package-${id}`,
                revision,
                contactId: `contact-${contact}`,
                accountId: `account-${account}`,
              }),
        })),
      fc.record({ id: ids, name: ids, gone: fc.boolean() }).map(({ id, name, gone }): Pulled => ({
        kind: 'contact',
        id: `contact-${id}`,
        body: gone ? null : aContact({ id: `contact-${id}`, email: `name-${name}@northwind.example` }),
      })),
      fc.record({ id: ids, customer: fc.boolean(), gone: fc.boolean() }).map(({ id, customer, gone }): Pulled => ({
        kind: 'account',
        id: `account-${id}`,
        body: gone ? null : anAccount({ id: `account-${id}`, relation: customer ? 'customer' : 'prospect' }),
      })),
      fc
        .record({ id: ids, contact: ids, account: ids, inbound: fc.boolean(), day: ids, gone: fc.boolean() })
        .map(({ id, contact, account, inbound, day, gone }): Pulled => ({
          kind: 'touch',
          id: `touch-${id}`,
          body: gone
            ? null
            : aTouch({
                id: `touch-${id}`,
                contactId: `contact-${contact}`,
                accountId: `account-${account}`,
                direction: inbound ? 'inbound' : 'outbound',
                atMs: NOW_MS - day * DAY_MS,
              }),
        })),
      fc.record({ id: ids, gone: fc.boolean() }).map(({ id, gone }): Pulled => ({
        kind: 'engagement',
        id: `engagement-${id}`,
        body: gone
          ? null
          : { id: `engagement-${id}`, contactId: aContact().id, kind: 'click', source: 'mail', atMs: NOW_MS },
      })),
      fc
        .record({ id: ids, account: ids, stage: fc.constantFrom(...LifecycleStage.options), gone: fc.boolean() })
        .map(({ id, account, stage, gone }): Pulled => ({
          kind: 'lead',
          id: `contact-${id}`,
          body: gone ? null : aLead({ contactId: `contact-${id}`, accountId: `account-${account}`, stage }),
        })),
    );
    // A page of a real cursor names each object once; between pages anything may come again.
    const page = fc.uniqueArray(item, { maxLength: 8, selector: ({ kind, id }) => `${kind} ${id}` });
    const { ledger } = newLedger();
    fc.assert(
      fc.property(page, (items) => {
        const apply = () => {
          let changed = 0;
          for (const kind of new Set<PulledKind>(items.map((each) => each.kind))) {
            changed += ledger.copies.applyPulled(
              kind,
              items.filter((each) => each.kind === kind),
              'cursor',
            );
          }
          return changed;
        };
        apply();
        const seq = ledger.feed.latestSeq();
        expect(apply()).toBe(0);
        expect(ledger.feed.latestSeq()).toBe(seq);
        // The feed's worlds are always what would be read now.
        for (const id of ledger.copies.ids('package', null, 100)) {
          const item = readItems(ledger.feed.page(ledger.feed.epoch, 0, 1_000)).find(
            (each) => each.kind === 'world' && each.id === id,
          );
          expect(item?.body).toEqual(ledger.copies.packageWorld(packageId(id)));
        }
      }),
      { numRuns: 120 },
    );
  });
});

describe('a package’s revisions', () => {
  it('take the newer one and ignore an older one that comes late', () => {
    const { ledger } = newLedger();
    applyPackages(ledger, [aPackage({ revision: 3, subject: 'Third' })]);
    expect(applyPackages(ledger, [aPackage({ revision: 2, subject: 'Second' })], 'c2')).toBe(0);
    expect(ledger.copies.readPackage(P1)?.draft?.subject).toBe('Third');
    expect(applyPackages(ledger, [aPackage({ revision: 4, subject: 'Fourth' })], 'c3')).toBe(1);
    expect(ledger.copies.readPackage(P1)?.draft?.subject).toBe('Fourth');
  });

  it('take a changed owner within the same revision', () => {
    const { ledger } = newLedger();
    applyPackages(ledger, [aPackage()]);
    expect(applyPackages(ledger, [aPackage({ ownerId: 'person-kim' })], 'c2')).toBe(1);
    expect(ledger.copies.packageWorld(P1)?.ownerId).toBe('person-kim');
  });

  it('come under the state this desk gave the package', () => {
    const { ledger } = newLedger();
    applyPackages(ledger, [aPackage()]);
    ledger.decisions.setPackageState(P1, 'rejected');
    expect(ledger.copies.readPackage(P1)?.review.state).toBe('rejected');
    applyPackages(ledger, [aPackage({ revision: 2, subject: 'Second' })], 'c2');
    expect(ledger.copies.readPackage(P1)).toMatchObject({
      revision: 2,
      review: { state: 'rejected' },
      draft: { subject: 'Second' },
    });
    ledger.decisions.setPackageState(P1, null);
    expect(ledger.copies.readPackage(P1)?.review.state).toBe('ready');
  });

  it('give the state back to what the CRM says meanwhile', () => {
    const { ledger } = newLedger();
    applyPackages(ledger, [aPackage()]);
    ledger.decisions.setPackageState(P1, 'snoozed');
    applyPackages(ledger, [aPackage({ state: 'expired' })], 'c2');
    ledger.decisions.setPackageState(P1, null);
    expect(ledger.copies.readPackage(P1)?.review.state).toBe('expired');
  });

  it('leave a rep’s edit alone', () => {
    const { ledger } = newLedger();
    applyPackages(ledger, [aPackage()]);
    ledger.decisions.putEdit(anEdit());
    applyPackages(ledger, [aPackage({ revision: 2, subject: 'Second' })], 'c2');
    ledger.copies.applyPulled('package', [{ kind: 'package', id: 'package-1', body: null }], 'c3');
    expect(ledger.decisions.readEdit(P1)).toEqual(anEdit());
  });

  it('leave a send with what was countersigned', () => {
    const { ledger } = newLedger();
    const send = createSend(ledger, 1);
    moveAlong(ledger, send, ['held']);
    applyPackages(ledger, [aPackage({ revision: 2, subject: 'Second' })], 'c2');
    expect(ledger.sends.read(send.id)).toMatchObject({
      send: { subject: send.subject, state: 'held' },
      countersignature: SIGNED,
    });
    expect(ledger.copies.readPackage(P1)).toMatchObject({ revision: 2, review: { state: 'approved' } });
  });

  it('bury a deleted package and bring it back under its state when it returns', () => {
    const { ledger } = newLedger();
    applyPackages(ledger, [aPackage()]);
    ledger.decisions.setPackageState(P1, 'escalated');
    const bury = () => ledger.copies.applyPulled('package', [{ kind: 'package', id: 'package-1', body: null }], 'c2');
    expect(bury()).toBe(1);
    expect(bury()).toBe(0);
    expect(ledger.copies.readPackage(P1)).toBeNull();
    expect(ledger.copies.packageWorld(P1)).toBeNull();
    ledger.decisions.setPackageState(P1, 'rejected');
    expect(ledger.copies.readPackage(P1)).toBeNull();
    expect(applyPackages(ledger, [aPackage()], 'c3')).toBe(1);
    expect(ledger.copies.readPackage(P1)?.review.state).toBe('rejected');
  });

  it('wake a package that waits for a fresh signal, and only then', () => {
    const { ledger } = newLedger();
    applyPackages(ledger, [aPackage()]);
    const snooze = Decision.parse({
      id: 'decision-1',
      packageId: 'package-1',
      packageRevision: 1,
      personId: 'person-sam',
      atMs: NOW_MS,
      openedAtMs: NOW_MS,
      activeMs: 0,
      kind: 'snooze',
      until: { kind: 'fresh-signal' },
    });
    ledger.decisions.create(snooze, NOW_MS);
    ledger.decisions.setPackageState(P1, 'snoozed');
    ledger.decisions.snoozedUntil(P1, NOW_MS + DAY_MS);
    applyPackages(ledger, [aPackage({ revision: 2, subject: 'Reworded' })], 'c2');
    expect(ledger.copies.readPackage(P1)?.review.state).toBe('snoozed');
    applyPackages(ledger, [aPackage({ revision: 3, signalIds: ['signal-1', 'signal-2'] })], 'c3');
    expect(ledger.copies.readPackage(P1)?.review.state).toBe('ready');
    expect(ledger.decisions.dueSnoozes(NOW_MS + 2 * DAY_MS)).toEqual([]);
  });
});

describe('the team’s records', () => {
  it('keep people and put them into the feed only where they changed', () => {
    const { ledger } = newLedger();
    expect(ledger.copies.people()).toEqual([]);
    ledger.copies.setPeople([SAM]);
    const seq = ledger.feed.latestSeq();
    ledger.copies.setPeople([SAM]);
    expect(ledger.feed.latestSeq()).toBe(seq);
    expect(ledger.copies.people()).toEqual([SAM]);
  });
});
