/** What is new in a reply, what it quotes, and where the words a reading rests on stand. */
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { evidenceRanges, segments, textParts } from '../../../renderer/screens/replies/reply-text-parts.ts';

const kinds = (text: string) => textParts(text).map(({ kind, start, end }) => [kind, text.slice(start, end).trim()]);

test.each([
  ['plain text is all new', 'Yes.\n\nDana', [['new', 'Yes.\n\nDana']]],
  [
    'a quotation is folded with the line that announces it',
    'Yes.\n\nOn Tue, 24 Nov 2026, Sam wrote:\n> Hi Dana,\n> shall we?\n',
    [
      ['new', 'Yes.'],
      ['quote', 'On Tue, 24 Nov 2026, Sam wrote:\n> Hi Dana,\n> shall we?'],
    ],
  ],
  [
    'answers between quoted lines stay where they are',
    '> When?\nTuesday.\n> Where?\nBerlin.',
    [
      ['quote', '> When?'],
      ['new', 'Tuesday.'],
      ['quote', '> Where?'],
      ['new', 'Berlin.'],
    ],
  ],
  [
    'a line that only looks like an announcement is new text',
    'On Tuesday we meet:\nbring coffee',
    [['new', 'On Tuesday we meet:\nbring coffee']],
  ],
  ['nothing is nothing', ' \n ', []],
])('%s', (_, text, parts) => {
  expect(kinds(text)).toEqual(parts);
});

test('words are found by their offsets, else by themselves, else left out', () => {
  const text = 'yes, send times. yes.';
  expect(
    evidenceRanges(text, [
      { text: 'yes', start: 17, end: 20 },
      { text: 'send times', start: 999, end: 1_009 },
      { text: 'no such words', start: 0, end: 13 },
      { text: 'times', start: 10, end: 15 },
    ]),
  ).toEqual([
    { start: 5, end: 15 },
    { start: 17, end: 20 },
  ]);
});

test('whatever the text and the evidence, the pieces of all parts are the text, in order', () => {
  const range = fc.tuple(fc.nat(60), fc.nat(60));
  fc.assert(
    fc.property(
      fc.string({ maxLength: 60, unit: fc.constantFrom('a', ' ', '>', '\n', 'ö', '😀', ':') }),
      fc.array(range, { maxLength: 6 }),
      (text, pairs) => {
        const ranges = evidenceRanges(
          text,
          pairs.map(([a, b]) => ({
            text: text.slice(Math.min(a, b), Math.max(a, b)),
            start: Math.min(a, b),
            end: Math.max(a, b),
          })),
        );
        for (const part of textParts(text)) {
          const pieces = segments(part, ranges);
          expect(pieces.map(({ start, end }) => text.slice(start, end)).join('')).toBe(
            text.slice(part.start, part.end),
          );
          for (const piece of pieces) {
            if (piece.isEvidence)
              expect(ranges.some(({ start, end }) => start <= piece.start && piece.end <= end)).toBe(true);
          }
        }
      },
    ),
  );
});
