/** Each fault is planted once and named; a decision shows whether it was seen; an id looks like those around it. */
import { describe, expect, it } from 'vitest';
import type { Decision } from '../../shared/domain/decision.ts';
import { FaultKind, type PlantedFault } from '../../shared/domain/decoy.ts';
import { HandoffPackage } from '../../shared/domain/handoff-package.ts';
import { judgeDecision } from '../../shared/policy/attention/judge-decision.ts';
import { idLike, plantFaults } from '../../shared/policy/attention/plant-fault.ts';
import { PolicyDocument } from '../../shared/policy/limits.ts';
import { BODY, policy, samplePackage } from './sample.ts';

const facts = (value: string) =>
  samplePackage().facts.map((fact) => (fact.id === 'f-funding' ? { ...fact, value } : fact));
const pkg = samplePackage('first-touch', { facts: facts('Series B of $12M') });
const other = samplePackage('first-touch', {
  id: 'pkg-2',
  account: { ...pkg.account, id: 'acc-2', name: 'Harbour & Finch' },
  contact: { ...pkg.contact, id: 'con-2', accountId: 'acc-2', name: 'Ottilie Brandvold' },
  facts: facts('Series C of $31M'),
  signals: [{ ...pkg.signals[0]!, type: 'hiring' }],
  rationale: { ...pkg.rationale, whyNow: { text: 'Harbour & Finch hires five clerks', signalId: 'sig-1' } },
});
const planted = (seed = 's') => plantFaults(pkg, [other], seed);
const of = (kind: FaultKind) => planted().find((each) => each.planted.kind === kind)!;

describe('a planted fault', () => {
  it('is of every kind where every kind fits, each in a package that is whole', () => {
    expect(
      planted()
        .map((each) => each.planted.kind)
        .sort(),
    ).toEqual([...FaultKind.options].sort());
    for (const each of planted()) expect(HandoffPackage.parse(each.pkg)).toEqual(each.pkg);
  });

  it('stands among the prior touches: they had asked to be left alone for now', () => {
    const { pkg: faulty, planted: said } = of('asked-to-wait');
    expect({ ...faulty, priorTouches: [] }).toEqual(pkg);
    expect(faulty.priorTouches).toMatchObject([{ direction: 'inbound', subject: said.is, contactId: pkg.contact.id }]);
    expect(faulty.priorTouches[0]!.atMs).toBeLessThan(pkg.review.readyAtMs);
  });

  it('stands in a sentence and the fact it rests on, whose source names the other company', () => {
    const { pkg: faulty, planted: said } = of('foreign-fact');
    expect(faulty.draft!.body).toBe(BODY.replace('Series B of $12M', 'Series C of $31M'));
    expect(faulty.facts.find(({ id }) => id === 'f-funding')).toMatchObject({
      value: 'Series C of $31M',
      source: 'Harbour & Finch: Trade Register',
    });
    expect(said).toMatchObject({ was: 'Series B of $12M', is: 'Series C of $31M' });
  });

  it('stands in the reason to write now, under this company’s name', () => {
    const { pkg: faulty } = of('other-why-now');
    expect(faulty.rationale.whyNow.text).toBe('Northwind Logistics hires five clerks');
    expect(faulty.signals).toEqual(pkg.signals);
  });

  it('stands in the title: a job that decides nothing', () => {
    const { pkg: faulty, planted: said } = of('other-role');
    expect(faulty.contact).toEqual({ ...pkg.contact, title: said.is });
  });

  it('comes in an order that the seed draws, the same each time', () => {
    const order = (seed: string) =>
      planted(seed)
        .map((each) => each.planted.kind)
        .join();
    expect(order('a')).toBe(order('a'));
    expect(new Set(Array.from({ length: 40 }, (_, at) => order(String(at)))).size).toBeGreaterThan(5);
  });

  it.each([
    ['no email', { step: { ...pkg.step, kind: 'call' }, draft: null }, ['other-why-now', 'other-role']],
    [
      'a weak role match',
      { contact: { ...pkg.contact, roleMatch: { fit: 'weak', reason: '' } } },
      ['asked-to-wait', 'foreign-fact', 'other-why-now'],
    ],
    [
      'no signal behind why now',
      { rationale: { ...pkg.rationale, whyNow: { text: 'x', signalId: null } } },
      ['asked-to-wait', 'foreign-fact', 'other-role'],
    ],
  ])('does not come where it does not fit: %s', (_what, change, kinds) => {
    const some = samplePackage('first-touch', { facts: facts('Series B of $12M'), ...change });
    expect(
      plantFaults(some, [other], 's')
        .map((each) => each.planted.kind)
        .sort(),
    ).toEqual([...kinds].sort());
  });

  it('takes nothing from the same company', () => {
    const same = plantFaults(pkg, [{ ...other, account: pkg.account }], 's');
    expect(same.map((each) => each.planted.kind).sort()).toEqual(['asked-to-wait', 'other-role']);
  });
});

describe('a decision', () => {
  const inText: PlantedFault = { kind: 'foreign-fact', where: '', was: '240 people', is: '900 people' };
  const inEvidence: PlantedFault = { kind: 'other-role', where: '', was: 'VP', is: 'Receptionist' };
  const approve = (body: string) => ({ kind: 'approve', body }) as Decision;
  it.each([
    ['an approval as it stands', approve('Your 900 people'), inText, 'missed'],
    ['an approval of a mended text', approve('Your 240 people'), inText, 'caught'],
    ['an approval beside a fault in the evidence', approve('Your people'), inEvidence, 'missed'],
    ['a rejection', { kind: 'reject', reason: 'tone' } as Decision, inText, 'caught'],
    ['an escalation', { kind: 'escalate' } as Decision, inEvidence, 'caught'],
    ['do not contact', { kind: 'do-not-contact' } as Decision, inText, 'caught'],
    ['a snooze', { kind: 'snooze' } as Decision, inText, 'put-off'],
  ])('%s', (_what, decision, fault, verdict) => expect(judgeDecision(decision, fault)).toBe(verdict));
});

it.each(['pkg-0042', 'pkg-ex-harbour-finch', '7', '00Q5g00000AbCdE', 'a'])(
  'an id like %s has its shape and is free',
  (id) => {
    const found = idLike(id, 'seed', (each) => each === id);
    expect(found).not.toBe(id);
    expect(found.startsWith(id.slice(0, 4)) || id.length < 4).toBe(true);
    if (id.length > 4)
      expect(found.replace(/\d/g, '0').replace(/[a-z]/g, 'a').replace(/[A-Z]/g, 'A')).toBe(
        id.replace(/\d/g, '0').replace(/[a-z]/g, 'a').replace(/[A-Z]/g, 'A'),
      );
  },
);

it('the share is off, or one to two per cent', () => {
  const share = (attentionSharePercent: number) =>
    PolicyDocument.safeParse({ ...policy, limits: { ...policy.limits, attentionSharePercent } }).success;
  expect([0, 0.5, 1, 1.5, 2, 3].map(share)).toEqual([true, false, true, true, true, false]);
  expect(PolicyDocument.parse({ ...policy, limits: {} }).limits.attentionSharePercent).toBe(0);
});
