/** Each rail, for each kind of message: what passes, what it answers otherwise, and in which words. One long table, so that gaps show. */
import { describe, expect, test } from 'vitest';
import type { RailAnswer, RailCode } from '../../shared/domain/finding.ts';
import { Finding } from '../../shared/domain/finding.ts';
import type { MessageKind } from '../../shared/domain/handoff-package.ts';
import { RAILS } from '../../shared/policy/gate.ts';
import type { GateInput } from '../../shared/policy/rail.ts';
import {
  BODY,
  DAY,
  HOUR,
  MINUTE,
  NOW,
  person,
  policy,
  released,
  sampleDesk,
  sampleInput,
  type Change,
} from './sample.ts';

const F = 'first-touch';
const U = 'follow-up';
const R = 'reply';
const ALL: readonly MessageKind[] = [F, U, R];
const COLD: readonly MessageKind[] = [F, U];

interface Expected {
  readonly answer: RailAnswer;
  readonly says: RegExp;
  readonly clearsAtMs?: number | null;
  readonly unknown?: boolean;
  readonly count?: number;
}
interface Case {
  readonly name: string;
  readonly code: RailCode;
  readonly kinds: readonly MessageKind[];
  readonly input: (kind: MessageKind) => GateInput;
  /** Null: the rail has nothing to say. */
  readonly expected: Expected | null;
}

const cases: Case[] = [];
/** One row of a rail's table: a change of the clean input, and what comes of it. */
function row(
  code: RailCode,
  kinds: readonly MessageKind[],
  name: string,
  change: Change | ((kind: MessageKind) => GateInput),
  expected: Expected | null,
): void {
  cases.push({
    name,
    code,
    kinds,
    input: typeof change === 'function' ? change : (kind) => sampleInput({ kind, ...change }),
    expected,
  });
}
const limits = (change: Partial<typeof policy.limits>) => ({ policy: { limits: { ...policy.limits, ...change } } });
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
const withText = (change: (text: string) => string) => (kind: MessageKind) => {
  const input = sampleInput({ kind });
  return { ...input, message: { ...input.message, text: change(input.message.text) } };
};
const withHeaders =
  (headers: GateInput['message']['headers'], unsubscribe: Partial<typeof policy.unsubscribe>) =>
  (kind: MessageKind) => {
    const input = sampleInput({ kind });
    return {
      ...input,
      policy: { ...policy, unsubscribe: { ...policy.unsubscribe, ...unsubscribe } },
      message: { ...input.message, headers },
    };
  };

// countersignature
const altered = (change: (input: GateInput) => GateInput) => (kind: MessageKind) =>
  change(released(sampleInput({ kind })));
row('countersignature', ALL, 'a preview has nothing signed yet', {}, null);
row('countersignature', ALL, 'what leaves is what was signed', (kind) => released(sampleInput({ kind })), null);
row(
  'countersignature',
  ALL,
  'the signature does not fit',
  altered((input) => ({
    ...input,
    approval: { signed: input.approval!.signed, signatureFault: 'the bytes were changed' },
  })),
  { answer: 'refuse', says: /does not hold: the bytes were changed/ },
);
for (const [field, message] of [
  ['recipient', { to: 'other@northwind.example' }],
  ['sender', { from: { name: 'Somebody', address: 'sam@tallyhook.example' } }],
  ['subject', { subject: 'Another subject' }],
  ['text', { text: 'Another text' }],
  ['headers', { headers: { 'In-Reply-To': '<x@y.example>' } }],
  ['mailbox', { mailboxId: 'mailbox-lena' as never }],
  ['copies', { bcc: ['spy@elsewhere.example'] as never }],
] as const) {
  row(
    'countersignature',
    ALL,
    `the ${field} was changed after signing`,
    altered((input) => ({ ...input, message: { ...input.message, ...message } })),
    { answer: 'refuse', says: new RegExp(`Changed since it was signed: ${field}`) },
  );
}
row(
  'countersignature',
  ALL,
  'it belongs to another package',
  (kind) => released(sampleInput({ kind }), MINUTE, { packageId: 'pkg-2' as never }),
  { answer: 'refuse', says: /another package/ },
);
row(
  'countersignature',
  ALL,
  'it was signed by somebody else',
  (kind) => released(sampleInput({ kind }), MINUTE, { personId: 'person-lena' as never }),
  { answer: 'refuse', says: /not the owner of the mailbox/ },
);
row(
  'countersignature',
  [U, R],
  'the kind was changed after signing',
  (kind) => released(sampleInput({ kind }), MINUTE, { messageKind: F }),
  { answer: 'refuse', says: /signed as a first-touch/ },
);

// evidence-changed
row('evidence-changed', ALL, 'recipient and facts are as they were', (kind) => released(sampleInput({ kind })), null);
row(
  'evidence-changed',
  ALL,
  'the address differs only in capitals',
  { world: { email: 'Dana.Reyes@northwind.example' } },
  null,
);
row(
  'evidence-changed',
  ALL,
  'the CRM has another address now',
  { world: { email: 'd.reyes@northwind.example' } },
  { answer: 'refuse', says: /CRM now has d\.reyes@northwind\.example/ },
);
row(
  'evidence-changed',
  ALL,
  'the contact is gone',
  { world: { email: null } },
  { answer: 'refuse', says: /no longer in the CRM/ },
);
row(
  'evidence-changed',
  ALL,
  'a cited fact has another value',
  (kind) => released(sampleInput({ kind }), MINUTE, { facts: [{ id: 'f-funding' as never, value: 'Series B, $10M' }] }),
  { answer: 'refuse', says: /was “Series B, \$10M” .* now “Series B, \$12M”/ },
);
row(
  'evidence-changed',
  ALL,
  'a cited fact is gone',
  (kind) => released(sampleInput({ kind }), MINUTE, { facts: [{ id: 'f-gone' as never, value: 'Old' }] }),
  { answer: 'refuse', says: /is gone: “Old”/ },
);

// review-expired
row('review-expired', COLD, 'decided within a day', {}, null);
row('review-expired', COLD, 'decided at the last moment', { nowMs: NOW + 23 * HOUR }, null);
row(
  'review-expired',
  COLD,
  'decided a millisecond late',
  { nowMs: NOW + 23 * HOUR + 1 },
  { answer: 'refuse', says: /review window of 24 h .* ended Thu 12 Nov 09:00/ },
);
row(
  'review-expired',
  COLD,
  'decided in time, released later',
  (kind) => ({ ...released(sampleInput({ kind })), nowMs: NOW + 40 * HOUR }),
  null,
);
row(
  'review-expired',
  COLD,
  'decided late is refused at release too',
  (kind) => released(sampleInput({ kind, nowMs: NOW + 40 * HOUR })),
  { answer: 'refuse', says: /ended Thu 12 Nov 09:00/ },
);
row('review-expired', [R], 'a reply has no review window', { nowMs: NOW + 60 * DAY }, null);

// approval-expired
row('approval-expired', ALL, 'approved 96 h ago', (kind) => released(sampleInput({ kind }), 96 * HOUR), null);
row('approval-expired', ALL, 'approved longer ago', (kind) => released(sampleInput({ kind }), 96 * HOUR + 1), {
  answer: 'refuse',
  says: /4 days ago; an approval holds for 96 h/,
});
row(
  'approval-expired',
  ALL,
  'the why-now signal is stale, also in a preview',
  { nowMs: NOW + 51 * DAY + 1 },
  { answer: 'refuse', says: /“Series B, \$12M” is 60 days old and stale since/ },
);
row('approval-expired', ALL, 'the signal is stale at the moment after its date only', { nowMs: NOW + 51 * DAY }, null);

// world-fresh
row(
  'world-fresh',
  ALL,
  'everything was checked 15 min ago',
  {
    desk: { checkedAtMs: { suppressions: NOW - 15 * MINUTE, 'opt-outs': NOW, threads: NOW, owner: NOW, policy: NOW } },
  },
  null,
);
row(
  'world-fresh',
  ALL,
  'one check is older',
  {
    desk: { checkedAtMs: { suppressions: NOW - 42 * MINUTE, 'opt-outs': NOW, threads: NOW, owner: NOW, policy: NOW } },
  },
  { answer: 'hold', says: /suppression list 42 min ago; the limit is 15 min/, clearsAtMs: null, unknown: true },
);
row(
  'world-fresh',
  ALL,
  'nothing was ever checked',
  { desk: { checkedAtMs: { suppressions: null, 'opt-outs': null, threads: null, owner: null, policy: null } } },
  { answer: 'hold', says: /suppression list never, opt-outs never/, unknown: true },
);

// clock
row('clock', ALL, 'no server has given a date', { desk: { serverDate: null } }, null);
row('clock', ALL, 'four minutes off', { desk: { serverDate: { serverAtMs: NOW - 4 * MINUTE, localAtMs: NOW } } }, null);
row(
  'clock',
  ALL,
  'seven minutes ahead of the server',
  { desk: { serverDate: { serverAtMs: NOW - 7 * MINUTE, localAtMs: NOW } } },
  { answer: 'hold', says: /7 min ahead of the server’s; the limit is 5 min/ },
);
row(
  'clock',
  ALL,
  'seven minutes behind the server',
  { desk: { serverDate: { serverAtMs: NOW + 7 * MINUTE, localAtMs: NOW } } },
  { answer: 'hold', says: /7 min behind/ },
);
row(
  'clock',
  ALL,
  'a screen that looked a moment ago is not a wrong clock',
  { desk: { ledgerLatestAtMs: NOW + 10_000 } },
  null,
);
row(
  'clock',
  ALL,
  'behind the ledger at release',
  (kind) => released(sampleInput({ kind, desk: { ledgerLatestAtMs: NOW + 1 } })),
  { answer: 'hold', says: /behind the newest entry of the ledger/, clearsAtMs: NOW + 1 },
);
row(
  'clock',
  ALL,
  'set back by a day',
  { desk: { ledgerLatestAtMs: NOW + DAY } },
  { answer: 'hold', says: /24 h behind the newest entry/, clearsAtMs: NOW + DAY },
);

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

// relation
for (const relation of ['prospect', 'partner'] as const) row('relation', COLD, relation, { world: { relation } }, null);
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

// mailbox-day
const mailbox = sampleDesk().mailboxes[0]!;
row('mailbox-day', ALL, '39 of 40', { desk: { mailboxes: [{ ...mailbox, takenToday: 39 }] } }, null);
row(
  'mailbox-day',
  ALL,
  '40 of 40',
  { desk: { mailboxes: [{ ...mailbox, takenToday: 40 }] } },
  { answer: 'hold', says: /40 of 40 messages/, clearsAtMs: Date.UTC(2026, 10, 11, 23) },
);
row(
  'mailbox-day',
  ALL,
  'a mailbox nobody knows',
  { desk: { mailboxes: [] } },
  { answer: 'hold', says: /does not know the mailbox/, unknown: true },
);
row(
  'mailbox-day',
  ALL,
  'a count of yesterday',
  { desk: { mailboxes: [{ ...mailbox, dayStartAtMs: NOW - 2 * DAY, dayEndAtMs: NOW - DAY }] } },
  { answer: 'hold', says: /day has changed/, unknown: true },
);

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

// unsubscribe
const mailto = '<mailto:opt-out@tallyhook.example?subject=unsubscribe>';
const oneClick = { mode: 'one-click', oneClickUrl: 'https://opt-out.tallyhook.example/u' } as const;
row('unsubscribe', COLD, 'mailto only', {}, null);
row(
  'unsubscribe',
  COLD,
  'one click, as composed',
  { policy: { unsubscribe: { ...policy.unsubscribe, ...oneClick } } },
  null,
);
row(
  'unsubscribe',
  COLD,
  'RevOps has not chosen',
  { policy: { unsubscribe: { ...policy.unsubscribe, mode: null } } },
  { answer: 'refuse', says: /RevOps has not chosen/ },
);
row(
  'unsubscribe',
  COLD,
  'mailto only without a mailbox',
  { policy: { unsubscribe: { ...policy.unsubscribe, mailto: null } } },
  { answer: 'refuse', says: /no address for opting out/ },
);
row(
  'unsubscribe',
  COLD,
  'mailto only that promises one click',
  withHeaders({ 'List-Unsubscribe': mailto, 'List-Unsubscribe-Post': 'List-Unsubscribe=One-Click' }, {}),
  { answer: 'refuse', says: /promises one click/ },
);
row(
  'unsubscribe',
  COLD,
  'one click without its header',
  withHeaders({ 'List-Unsubscribe': `<https://opt-out.tallyhook.example/u>, ${mailto}` }, oneClick),
  { answer: 'refuse', says: /lacks a part of its one-click/ },
);
row(
  'unsubscribe',
  COLD,
  'one click without mailto',
  { policy: { unsubscribe: { ...policy.unsubscribe, ...oneClick, mailto: null } } },
  { answer: 'refuse', says: /lacks a part/ },
);
row(
  'unsubscribe',
  COLD,
  'the visible line is missing',
  withText((text) => text.replace(/Not relevant\?.*/, '')),
  { answer: 'refuse', says: /line that says how to opt out is missing/ },
);
row(
  'unsubscribe',
  [R],
  'a reply carries no opt-out',
  { policy: { unsubscribe: { ...policy.unsubscribe, mode: null } } },
  null,
);

// identity
row('identity', ALL, 'the own mailbox', {}, null);
row(
  'identity',
  ALL,
  'another sender',
  (kind) => {
    const input = sampleInput({ kind });
    return { ...input, message: { ...input.message, from: { name: 'Lena', address: 'lena@tallyhook.example' } } };
  },
  { answer: 'refuse', says: /lena@tallyhook\.example is not Sam Okafor’s own mailbox/ },
);
row(
  'identity',
  ALL,
  'a mailbox that the desk gives to somebody else',
  { desk: { mailboxes: [{ ...mailbox, ownerId: 'person-lena' as never }] } },
  { answer: 'refuse', says: /not Sam Okafor’s own mailbox/ },
);
row(
  'identity',
  ALL,
  'the package is somebody else’s now',
  { world: { ownerId: 'person-lena' as never } },
  { answer: 'refuse', says: /belongs to somebody else/ },
);
row('identity', ALL, 'nobody’s package may be approved, which takes it', { world: { ownerId: null } }, null);
row(
  'identity',
  ALL,
  'but leaves only once the CRM has confirmed it',
  (kind) => released(sampleInput({ kind, world: { ownerId: null } })),
  { answer: 'refuse', says: /not confirmed that you took/ },
);
for (const prefix of ['Re:', 'RE :', 'Fwd:', 'FW:', 'AW:', '[Re:', 'Re[2]:']) {
  row(
    'identity',
    [F],
    `a first touch that begins with ${prefix}`,
    { subject: `${prefix} Carrier invoices after the Series B` },
    { answer: 'refuse', says: /there is no conversation yet/ },
  );
  row(
    'identity',
    [U, R],
    `an answer that begins with ${prefix}`,
    { subject: `${prefix} Carrier invoices after the Series B` },
    null,
  );
}
row('identity', [F], 'a word that only looks like it', { subject: 'Reconciling carrier invoices' }, null);
row(
  'identity',
  COLD,
  'no postal address in the text',
  withText((text) => text.replace(/Tallyhook, 1 Sample.*/, '')),
  { answer: 'refuse', says: /postal address is missing/ },
);
row(
  'identity',
  COLD,
  'no postal address in the policy',
  { policy: { postalAddress: '' } },
  { answer: 'refuse', says: /postal address is missing/ },
);
row('identity', [R], 'a reply needs no postal address', { policy: { postalAddress: '' } }, null);
row(
  'identity',
  [R],
  'a reply to a person who never wrote',
  { world: { inboundAtMs: [] } },
  { answer: 'refuse', says: /no mail from Dana Reyes in 400 days/ },
);

// claims
const changed = BODY.replace('by 40%', 'by 60%');
const attestation = (personId: string, sentence = 'Other logistics teams cut the time spent on disputes by 60%.') => [
  { sentence, personId: personId as never, atMs: NOW },
];
row('claims', ALL, 'every sentence rests on its fact', {}, null);
row(
  'claims',
  ALL,
  'a changed sentence',
  { body: changed },
  { answer: 'attest', says: /Not the draft’s words.*“60%” stands in no fact/ },
);
row(
  'claims',
  ALL,
  'a changed sentence that its person answers for',
  { body: changed, input: { attested: attestation(person.id) } },
  null,
);
row(
  'claims',
  ALL,
  'somebody else answers for it',
  { body: changed, input: { attested: attestation('person-lena') } },
  { answer: 'attest', says: /60%/ },
);
row(
  'claims',
  ALL,
  'answered for in other words',
  { body: changed, input: { attested: attestation(person.id, 'Other teams cut it by 60%.') } },
  { answer: 'attest', says: /60%/ },
);
row(
  'claims',
  ALL,
  'a number in the subject that no fact has',
  { subject: 'Your $15M and carrier invoices' },
  { answer: 'attest', says: /“\$15M” in the subject/ },
);

// length
const words = (count: number) => Array.from({ length: count }, () => 'word').join(' ');
for (const [count, expected] of [
  [69, /^69 words; .* 70 to 120/],
  [70, null],
  [120, null],
  [121, /^121 words/],
] as const) {
  row(
    'length',
    [F],
    `${count} words`,
    { body: words(count) },
    expected === null ? null : { answer: 'ask', says: expected },
  );
}
row('length', [U, R], 'only a first touch has a length', { body: words(3) }, null);

// one-call-to-action
row('one-call-to-action', COLD, 'one question', {}, null);
row(
  'one-call-to-action',
  COLD,
  'none',
  { body: 'Hi Dana,\n\nWe read invoices.\n\nBest,\nSam' },
  { answer: 'ask', says: /asks for nothing/ },
);
row(
  'one-call-to-action',
  COLD,
  'two',
  { body: 'Hi Dana,\n\nWorth a call? Let me know if Thursday works.\n\nBest,\nSam' },
  { answer: 'ask', says: /2 calls to action: “Worth a call\?”/ },
);
row('one-call-to-action', [R], 'a reply may ask what it likes', { body: 'Why? When? Where?' }, null);

// links
row('links', COLD, 'one plain link', { body: 'See https://tallyhook.example/how for more.' }, null);
row(
  'links',
  COLD,
  'two links',
  { body: 'https://tallyhook.example/a and https://tallyhook.example/b' },
  { answer: 'ask', says: /2 links; the limit is 1/ },
);
row('links', COLD, 'a shortener', { body: 'See https://bit.ly/3xyz' }, { answer: 'ask', says: /bit\.ly hides/ });
row(
  'links',
  COLD,
  'text that names another place',
  { body: '[northwind.example](https://elsewhere.example/x)' },
  { answer: 'ask', says: /shows northwind\.example but goes to elsewhere\.example/ },
);
row(
  'links',
  COLD,
  'text that names the same place',
  { body: '<a href="https://www.tallyhook.example/x">tallyhook.example</a>' },
  null,
);
row(
  'links',
  COLD,
  'a pixel',
  { body: 'Hi <img src="https://t.example/p.gif" width=1>' },
  { answer: 'ask', says: /tracking pixel/ },
);
row('links', [R], 'a reply may link', { body: 'https://a.example https://b.example' }, null);

// paused
const pause = (scope: 'all' | 'segment' | 'sequence' | 'version' | 'mailbox', value: string) => ({
  pauses: [{ scope, value, reason: 'too many bounces', byPersonId: 'system' as const, atMs: NOW - HOUR }],
});
row('paused', ALL, 'nothing is', {}, null);
for (const [scope, value, says] of [
  ['all', '', /All sending is paused since Wed 11 Nov 09:00: too many bounces/],
  ['segment', 'seg-logistics', /The segment Logistics DACH/],
  ['sequence', 'seq-1', /The sequence New money/],
  ['version', 'new-money@4', /The version new-money@4/],
  ['version', 'first-touch@7', /The version first-touch@7/],
  ['mailbox', 'mailbox-sam', /The mailbox sam@tallyhook\.example/],
] as const) {
  row('paused', ALL, `${scope} ${value}`, { desk: pause(scope, value) }, { answer: 'hold', says });
  if (scope !== 'all')
    row('paused', ALL, `another ${scope} than ${value}`, { desk: pause(scope, `${value}-other`) }, null);
}
row(
  'clock',
  ALL,
  'another limit in the policy',
  { ...limits({ clockSkewMinutes: 10 }), desk: { serverDate: { serverAtMs: NOW - 7 * MINUTE, localAtMs: NOW } } },
  null,
);

describe.each(RAILS.map((rail) => rail.code))('the rail %s', (code) => {
  const rail = RAILS.find((each) => each.code === code)!;
  const own = cases.filter((each) => each.code === code);

  test.each(own.flatMap((each) => each.kinds.map((kind) => ({ ...each, kind }))))(
    '$kind: $name',
    ({ kind, input, expected }) => {
      const findings = rail.kinds.includes(kind) ? rail.evaluate(input(kind)) : [];
      if (expected === null) {
        expect(findings).toEqual([]);
        return;
      }
      expect(findings).toHaveLength(expected.count ?? 1);
      const [found] = findings;
      expect(Finding.parse(found)).toMatchObject({ code, answer: expected.answer });
      expect(found!.evidence).toMatch(expected.says);
      expect(found!.clears.length).toBeGreaterThan(15);
      expect(found!.unknown).toBe(expected.unknown ?? false);
      if (expected.clearsAtMs !== undefined) expect(found!.clearsAtMs).toBe(expected.clearsAtMs);
    },
  );

  test('is shown passing and answering, for every kind it is for', () => {
    for (const kind of rail.kinds) {
      const tested = own.filter((each) => each.kinds.includes(kind));
      expect(
        tested.some((each) => each.expected === null),
        `${kind} passing`,
      ).toBe(true);
      expect(
        tested.some((each) => each.expected !== null),
        `${kind} answering`,
      ).toBe(true);
    }
    for (const kind of ALL.filter((each) => !rail.kinds.includes(each))) {
      expect(
        own.some((each) => each.kinds.includes(kind) && each.expected === null),
        `${kind} left alone`,
      ).toBe(true);
    }
  });

  test('names its owner, its approver and a title a reader understands', () => {
    expect(rail.title.length).toBeGreaterThan(3);
    expect([rail.owner, rail.approver].every((each) => each.length > 3)).toBe(true);
  });
});
