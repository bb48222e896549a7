/** The rails about whom it goes to: may they be written to at all, and now. */
import { ConsentBasis } from '../../shared/domain/consent.ts';
import type { GateInput } from '../../shared/policy/rail.ts';
import { ALL, COLD, F, R, U, railTable, THEMES } from './rail-table.ts';
import { DAY, HOUR, MINUTE, NOW, type Change } from './sample.ts';

const { row, check } = railTable(THEMES.recipient);
const suppression = (change: Record<string, unknown>) =>
  ({
    id: 'sup-1',
    scope: 'global',
    value: 'dana.reyes@northwind.example',
    reason: 'unsubscribe',
    source: 'crm',
    evidence: '',
    atMs: NOW - DAY,
    by: 'crm',
    expiresAtMs: null,
    ...change,
  }) as GateInput['world']['suppressions'][number];

// suppressed
row('suppressed', ALL, 'no entry', {}, null);
row('suppressed', ALL, 'the entry has ended', { world: { suppressions: [suppression({ expiresAtMs: NOW })] } }, null);
for (const scope of ['global', 'domain', 'account', 'contact'] as const) {
  row(
    'suppressed',
    ALL,
    `an entry of scope ${scope}`,
    { world: { suppressions: [suppression({ scope })] } },
    { answer: 'refuse', says: /suppression list since Tue 10 Nov .*they unsubscribed/ },
  );
}
row(
  'suppressed',
  ALL,
  'two entries are both shown',
  { world: { suppressions: [suppression({}), suppression({ id: 'sup-2', reason: 'manual' })] } },
  { answer: 'refuse', says: /unsubscribed/, count: 2 },
);
row(
  'suppressed',
  ALL,
  'the message goes where nobody looked it up',
  { world: { email: 'other@northwind.example' } },
  { answer: 'refuse', says: /was not looked up for dana\.reyes/, unknown: true },
);

// consent
const from = (country: string | null, basis: ConsentBasis | null): Change => ({
  world: {
    country,
    consent: basis === null ? null : { basis, source: 'Trade fair form', recordedAtMs: NOW - 100 * DAY },
  },
});
const never = (country: string): Change => ({
  policy: { consent: { byCountry: { [country]: 'never' }, otherwise: 'opt-out' } },
});
for (const basis of ConsentBasis.options) {
  row('consent', COLD, `opt-out country, ${basis}`, from('US', basis), null);
  row('consent', COLD, `legitimate-interest country, ${basis}`, from('GB', basis), null);
  const isPrior = basis === 'consent' || basis === 'existing-relationship';
  row(
    'consent',
    COLD,
    `prior-consent country, ${basis}`,
    from('DE', basis),
    isPrior
      ? null
      : {
          answer: 'refuse',
          says: /rule for Germany \(DE\) asks for their consent or an existing business relationship first\. Recorded is .* \(Trade fair form, Mon 3 Aug 2026\)\.$/,
          clears: /with its source/,
        },
  );
  row(
    'consent',
    COLD,
    `a country that allows none, ${basis}`,
    { ...never('DE'), ...from('DE', basis) },
    {
      answer: 'refuse',
      says: /Germany \(DE\) allows no cold mail at all\. Recorded is/,
      clears: /Security and legal/,
    },
  );
}
row('consent', COLD, 'opt-out country, nothing recorded', from('US', null), null);
row('consent', COLD, 'legitimate-interest country, nothing recorded', from('GB', null), {
  answer: 'refuse',
  says: /United Kingdom \(GB\) asks for a recorded basis\. No basis is recorded for this contact\.$/,
});
row('consent', COLD, 'a country without an entry', from('FR', 'legitimate-interest'), {
  answer: 'refuse',
  says: /France \(FR\) asks for their consent/,
});
row('consent', COLD, 'an unknown country, with what the strictest asks for', from(null, 'consent'), null);
row('consent', COLD, 'an unknown country, with less', from(null, 'legitimate-interest'), {
  answer: 'refuse',
  says: /country is not known, so the strictest rule of the policy holds: it asks for their consent/,
  clears: /^Their country in the CRM; else/,
  unknown: true,
});
row(
  'consent',
  COLD,
  'an unknown country, where the policy names one that allows none',
  { ...never('CA'), ...from(null, 'consent') },
  {
    answer: 'refuse',
    says: /it allows no cold mail at all/,
    unknown: true,
  },
);
row('consent', [R], 'a reply was asked for', { ...never('DE'), ...from('DE', null) }, null);

// relation
for (const relation of ['prospect', 'partner'] as const) row('relation', COLD, relation, { world: { relation } }, null);
row(
  'relation',
  COLD,
  'disqualified',
  { world: { isDisqualified: true } },
  { answer: 'refuse', says: /was disqualified/ },
);
row('relation', [R], 'a reply to somebody disqualified is not cold mail', { world: { isDisqualified: true } }, null);
for (const relation of ['customer', 'competitor'] as const) {
  row('relation', COLD, relation, { world: { relation } }, { answer: 'refuse', says: new RegExp(`is a ${relation}`) });
  row('relation', [R], `a reply to a ${relation} is not cold mail`, { world: { relation } }, null);
}

// email-verified
row('email-verified', COLD, 'verified 90 days ago', { world: { verifiedAtMs: NOW - 90 * DAY } }, null);
row(
  'email-verified',
  COLD,
  'verified longer ago',
  { world: { verifiedAtMs: NOW - 91 * DAY } },
  { answer: 'refuse', says: /verified 91 days ago; the limit is 90 days/ },
);
row(
  'email-verified',
  COLD,
  'verified at an unknown time',
  { world: { verifiedAtMs: null } },
  { answer: 'refuse', says: /not when/ },
);
row('email-verified', COLD, 'risky', { world: { verification: 'risky' } }, { answer: 'refuse', says: /is risky/ });
row(
  'email-verified',
  COLD,
  'unknown',
  { world: { verification: 'unknown' } },
  { answer: 'refuse', says: /not verified/, unknown: true },
);
row(
  'email-verified',
  COLD,
  'unknown, but they wrote to us lately',
  { world: { verification: 'unknown', inboundAtMs: [NOW - 10 * DAY] } },
  null,
);
row(
  'email-verified',
  COLD,
  'invalid, even though they wrote to us',
  { world: { verification: 'invalid', inboundAtMs: [NOW - 10 * DAY] } },
  { answer: 'refuse', says: /is invalid/ },
);
const bounce = suppression({ reason: 'hard-bounce', atMs: NOW - 3 * DAY });
row(
  'email-verified',
  COLD,
  'it bounced since it was verified',
  { world: { suppressions: [bounce] } },
  {
    answer: 'refuse',
    says: /bounced for good on Sun 8 Nov, and nothing has shown since/,
    target: { field: 'to', text: 'dana.reyes@northwind.example' },
  },
);
row(
  'email-verified',
  COLD,
  'it was verified again after it bounced',
  { world: { suppressions: [bounce], verifiedAtMs: NOW - 2 * DAY } },
  null,
);
row(
  'email-verified',
  COLD,
  'another address of the domain bounced',
  { world: { suppressions: [suppression({ scope: 'domain', reason: 'hard-bounce' })] } },
  null,
);
row('email-verified', [R], 'a reply needs no verification', { world: { verification: 'unknown' } }, null);

// frequency-contact
const days = (...ago: number[]) => ago.map((each) => NOW - each * DAY);
row('frequency-contact', COLD, 'four touches', { world: { outboundAtMs: days(10, 20, 30, 40) } }, null);
row(
  'frequency-contact',
  COLD,
  'the sixth touch',
  { world: { outboundAtMs: days(10, 20, 30, 40, 50) } },
  { answer: 'refuse', says: /^5 touches in 180 days; the limit is 5/, clearsAtMs: NOW + 130 * DAY },
);
row('frequency-contact', COLD, 'one left the window', { world: { outboundAtMs: days(10, 20, 30, 40, 180) } }, null);
row(
  'frequency-contact',
  COLD,
  'a reply starts anew',
  { world: { outboundAtMs: days(10, 20, 30, 40, 50), inboundAtMs: days(15) } },
  null,
);
row(
  'frequency-contact',
  COLD,
  'six of them: two must leave the window',
  { world: { outboundAtMs: days(10, 20, 30, 40, 50, 60) } },
  { answer: 'refuse', says: /^6 touches/, clearsAtMs: NOW + 130 * DAY },
);
row(
  'frequency-contact',
  [R],
  'a reply is not counted',
  { world: { outboundAtMs: days(1, 2, 3, 4, 5, 6), inboundAtMs: days(7) } },
  null,
);

// frequency-account
const others = (...ago: number[]) =>
  ago.map((each, at) => ({ contactId: `con-${at + 10}` as never, atMs: NOW - each * DAY }));
row('frequency-account', [F], 'one other new contact', { world: { newContactsOfAccount: others(1) } }, null);
row(
  'frequency-account',
  [F],
  'two in seven days',
  { world: { newContactsOfAccount: others(1, 5) } },
  {
    answer: 'hold',
    says: /2 other people at Northwind Logistics .* 7 days; the limit is 2/,
    clearsAtMs: NOW + 2 * DAY,
  },
);
row(
  'frequency-account',
  [F],
  'three: two must leave the window',
  { world: { newContactsOfAccount: others(1, 3, 6) } },
  { answer: 'hold', says: /3 other people/, clearsAtMs: NOW + 4 * DAY },
);
row('frequency-account', [F], 'one left the window', { world: { newContactsOfAccount: others(1, 7) } }, null);
row(
  'frequency-account',
  [U, R],
  'only a first touch is a new contact',
  { world: { newContactsOfAccount: others(1, 2, 3) } },
  null,
);

// spacing
row(
  'spacing',
  [U],
  'two business days later, Monday 10:00 to Wednesday 10:00',
  { world: { outboundAtMs: days(2) } },
  null,
);
row(
  'spacing',
  [U],
  'a minute early',
  { world: { outboundAtMs: [NOW - 2 * DAY + MINUTE] } },
  { answer: 'hold', says: /Mon 9 Nov 10:01; at least 2 business days/, clearsAtMs: NOW + MINUTE },
);
row(
  'spacing',
  [U],
  'a weekend does not count',
  { world: { outboundAtMs: [Date.UTC(2026, 10, 6, 9)] }, nowMs: Date.UTC(2026, 10, 9, 9) },
  { answer: 'hold', says: /Fri 6 Nov 10:00/, clearsAtMs: Date.UTC(2026, 10, 10, 9) },
);
row('spacing', [U], 'never touched', { world: { outboundAtMs: [] } }, null);
row('spacing', [F, R], 'only follow-ups are spaced', { world: { outboundAtMs: days(0) } }, null);

// send-window
row('send-window', COLD, '10:00 on a Wednesday', {}, null);
row(
  'send-window',
  COLD,
  '03:00 in New York',
  { world: { timeZone: 'America/New_York' }, nowMs: Date.UTC(2026, 10, 11, 8) },
  {
    answer: 'hold',
    says: /Wed 11 Nov 03:00 for the recipient \(America\/New_York\)/,
    clearsAtMs: Date.UTC(2026, 10, 11, 13),
  },
);
row(
  'send-window',
  COLD,
  '18:00 is closed, until tomorrow',
  { nowMs: Date.UTC(2026, 10, 11, 17) },
  { answer: 'hold', says: /08:00 to 18:00 on Mon, Tue, Wed, Thu, Fri/, clearsAtMs: Date.UTC(2026, 10, 12, 7) },
);
row(
  'send-window',
  COLD,
  'Friday night waits for Monday',
  { nowMs: Date.UTC(2026, 10, 13, 20) },
  { answer: 'hold', says: /Fri 13 Nov 21:00/, clearsAtMs: Date.UTC(2026, 10, 16, 7) },
);
row(
  'send-window',
  COLD,
  'across the end of summer time',
  { nowMs: Date.UTC(2026, 9, 24, 20) },
  { answer: 'hold', says: /Sat 24 Oct 22:00/, clearsAtMs: Date.UTC(2026, 9, 26, 7) },
);
row(
  'send-window',
  COLD,
  'a window on one day a week, just missed',
  { policy: { sendWindow: { startMinute: 540, endMinute: 600, days: [3] } }, nowMs: NOW },
  { answer: 'hold', says: /09:00 to 10:00 on Wed/, clearsAtMs: Date.UTC(2026, 10, 18, 8) },
);
row('send-window', [R], 'a reply leaves at any hour', { nowMs: Date.UTC(2026, 10, 14, 22) }, null);

// thread-live
row('thread-live', COLD, 'they wrote before the draft was made', { world: { inboundAtMs: [NOW - 2 * HOUR] } }, null);
row(
  'thread-live',
  COLD,
  'they wrote since',
  { world: { inboundAtMs: [NOW - 30 * 60_000, NOW - 5 * DAY] } },
  {
    answer: 'refuse',
    says: /Dana Reyes wrote to us \(Wed 11 Nov 09:30\), after this draft was made \(Wed 11 Nov 09:00\)/,
    clears: /Answer their mail/,
  },
);
row(
  'thread-live',
  COLD,
  'a meeting was booked for next week',
  { world: { meetingsAtMs: [NOW + 5 * DAY] } },
  { answer: 'refuse', says: /There is a meeting with Dana Reyes \(Mon 16 Nov 10:00\)/ },
);
row('thread-live', COLD, 'they met before', { world: { meetingsAtMs: [NOW - 5 * DAY] } }, null);
row(
  'thread-live',
  COLD,
  'it was escalated since',
  { world: { escalationsAtMs: [NOW - 1_000] } },
  { answer: 'refuse', says: /handed to a person/, clears: /declined or withdrawn/ },
);
row('thread-live', COLD, 'an escalation of before', { world: { escalationsAtMs: [NOW - DAY] } }, null);
row(
  'thread-live',
  COLD,
  'all three at once are all said',
  { world: { inboundAtMs: [NOW], meetingsAtMs: [NOW], escalationsAtMs: [NOW] } },
  { answer: 'refuse', says: /wrote to us/, count: 3 },
);
row(
  'thread-live',
  [R],
  'a reply lives on what was written',
  { world: { inboundAtMs: [NOW], meetingsAtMs: [NOW] } },
  null,
);

check();
