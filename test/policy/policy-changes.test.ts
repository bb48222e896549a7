/** What differs between two versions of the policy, and that every field of it has a name and a place in the editor. */
import { describe, expect, test } from 'vitest';
import { LIMITS, PolicyDocument } from '../../shared/policy/limits.ts';
import { policyDifferences } from '../../shared/policy/policy-changes.ts';
import { POLICY_PARTS, POLICY_SECTIONS } from '../../shared/policy/policy-fields.ts';
import { RAILS } from '../../shared/policy/gate.ts';
import { policy } from './sample.ts';

const changed = (change: Partial<PolicyDocument>) => policyDifferences(policy, { ...policy, ...change });

describe('the editor’s table of fields', () => {
  test('has each limit exactly once', () => {
    const named = POLICY_SECTIONS.flatMap(({ limits }) => limits.map(({ name }) => name));
    expect([...named].sort()).toEqual(Object.keys(LIMITS).sort());
  });

  test('names every other part of the document', () => {
    const parts = Object.keys(PolicyDocument.shape).filter((part) => !['version', 'limits', 'change'].includes(part));
    expect(Object.keys(POLICY_PARTS).sort()).toEqual(parts.sort());
  });

  test('names only rails that there are', () => {
    const rails = new Set(RAILS.map(({ code }) => code));
    const read = [
      ...POLICY_SECTIONS.flatMap(({ limits }) => limits.flatMap(({ rail }) => rail ?? [])),
      ...Object.values(POLICY_PARTS).flatMap(({ rails: codes }) => codes),
    ];
    expect(read.filter((code) => !rails.has(code))).toEqual([]);
  });
});

describe('two versions of the policy', () => {
  test('differ in nothing where only the version and its note do', () => {
    const change = { byPersonId: 'person-ines', byName: 'Ines', atMs: 1, note: 'again', approvals: [] };
    expect(changed({ version: 9, change: change as unknown as PolicyDocument['change'] })).toEqual([]);
  });

  test('tell a limit with its unit, and the rail that goes by it', () => {
    expect(changed({ limits: { ...policy.limits, mailboxPerDay: 30 } })).toEqual([
      {
        path: 'limits.mailboxPerDay',
        label: 'Caps and pace: A mailbox',
        rails: ['mailbox-day'],
        before: '40',
        after: '30 messages a day in the mailbox’s zone',
      },
    ]);
  });

  test.each<[string, Partial<PolicyDocument>, readonly (readonly [string, string | null, string | null])[]]>([
    [
      'a country by its code',
      { consent: { ...policy.consent, byCountry: { ...policy.consent.byCountry, FR: 'legitimate-interest' } } },
      [['Consent by country: byCountry FR', null, 'legitimate-interest']],
    ],
    [
      'banned words by the words themselves, wherever they stand',
      { phrases: { ...policy.phrases, banned: [{ phrase: 'best in the world', because: 'nobody can show it' }] } },
      [
        ['Words: banned “best in the world” phrase', null, 'best in the world'],
        ['Words: banned “best in the world” because', null, 'nobody can show it'],
      ],
    ],
    [
      'a day of the window',
      { sendWindow: { ...policy.sendWindow, days: [1, 2, 3, 4] } },
      [['Send window: days “5”', '5', null]],
    ],
    [
      'a sequence by its id',
      { sequences: policy.sequences.map((sequence) => ({ ...sequence, state: 'retired' as const })) },
      [['Sequences: “seq-1” state', 'live', 'retired']],
    ],
    ['the company', { companyName: 'Tallyhook Ltd' }, [['Company name', 'Tallyhook', 'Tallyhook Ltd']]],
  ])('tell %s', (_name, change, expected) => {
    expect(changed(change).map(({ label, before, after }) => [label, before, after])).toEqual(expected);
  });

  test('tell no difference where only the order of a list changed', () => {
    const two = [...policy.sequences, { ...policy.sequences[0]!, id: 'seq-2' as never }];
    const before = { ...policy, sequences: two };
    expect(policyDifferences(before, { ...policy, sequences: [...two].reverse() })).toEqual([]);
  });
});
