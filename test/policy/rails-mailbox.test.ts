/** The rails about the mailbox it leaves from: its slots, its ramp, its domain's share, its pace, what came back, whether it is trusted. */
import type { MessageKind } from '../../shared/domain/handoff-package.ts';
import type { Authentication, MailboxWorld } from '../../shared/domain/mailbox-world.ts';
import { ALL, COLD, F, limits, R, railTable, THEMES, U } from './rail-table.ts';
import { DAY, MINUTE, NOW, sampleMailbox, type Change } from './sample.ts';

const { row, check } = railTable(THEMES.mailbox);

/** The clean desk with one mailbox, changed. */
const mailbox = (change: Partial<MailboxWorld>): Change => ({ desk: { mailboxes: [sampleMailbox(change)] } });
const TOMORROW = Date.UTC(2026, 10, 11, 23);
const NEXT_MONDAY = Date.UTC(2026, 10, 15, 23);
const elsewhere = (today: number) => ({ today, thisWeek: today, countedAtMs: NOW });

// What the desk does not know is never a tick.
for (const code of THEMES.mailbox) {
  const kinds: readonly MessageKind[] = code === 'mailbox-day' ? ALL : COLD;
  row(
    code,
    kinds,
    'a mailbox nobody knows',
    { desk: { mailboxes: [] } },
    {
      answer: 'hold',
      says: /does not know the mailbox/,
      clears: /Connect the mailbox/,
      unknown: true,
      clearsAtMs: null,
    },
  );
  if (code === 'pace' || code === 'bounce-rate' || code === 'authentication') continue;
  row(code, kinds, 'counts of yesterday', mailbox({ dayStartAtMs: NOW - 2 * DAY, dayEndAtMs: NOW - DAY }), {
    answer: 'hold',
    says: /day has changed/,
    unknown: true,
    clearsAtMs: null,
  });
}

// mailbox-day
row('mailbox-day', ALL, '39 of 40', mailbox({ takenToday: 39, elsewhere: null }), null);
row('mailbox-day', ALL, '40 of 40', mailbox({ takenToday: 40, elsewhere: null }), {
  answer: 'hold',
  says: /^40 of 40 messages of today are taken\.$/,
  clears: /next day begins Thu 12 Nov 00:00/,
  clearsAtMs: TOMORROW,
});
row(
  'mailbox-day',
  ALL,
  'with what other tools sent, 39 of 40',
  mailbox({ takenToday: 30, elsewhere: elsewhere(9) }),
  null,
);
row('mailbox-day', ALL, 'with what other tools sent, 40 of 40', mailbox({ takenToday: 30, elsewhere: elsewhere(10) }), {
  answer: 'hold',
  says: /^40 of 40 messages of today are taken, 10 of them sent with other tools\.$/,
  clearsAtMs: TOMORROW,
});
const lastSlots = { takenToday: 37, elsewhere: null, waitingReplies: 1, waitingFollowUps: 2 };
row('mailbox-day', [F], 'three slots are left and three go first', mailbox(lastSlots), {
  answer: 'hold',
  says: /^3 of 40 slots are free today, and 1 reply and 2 follow-ups waiting go first\.$/,
  clearsAtMs: TOMORROW,
});
row('mailbox-day', [F], 'four slots are left and three go first', mailbox({ ...lastSlots, takenToday: 36 }), null);
row('mailbox-day', [U], 'only replies go before a follow-up', mailbox(lastSlots), null);
row('mailbox-day', [U], 'as many replies as slots', mailbox({ ...lastSlots, waitingReplies: 3 }), {
  answer: 'hold',
  says: /3 replies waiting go first/,
});
row('mailbox-day', [R], 'nothing goes before a reply', mailbox({ ...lastSlots, waitingReplies: 9 }), null);

// mailbox-warmup
const ramp = (change: Partial<NonNullable<MailboxWorld['ramp']>> = {}): MailboxWorld['ramp'] => ({
  startDay: '2026-11-09',
  startPerDay: 5,
  basis: 'new',
  frozen: null,
  ...change,
});
row('mailbox-warmup', COLD, 'on its third day, 8 of 9', mailbox({ ramp: ramp(), takenToday: 7 }), null);
row('mailbox-warmup', COLD, 'on its third day, 9 of 9', mailbox({ ramp: ramp(), takenToday: 8 }), {
  answer: 'hold',
  says: /^9 of the 9 messages its ramp allows today are taken, 1 of them sent with other tools\.$/,
  clearsAtMs: TOMORROW,
});
row('mailbox-warmup', COLD, 'on its first day', mailbox({ ramp: ramp({ startDay: '2026-11-11' }), takenToday: 5 }), {
  answer: 'hold',
  says: /of the 5 messages its ramp allows/,
});
row(
  'mailbox-warmup',
  COLD,
  'frozen on its first day',
  mailbox({
    ramp: ramp({ frozen: { day: '2026-11-09', because: '421 4.7.28 too much mail' } }),
    takenToday: 5,
  }),
  {
    answer: 'hold',
    says: /of the 5 messages .* The ramp is frozen since 2026-11-09: 421 4\.7\.28 too much mail\.$/,
    clearsAtMs: TOMORROW,
  },
);
row(
  'mailbox-warmup',
  COLD,
  'another step in the policy',
  { ...limits({ warmupStepPerDay: 10 }), ...mailbox({ ramp: ramp(), takenToday: 20 }) },
  null,
);
row(
  'mailbox-warmup',
  COLD,
  'a ramp that begins at nothing and does not climb',
  {
    ...limits({ warmupStepPerDay: 0 }),
    ...mailbox({ ramp: ramp({ startPerDay: 0 }), takenToday: 0, elsewhere: null }),
  },
  { answer: 'hold', says: /^0 of the 0/, clears: /RevOps/, clearsAtMs: null },
);
row('mailbox-warmup', COLD, 'its history was never looked at', mailbox({ ramp: null }), {
  answer: 'hold',
  says: /Nobody has looked yet/,
  clears: /first look into its Sent folder/,
  unknown: true,
});
row(
  'mailbox-warmup',
  [F],
  'room for two, which follow-ups want',
  mailbox({ ramp: ramp(), takenToday: 6, waitingFollowUps: 2 }),
  {
    answer: 'hold',
    says: /room for 2 more today, and 2 follow-ups waiting go first/,
  },
);
row(
  'mailbox-warmup',
  [U],
  'the same for a follow-up',
  mailbox({ ramp: ramp(), takenToday: 6, waitingFollowUps: 2 }),
  null,
);
row('mailbox-warmup', [R], 'a reply climbs no ramp', mailbox({ ramp: null }), null);

// domain-day, domain-week
const shares = (percent: number, domain = 'tallyhook.example'): Change => ({
  policy: { domainShares: [{ domain, shares: [{ mailboxId: 'mailbox-sam' as never, percent }] }] },
});
const team = (count: number, change: Partial<MailboxWorld>): Change => ({
  desk: {
    mailboxes: Array.from({ length: count }, (_, at) =>
      at === 0
        ? sampleMailbox(change)
        : sampleMailbox({ id: `mailbox-${at}` as never, address: `rep${at}@tallyhook.example` }),
    ),
  },
});
row('domain-day', COLD, '199 of 200 for the only mailbox', mailbox({ coldToday: 199 }), null);
row('domain-day', COLD, '200 of 200', mailbox({ coldToday: 200 }), {
  answer: 'hold',
  says: /^200 of 200 cold messages of today are taken: an equal 100 % of 200 for tallyhook\.example\.$/,
  clearsAtMs: TOMORROW,
});
row('domain-day', COLD, 'a third of it, rounded down', team(3, { coldToday: 66 }), {
  answer: 'hold',
  says: /^66 of 66 .* an equal 33\.3 % of 200/,
});
row('domain-day', COLD, 'one below a third', team(3, { coldToday: 65 }), null);
row(
  'domain-day',
  COLD,
  'a mailbox of another domain takes no part',
  {
    desk: {
      mailboxes: [sampleMailbox({ coldToday: 150 }), sampleMailbox({ id: 'm2' as never, address: 'x@other.example' })],
    },
  },
  null,
);
row(
  'domain-day',
  COLD,
  'a share of a tenth',
  { ...shares(10), ...mailbox({ coldToday: 20 }) },
  {
    answer: 'hold',
    says: /^20 of 20 .* its 10 % of 200/,
    clearsAtMs: TOMORROW,
  },
);
row(
  'domain-day',
  COLD,
  'a domain that lists others only',
  {
    policy: {
      domainShares: [{ domain: 'tallyhook.example', shares: [{ mailboxId: 'mailbox-lena' as never, percent: 50 }] }],
    },
    ...mailbox({ coldToday: 0 }),
  },
  {
    answer: 'hold',
    says: /sam@tallyhook\.example has no share of what tallyhook\.example may send a day/,
    clears: /RevOps gives the mailbox a share/,
    clearsAtMs: null,
  },
);
row(
  'domain-day',
  COLD,
  'shares of another domain',
  { ...shares(1, 'other.example'), ...mailbox({ coldToday: 100 }) },
  null,
);
row('domain-day', [R], 'a reply takes no share', mailbox({ coldToday: 999 }), null);

row('domain-week', COLD, '799 of 800', mailbox({ coldThisWeek: 799 }), null);
row('domain-week', COLD, '800 of 800', mailbox({ coldThisWeek: 800 }), {
  answer: 'hold',
  says: /^800 of 800 cold messages of this week are taken: an equal 100 % of 800/,
  clears: /next week begins Mon 16 Nov 00:00/,
  clearsAtMs: NEXT_MONDAY,
});
row(
  'domain-week',
  COLD,
  'a share of a tenth',
  { ...shares(10), ...mailbox({ coldThisWeek: 80 }) },
  {
    answer: 'hold',
    says: /^80 of 80 .* its 10 % of 800/,
    clearsAtMs: NEXT_MONDAY,
  },
);
row(
  'domain-week',
  COLD,
  'no share at all',
  { ...shares(0), ...mailbox({}) },
  { answer: 'hold', says: /no share/, clearsAtMs: null },
);
row('domain-week', [R], 'a reply takes no share', mailbox({ coldThisWeek: 9_999 }), null);

// recipient-domain-day
const toDomain = (takenToday: number): Change => ({
  world: { recipientDomain: { name: 'northwind.example', takenToday } },
});
row('recipient-domain-day', COLD, '19 of 20', toDomain(19), null);
row('recipient-domain-day', COLD, '20 of 20', toDomain(20), {
  answer: 'hold',
  says: /^20 cold messages went to northwind\.example today; the limit is 20\.$/,
  clearsAtMs: TOMORROW,
});
row(
  'recipient-domain-day',
  COLD,
  'another limit in the policy',
  { ...limits({ recipientDomainPerDay: 25 }), ...toDomain(20) },
  null,
);
row('recipient-domain-day', [R], 'a reply goes where it was asked for', toDomain(99), null);

// pace
row('pace', COLD, 'nothing was sent lately', mailbox({ nextSendAtMs: null }), null);
row('pace', COLD, 'the pause is just over', mailbox({ nextSendAtMs: NOW }), null);
row('pace', COLD, 'in the pause', mailbox({ nextSendAtMs: NOW + 90_000 }), {
  answer: 'hold',
  says: /sent a moment ago; between two messages lie 45 to 180 s/,
  clears: /Leaves by itself in 2 min/,
  clearsAtMs: NOW + 90_000,
});
row('pace', [R], 'a reply does not wait', mailbox({ nextSendAtMs: NOW + MINUTE }), null);

// bounce-rate
const bounces = (count: number, of: number) => mailbox({ bounces: { count, of } });
row('bounce-rate', COLD, 'nothing was sent yet', bounces(0, 0), null);
row('bounce-rate', COLD, '4 of 100', bounces(4, 100), null);
row('bounce-rate', COLD, '5 of 100', bounces(5, 100), {
  answer: 'hold',
  says: /^Of sam@tallyhook\.example in 7 days, 5 of 100 bounced \(5 %\); the limit is 5 %\.$/,
  clears: /clears as bounces leave the window/,
  clearsAtMs: null,
});
row('bounce-rate', COLD, '4 of 20: too few to tell', bounces(4, 20), null);
row('bounce-rate', COLD, '5 of 20: enough by themselves', bounces(5, 20), {
  answer: 'hold',
  says: /5 of 20 bounced \(25 %\); below 50 sends the limit is 5 bounces/,
});
row(
  'bounce-rate',
  COLD,
  'another limit in the policy',
  { ...limits({ bounceStopPercent: 10 }), ...bounces(9, 100) },
  null,
);
row('bounce-rate', [R], 'a reply leaves all the same', bounces(90, 100), null);

// complaint-rate
const complaints = (count: number, of: number, more: Partial<MailboxWorld> = {}) =>
  mailbox({ complaints: { count, of }, elsewhere: null, ...more });
const report = (change: Partial<NonNullable<MailboxWorld['report']>>): MailboxWorld['report'] => ({
  domain: 'tallyhook.example',
  day: '2026-11-09',
  provider: 'Postmaster Tools',
  spamRate: 0.004,
  delivered: null,
  importedAtMs: NOW - DAY,
  ...change,
});
row('complaint-rate', COLD, 'nobody complained', complaints(0, 100), null);
row('complaint-rate', COLD, 'one of 100 throttles, and slots are left', complaints(1, 100, { takenToday: 19 }), null);
row(
  'complaint-rate',
  COLD,
  'one of 100 throttles, and half the slots are taken',
  complaints(1, 100, { takenToday: 20 }),
  {
    answer: 'hold',
    says: /^1 of 100 complained \(1 %\); below 1000 sends the limit is 1 complaint, so only 20 of 40 messages a day leave, and 20 did\.$/,
    clearsAtMs: TOMORROW,
  },
);
row('complaint-rate', COLD, 'three of 100 stop', complaints(3, 100, { takenToday: 0 }), {
  answer: 'hold',
  says: /3 of 100 complained \(3 %\); below 1000 sends the limit is 3 complaints, so no cold mail leaves/,
  clears: /RevOps looks/,
  clearsAtMs: null,
});
row(
  'complaint-rate',
  COLD,
  'one of 2,000 is under a tenth of a percent',
  complaints(1, 2_000, { takenToday: 39 }),
  null,
);
row('complaint-rate', COLD, 'two of 2,000 throttle', complaints(2, 2_000, { takenToday: 30 }), {
  answer: 'hold',
  says: /2 of 2000 complained \(0\.1 %\); the limit is 0\.1 %/,
  clearsAtMs: TOMORROW,
});
row('complaint-rate', COLD, 'six of 2,000 stop', complaints(6, 2_000), {
  answer: 'hold',
  says: /\(0\.3 %\); the limit is 0\.3 %, so no cold mail/,
});
row('complaint-rate', COLD, 'the provider saw more than we did', complaints(0, 100, { report: report({}) }), {
  answer: 'hold',
  says: /Postmaster Tools saw 0\.4 % complain at tallyhook\.example on 2026-11-09; the limit is 0\.3 %/,
});
row(
  'complaint-rate',
  COLD,
  'a report from before the window',
  complaints(0, 100, { report: report({ day: '2026-10-20' }) }),
  null,
);
row(
  'complaint-rate',
  COLD,
  'a report without a figure',
  complaints(0, 100, { report: report({ spamRate: null }) }),
  null,
);
row(
  'complaint-rate',
  COLD,
  'a report on too few mails counts them',
  complaints(0, 100, { report: report({ delivered: 200, spamRate: 0.005 }), takenToday: 0 }),
  null,
);
row('complaint-rate', [R], 'a reply leaves all the same', complaints(90, 100), null);

// authentication
const authentication = (change: Partial<Authentication>): Change =>
  mailbox({ authentication: { ...sampleMailbox().authentication!, ...change } });
row('authentication', COLD, 'everything passes', {}, null);
row(
  'authentication',
  COLD,
  'everything passes by the embedded mailbox’s own answers',
  authentication({ simulated: true }),
  null,
);
row('authentication', COLD, 'checked a week ago', authentication({ checkedAtMs: NOW - 7 * DAY }), null);
row('authentication', COLD, 'checked longer ago', authentication({ checkedAtMs: NOW - 7 * DAY - 1 }), {
  answer: 'hold',
  says: /last checked 7 days ago; the limit is 7 days/,
  clears: /Check the domain again/,
  unknown: true,
  clearsAtMs: null,
});
row('authentication', COLD, 'never checked', mailbox({ authentication: null }), {
  answer: 'hold',
  says: /Nobody has checked yet whether sam@tallyhook\.example signs/,
  unknown: true,
});
for (const [check, answer, says] of [
  ['spf', 'fail', /^SPF fails\.$/],
  ['dkim', 'missing', /^DKIM is missing\.$/],
  ['dmarc', 'missing', /^DMARC is missing\.$/],
] as const) {
  row(
    'authentication',
    COLD,
    `${check} ${answer}`,
    authentication({ [check]: answer, problems: ['Publish the record.'] }),
    {
      answer: 'hold',
      says,
      clears: /^Publish the record\.$|mends/,
    },
  );
  row('authentication', COLD, `${check} nobody could ask`, authentication({ [check]: 'unknown' }), {
    answer: 'hold',
    says: /is not known/,
    unknown: true,
  });
}
row('authentication', COLD, 'nothing stands for the From domain', authentication({ aligned: false, simulated: true }), {
  answer: 'hold',
  says: /^Neither SPF nor DKIM stands for the From domain \(simulated answers\)\.$/,
  clears: /keeps the domain’s DNS/,
});
row('authentication', COLD, 'alignment not learnt yet', authentication({ aligned: null }), {
  answer: 'hold',
  says: /Nobody knows yet whether they stand/,
  unknown: true,
});
row('authentication', COLD, 'two faults are said at once', authentication({ spf: 'fail', dkim: 'unknown' }), {
  answer: 'hold',
  says: /^SPF fails, DKIM is not known\.$/,
});
row('authentication', [R], 'a reply is no cold mail', mailbox({ authentication: null }), null);

check();
