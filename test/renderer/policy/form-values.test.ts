/** The policy's form gives back the document it was made of, and says where what was typed is wrong. */
import { describe, expect, test } from 'vitest';
import { formOf, readForm, type PolicyForm } from '../../../renderer/screens/policy/form-values.ts';
import { readSteps, stepsText } from '../../../renderer/screens/policy/steps-text.ts';
import { PolicyDocument } from '../../../shared/policy/limits.ts';
import { demoPolicy } from '../../crm/parts.ts';
import { policy } from '../../policy/sample.ts';

const full = PolicyDocument.parse({
  ...policy,
  phrases: {
    banned: [{ phrase: 'world leading', because: 'nobody can show it' }],
    verifyFirst: [{ topic: 'pricing', phrases: ['per seat', 'discount'], approvedSources: ['Price list 2026'] }],
    spam: ['act now', 'free money'],
  },
  escalation: {
    competitors: ['Ledgermatic', 'Spreadsheet Hero'],
    regulatedIndustries: ['banks'],
    pricesMayBeSent: true,
    enterpriseHeadcount: 2_500,
  },
  domainShares: [{ domain: 'tallyhook.example', shares: [{ mailboxId: 'mailbox-sam', percent: 60 }] }],
});

test.each([
  ['the sample', policy],
  ['a full one', full],
  ['the demo’s', demoPolicy],
])('%s comes back as it was', (_name, document) => {
  expect(readForm(formOf(document), document)).toEqual({ kind: 'policy', policy: document });
});

describe('what is typed wrong is said where it stands', () => {
  const faultsOf = (change: (form: PolicyForm) => void) => {
    const form = structuredClone(formOf(full));
    change(form);
    const read = readForm(form, full);
    return read.kind === 'faults' ? read.faults : [];
  };
  test.each<[string, (form: PolicyForm) => void, string, RegExp]>([
    ['a cap of zero', (form) => (form.limits.mailboxPerDay = 0), 'limits.mailboxPerDay', /at least 1/],
    ['an empty number', (form) => (form.limits.undoSeconds = Number.NaN), 'limits.undoSeconds', /number/],
    [
      'more refused than asked',
      (form) => (form.limits.similarityAskPercent = 99),
      'limits.similarityRefusePercent',
      /before it asks/,
    ],
    ['a window that ends before it starts', (form) => (form.window.until = '07:00'), 'window.until', /never opens/],
    ['a window that is no time', (form) => (form.window.from = 'nine'), 'window.from', /number/],
    ['a window without days', (form) => (form.window.days = []), 'window.days', /at least 1/],
    [
      'shares over the ceiling',
      (form) => (form.domainShares[0]!.shares[0]!.percent = 101),
      'domainShares.0.shares.0.percent',
      /at most 100/,
    ],
    [
      'a competitor of one letter',
      (form) => (form.escalation.competitors = 'Ledgermatic\nX'),
      'escalation.competitors',
      /too short/,
    ],
    [
      'an enterprise of ten',
      (form) => (form.escalation.enterpriseHeadcount = 10),
      'escalation.enterpriseHeadcount',
      /at least 50/,
    ],
    [
      'a country twice',
      (form) => form.consent.countries.push({ code: 'us', regime: 'never' }),
      'consent.countries.3.code',
      /twice/,
    ],
    ['a country that is no code', (form) => (form.consent.countries[0]!.code = 'Germany'), 'consent.countries', /./],
    [
      'steps that can’t be read',
      (form) => (form.sequences[0]!.steps = 'monday email'),
      'sequences.0.steps',
      /day and a kind/,
    ],
    [
      'a live sequence of two days',
      (form) => (form.sequences[0]!.steps = '1 email, 2 email'),
      'sequences.0.steps',
      /10 to 18 days/,
    ],
    ['one click without https', (form) => (form.unsubscribe.mode = 'one-click'), 'unsubscribe.oneClickUrl', /https/],
  ])('%s', (_name, change, path, says) => {
    const fault = faultsOf(change).find((each) => each.path === path);
    expect(fault, JSON.stringify(faultsOf(change))).toBeDefined();
    expect(fault?.message).toMatch(says);
  });
});

test('steps are written and read as days and kinds', () => {
  const steps = policy.sequences[0]!.steps;
  expect(stepsText(steps)).toBe('1 email, 5 email, 14 email');
  expect(readSteps(' 1 Email,5 call , 14 linkedin,')).toEqual([
    { number: 1, day: 1, kind: 'email' },
    { number: 2, day: 5, kind: 'call' },
    { number: 3, day: 14, kind: 'linkedin' },
  ]);
  expect(readSteps('1 fax')).toBeNull();
});
