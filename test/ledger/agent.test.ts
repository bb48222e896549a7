/** What the agent reads and keeps in the ledger: whom it follows up, its library, its runs, and replies (leads have a file of their own). */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { LibraryEntry } from '../../shared/domain/library-entry.ts';
import type { AgentStep } from '../../shared/domain/agent-run.ts';
import { AgentRun } from '../../shared/domain/agent-run.ts';
import { ContactId, PersonId } from '../../shared/domain/ids.ts';
import type { Lead } from '../../shared/domain/lead.ts';
import { Reply } from '../../shared/domain/reply.ts';
import type { Ledger } from '../../electron/ports/ledger.ts';
import {
  aContact,
  aLead,
  anAccount,
  aPackage,
  applyPackages,
  aTouch,
  createSend,
  DAY_MS,
  moveAlong,
  newLedger,
  NOW_MS,
  open,
  packageId,
  pulledTouch,
  SAM,
} from './fixtures.ts';

const CONTACT = ContactId.parse('contact-1');

function pullParties(ledger: Ledger, number = 1, name = 'Dana Reyes') {
  const account = { ...anAccount({ id: `account-${number}` }), domain: `northwind-${number}.example` };
  const contact = { ...aContact({ id: `contact-${number}`, accountId: `account-${number}` }), name };
  ledger.copies.applyPulled('account', [{ kind: 'account', id: account.id, body: account }], 'a');
  ledger.copies.applyPulled('contact', [{ kind: 'contact', id: contact.id, body: contact }], 'c');
}

const pull = (ledger: Ledger, lead: Lead) =>
  ledger.copies.applyPulled('lead', [{ kind: 'lead', id: lead.contactId, body: lead }], 'l');

describe('follow-ups', () => {
  const sentTo = (ledger: Ledger, number: number) => {
    const send = createSend(ledger, number, {
      contactId: `contact-${number}`,
      accountId: `account-${number}`,
      email: `p${number}@northwind.example`,
    });
    moveAlong(ledger, send, ['held', 'released', 'reserved', 'transmitting', 'sent'], NOW_MS + number);
  };

  it('are chosen among contacts with a sent package, none open, and a stage that goes on', () => {
    const { ledger } = newLedger();
    [1, 2, 3, 4].forEach((number) => sentTo(ledger, number));
    pullParties(ledger, 2);
    pull(ledger, aLead({ contactId: 'contact-2', accountId: 'account-2', stage: 'qualifying' }));
    applyPackages(ledger, [aPackage({ id: 'next', contactId: 'contact-3', accountId: 'account-3' })]);
    expect(ledger.agent.leads.sequencing(SAM.id, 10)).toEqual(['contact-1', 'contact-4']);
    expect(ledger.agent.openPackages(SAM.id)).toBe(1);
    ledger.copies.applyPulled(
      'touch',
      [pulledTouch(aTouch({ id: 'call', channel: 'call', atMs: NOW_MS + DAY_MS }))],
      't',
    );
    expect(ledger.agent.leads.sequencing(SAM.id, 10), 'left alone longest first').toEqual(['contact-4', 'contact-1']);
    expect(ledger.agent.leads.sequencing(PersonId.parse('person-mira'), 10)).toEqual([]);
  });
});

describe('a package of the local loop', () => {
  it('is in the feed with its world at once, once, and is not missing from a CRM that has not heard of it', () => {
    const { ledger } = newLedger();
    expect(ledger.agent.queuePackage(aPackage())).toBe(true);
    expect(ledger.agent.queuePackage(aPackage({ subject: 'Again' }))).toBe(false);
    const kinds = ledger.feed.page(ledger.feed.epoch, 0, 10).items.map(({ kind }) => kind);
    expect(kinds).toEqual(['package', 'world']);
    expect(ledger.copies.readPackage(packageId('package-1'))).toEqual(aPackage());
    expect(ledger.agent.openPackages(SAM.id)).toBe(1);
    expect(ledger.copies.ids('package', null, 10)).toEqual([]);
    // The CRM shows it back as it was: nothing changes but that it is the CRM’s now.
    const seq = ledger.feed.latestSeq();
    expect(applyPackages(ledger, [aPackage()])).toBe(0);
    expect(ledger.feed.latestSeq()).toBe(seq);
    expect(ledger.copies.ids('package', null, 10)).toEqual(['package-1']);
  });
});

describe('the library', () => {
  const asset = (id: string, version = 1) =>
    LibraryEntry.parse({
      kind: 'asset',
      id,
      title: 'Guide',
      segmentId: null,
      versions: [
        {
          version: 1,
          state: 'live',
          cohortPercent: null,
          authorId: null,
          approverId: null,
          atMs: NOW_MS + version,
          note: '',
          body: {
            kind: 'guide',
            url: 'https://ourco.example/guide',
            says: 'How it works.',
            answers: [],
            factId: 'fact-guide',
            segmentIds: [],
          },
        },
      ],
    });
  const document = (body: unknown, id = 'guide', version = 1) => ({ kind: 'asset' as const, id, version, body });

  it('has what the CRM’s documents say, the newest of each', () => {
    const { ledger } = newLedger();
    const { library } = ledger.agent;
    expect(library.takeIn(document(asset('guide')))).toEqual({ kind: 'read' });
    expect(library.has(document(asset('guide')))).toBe(true);
    expect(library.has(document(asset('guide', 2), 'guide', 2))).toBe(false);
    library.put(asset('deck'), 7);
    expect(library.list('asset')).toEqual([asset('deck'), asset('guide')]);
    expect(library.list('asset'), 'parsed once').toBe(library.list('asset'));
    expect(library.list('icp')).toEqual([]);
    library.takeIn(document(asset('guide', 2), 'guide', 2));
    expect(library.read('asset', 'guide')).toEqual({ entry: asset('guide', 2), documentVersion: 2 });
    library.remove('asset', 'guide');
    expect(library.list('asset')).toEqual([asset('deck')]);
    expect(library.read('asset', 'guide')).toBeNull();
  });

  it('forgets a change that was undone', () => {
    const { ledger } = newLedger();
    const { library } = ledger.agent;
    library.put(asset('guide', 1), 1);
    expect(() =>
      ledger.transact(() => {
        library.put(asset('guide', 2), 2);
        expect(library.list('asset')).toEqual([asset('guide', 2)]);
        throw new Error('undone');
      }),
    ).toThrow('undone');
    library.put(asset('guide', 3), 3);
    expect(library.list('asset')).toEqual([asset('guide', 3)]);
  });

  it('keeps and counts what can’t be read; the last one that could stays in force', () => {
    const { ledger, path, clock } = newLedger();
    const { library } = ledger.agent;
    library.takeIn(document(asset('guide')));
    expect(library.takeIn(document({ kind: 'asset', id: 'guide' }, 'guide', 2))).toMatchObject({ kind: 'unreadable' });
    expect(library.takeIn(document(asset('guide'), 'other'))).toMatchObject({ field: 'id' });
    expect(library.has(document({ kind: 'asset', id: 'guide' }, 'guide', 2)), 'it is not parsed again').toBe(true);
    expect(library.unreadable().map((each) => each.document)).toEqual([
      { kind: 'asset', id: 'guide', version: 2 },
      { kind: 'asset', id: 'other', version: 1 },
    ]);
    expect(library.list('asset')).toEqual([asset('guide')]);
    expect(library.ids('asset')).toEqual(['guide', 'other']);
    const again = open({ path, clock, expectExisting: true });
    expect(again.agent.library.unreadable()).toHaveLength(2);
    again.close();
    library.takeIn(document(asset('guide', 3), 'guide', 3));
    expect(library.unreadable()).toHaveLength(1);
    expect(library.read('asset', 'guide')?.documentVersion).toBe(3);
  });
});

describe('runs and steps', () => {
  const run = (id: string, startedAtMs = NOW_MS) =>
    AgentRun.parse({
      id,
      why: 'schedule',
      byPersonId: null,
      startedAtMs,
      endedAtMs: null,
      state: 'running',
      because: '',
      planned: 3,
      queued: 0,
      blocked: 0,
      failed: 0,
      use: { inputTokens: 0, outputTokens: 0, costMicros: 0 },
    });
  const step = (atMs: number, tokens: number, contactId = CONTACT): Omit<AgentStep, 'no'> => ({
    runId: run('run-1').id,
    subject: { kind: 'lead', contactId },
    name: 'draft',
    outcome: 'done',
    because: '',
    atMs,
    tookMs: 3,
    use: { inputTokens: tokens, outputTokens: 2 * tokens, costMicros: 3 * tokens },
    versions: ['outbound-voice@7'],
    input: '{}',
    output: '{}',
  });

  it('survive the process that wrote them, newest first', () => {
    const { ledger, path, clock } = newLedger();
    const { runs } = ledger.agent;
    runs.begin(run('run-1'));
    runs.begin(run('run-2', NOW_MS + 1));
    runs.update({ ...run('run-1'), state: 'done', endedAtMs: NOW_MS + 5 });
    expect(runs.record(step(NOW_MS, 1)).no).toBe(1);
    expect(runs.record(step(NOW_MS, 1, ContactId.parse('contact-2'))).no).toBe(2);
    expect(runs.record(step(NOW_MS, 1)).no).toBe(3);
    const again = open({ path, clock, expectExisting: true });
    expect(again.agent.runs.latest(5).map(({ id, state }) => [id, state])).toEqual([
      ['run-2', 'running'],
      ['run-1', 'done'],
    ]);
    expect(again.agent.runs.read(run('run-1').id)?.endedAtMs).toBe(NOW_MS + 5);
    expect(again.agent.runs.stepsOf({ kind: 'lead', contactId: CONTACT }, 5).map(({ no }) => no)).toEqual([3, 1]);
    expect(again.agent.runs.record(step(NOW_MS, 1)).no).toBe(4);
    again.close();
    expect(() => runs.update(run('run-9'))).toThrow('no run run-9');
  });

  it('add up what was used since a moment', () => {
    const { ledger } = newLedger();
    const { runs } = ledger.agent;
    fc.assert(
      fc.property(fc.array(fc.tuple(fc.nat(20), fc.nat(500)), { maxLength: 12 }), fc.nat(20), (steps, since) => {
        const before = runs.usedSince(NOW_MS + since);
        for (const [at, tokens] of steps) runs.record(step(NOW_MS + at, tokens));
        const counted = steps.filter(([at]) => at >= since).reduce((sum, [, tokens]) => sum + tokens, 0);
        expect(runs.usedSince(NOW_MS + since)).toEqual({
          inputTokens: before.inputTokens + counted,
          outputTokens: before.outputTokens + 2 * counted,
          costMicros: before.costMicros + 3 * counted,
        });
      }),
      { numRuns: 30 },
    );
  });
});

describe('replies', () => {
  const reply = (id: string, wish: Partial<Record<keyof Reply, unknown>> = {}) =>
    Reply.parse({
      id,
      mailboxId: 'mailbox-sam',
      contactId: 'contact-1',
      accountId: 'account-1',
      packageId: null,
      sendId: null,
      messageId: null,
      references: [],
      from: 'Dana Reyes <dana.reyes@northwind.example>',
      people: [],
      subject: 'Re: Planners',
      atMs: NOW_MS,
      text: 'Send the deck, please.',
      contactName: 'Dana Reyes',
      accountName: 'Northwind',
      state: 'new',
      reading: null,
      done: '',
      suspicious: null,
      labelled: null,
      escalationId: null,
      draftPackageId: null,
      ...wish,
    });

  it('are in the feed, and found by their state and their contact', () => {
    const { ledger } = newLedger();
    const { replies } = ledger.agent;
    replies.put(reply('reply-2', { atMs: NOW_MS + 2 }));
    replies.put(reply('reply-1'));
    replies.put(reply('reply-3', { atMs: NOW_MS + 3, contactId: null }));
    expect(replies.inState('new', 5).map(({ id }) => id)).toEqual(['reply-1', 'reply-2', 'reply-3']);
    expect(replies.ofContact(CONTACT, 5).map(({ id }) => id)).toEqual(['reply-2', 'reply-1']);
    const seq = ledger.feed.latestSeq();
    replies.put(reply('reply-1'));
    expect(ledger.feed.latestSeq()).toBe(seq);
    replies.put(reply('reply-1', { state: 'handled', done: 'sent the deck' }));
    expect(replies.inState('new', 5).map(({ id }) => id)).toEqual(['reply-2', 'reply-3']);
    expect(replies.read(reply('reply-1').id)).toMatchObject({ state: 'handled' });
    expect(ledger.feed.page(ledger.feed.epoch, seq, 5).items).toEqual([
      {
        kind: 'reply',
        id: 'reply-1',
        seq: seq + 1,
        body: reply('reply-1', { state: 'handled', done: 'sent the deck' }),
      },
    ]);
  });
});
