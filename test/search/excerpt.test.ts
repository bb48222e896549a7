/** What is quoted of a text that holds a word that was looked for. */
import fc from 'fast-check';
import { expect, it, test } from 'vitest';
import { excerptOf, showsAll } from '../../electron/search/excerpt.ts';

test.each([
  ['Hello Dana,\n\nyour pricing page changed.', ['pricing'], 'Hello Dana, your ', 'pricing', ' page changed.'],
  ['Élodie wrote', ['elodie'], '', 'Élodie', ' wrote'],
  ['a reprice before the price', ['price'], 'a reprice before the ', 'price', ''],
  ['only a reprice', ['price'], 'only a re', 'price', ''],
  ['İstanbul and Straße', ['straße'], 'İstanbul and ', 'Straße', ''],
])('%j for %j', (text, words, before, match, after) => {
  expect(excerptOf(text, words)).toEqual({ before, match, after });
});

test('nothing is quoted where no word is found', () => {
  expect(excerptOf('Hello', ['pricing'])).toBeNull();
});

test('a long text is cut at its words, on both sides', () => {
  const words = Array.from({ length: 200 }, (_, at) => `word${String(at)}`);
  const found = excerptOf(words.join(' '), ['word100']);
  expect(found?.before).toMatch(/^… word\d+ .*word99 $/u);
  expect(found?.after).toMatch(/^ word101 .*word\d+ …$/u);
  expect(found?.match).toBe('word100');
});

it('quotes a piece of the text on one line, whatever stands in it', () => {
  fc.assert(
    fc.property(
      fc.string({ unit: 'grapheme', maxLength: 300 }),
      fc.string({ unit: 'grapheme', minLength: 1, maxLength: 5 }),
      (text, word) => {
        const found = excerptOf(text, [word]);
        if (found === null) return;
        const whole = text.normalize('NFC').replaceAll(/\s+/gu, ' ');
        const shown = `${found.before.replace(/^… /u, '')}${found.match}${found.after.replace(/ …$/u, '')}`;
        expect(whole.includes(shown)).toBe(true);
      },
    ),
  );
});

test('words are shown where each of them stands in the lines on screen', () => {
  expect(showsAll('Dana Reyes · Northwind', ['north', 'dana'])).toBe(true);
  expect(showsAll('Dana Reyes · Northwind', ['north', 'pricing'])).toBe(false);
});
