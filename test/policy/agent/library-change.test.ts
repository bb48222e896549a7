/** The way of a library version: who may take which step, and what may be written over an entry at the CRM's door. */
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { LibraryEntry } from '../../../shared/domain/library-entry.ts';
import { LibraryId, PersonId } from '../../../shared/domain/ids.ts';
import type { LibraryChange } from '../../../shared/domain/library-change.ts';
import { weekChanges, weekOf } from '../../../shared/policy/change-log.ts';
import { applyLibraryChange, beginEntry } from '../../../shared/policy/library-change.ts';
import { whyNotPutLibrary } from '../../../shared/policy/library-put.ts';
import { DAY, NOW } from '../sample.ts';
import { entryWith, icp } from './a-lead.ts';

const PEOPLE = { sam: 'sdr', priya: 'lead', tomas: 'revops', ines: 'revops' } as const;
type Name = keyof typeof PEOPLE;
const idOf = (name: Name) => PersonId.parse(`person-${name}`);
const by = (name: Name, more: { readonly isOnlyRevOps?: boolean } = {}) => ({
  person: { id: idOf(name), role: PEOPLE[name] },
  nowMs: NOW,
  ...more,
});
const body = { part: 'voice', text: 'Shorter.' };
const draft: LibraryChange = { act: 'draft', body, note: 'Shorter opening' };
const submit = (version: number): LibraryChange => ({ act: 'submit', version });
const sendBack = (version: number): LibraryChange => ({ act: 'send-back', version, because: 'No source for the 40 %' });
const approve = (version: number, cohortPercent: number | null = null): LibraryChange => ({
  act: 'approve',
  version,
  cohortPercent,
});
const retire = (version: number): LibraryChange => ({ act: 'retire', version, because: 'Opt-outs rose' });

const statesOf = ({ versions }: LibraryEntry) => [...versions].reverse().map(({ state }) => state);
function changed(entry: LibraryEntry, change: LibraryChange, who: ReturnType<typeof by>): LibraryEntry {
  const answer = applyLibraryChange(entry, change, who);
  if (answer.kind === 'no') throw new Error(answer.because);
  return answer.entry;
}

describe('a version', () => {
  test('goes from an SDR’s draft through review and a trial to live, and the former one retires', () => {
    const drafted = changed(entryWith([['live']]), draft, by('sam'));
    expect(drafted.versions[0]).toEqual({
      version: 2,
      state: 'draft',
      cohortPercent: null,
      authorId: 'person-sam',
      approverId: null,
      atMs: NOW,
      note: 'Shorter opening',
      body,
    });
    const inReview = changed(drafted, submit(2), by('sam'));
    const onTrial = changed(inReview, approve(2, 10), by('tomas'));
    expect(onTrial.versions[0]).toMatchObject({ state: 'canary', cohortPercent: 10, approverId: 'person-tomas' });
    const wider = changed(onTrial, approve(2, 25), by('ines'));
    expect(wider.versions[0]).toMatchObject({ state: 'canary', cohortPercent: 25, approverId: 'person-ines' });
    const live = changed(wider, approve(2), by('tomas'));
    expect(statesOf(live)).toEqual(['retired', 'live']);
    expect(live.versions[0]).toMatchObject({ cohortPercent: null, note: 'Shorter opening' });
    expect(live.versions[1]).toMatchObject({ atMs: NOW, note: 'note 1 · Replaced by version 2' });
  });

  test('may be the first of an entry that is begun, as a draft; nobody begins one that is there', () => {
    const begin = { act: 'begin', title: 'Rail freight', segmentId: null, body, note: 'A new segment' } as const;
    const place = { kind: 'prompt', id: LibraryId.parse('rail-freight') } as const;
    const begun = beginEntry(place, begin, by('sam'));
    if (begun.kind === 'no') throw new Error(begun.because);
    expect(begun.entry).toMatchObject({
      ...place,
      title: 'Rail freight',
      versions: [{ version: 1, state: 'draft', authorId: 'person-sam' }],
    });
    const writer = { id: 'person-sam', role: 'sdr', isOnlyRevOps: false } as const;
    expect(whyNotPutLibrary(writer, { ...place, before: null, after: begun.entry })).toBeNull();
    expect(applyLibraryChange(entryWith([['live']]), begin, by('sam'))).toMatchObject({ kind: 'no' });
    expect(beginEntry(place, { ...begin, body: { part: 'nothing' } }, by('sam'))).toMatchObject({
      kind: 'no',
      because: expect.stringContaining('part') as string,
    });
  });

  test('that is sent back says why, is a draft again, and can be handed in again', () => {
    const inReview = entryWith([['live'], ['in-review']]);
    const back = changed(inReview, sendBack(2), by('tomas'));
    expect(back.versions[0]).toMatchObject({ state: 'draft', note: 'note 2 · Sent back: No source for the 40 %' });
    expect(statesOf(changed(back, submit(2), by('priya')))).toEqual(['live', 'in-review']);
  });

  test('can be retired from every state but retired', () => {
    for (const state of ['draft', 'in-review', 'canary', 'live']) {
      const entry = changed(entryWith([['retired'], [state]]), retire(2), by('tomas'));
      expect(entry.versions[0]).toMatchObject({ state: 'retired', cohortPercent: null });
    }
  });

  test.each<readonly [string, Parameters<typeof entryWith>[0], LibraryChange, ReturnType<typeof by>, RegExp]>([
    ['approve as SDR', [['in-review']], approve(1), by('sam'), /Only RevOps approves/],
    ['approve as lead', [['in-review']], approve(1), by('priya'), /Only RevOps approves/],
    ['send back as lead', [['in-review']], sendBack(1), by('priya'), /Only RevOps sends/],
    ['retire as SDR', [['live']], retire(1), by('sam'), /Only RevOps retires/],
    ['hand in somebody else’s draft', [['draft']], submit(1), by('sam'), /Only its author/],
    ['hand in what is in review', [['in-review']], submit(1), by('priya'), /is in review, not a draft/],
    ['approve a draft', [['draft']], approve(1), by('tomas'), /is a draft, not in review/],
    ['approve what is live', [['live']], approve(1), by('tomas'), /is live, not in review/],
    ['approve what is retired', [['retired']], approve(1), by('tomas'), /is retired, not in review/],
    ['send back what is live', [['live']], sendBack(1), by('tomas'), /is live, not in review/],
    ['retire twice', [['retired']], retire(1), by('tomas'), /retired already/],
    ['a version that is not there', [['live']], approve(9), by('tomas'), /no version 9/],
    ['a second trial', [['live'], ['canary'], ['in-review']], approve(3, 10), by('tomas'), /Version 2 is on trial/],
    ['live past a trial', [['live'], ['canary'], ['in-review']], approve(3), by('tomas'), /Version 2 is on trial/],
    ['a trial of the only one', [['in-review']], approve(1, 10), by('tomas'), /Nothing is live for the rest/],
    ['own work', [['in-review', { authorId: 'person-tomas' }]], approve(1), by('tomas'), /author may not approve/],
  ])('may not: %s', (_name, states, change, who, because) => {
    const answer = applyLibraryChange(entryWith(states), change, who);
    expect(answer).toEqual({ kind: 'no', because: expect.stringMatching(because) as string });
  });

  test('of the only person in RevOps may be approved by its author, and the log says so', () => {
    const own = entryWith([['in-review', { authorId: 'person-tomas' }]]);
    const live = changed(own, approve(1), by('tomas', { isOnlyRevOps: true }));
    expect(live.versions[0]).toMatchObject({ state: 'live', authorId: 'person-tomas', approverId: 'person-tomas' });
    const [line] = weekChanges([live], weekOf(NOW, 'Europe/Berlin'), () => 'Tomas');
    expect(line?.words).toContain('Written and approved by Tomas, without a second pair of eyes.');
  });

  test('whose body does not parse is refused with the field and the reason', () => {
    const entry = LibraryEntry.parse({
      ...entryWith([['live']]),
      kind: 'icp',
      versions: [{ ...entryWith([['live']]).versions[0], body: icp }],
    });
    const wrong = { ...icp, headcount: { min: 500, max: 20 } };
    expect(applyLibraryChange(entry, { act: 'draft', body: wrong, note: 'x' }, by('sam'))).toEqual({
      kind: 'no',
      because: 'It can’t be read at headcount.max: the most is below the least.',
    });
    expect(applyLibraryChange(entry, draft, by('sam'))).toMatchObject({ kind: 'no' });
    expect(applyLibraryChange(entry, { act: 'draft', body: null, note: 'x' }, by('sam'))).toMatchObject({ kind: 'no' });
  });
});

const anyChange: fc.Arbitrary<LibraryChange> = fc.oneof(
  fc.constant(draft),
  fc.integer({ min: 1, max: 6 }).map(submit),
  fc.integer({ min: 1, max: 6 }).map(sendBack),
  fc
    .tuple(fc.integer({ min: 1, max: 6 }), fc.constantFrom(null, 1, 20, 50))
    .map(([version, percent]) => approve(version, percent)),
  fc.integer({ min: 1, max: 6 }).map(retire),
);
const anyName = fc.constantFrom<Name>('sam', 'priya', 'tomas', 'ines');

test('whatever is asked, an entry stays an entry, bodies stay, and the CRM’s door lets through what the policy changed', () => {
  fc.assert(
    fc.property(fc.array(fc.tuple(anyChange, anyName), { maxLength: 25 }), (steps) => {
      let entry = entryWith([['live']]);
      for (const [change, name] of steps) {
        const answer = applyLibraryChange(entry, change, by(name));
        if (answer.kind === 'no') continue;
        const { entry: after } = answer;
        expect(LibraryEntry.parse(after)).toEqual(after);
        for (const was of entry.versions) {
          const is = after.versions.find(({ version }) => version === was.version);
          expect([is?.body, is?.authorId]).toEqual([was.body, was.authorId]);
        }
        for (const { authorId, approverId } of after.versions)
          if (approverId !== null) expect(approverId).not.toBe(authorId);
        const writer = { id: idOf(name), role: PEOPLE[name], isOnlyRevOps: false };
        expect(whyNotPutLibrary(writer, { kind: 'prompt', id: 'outbound-voice', before: entry, after })).toBeNull();
        entry = after;
      }
    }),
  );
});

describe('at the CRM’s door', () => {
  const put = (name: Name, before: unknown, after: unknown, isOnlyRevOps = false) =>
    whyNotPutLibrary(
      { id: idOf(name), role: PEOPLE[name], isOnlyRevOps },
      { kind: 'prompt', id: 'outbound-voice', before, after },
    );
  const before = entryWith([['live']]);
  const withNew = (state: string, change: Record<string, unknown> = {}) => {
    const [live] = before.versions;
    const added = { ...live, version: 2, state, authorId: 'person-sam', approverId: null, note: 'new', ...change };
    return { ...before, versions: [added, live] };
  };
  const rewritten = (change: Record<string, unknown>) => ({
    ...before,
    versions: [{ ...before.versions[0], ...change }],
  });

  test.each<readonly [string, Name, unknown, unknown, RegExp | null]>([
    ['an SDR adds a draft', 'sam', before, withNew('draft'), null],
    ['an SDR adds one in review', 'sam', before, withNew('in-review'), null],
    ['an SDR begins an entry with a draft', 'sam', null, entryWith([['draft', { authorId: 'person-sam' }]]), null],
    [
      'an SDR adds a live one',
      'sam',
      entryWith([['retired']]),
      { ...entryWith([['retired'], ['live', { authorId: 'person-sam' }]]) },
      /not live/,
    ],
    [
      'a lead adds a canary',
      'priya',
      before,
      withNew('canary', { cohortPercent: 50, authorId: 'person-priya' }),
      /not canary/,
    ],
    ['an SDR signs as somebody else', 'sam', before, withNew('draft', { authorId: 'person-priya' }), /another name/],
    ['an SDR begins an entry live', 'sam', null, before, /not live/],
    [
      'an SDR rewrites the live body',
      'sam',
      before,
      rewritten({ body: { part: 'voice', text: 'x' } }),
      /body of version 1/,
    ],
    [
      'RevOps rewrites the live body',
      'tomas',
      before,
      rewritten({ body: { part: 'voice', text: 'x' } }),
      /body of version 1/,
    ],
    ['RevOps rewrites an author', 'tomas', before, rewritten({ authorId: 'person-sam' }), /author of version 1/],
    ['RevOps rewrites an approver', 'tomas', before, rewritten({ approverId: 'person-ines' }), /approver of version 1/],
    ['an SDR changes a note', 'sam', before, rewritten({ note: 'x' }), /only hand in/],
    ['an SDR retires', 'sam', before, rewritten({ state: 'retired' }), /only hand in/],
    ['an SDR renames', 'sam', before, { ...before, title: 'x' }, /rename/],
    ['an SDR takes a version away', 'sam', entryWith([['retired'], ['live']]), entryWith([['retired']]), /taken away/],
    [
      'RevOps takes a version away',
      'tomas',
      entryWith([['retired'], ['live']]),
      entryWith([['retired']]),
      /taken away/,
    ],
    [
      'RevOps lets a draft go live at once',
      'tomas',
      entryWith([['draft']]),
      entryWith([['live']]),
      /from draft to live/,
    ],
    ['RevOps wakes a retired one', 'tomas', entryWith([['retired']]), entryWith([['live']]), /from retired to live/],
    ['RevOps approves in another name', 'ines', entryWith([['in-review']]), entryWith([['live']]), /another name/],
    ['RevOps approves', 'tomas', entryWith([['in-review']]), entryWith([['live']]), null],
    ['another entry', 'tomas', before, { ...before, id: 'other' }, /another entry/],
    ['no entry at all', 'sam', before, { text: 'x' }, /can’t be read/],
    [
      'an SDR over one that can’t be read',
      'sam',
      { broken: true },
      entryWith([['draft', { authorId: 'person-sam' }]]),
      /can’t be read/,
    ],
    ['RevOps over one that can’t be read', 'tomas', { broken: true }, before, null],
    [
      'RevOps brings a library',
      'tomas',
      null,
      entryWith([['retired'], ['live', { authorId: null, approverId: null }]]),
      null,
    ],
  ])('%s', (_name, name, was, is, because) => {
    const answer = put(name, was, is);
    if (because === null) expect(answer).toBeNull();
    else expect(answer).toMatch(because);
  });

  test('four eyes are asked for unless there is one pair', () => {
    const own = { authorId: 'person-tomas' };
    const [was, is] = [entryWith([['in-review', own]]), entryWith([['live', own]])];
    expect(put('tomas', was, is)).toMatch(/own author/);
    expect(put('tomas', was, is, true)).toBeNull();
  });
});

describe('the weekly change log', () => {
  test('runs from Monday to Monday in the zone', () => {
    const week = weekOf(NOW, 'Europe/Berlin');
    expect(new Date(week.fromMs).toISOString()).toBe('2026-11-08T23:00:00.000Z');
    expect(new Date(week.toMs).toISOString()).toBe('2026-11-15T23:00:00.000Z');
  });

  test('says what changed, oldest first, and nothing of another week', () => {
    const entry = entryWith([
      ['retired', { atMs: NOW - 9 * DAY }],
      ['live', { atMs: NOW - DAY, note: 'Shorter opening' }],
      ['canary', { atMs: NOW, cohortPercent: 10, authorId: null }],
    ]);
    const names = (id: string) => id.replace('person-', '');
    expect(weekChanges([entry], weekOf(NOW, 'Europe/Berlin'), names)).toEqual([
      {
        atMs: NOW - DAY,
        kind: 'prompt',
        id: 'outbound-voice',
        version: 2,
        state: 'live',
        words: 'Prompt “How we write”: version 2 is live for all. Written by priya, approved by tomas. Shorter opening',
      },
      expect.objectContaining({
        version: 3,
        words: 'Prompt “How we write”: version 3 is on trial with 10 % of contacts. Approved by tomas. note 3',
      }),
    ]);
  });
});
