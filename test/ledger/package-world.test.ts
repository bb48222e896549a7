import { describe, expect, it } from 'vitest';
import type { Ledger } from '../../electron/ports/ledger.ts';
import { PackageWorld } from '../../shared/domain/world.ts';
import {
  aContact,
  aLead,
  anAccount,
  aPackage,
  applyPackages,
  aSuppression,
  aTouch,
  createSend,
  DAY_MS,
  moveAlong,
  newLedger,
  NOW_MS,
  packageId,
  pulledTouch,
} from './fixtures.ts';

const P1 = packageId('package-1');
const worldOf = (ledger: Ledger, id = P1): PackageWorld => PackageWorld.parse(ledger.copies.packageWorld(id));
const pullContact = (ledger: Ledger, contact: ReturnType<typeof aContact> | null) =>
  ledger.copies.applyPulled('contact', [{ kind: 'contact', id: contact?.id ?? 'contact-1', body: contact }], 'k');
const pullTouches = (ledger: Ledger, ...touches: ReturnType<typeof aTouch>[]) =>
  ledger.copies.applyPulled('touch', touches.map(pulledTouch), 't');

/** The world items that `work` added to the feed. */
function worldsAfter(ledger: Ledger, work: () => void): string[] {
  const before = ledger.feed.latestSeq();
  work();
  const { items } = ledger.feed.page(ledger.feed.epoch, before, 1_000);
  return items.filter((item) => item.kind === 'world').map((item) => item.id);
}

describe('the world around a package', () => {
  it('is the package’s own snapshot while the CRM’s copies are not there', () => {
    const { ledger } = newLedger();
    applyPackages(ledger, [aPackage()]);
    expect(worldOf(ledger)).toEqual({
      packageId: 'package-1',
      contactId: 'contact-1',
      accountId: 'account-1',
      email: 'dana.reyes@northwind.example',
      verification: 'verified',
      verifiedAtMs: NOW_MS - 12 * DAY_MS,
      timeZone: 'Europe/London',
      relation: 'prospect',
      country: aPackage().contact.country,
      consent: null,
      ownerId: 'person-sam',
      suppressions: [],
      outboundAtMs: [],
      inboundAtMs: [],
      meetingsAtMs: [],
      isDisqualified: false,
      escalationsAtMs: [],
      recipientDomain: { name: 'northwind.example', takenToday: 0 },
      newContactsOfAccount: [],
    });
  });

  it('says that a person disqualified the lead, here or in the CRM, and that it was taken back', () => {
    const { ledger } = newLedger();
    applyPackages(ledger, [aPackage()]);
    pullContact(ledger, aContact());
    const pull = (stage: string) =>
      ledger.copies.applyPulled('lead', [{ kind: 'lead', id: 'contact-1', body: aLead({ stage }) }], `l-${stage}`);
    pull('scored');
    expect(worldOf(ledger)).toMatchObject({ isDisqualified: false });
    expect(worldsAfter(ledger, () => pull('disqualified'))).toEqual(['package-1']);
    expect(worldOf(ledger)).toMatchObject({ isDisqualified: true });
    expect(worldsAfter(ledger, () => pull('new'))).toEqual(['package-1']);
    expect(worldOf(ledger)).toMatchObject({ isDisqualified: false });
    expect(worldsAfter(ledger, () => ledger.agent.leads.put(aLead({ stage: 'disqualified' })))).toEqual(['package-1']);
    expect(worldOf(ledger)).toMatchObject({ isDisqualified: true });
  });

  it('takes the contact’s address, verification and zone, and the account’s relation, as the CRM has them now', () => {
    const { ledger } = newLedger();
    applyPackages(ledger, [aPackage()]);
    const told = worldsAfter(ledger, () => {
      pullContact(ledger, aContact({ email: 'dana@northwind.example', verification: 'risky', timeZone: 'Asia/Tokyo' }));
      ledger.copies.applyPulled(
        'account',
        [{ kind: 'account', id: 'account-1', body: anAccount({ relation: 'customer' }) }],
        'a',
      );
    });
    expect(told).toEqual(['package-1']);
    expect(worldOf(ledger)).toMatchObject({
      email: 'dana@northwind.example',
      verification: 'risky',
      timeZone: 'Asia/Tokyo',
      relation: 'customer',
    });
  });

  it('has no address where the contact is gone', () => {
    const { ledger } = newLedger();
    applyPackages(ledger, [aPackage()]);
    pullContact(ledger, aContact());
    pullContact(ledger, null);
    expect(worldOf(ledger).email).toBeNull();
  });

  it('is not told again where nothing of it changed', () => {
    const { ledger } = newLedger();
    applyPackages(ledger, [aPackage()]);
    pullContact(ledger, aContact());
    expect(worldsAfter(ledger, () => pullContact(ledger, { ...aContact(), title: 'Chief of planning' }))).toEqual([]);
  });

  it('is told once for a transaction that touches it often', () => {
    const { ledger } = newLedger();
    applyPackages(ledger, [aPackage()]);
    const told = worldsAfter(ledger, () =>
      ledger.transact(() => {
        for (let day = 1; day <= 5; day += 1)
          pullTouches(ledger, aTouch({ id: `touch-${day}`, atMs: NOW_MS - day * DAY_MS }));
      }),
    );
    expect(told).toEqual(['package-1']);
    expect(worldOf(ledger).outboundAtMs).toHaveLength(5);
  });

  it('counts outbound mail, calls and social messages of the last 400 days, newest first', () => {
    const { ledger } = newLedger();
    applyPackages(ledger, [aPackage()]);
    pullTouches(
      ledger,
      aTouch({ id: 'mail', atMs: NOW_MS - 9 * DAY_MS }),
      aTouch({ id: 'call', channel: 'call', atMs: NOW_MS - 3 * DAY_MS }),
      aTouch({ id: 'social', channel: 'linkedin', atMs: NOW_MS - 6 * DAY_MS }),
      aTouch({ id: 'meeting', channel: 'meeting', atMs: NOW_MS - 2 * DAY_MS }),
      aTouch({ id: 'old', atMs: NOW_MS - 401 * DAY_MS }),
      aTouch({ id: 'reply', direction: 'inbound', atMs: NOW_MS - DAY_MS }),
      aTouch({ id: 'called-back', direction: 'inbound', channel: 'call', atMs: NOW_MS }),
      aTouch({ id: 'other', contactId: 'contact-2' }),
    );
    expect(worldOf(ledger).outboundAtMs).toEqual([3, 6, 9].map((days) => NOW_MS - days * DAY_MS));
    expect(worldOf(ledger).inboundAtMs).toEqual([NOW_MS - DAY_MS]);
  });

  it('forgets a touch that the CRM deleted', () => {
    const { ledger } = newLedger();
    applyPackages(ledger, [aPackage()]);
    pullTouches(ledger, aTouch());
    const told = worldsAfter(ledger, () =>
      ledger.copies.applyPulled('touch', [{ kind: 'touch', id: 'touch-1', body: null }], 't2'),
    );
    expect(told).toEqual(['package-1']);
    expect(worldOf(ledger).outboundAtMs).toEqual([]);
  });

  it('adds prior touches that only the package knows, each once, and never an answer', () => {
    const { ledger } = newLedger();
    const known = aTouch({ id: 'known', atMs: NOW_MS - DAY_MS, messageId: '<a@ourco.example>' });
    const prior = [
      known,
      aTouch({ id: 'same-mail', atMs: NOW_MS - DAY_MS - 1, messageId: '<a@ourco.example>' }),
      aTouch({ id: 'same-moment', atMs: NOW_MS - DAY_MS }),
      aTouch({ id: 'only-here', atMs: NOW_MS - 7 * DAY_MS }),
      aTouch({ id: 'claimed-reply', direction: 'inbound', atMs: NOW_MS - 2 * DAY_MS }),
    ];
    applyPackages(ledger, [aPackage({ priorTouches: prior })]);
    pullTouches(ledger, known);
    expect(worldOf(ledger).outboundAtMs).toEqual([NOW_MS - DAY_MS, NOW_MS - 7 * DAY_MS]);
    expect(worldOf(ledger).inboundAtMs).toEqual([]);
  });

  it('names the other contacts of the account that were first written to in the last 30 days', () => {
    const { ledger } = newLedger();
    applyPackages(ledger, [aPackage()]);
    const told = worldsAfter(ledger, () =>
      pullTouches(
        ledger,
        aTouch({ id: 'a1', contactId: 'contact-2', atMs: NOW_MS - 4 * DAY_MS }),
        aTouch({ id: 'a2', contactId: 'contact-2', atMs: NOW_MS - 2 * DAY_MS }),
        aTouch({ id: 'b', contactId: 'contact-3', atMs: NOW_MS - 3 * DAY_MS }),
        aTouch({ id: 'c1', contactId: 'contact-4', atMs: NOW_MS - 60 * DAY_MS }),
        aTouch({ id: 'c2', contactId: 'contact-4', atMs: NOW_MS - DAY_MS }),
        aTouch({ id: 'own', atMs: NOW_MS - DAY_MS }),
        aTouch({ id: 'elsewhere', contactId: 'contact-5', accountId: 'account-2' }),
      ),
    );
    expect(told).toEqual(['package-1']);
    expect(worldOf(ledger).newContactsOfAccount).toEqual([
      { contactId: 'contact-3', atMs: NOW_MS - 3 * DAY_MS },
      { contactId: 'contact-2', atMs: NOW_MS - 4 * DAY_MS },
    ]);
  });
});

describe('the desk’s own sends in the world', () => {
  it('count from the moment a slot is taken, for every package of the contact', () => {
    const { ledger } = newLedger();
    applyPackages(ledger, [aPackage({ id: 'package-other' })]);
    const send = createSend(ledger, 1);
    moveAlong(ledger, send, ['held', 'released']);
    expect(worldOf(ledger, packageId('package-other')).outboundAtMs).toEqual([]);
    const told = worldsAfter(ledger, () =>
      ledger.sends.move(send.id, 'released', 'reserved', NOW_MS + 5, { because: 'clear' }),
    );
    expect(told.sort()).toEqual(['package-1', 'package-other']);
    expect(worldOf(ledger, packageId('package-other')).outboundAtMs).toEqual([NOW_MS + 5]);
  });

  it('stop counting where the message certainly did not leave', () => {
    const { ledger } = newLedger();
    const send = createSend(ledger, 1);
    moveAlong(ledger, send, ['held', 'released', 'reserved', 'transmitting', 'retry']);
    expect(worldOf(ledger).outboundAtMs).toEqual([]);
  });

  it('count at their own time once sent, and not twice when the CRM shows the touch', () => {
    const { ledger } = newLedger();
    const send = createSend(ledger, 1);
    moveAlong(ledger, send, ['held', 'released', 'reserved', 'transmitting']);
    ledger.sends.move(send.id, 'transmitting', 'sent', NOW_MS + 900, { because: '250', sentAtMs: NOW_MS + 800 });
    expect(worldOf(ledger).outboundAtMs).toEqual([NOW_MS + 800]);
    const told = worldsAfter(ledger, () =>
      pullTouches(ledger, aTouch({ id: 'from-crm', atMs: NOW_MS + 850, messageId: send.messageId })),
    );
    expect(told).toEqual(['package-1']);
    expect(worldOf(ledger).outboundAtMs).toEqual([NOW_MS + 850]);
  });

  it('count again where the CRM deletes that touch', () => {
    const { ledger } = newLedger();
    const send = createSend(ledger, 1);
    moveAlong(ledger, send, ['held', 'released', 'reserved', 'transmitting', 'sent']);
    pullTouches(ledger, aTouch({ messageId: send.messageId }));
    ledger.copies.applyPulled('touch', [{ kind: 'touch', id: 'touch-1', body: null }], 't2');
    expect(worldOf(ledger).outboundAtMs).toEqual([NOW_MS + 4]);
  });

  it('make their contact a new one of the account for the others', () => {
    const { ledger } = newLedger();
    applyPackages(ledger, [
      aPackage({ id: 'package-colleague', contactId: 'contact-2', email: 'lee@northwind.example' }),
    ]);
    const send = createSend(ledger, 1);
    moveAlong(ledger, send, ['held', 'released', 'reserved', 'transmitting', 'sent']);
    expect(worldOf(ledger, packageId('package-colleague')).newContactsOfAccount).toEqual([
      { contactId: 'contact-1', atMs: NOW_MS + 4 },
    ]);
  });

  it('count while nobody knows whether they arrived, until a person says draft again', () => {
    const { ledger } = newLedger();
    const send = createSend(ledger, 1);
    moveAlong(ledger, send, ['held', 'released', 'reserved', 'transmitting', 'uncertain']);
    expect(worldOf(ledger).outboundAtMs).toEqual([NOW_MS + 2]);
    ledger.sends.move(send.id, 'uncertain', 'abandoned', NOW_MS + 9, { because: 'draft-again' });
    expect(worldOf(ledger).outboundAtMs).toEqual([]);
  });
});

describe('suppressions in the world', () => {
  it.each([
    ['global', 'DANA.Reyes+events@Northwind.example'],
    ['domain', 'northwind.example'],
    ['account', 'account-1'],
    ['contact', 'contact-1'],
    ['contact', 'dana.reyes@northwind.example'],
  ])('appear at once for scope %s with %s, and go with the entry', (scope, value) => {
    const { ledger } = newLedger();
    applyPackages(ledger, [
      aPackage(),
      aPackage({ id: 'package-2', contactId: 'contact-2', accountId: 'account-2', email: 'a@b.example' }),
    ]);
    const entry = aSuppression({ scope, value });
    expect(worldsAfter(ledger, () => ledger.suppressions.put([entry]))).toEqual(['package-1']);
    expect(worldOf(ledger).suppressions).toEqual([entry]);
    expect(worldsAfter(ledger, () => ledger.suppressions.put([entry]))).toEqual([]);
    expect(worldsAfter(ledger, () => ledger.suppressions.remove([entry.id]))).toEqual(['package-1']);
    expect(worldOf(ledger).suppressions).toEqual([]);
  });

  it('follow the address the contact has now, and still hold the one in the draft', () => {
    const { ledger } = newLedger();
    applyPackages(ledger, [aPackage()]);
    pullContact(ledger, aContact({ email: 'dana@mail.southwind.example' }));
    const told = worldsAfter(ledger, () =>
      ledger.suppressions.put([aSuppression({ id: 's-new', scope: 'domain', value: 'southwind.example' })]),
    );
    expect(told).toEqual(['package-1']);
    ledger.suppressions.put([aSuppression({ id: 's-old' })]);
    expect(
      worldOf(ledger)
        .suppressions.map((entry) => entry.id)
        .sort(),
    ).toEqual(['s-new', 's-old']);
  });

  it('move with an entry whose value changes', () => {
    const { ledger } = newLedger();
    applyPackages(ledger, [
      aPackage(),
      aPackage({ id: 'package-2', contactId: 'contact-2', email: 'lee@northwind.example' }),
    ]);
    ledger.suppressions.put([aSuppression()]);
    const told = worldsAfter(ledger, () => ledger.suppressions.put([aSuppression({ value: 'lee@northwind.example' })]));
    expect(told.sort()).toEqual(['package-1', 'package-2']);
    expect(worldOf(ledger).suppressions).toEqual([]);
  });
});
