/** The rails about an honest letter: who writes, and the way out. */
import type { MessageKind } from '../../shared/domain/handoff-package.ts';
import type { GateInput } from '../../shared/policy/rail.ts';
import { ALL, COLD, F, R, U, railTable, THEMES } from './rail-table.ts';
import { policy, released, sampleInput, sampleMailbox, samplePackage, type Change } from './sample.ts';

const { row, check } = railTable(THEMES.sender);
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
  { desk: { mailboxes: [{ ...sampleMailbox(), ownerId: 'person-lena' as never }] } },
  { answer: 'refuse', says: /not Sam Okafor’s own mailbox/ },
);
row(
  'identity',
  ALL,
  'the package is somebody else’s now',
  { world: { ownerId: 'person-lena' as never } },
  { answer: 'refuse', says: /belongs to somebody else; only its owner/ },
);
row(
  'identity',
  ALL,
  'the package is a teammate’s now, who has a name',
  {
    world: { ownerId: 'person-lena' as never },
    desk: {
      mailboxes: [
        sampleMailbox(),
        sampleMailbox({ id: 'm2' as never, ownerId: 'person-lena' as never, displayName: 'Lena Ruiz' }),
      ],
    },
  },
  { answer: 'refuse', says: /now belongs to Lena Ruiz/ },
);
row('identity', ALL, 'nobody’s package may be approved, which takes it', { world: { ownerId: null } }, null);
row(
  'identity',
  ALL,
  'nor does it at release: that is rail identity-fresh’s',
  (kind) => released(sampleInput({ kind, world: { ownerId: null } })),
  null,
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

// sequence
const sequence = (change: Record<string, unknown>): Change => ({
  policy: { sequences: policy.sequences.map((each) => ({ ...each, ...change })) },
});
const step = (change: Record<string, unknown>) => (kind: MessageKind) =>
  sampleInput({ kind, pkg: { step: { ...samplePackage(kind).step, ...change } } });
row('sequence', COLD, 'a live sequence and one of its email steps', {}, null);
row('sequence', COLD, 'a sequence nobody approved', step({ sequenceId: 'seq-9', sequenceName: 'Cold wave' }), {
  answer: 'refuse',
  says: /“Cold wave” is not in the policy’s list of approved ones/,
  clears: /RevOps approves the sequence/,
});
row('sequence', COLD, 'a draft', sequence({ state: 'draft' }), { answer: 'refuse', says: /“New money” is a draft/ });
row('sequence', COLD, 'a retired one', sequence({ state: 'retired' }), {
  answer: 'refuse',
  says: /“New money” was retired/,
});
row('sequence', COLD, 'a step it does not have', step({ number: 4 }), {
  answer: 'refuse',
  says: /“New money” has no step 4; it has 3/,
});
row(
  'sequence',
  COLD,
  'a step that is a call',
  sequence({ steps: policy.sequences[0]!.steps.map((each) => ({ ...each, kind: 'call' })) }),
  {
    answer: 'refuse',
    says: /Step [12] of “New money” is a call, not an email/,
  },
);
row(
  'sequence',
  COLD,
  'a policy that lists none',
  { policy: { sequences: [] } },
  { answer: 'refuse', says: /list of approved ones/ },
);
row('sequence', [R], 'a reply belongs to no step', { policy: { sequences: [] } }, null);

check();
