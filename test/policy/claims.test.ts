/** The claim checker on labelled sentences: what is found in them, what holds it, and what a change does. */
import { describe, expect, test } from 'vitest';
import type { HandoffPackage } from '../../shared/domain/handoff-package.ts';
import { checkClaims } from '../../shared/policy/claims/check-claims.ts';
import { citedFacts } from '../../shared/policy/claims/cited-facts.ts';
import { BODY, DAY, NOW, person, samplePackage } from './sample.ts';

const VALUES: Readonly<Record<string, string>> = {
  funding: 'Series B, $12M',
  headcount: '1,200 employees',
  sites: 'Opening three new warehouses in Leipzig on 12 March 2026',
  growth: 'Freight spend up 34 percent since 2021',
  erp: 'NetSuite and SAP S/4HANA',
  proof: 'Contoso Freight closed its books 3x faster and saved €1.5 million',
  launch: 'Launched FleetView in Q3 2026',
  job: 'Hiring a Head of Freight Audit in Hamburg',
  iso: 'ISO 27001 certified since 2026-05-04',
};

/** A package whose draft is one sentence that cites the given facts. */
function packageWith(sentence: string, cited: readonly string[]): HandoffPackage {
  const base = samplePackage();
  return samplePackage('first-touch', {
    facts: Object.entries(VALUES).map(([id, value]) => ({
      ...base.facts[0],
      id,
      label: id,
      value,
      url: null,
      source: 'The Freight Post',
    })),
    draft: { ...base.draft, body: sentence, sentences: [{ text: sentence, factIds: cited }] },
  });
}

const check = (pkg: HandoffPackage, body: string, more: Partial<Parameters<typeof checkClaims>[0]> = {}) =>
  checkClaims({ pkg, body, attested: [], person, companyName: 'Tallyhook', nowMs: NOW, ...more });

/** A sentence of the draft with the facts cited for it; `unheld` are the parts that nothing holds. */
type Label = readonly [sentence: string, cited: readonly string[], unheld: readonly string[]];

const SUPPORTED: readonly Label[] = [
  ['Congratulations on the $12M Series B.', ['funding'], []],
  ['You raised 12 million dollars in your Series B.', ['funding'], []],
  ['Your US$12 million round caught my eye.', ['funding'], []],
  ['With 1,200 people, invoices add up.', ['headcount'], []],
  ['With 1200 people, invoices add up.', ['headcount'], []],
  ['With 1.2k people, invoices add up.', ['headcount'], []],
  ['You open 3 new warehouses in Leipzig.', ['sites'], []],
  ['You open three new warehouses in Leipzig.', ['sites'], []],
  ['Leipzig opens on March 12, 2026.', ['sites'], []],
  ['Leipzig opens on 12/03/2026.', ['sites'], []],
  ['Leipzig opens on 2026-03-12.', ['sites'], []],
  ['Leipzig opens in March.', ['sites'], []],
  ['Leipzig opens in Q1 2026.', ['sites'], []],
  ['Leipzig opens in the first quarter of 2026.', ['sites'], []],
  ['Leipzig opens in H1.', ['sites'], []],
  ['Leipzig’s opening is close.', ['sites'], []],
  ['Freight spend is up 34%.', ['growth'], []],
  ['Freight spend has grown 34 per cent since 2021.', ['growth'], []],
  ['I saw that you run NetSuite.', ['erp'], []],
  ['Teams on SAP S/4HANA ask us about this.', ['erp'], []],
  ['NetSuite holds your carrier rates.', ['erp'], []],
  ['Contoso Freight closed its books 3x faster.', ['proof'], []],
  ['Contoso closed its books 3 times faster.', ['proof'], []],
  ['Contoso Freight saved €1.5M.', ['proof'], []],
  ['Contoso Freight saved 1.5 million euros.', ['proof'], []],
  ['FleetView went live in Q3.', ['launch'], []],
  ['FleetView went live in the third quarter.', ['launch'], []],
  ['Your FleetView launch in Q3 2026 went well.', ['launch'], []],
  ['The Freight Post wrote about your hiring plans.', ['job'], []],
  ['You are hiring a Head of Freight Audit in Hamburg.', ['job'], []],
  ['You have held ISO 27001 since May 2026.', ['iso'], []],
  ['Hamburg looks for a Head of Freight Audit.', ['job'], []],
  ['You went from 1,200 people to 3 warehouses in Leipzig.', ['headcount', 'sites'], []],
  ['Northwind grew freight spend by 34%.', ['growth'], []],
  ['Dana, your NetSuite data is enough.', ['erp'], []],
  ['At Northwind Logistics, the VP Operations owns this.', [], []],
  ['Tallyhook reads every carrier invoice.', [], []],
];

const NOT_FACTUAL: readonly string[] = [
  'Worth a look?',
  'Reconciling carrier invoices by hand is slow.',
  'I’m curious how your team handles disputes today.',
  'Most operations teams find this tedious.',
  'Usually the CFO hears about it last.',
  'Would Thursday or Friday suit you?',
  'Happy to send a short summary instead.',
  'If someone else owns this, who should I ask?',
  'Does your ERP show what carriers overcharge?',
  'Invoices arrive, and nobody checks all of them.',
  'No need to reply if this is not a priority.',
  'That is how SaaS vendors talk, I know.',
  'P.S. no slides, I promise.',
  'See https://tallyhook.example/2026/how-we-saved-40-percent for more.',
];

const SCHEDULING: readonly string[] = [
  'Worth a 15-minute call on Thursday?',
  'Could we talk for 20 minutes next week?',
  'Open to a chat of 10 to 15 minutes?',
  'Does Tuesday at 10:30 work for a call?',
  'Could you meet at 3pm on Wednesday?',
];

const UNSUPPORTED: readonly Label[] = [
  ['Congratulations on the $14M Series B.', ['funding'], ['$14M']],
  ['Congratulations on the €12M Series B.', ['funding'], ['€12M']],
  ['Congratulations on the $12B Series B.', ['funding'], ['$12B']],
  ['Congratulations on the $12M Series C.', ['funding'], ['C']],
  ['With 1,300 people, invoices add up.', ['headcount'], ['1,300']],
  ['With 12,000 people, invoices add up.', ['headcount'], ['12,000']],
  ['You open four new warehouses in Leipzig.', ['sites'], ['four']],
  ['You open 3 new warehouses in Dresden.', ['sites'], ['Dresden']],
  ['Leipzig opens on March 13, 2026.', ['sites'], ['March 13, 2026']],
  ['Leipzig opens in April.', ['sites'], ['April']],
  ['Leipzig opens in Q2 2026.', ['sites'], ['Q2 2026']],
  ['Leipzig opens in March 2027.', ['sites'], ['March 2027']],
  ['You open 12 warehouses in Leipzig.', ['sites'], ['12']],
  ['Freight spend is up 43%.', ['growth'], ['43%']],
  ['Freight spend is up 34x.', ['growth'], ['34x']],
  ['Freight spend is up since 2019.', ['growth'], ['2019']],
  ['Freight spend has doubled.', ['growth'], ['doubled']],
  ['I saw that you run Dynamics.', ['erp'], ['Dynamics']],
  ['I saw that you run NetSuite and Workday.', ['erp'], ['Workday']],
  ['Dynamics holds your carrier rates.', ['erp'], ['Dynamics']],
  ['Boeing closed its books faster.', ['proof'], ['Boeing']],
  ['Contoso Freight closed its books 4x faster.', ['proof'], ['4x']],
  ['Contoso Freight saved $1.5M.', ['proof'], ['$1.5M']],
  ['Fabrikam and Contoso Freight closed faster.', ['proof'], ['Fabrikam']],
  ['RouteView went live in Q3.', ['launch'], ['RouteView']],
  ['FleetView went live in Q4.', ['launch'], ['Q4']],
  ['You hold SOC 2.', ['iso'], ['SOC', '2']],
  ['You hold ISO 9001.', ['iso'], ['9001']],
  ['You are hiring in Hamburg and Munich.', ['job'], ['Munich']],
  ['Your CFO, Maria Lopez, asked for this.', ['job'], ['Maria Lopez']],
  ['The Wall Street Journal wrote about you.', ['job'], ['Wall Street Journal']],
  ['As eBay found, this pays.', ['proof'], ['eBay']],
  ['3PL firms such as DHL do this.', ['proof'], ['3PL', 'DHL']],
  ['Teams your size save 9 hours a week.', [], ['9']],
  ['We work with Adventure Works.', [], ['Adventure Works']],
  ['It pays back within ninety days.', [], ['ninety']],
  ['It takes 15 minutes to close the month.', [], ['15']],
  ['In 2025 your team grew.', [], ['2025']],
];

describe('a sentence of the draft', () => {
  test.each(SUPPORTED)('is supported: %s', (sentence, cited) => {
    const [result] = check(packageWith(sentence, cited), sentence);
    expect(result).toMatchObject({ state: 'supported', changed: false, reason: '' });
    expect(result!.spans.length).toBeGreaterThan(0);
    expect(result!.spans.filter((span) => span.heldBy === null)).toEqual([]);
  });
  test.each(NOT_FACTUAL)('states nothing checkable: %s', (sentence) => {
    const [result] = check(packageWith(sentence, []), sentence);
    expect(result).toMatchObject({ state: 'not-factual', spans: [], reason: '' });
  });
  test.each(SCHEDULING)('only proposes a time: %s', (sentence) => {
    const [result] = check(packageWith(sentence, []), sentence);
    expect(['not-factual', 'supported']).toContain(result!.state);
  });
  test.each(UNSUPPORTED)('is unsupported: %s', (sentence, cited, unheld) => {
    const results = check(packageWith(sentence, cited), sentence);
    expect(results).toHaveLength(1);
    expect(results[0]).toMatchObject({ state: 'unsupported', changed: false });
    expect(results[0]!.spans.filter((span) => span.heldBy === null).map((span) => span.text)).toEqual(unheld);
    expect(results[0]!.reason).toContain(`“${unheld[0]!}”`);
  });
  test('is not supported by a fact that it does not cite, and the reason names that fact', () => {
    const sentence = 'Your $12M round caught my eye.';
    const [result] = check(packageWith(sentence, ['erp']), sentence);
    expect(result).toMatchObject({ state: 'unsupported' });
    expect(result!.reason).toContain('stands in “funding”, which is not cited here');
  });
  test('says which fact is nearest where none holds it', () => {
    const sentence = 'Your $14M round caught my eye.';
    expect(check(packageWith(sentence, ['funding']), sentence)[0]!.reason).toContain(
      'Nearest: funding: “Series B, $12M”',
    );
  });
  test('may name the date of the event behind its fact', () => {
    const body = 'You closed the Series B on 2 November.';
    const base = samplePackage();
    const pkg = samplePackage('first-touch', {
      draft: { ...base.draft, body, sentences: [{ text: body, factIds: ['f-funding'] }] },
    });
    expect(check(pkg, body)[0]!.state).toBe('supported');
    expect(check(pkg, body)[0]!.spans.map(({ kind, heldBy }) => [kind, heldBy])).toEqual([
      ['name', 'f-funding'],
      ['event', 'f-funding'],
      ['date', 'f-funding'],
    ]);
  });
  test('is stale when its fact is older than two half-lives of its signal', () => {
    const pkg = samplePackage();
    const at = (nowMs: number) => check(pkg, BODY, { nowMs }).map((each) => each.state);
    expect(at(NOW + 51 * DAY)).not.toContain('stale');
    expect(at(NOW + 51 * DAY + 1).filter((state) => state === 'stale')).toHaveLength(1);
    expect(check(pkg, BODY, { nowMs: NOW + 60 * DAY })[1]!.reason).toBe(
      '“Latest funding” is 69 days old, past two half-lives of its signal.',
    );
  });
});

describe('a changed body', () => {
  const pkg = samplePackage();
  const states = (body: string) =>
    check(pkg, body).map(({ text, state, changed }) => [text.slice(0, 12), state, changed]);

  test('leaves sentences in their own words with their facts, wherever they move', () => {
    const [first, second] = [BODY.split('\n')[2]!, BODY.split('\n')[4]!];
    const moved = BODY.replace(first, '#').replace(second, first).replace('#', second);
    const before = check(pkg, BODY);
    const after = check(pkg, moved);
    for (const sentence of before) {
      expect(after.find((each) => each.text === sentence.text)).toMatchObject({
        state: sentence.state,
        changed: false,
        factIds: sentence.factIds,
      });
    }
    expect(citedFacts(pkg, moved)).toEqual(citedFacts(pkg, BODY));
  });
  test('does not mind other line breaks or spaces', () => {
    const wrapped = BODY.replace('$12M that Northwind', '$12M that\nNorthwind').replace(
      'carrier invoice, holds',
      'carrier invoice,  holds',
    );
    expect(check(pkg, wrapped).map((each) => each.state)).toEqual(check(pkg, BODY).map((each) => each.state));
    expect(check(pkg, wrapped).some((each) => each.changed)).toBe(false);
  });
  test('makes a changed sentence unsupported although its words are true', () => {
    expect(states(BODY.replace('Congratulations on', 'Congrats on'))[1]).toEqual(['Congrats on ', 'unsupported', true]);
  });
  test('makes an added sentence without any claim unsupported too', () => {
    const added = BODY.replace('Worth a', 'I liked your talk. Worth a');
    expect(states(added).find(([text]) => text === 'I liked your')).toEqual(['I liked your', 'unsupported', true]);
  });
  test('a sentence grown at its front or end is another sentence', () => {
    expect(
      states(BODY.replace('by 40%.', 'by 40% or more.')).some(
        ([text, state, changed]) => text === 'Other logist' && state === 'unsupported' && changed,
      ),
    ).toBe(true);
    expect(
      states(BODY.replace('Other logistics', 'All other logistics')).some(([, state]) => state === 'unsupported'),
    ).toBe(true);
  });
  test('lets the greeting and the sign-off be put in other words, but not name others', () => {
    expect(states(BODY.replace('Hi Dana,', 'Hello Dana,'))[0]).toEqual(['Hello Dana,', 'not-factual', true]);
    expect(states(BODY.replace('Best,', 'Kind regards,')).at(-2)).toEqual(['Kind regards', 'not-factual', true]);
    expect(states(BODY.replace('Hi Dana,', 'Hi Robert,'))[0]).toEqual(['Hi Robert,', 'unsupported', true]);
    expect(states(`${BODY}\nwe tripled revenue`).at(-1)).toEqual(['we tripled r', 'unsupported', true]);
    expect(states(`${BODY}\nTel. +49 30 5550 1234`).at(-1)![1]).not.toBe('supported');
  });
  test('is answered for by its person, in exactly these words only', () => {
    const sentence = 'I liked your talk.';
    const body = BODY.replace('Worth a', `${sentence} Worth a`);
    const attested = [{ sentence, personId: person.id, atMs: NOW }];
    const found = (text: string, by = attested) =>
      check(pkg, text, { attested: by }).find((each) => each.text.startsWith('I liked'));
    expect(found(body)).toMatchObject({ state: 'attested', attestedBy: person.id, changed: true });
    expect(found(body.replace('your talk', 'the talk'))).toMatchObject({ state: 'unsupported', attestedBy: null });
    expect(found(body, [{ ...attested[0]!, personId: 'person-lena' as never }])).toMatchObject({
      state: 'unsupported',
    });
  });
  test('cites no fact for what it no longer says', () => {
    expect(citedFacts(pkg, BODY).map((fact) => fact.id)).toEqual([
      'f-funding',
      'f-job',
      'f-product',
      'f-proof',
      'f-sites',
    ]);
    expect(citedFacts(pkg, BODY.replace('by 40%', 'by half')).map((fact) => fact.id)).toEqual([
      'f-funding',
      'f-job',
      'f-product',
      'f-sites',
    ]);
  });
  test('gives offsets that cut the sentence and its parts out of the body', () => {
    for (const sentence of check(pkg, BODY.replace('40%', '60%'))) {
      const body = BODY.replace('40%', '60%');
      expect(body.slice(sentence.start, sentence.end)).toBe(sentence.text);
      for (const span of sentence.spans) expect(body.slice(span.start, span.end)).toBe(span.text);
    }
  });
  test('with a line break typed at the end of every line, or none at all, is still checked', () => {
    expect(check(pkg, '')).toEqual([]);
    expect(check(pkg, '\n\n\n')).toEqual([]);
    expect(check(pkg, BODY.replaceAll('\n', '\n\n')).filter((each) => each.state === 'unsupported')).toEqual([]);
  });
});

test('there are at least eighty labelled sentences', () => {
  expect(SUPPORTED.length + NOT_FACTUAL.length + SCHEDULING.length + UNSUPPORTED.length).toBeGreaterThanOrEqual(80);
});
