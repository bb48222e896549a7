/** The index of words: whatever the feed brought in whatever order, it finds what reading everything would find; and it may be lost. */
import fc from 'fast-check';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it, onTestFinished, test } from 'vitest';
import { openSearchIndex } from '../../electron/search/search-index.ts';
import type { SearchedKind } from '../../electron/search/searched-words.ts';
import type { FeedText } from '../../electron/ports/ledger.ts';
import { folderOfTest } from '../sync/parts.ts';

interface Note {
  readonly owner: string;
  readonly who: string;
  readonly text: string;
}

const noteItem = (id: string, seq: number, note: Note | null): FeedText<SearchedKind> => ({
  kind: 'escalation',
  id,
  seq,
  text:
    note === null
      ? null
      : JSON.stringify({ accountName: note.who, contactName: '', note: note.text, context: null, ownerId: note.owner }),
});

function fresh() {
  const path = join(folderOfTest(), 'search.sqlite');
  const index = openSearchIndex(path);
  let isOpen = true;
  const close = () => {
    if (isOpen) index.close();
    isOpen = false;
  };
  onTestFinished(close);
  return { path, index, close };
}

const WORDS = [
  'Northwind',
  'north',
  'Élodie',
  'elodie',
  'pricing',
  'price',
  'a.b@c.example',
  '"OR"',
  'NEAR(',
  'x*',
] as const;

/** As the index reads it: letters and digits make words, marks and case don't count. */
const wordsIn = (text: string) =>
  text
    .normalize('NFD')
    .replaceAll(/\p{M}/gu, '')
    .toLowerCase()
    .split(/[^\p{L}\p{N}]+/u)
    .filter(Boolean);

/** A word that is typed holds where its parts stand one after the other, the last one perhaps only begun. */
function holds(text: string, typed: string): boolean {
  const parts = wordsIn(typed);
  const words = wordsIn(text);
  if (parts.length === 0) return false;
  return words.some((_, at) =>
    parts.every((part, on) =>
      on === parts.length - 1 ? (words[at + on] ?? '').startsWith(part) : words[at + on] === part,
    ),
  );
}

describe('the index', () => {
  it('finds what reading everything would find, for whom it is', () => {
    const note = fc.record({
      owner: fc.constantFrom('sam', 'mira', ''),
      who: fc.constantFrom(...WORDS),
      text: fc.array(fc.constantFrom(...WORDS, 'and', 'the'), { maxLength: 5 }).map((words) => words.join(' ')),
    });
    const change = fc.record({ id: fc.constantFrom('a', 'b', 'c', 'd'), note: fc.option(note, { nil: null }) });
    fc.assert(
      fc.property(
        fc.array(change, { minLength: 1, maxLength: 12 }),
        fc.array(fc.constantFrom(...WORDS), { minLength: 1, maxLength: 2 }),
        fc.constantFrom<readonly string[] | null>(null, ['sam']),
        fc.nat(11),
        (changes, typed, owners, cut) => {
          const { index, close } = fresh();
          const items = changes.map(({ id, note: one }, at) => noteItem(id, at + 1, one));
          index.take('e1', items.slice(0, cut), cut);
          index.take('e1', items.slice(cut), items.length);
          expect(index.reached('e1')).toBe(items.length);
          const now = new Map(changes.map(({ id, note: one }) => [id, one]));
          const expected = [...now]
            .filter(([, one]) => one !== null && (owners === null || one.owner === '' || owners.includes(one.owner)))
            .filter(([, one]) => typed.every((word) => holds(`${one?.who ?? ''} | ${one?.text ?? ''}`, word)))
            .map(([id]) => id);
          const searched = typed.filter((word) => wordsIn(word).length > 0);
          expect(new Set(index.find(searched, owners, 50).map(({ id }) => id))).toEqual(new Set(expected));
          close();
        },
      ),
      { numRuns: 60 },
    );
  });

  it('names come before texts, and the newest before older ones', () => {
    const { index } = fresh();
    const said = (id: string, who: string, text: string, seq: number) => noteItem(id, seq, { owner: '', who, text });
    index.take(
      'e1',
      [said('1', 'Northwind', '', 1), said('2', 'Other', 'about northwind', 2), said('3', 'Northwind', '', 3)],
      3,
    );
    expect(index.find(['northwind'], null, 9).map(({ id }) => id)).toEqual(['3', '1', '2']);
    expect(index.find(['northwind'], null, 2).map(({ id }) => id)).toEqual(['3', '1']);
  });

  it('begins anew for a feed of another epoch', () => {
    const { index } = fresh();
    index.take('e1', [noteItem('old', 1, { owner: '', who: 'Northwind', text: '' })], 1);
    expect(index.reached('e2')).toBe(0);
    index.take('e2', [noteItem('new', 1, { owner: '', who: 'Northwind', text: '' })], 1);
    expect(index.find(['northwind'], null, 9)).toEqual([{ kind: 'escalation', id: 'new' }]);
  });
});

test('a file that is damaged is made anew, and one that is whole is kept', () => {
  const { path, index, close } = fresh();
  index.take('e1', [noteItem('kept', 1, { owner: '', who: 'Northwind', text: '' })], 1);
  close();
  const again = openSearchIndex(path);
  expect(again.reached('e1')).toBe(1);
  expect(again.find(['north'], null, 1)).toHaveLength(1);
  again.close();
  writeFileSync(path, 'this is no database');
  const anew = openSearchIndex(path);
  expect(anew.reached('e1')).toBe(0);
  anew.close();
});
