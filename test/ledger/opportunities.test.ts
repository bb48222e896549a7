/** Opportunities in the ledger: under changes from both sides, and in the columns and counts that people see them in. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { PushOp, PushResult } from '../../electron/ports/connector.ts';
import type { WaitingPlace } from '../../electron/ports/agent-ledger.ts';
import type { Ledger } from '../../electron/ports/ledger.ts';
import type { OpportunityFilter } from '../../electron/ports/opportunity-ledger.ts';
import { ContactId, OpportunityId, SegmentId } from '../../shared/domain/ids.ts';
import { OpportunityStage, type Opportunity } from '../../shared/domain/opportunity.ts';
import { OPEN_STAGES } from '../../shared/policy/opportunity.ts';
import { aContact, anAccount, anOpportunity, DAY_MS, newLedger, NOW_MS, SAM } from './fixtures.ts';

const ID = OpportunityId.parse('opportunity-1');
const EVERY: OpportunityFilter = { ownerId: null, tiers: [], segments: [], search: '' };

function pullParties(ledger: Ledger, number = 1, change: Partial<ReturnType<typeof anAccount>> = {}) {
  const account = { ...anAccount({ id: `account-${number}` }), domain: `northwind-${number}.example`, ...change };
  const contact = aContact({ id: `contact-${number}`, accountId: `account-${number}` });
  ledger.copies.applyPulled('account', [{ kind: 'account', id: account.id, body: account }], 'a');
  ledger.copies.applyPulled('contact', [{ kind: 'contact', id: contact.id, body: contact }], 'c');
}
const pull = (ledger: Ledger, opportunity: Opportunity) =>
  ledger.copies.applyPulled('opportunity', [{ kind: 'opportunity', id: opportunity.id, body: opportunity }], 'o');

const at = (stage: OpportunityStage, sinceAtMs: number | null = NOW_MS, because = '') => ({
  stage,
  sinceAtMs,
  because,
});

/** A ledger that has pulled one opportunity with its records. */
function withOne() {
  const opened = newLedger();
  pullParties(opened.ledger);
  pull(opened.ledger, anOpportunity());
  return opened;
}

const held = (ledger: Ledger) => ledger.opportunities.read(ID)?.opportunity;
const countAll = (ledger: Ledger) =>
  OpportunityStage.options.reduce((sum, stage) => sum + ledger.opportunities.count(stage, EVERY), 0);

const opened = (opId: string, opportunity: Opportunity): PushOp => ({
  opId,
  actor: 'sdr',
  personId: SAM.id,
  kind: 'opportunity',
  opportunity,
});
const moved = (opId: string, standing: Opportunity['standing']): PushOp => ({
  opId,
  actor: 'sdr',
  personId: SAM.id,
  kind: 'opportunity-stage',
  opportunityId: ID,
  standing,
});
const answer = (opId: string, kind: PushResult['kind']): PushResult => ({
  opId,
  kind,
  because: 'test',
  retryAfterMs: null,
});

describe('an opportunity', () => {
  it('is read with its account and contact, and is in no column before they are here', () => {
    const { ledger } = newLedger();
    pull(ledger, anOpportunity());
    expect(held(ledger)).toBeUndefined();
    expect(countAll(ledger)).toBe(0);
    pullParties(ledger);
    expect(ledger.opportunities.read(ID)).toEqual({
      opportunity: anOpportunity(),
      account: { ...anAccount(), domain: 'northwind-1.example' },
      contact: aContact(),
    });
    expect(countAll(ledger)).toBe(1);
  });

  it('keeps a move made here over a pull of what the CRM had before, with what else the CRM changed', () => {
    const { ledger } = withOne();
    ledger.opportunities.put(anOpportunity({ standing: at('negotiation') }));
    const raised = { amount: { value: 9_000, currency: 'EUR' } };
    pull(ledger, anOpportunity(raised));
    expect(held(ledger)).toEqual(anOpportunity({ ...raised, standing: at('negotiation') }));
    pull(ledger, anOpportunity({ standing: at('negotiation') }));
    // Confirmed: from here on the CRM’s word is the last one again.
    pull(ledger, anOpportunity());
    expect(held(ledger)).toEqual(anOpportunity());
  });

  it('gives way to a stage that somebody else put into the CRM', () => {
    const { ledger } = withOne();
    ledger.opportunities.put(anOpportunity({ standing: at('negotiation') }));
    pull(ledger, anOpportunity({ standing: at('closed-lost', NOW_MS + 1, 'no budget') }));
    expect(held(ledger)?.standing).toEqual(at('closed-lost', NOW_MS + 1, 'no budget'));
  });

  it('stands where the CRM has it where the CRM refuses the move, and where the move is taken back', () => {
    const { ledger } = withOne();
    const move = () => {
      ledger.opportunities.put(anOpportunity({ standing: at('negotiation') }));
      expect(held(ledger)?.standing.stage).toBe('negotiation');
    };
    move();
    ledger.writeBacks.enqueue({ kind: 'push', op: moved('op-1', at('negotiation')) }, NOW_MS, null);
    ledger.writeBacks.settle('op-1', answer('op-1', 'unknown'), NOW_MS, NOW_MS);
    expect(held(ledger)?.standing.stage).toBe('negotiation');
    ledger.writeBacks.settle('op-1', answer('op-1', 'forbidden'), NOW_MS, NOW_MS);
    expect(held(ledger)).toEqual(anOpportunity());
  });

  it('that was opened here is gone where the CRM refuses it, and is not looked for there before', () => {
    const { ledger } = newLedger();
    pullParties(ledger);
    ledger.opportunities.put(anOpportunity());
    ledger.writeBacks.enqueue({ kind: 'push', op: opened('op-1', anOpportunity()) }, NOW_MS, null);
    ledger.writeBacks.enqueue({ kind: 'push', op: moved('op-2', at('evaluation')) }, NOW_MS, null);
    expect(held(ledger)).toEqual(anOpportunity());
    expect(ledger.copies.ids('opportunity', null, 10)).toEqual([]);
    const due = () =>
      ledger.writeBacks.due(NOW_MS, 10).map(({ write }) => (write.kind === 'push' ? write.op.opId : ''));
    expect(due(), 'its stage waits for the write that brings it there').toEqual(['op-1']);
    ledger.writeBacks.settle('op-1', answer('op-1', 'forbidden'), NOW_MS, NOW_MS);
    expect(held(ledger)).toBeUndefined();
    expect(countAll(ledger)).toBe(0);
    expect(due()).toEqual(['op-2']);
    ledger.writeBacks.settle('op-2', answer('op-2', 'gone'), NOW_MS, NOW_MS);
    expect(countAll(ledger)).toBe(0);
  });

  it('whose move the CRM refused before it was ever pulled is what the next pull says', () => {
    const { ledger } = newLedger();
    pullParties(ledger);
    ledger.opportunities.put(anOpportunity());
    ledger.opportunities.put(anOpportunity({ standing: at('negotiation') }));
    ledger.writeBacks.enqueue({ kind: 'push', op: moved('op-1', at('negotiation')) }, NOW_MS, null);
    ledger.writeBacks.settle('op-1', answer('op-1', 'forbidden'), NOW_MS, NOW_MS);
    pull(ledger, anOpportunity());
    expect(held(ledger)).toEqual(anOpportunity());
  });

  it('that the CRM deleted is gone', () => {
    const { ledger } = withOne();
    expect(ledger.copies.ids('opportunity', null, 10)).toEqual([ID]);
    ledger.copies.applyPulled('opportunity', [{ kind: 'opportunity', id: ID, body: null }], 'o2');
    expect(held(ledger)).toBeUndefined();
    expect(countAll(ledger)).toBe(0);
    expect(ledger.copies.ids('opportunity', null, 10)).toEqual([]);
  });

  it('is known by its contact as long as it is open', () => {
    const { ledger } = withOne();
    const open = () => ledger.opportunities.ofContact(ContactId.parse('contact-1'), OPEN_STAGES);
    expect(open()).toEqual(anOpportunity());
    ledger.opportunities.put(anOpportunity({ standing: at('closed-won') }));
    expect(open()).toBeNull();
  });
});

describe('columns of opportunities', () => {
  const shape = fc.record({
    stage: fc.constantFrom('evaluation', 'negotiation', 'closed-lost'),
    movedTo: fc.constantFrom('evaluation', 'negotiation', null),
    sinceAtMs: fc.constantFrom(null, NOW_MS - DAY_MS, NOW_MS - 2 * DAY_MS),
    ownerId: fc.constantFrom('person-sam', 'person-mira', null),
    tier: fc.constantFrom(1, 2, 3),
    segment: fc.constantFrom('segment-1', 'segment-2'),
  });

  it('give each once, the longest there first, and count what each choice would leave', () => {
    fc.assert(
      fc.property(
        fc.array(shape, { minLength: 1, maxLength: 9 }),
        fc.subarray([1, 2, 3] as const),
        fc.subarray(['segment-1', 'segment-2']),
        fc.constantFrom(null, SAM.id),
        fc.integer({ min: 1, max: 3 }),
        fc.constantFrom('', 'DANA', 'nobody'),
        (shapes, tiers, segments, ownerId, limit, search) => {
          const { ledger } = newLedger();
          const all = shapes.map((one, number) => {
            const id = `opportunity-${number}`;
            const opportunity = anOpportunity({
              id,
              accountId: `account-${number}`,
              contactId: `contact-${number}`,
              ownerId: one.ownerId,
              standing: at(one.stage, one.sinceAtMs),
            });
            pull(ledger, opportunity);
            const segmentId = SegmentId.parse(one.segment);
            // The account as it was before, then as it is: the columns go by the newest.
            pullParties(ledger, number);
            pullParties(ledger, number, { tier: one.tier as 1, segmentId, segmentName: one.segment });
            if (one.movedTo !== null) ledger.opportunities.put({ ...opportunity, standing: at(one.movedTo) });
            const stage = one.movedTo ?? one.stage;
            return { ...one, id, stage, order: one.movedTo === null ? (one.sinceAtMs ?? 0) : NOW_MS };
          });
          const filter = { ownerId, tiers, segments: segments.map((each) => SegmentId.parse(each)), search };
          const passes = (one: (typeof all)[number], without?: 'tier' | 'segment') =>
            search !== 'nobody' &&
            (ownerId === null || one.ownerId === ownerId) &&
            (without === 'tier' || tiers.length === 0 || tiers.some((tier) => tier === one.tier)) &&
            (without === 'segment' || segments.length === 0 || segments.includes(one.segment));
          for (const stage of OpportunityStage.options) {
            const expected = all
              .filter((one) => one.stage === stage && passes(one))
              .sort((one, other) => one.order - other.order || (one.id < other.id ? -1 : 1));
            const paged: string[] = [];
            for (let after: WaitingPlace | null = null; ;) {
              const { files, next } = ledger.opportunities.waiting(stage, filter, after, limit);
              paged.push(...files.map(({ opportunity }) => opportunity.id));
              if (next === null) break;
              after = next;
            }
            expect(paged).toEqual(expected.map(({ id }) => id));
            expect(ledger.opportunities.count(stage, filter)).toBe(expected.length);
          }
          const choices = ledger.opportunities.choices(filter);
          for (const tier of [1, 2, 3] as const)
            expect(choices.tiers.get(tier) ?? 0).toBe(
              all.filter((one) => one.tier === tier && passes(one, 'tier')).length,
            );
          for (const each of ['segment-1', 'segment-2'])
            expect(choices.segments.get(SegmentId.parse(each))?.count ?? 0).toBe(
              all.filter((one) => one.segment === each && passes(one, 'segment')).length,
            );
        },
      ),
      { numRuns: 30 },
    );
  });
});
