import { describe, expect, it } from 'vitest';
import type { SentFolderMail } from '../../electron/ports/mailbox-ledger.ts';
import type { Ledger } from '../../electron/ports/ledger.ts';
import { MailboxEvent } from '../../shared/domain/mailbox-event.ts';
import { MailboxWorld } from '../../shared/domain/mailbox-world.ts';
import type { RecentBody } from '../../shared/domain/recent-body.ts';
import { SendId } from '../../shared/domain/ids.ts';
import { policy, sampleMailbox } from '../policy/sample.ts';
import { readItems } from '../feed-bodies.ts';
import { aSlot } from './a-slot.ts';
import {
  anEscalation,
  applyPackages,
  aPackage,
  createSend,
  DAY_MS,
  moveAlong,
  newLedger,
  NOW_MS,
  packageId,
  SAM,
} from './fixtures.ts';

const SAMS = SAM.mailbox.id;
const HOUR_MS = 3_600_000;

function withTeam(): ReturnType<typeof newLedger> & { readonly world: (atMs?: number) => MailboxWorld } {
  const opened = newLedger();
  opened.ledger.copies.setPeople([SAM]);
  opened.ledger.copies.setPolicy(policy);
  return {
    ...opened,
    world: (atMs = NOW_MS) => MailboxWorld.parse(opened.ledger.copies.deskWorld(atMs).mailboxes[0]),
  };
}

const mail = (atMs: number, messageId: string | null = null): SentFolderMail => ({ messageId, atMs });

function look(ledger: Ledger, sinceMs: number, seen: readonly SentFolderMail[], atMs = NOW_MS): void {
  ledger.mailboxes.recordSentFolder({ mailboxId: SAMS, sinceMs, atMs, mail: seen });
}

describe('what other tools sent', () => {
  it('is not known before the first look', () => {
    expect(withTeam().world().elsewhere).toBeNull();
  });

  it('is counted by the day and week of the mailbox’s zone, without our own mail', () => {
    const { ledger, world } = withTeam();
    const own = createSend(ledger, 1);
    // Tuesday in Berlin began at 23:00 UTC on Monday, the week at 23:00 UTC on Sunday.
    const tuesday = Date.UTC(2026, 10, 2, 23);
    const monday = tuesday - DAY_MS;
    look(ledger, NOW_MS - 7 * DAY_MS, [
      mail(monday - 1),
      mail(monday),
      mail(tuesday - 1),
      mail(tuesday),
      mail(NOW_MS, own.messageId),
      mail(NOW_MS - 1, '<other@tool.example>'),
    ]);
    expect(world().elsewhere).toEqual({ today: 2, thisWeek: 4, countedAtMs: NOW_MS });
    expect(world(NOW_MS + DAY_MS).elsewhere).toMatchObject({ today: 0, thisWeek: 4 });
    expect(world(NOW_MS + 6 * DAY_MS).elsewhere).toMatchObject({ today: 0, thisWeek: 0 });
  });

  it('is replaced from the moment a look goes back to, and kept before it', () => {
    const { ledger, world } = withTeam();
    look(ledger, NOW_MS - 3 * DAY_MS, [
      mail(NOW_MS - 10 * HOUR_MS),
      mail(NOW_MS - 3 * HOUR_MS),
      mail(NOW_MS - HOUR_MS),
    ]);
    look(ledger, NOW_MS - 2 * HOUR_MS, [mail(NOW_MS - HOUR_MS), mail(NOW_MS - 30_000)], NOW_MS + 1);
    expect(world().elsewhere).toEqual({ today: 4, thisWeek: 4, countedAtMs: NOW_MS + 1 });
    look(ledger, NOW_MS - 2 * HOUR_MS, [], NOW_MS + 2);
    expect(world().elsewhere).toMatchObject({ today: 2 });
  });
});

describe('a ramp', () => {
  const history = (perDay: readonly number[]): SentFolderMail[] =>
    perDay.flatMap((count, at) => Array.from({ length: count }, () => mail(NOW_MS - (at + 1) * DAY_MS)));

  it('begins where the Sent folder’s history shows, once', () => {
    const { ledger, world } = withTeam();
    look(ledger, NOW_MS - 60 * DAY_MS, history([3, 18, 4, 30, 22, 5]));
    const begun = { startDay: '2026-11-03', startPerDay: 18, basis: 'sent-folder', frozen: null };
    expect(world().ramp).toEqual(begun);
    look(ledger, NOW_MS - 60 * DAY_MS, history([40, 40, 40, 40]), NOW_MS + DAY_MS);
    expect(world().ramp).toEqual(begun);
  });

  it('does not begin with a look of a few days', () => {
    const { ledger, world } = withTeam();
    look(ledger, NOW_MS - 8 * DAY_MS, history([9, 9, 9]));
    expect(world().ramp).toBeNull();
  });

  it('of an empty folder begins as new', () => {
    const { ledger, world } = withTeam();
    look(ledger, NOW_MS - 60 * DAY_MS, []);
    expect(world().ramp).toEqual({ startDay: '2026-11-03', startPerDay: 5, basis: 'new', frozen: null });
  });

  it('is frozen once, at the first refusal, and climbs again from where it is thawed', () => {
    const { ledger, world } = withTeam();
    ledger.mailboxes.freezeRamp(SAMS, { day: '2026-11-03', because: 'no ramp yet' });
    expect(world().ramp).toBeNull();
    ledger.mailboxes.startRamp(SAMS, { startDay: '2026-11-01', startPerDay: 10, basis: 'this-desk', frozen: null });
    ledger.mailboxes.freezeRamp(SAMS, { day: '2026-11-03', because: 'first' });
    ledger.mailboxes.freezeRamp(SAMS, { day: '2026-11-09', because: 'second' });
    expect(world().ramp?.frozen).toEqual({ day: '2026-11-03', because: 'first' });
    ledger.mailboxes.thawRamp(SAMS, '2026-11-12', 14);
    expect(world().ramp).toEqual({ startDay: '2026-11-12', startPerDay: 14, basis: 'this-desk', frozen: null });
  });
});

describe('what came back', () => {
  const event = (id: string, change: Partial<Record<keyof MailboxEvent, unknown>> = {}): MailboxEvent =>
    MailboxEvent.parse({
      id,
      mailboxId: SAMS,
      kind: 'bounce',
      bounceClass: 'hard',
      statusCode: '5.1.1',
      sendId: null,
      contactId: null,
      source: 'dsn',
      atMs: NOW_MS - HOUR_MS,
      ...change,
    });

  it('is kept once, however often it is read', () => {
    const { ledger } = withTeam();
    expect([ledger.mailboxes.recordEvent(event('a')), ledger.mailboxes.recordEvent(event('a'))]).toEqual([true, false]);
    ledger.mailboxes.recordEvent(event('b', { atMs: NOW_MS }));
    expect(ledger.mailboxes.events(SAMS, NOW_MS - HOUR_MS).map(({ id }) => id)).toEqual(['b', 'a']);
    expect(ledger.mailboxes.events(SAMS, NOW_MS)).toHaveLength(1);
  });

  it('is measured against what left in the policy’s window', () => {
    const { ledger, world } = withTeam();
    for (const [number, daysAgo] of [
      [1, 1],
      [2, 6],
      [3, 8],
    ] as const) {
      const states = ['held', 'released', 'reserved', 'transmitting', 'sent'] as const;
      moveAlong(ledger, createSend(ledger, number), states, NOW_MS - daysAgo * DAY_MS);
    }
    moveAlong(ledger, createSend(ledger, 4), ['held', 'released', 'reserved', 'transmitting']);
    ledger.mailboxes.recordEvent(event('bounce'));
    ledger.mailboxes.recordEvent(event('old', { atMs: NOW_MS - 8 * DAY_MS }));
    ledger.mailboxes.recordEvent(event('complaint', { kind: 'complaint', bounceClass: null }));
    ledger.mailboxes.recordEvent(event('refusal', { kind: 'rate-refusal', bounceClass: null }));
    ledger.mailboxes.recordEvent(event('other', { mailboxId: 'mailbox-kim' }));
    expect(world()).toMatchObject({
      bounces: { count: 1, of: 2 },
      complaints: { count: 1, of: 2 },
      unsubscribes: { count: 0, of: 2 },
    });
    ledger.copies.setPolicy({ ...policy, limits: { ...policy.limits, rateWindowDays: 10 } });
    expect(world().bounces).toEqual({ count: 2, of: 3 });
  });

  it('and reports stand by domain, day and provider; the newest is shown', () => {
    const { ledger, world } = withTeam();
    const report = (day: string, spamRate: number, provider = 'gmail') => ({
      domain: 'ourco.example',
      day,
      provider,
      spamRate,
      delivered: null,
      importedAtMs: NOW_MS,
    });
    expect(world().report).toBeNull();
    ledger.mailboxes.recordReport(report('2026-11-02', 0.001));
    ledger.mailboxes.recordReport(report('2026-11-01', 0.002));
    ledger.mailboxes.recordReport(report('2026-11-02', 0.003));
    expect(world().report).toMatchObject({ day: '2026-11-02', spamRate: 0.003 });
    expect(ledger.mailboxes.reports('ourco.example', 9).map(({ day }) => day)).toEqual(['2026-11-02', '2026-11-01']);
    expect(ledger.mailboxes.reports('other.example', 9)).toEqual([]);
  });
});

describe('the mailbox’s figures', () => {
  it('say what waits and may leave today, replies and follow-ups apart', () => {
    const { ledger, world } = withTeam();
    const held = (number: number, messageKind: 'first-touch' | 'follow-up' | 'reply') =>
      moveAlong(ledger, createSend(ledger, number, { messageKind }), ['held']);
    held(1, 'reply');
    held(2, 'follow-up');
    held(3, 'follow-up');
    held(4, 'first-touch');
    const late = createSend(ledger, 5, { messageKind: 'reply' });
    moveAlong(ledger, late, ['held', 'released']);
    ledger.sends.move(late.id, 'released', 'deferred', NOW_MS, { clearsAtMs: NOW_MS + 2 * DAY_MS, because: 'test' });
    expect(world()).toMatchObject({ waiting: 5, waitingReplies: 1, waitingFollowUps: 2 });
    expect(world(NOW_MS + 2 * DAY_MS)).toMatchObject({ waitingReplies: 2 });
  });

  it('keep cold mail apart, and the week since Monday', () => {
    const { ledger, world } = withTeam();
    createSend(ledger, 1, { messageKind: 'reply' });
    for (const number of [2, 3, 4]) createSend(ledger, number);
    const take = (number: number, day: string) =>
      ledger.sends.reserve(aSlot(`send-${number}`, { day, zone: 'Europe/Berlin' }));
    take(1, '2026-11-03');
    take(2, '2026-11-03');
    take(3, '2026-11-02');
    take(4, '2026-11-01');
    expect(world()).toMatchObject({ takenToday: 2, takenThisWeek: 3, coldToday: 1, coldThisWeek: 2 });
  });

  it('show the authentication that was found last', () => {
    const { ledger, world } = withTeam();
    const { authentication } = sampleMailbox({}, NOW_MS);
    ledger.mailboxes.recordAuthentication(SAMS, { ...authentication!, dkim: 'fail' });
    ledger.mailboxes.recordAuthentication(SAMS, authentication!);
    expect(world().authentication).toEqual(authentication);
  });

  it('go to the feed once they changed, and only then', () => {
    const { ledger } = withTeam();
    ledger.copies.publishDesk(NOW_MS);
    const seq = ledger.feed.latestSeq();
    ledger.copies.publishDesk(NOW_MS);
    expect(ledger.feed.latestSeq()).toBe(seq);
    look(ledger, NOW_MS - DAY_MS, []);
    ledger.copies.publishDesk(NOW_MS);
    expect(ledger.feed.latestSeq()).toBeGreaterThan(seq);
  });
});

describe('bodies that left', () => {
  const body = (number: number, ledger: Ledger, change: Partial<RecentBody> = {}): RecentBody => {
    createSend(ledger, number);
    return {
      sendId: SendId.parse(`send-${number}`),
      mailboxId: SAMS,
      sentAtMs: NOW_MS + number,
      accountName: `Firm ${number}`,
      shingles: [0, number, 0xffff_ffff],
      ...change,
    };
  };

  it('are kept as they are, newest first, as many as wanted', () => {
    const { ledger } = withTeam();
    const bodies = [1, 2, 3, 4].map((number) => body(number, ledger));
    for (const one of bodies) ledger.mailboxes.keepBody(one, 3);
    expect(ledger.mailboxes.recentBodies(SAMS, 10)).toEqual([bodies[3], bodies[2], bodies[1]]);
    expect(ledger.mailboxes.recentBodies(SAMS, 1)).toEqual([bodies[3]]);
    const seq = ledger.feed.latestSeq();
    ledger.mailboxes.keepBody({ ...bodies[3]!, shingles: [] }, 3);
    expect(ledger.mailboxes.recentBodies(SAMS, 10)).toHaveLength(3);
    expect(ledger.feed.latestSeq()).toBe(seq);
    const told = ledger.feed.page(ledger.feed.epoch, 0, 1_000).items.filter(({ kind }) => kind === 'recent-body');
    expect(new Map(told.map(({ id, body: shown }) => [id, shown]))).toEqual(
      new Map([
        ['send-1', null],
        ['send-2', bodies[1]],
        ['send-3', bodies[2]],
        ['send-4', bodies[3]],
      ]),
    );
  });
});

describe('an escalation of the contact', () => {
  it('is seen by each of their packages until it is declined', () => {
    const { ledger } = withTeam();
    applyPackages(ledger, [
      aPackage(),
      aPackage({ id: 'package-2' }),
      aPackage({ id: 'package-3', contactId: 'contact-3', email: 'x.y@northwind.example' }),
    ]);
    const seen = (id: string) => ledger.copies.packageWorld(packageId(id))!.escalationsAtMs;
    const shown = (id: string) =>
      readItems(ledger.feed.page(ledger.feed.epoch, 0, 1_000)).find((item) => item.kind === 'world' && item.id === id)
        ?.body;
    ledger.decisions.createEscalation(anEscalation());
    expect([seen('package-1'), seen('package-2'), seen('package-3')]).toEqual([[NOW_MS], [NOW_MS], []]);
    expect(shown('package-2')).toMatchObject({ escalationsAtMs: [NOW_MS] });
    ledger.decisions.updateEscalation({ ...anEscalation(), state: 'accepted' });
    expect(seen('package-2')).toEqual([NOW_MS]);
    ledger.decisions.updateEscalation({ ...anEscalation(), state: 'declined' });
    expect(shown('package-2')).toMatchObject({ escalationsAtMs: [] });
  });
});
