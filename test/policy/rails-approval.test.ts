/** The rails about the approval and the moment: signed, in time, with a fresh world and a clock that can be trusted. */
import type { MessageKind } from '../../shared/domain/handoff-package.ts';
import type { GateInput } from '../../shared/policy/rail.ts';
import { ALL, COLD, F, R, U, limits, railTable, THEMES } from './rail-table.ts';
import { DAY, HOUR, MINUTE, NOW, released, sampleInput } from './sample.ts';

const { row, check } = railTable(THEMES.approval);

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
row(
  'clock',
  ALL,
  'another limit in the policy',
  { ...limits({ clockSkewMinutes: 10 }), desk: { serverDate: { serverAtMs: NOW - 7 * MINUTE, localAtMs: NOW } } },
  null,
);

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

// identity-fresh
row('identity-fresh', ALL, 'confirmed a week ago', { desk: { confirmedAtMs: { 'person-sam': NOW - 7 * DAY } } }, null);
row(
  'identity-fresh',
  ALL,
  'confirmed a moment longer ago',
  { desk: { confirmedAtMs: { 'person-sam': NOW - 7 * DAY - 1 } } },
  {
    answer: 'hold',
    says: /CRM last confirmed Sam Okafor 7 days ago; the limit is 7 days/,
    clears: /next sync while Sam Okafor is signed in/,
    clearsAtMs: null,
    unknown: true,
  },
);
row(
  'identity-fresh',
  ALL,
  'another limit in the policy',
  { ...limits({ identityFreshDays: 1 }), desk: { confirmedAtMs: { 'person-sam': NOW - 2 * DAY } } },
  { answer: 'hold', says: /2 days ago; the limit is 1 day/, unknown: true },
);
row(
  'identity-fresh',
  ALL,
  'only somebody else was confirmed',
  { desk: { confirmedAtMs: { 'person-lena': NOW } } },
  { answer: 'hold', says: /has not confirmed Sam Okafor on this desk yet/, unknown: true },
);
row('identity-fresh', ALL, 'the package is theirs at release', (kind) => released(sampleInput({ kind })), null);
row('identity-fresh', ALL, 'approving nobody’s package takes it', { world: { ownerId: null } }, null);
row(
  'identity-fresh',
  ALL,
  'it leaves only once the CRM has said whose it is',
  (kind) => released(sampleInput({ kind, world: { ownerId: null } })),
  { answer: 'hold', says: /not confirmed yet that Sam Okafor took this package/, clearsAtMs: null, unknown: true },
);

check();
