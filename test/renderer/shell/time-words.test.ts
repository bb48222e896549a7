/** Ages, countdowns and moments in the fewest words. */
import { expect, test } from 'vitest';
import { momentWords, shortDuration, stopwatch, timeLeft } from '../../../renderer/components/time-words.ts';
import { keyCaps } from '../../../renderer/components/key-words.ts';
import { sendWindowWords } from '../../../renderer/screens/settings/settings-words.ts';

const MIN = 60_000;
const HOUR = 60 * MIN;
const DAY = 24 * HOUR;

test.each([
  [400, 'now'],
  [40_000, '40 s'],
  [12 * MIN, '12 min'],
  [47 * HOUR, '47 h'],
  [9 * DAY, '9 d'],
  [120 * DAY, '3 mo'],
  [900 * DAY, '2 y'],
])('%i ms is %s', (ms, words) => expect(shortDuration(ms)).toBe(words));

test.each([
  [0, 'over'],
  [-5, 'over'],
  [1, '1 s'],
  [14 * MIN, '14 min'],
  [112 * MIN, '1 h 52 min'],
  [3 * HOUR, '3 h'],
  [50 * HOUR, '2 d'],
])('%i ms left is %s', (ms, words) => expect(timeLeft(ms)).toBe(words));

test('a stopwatch keeps two places of seconds', () => {
  expect(stopwatch(23_900)).toBe('0:23');
  expect(stopwatch(725_000)).toBe('12:05');
});

test('a moment of today is a clock time, one of this week has its day, others their date', () => {
  const now = new Date(2026, 10, 18, 12, 0).getTime();
  expect(momentWords(new Date(2026, 10, 18, 9, 5).getTime(), now)).toBe('09:05');
  expect(momentWords(new Date(2026, 10, 17, 9, 5).getTime(), now)).toBe('Tue 09:05');
  expect(momentWords(new Date(2026, 9, 3, 9, 5).getTime(), now)).toBe('3 Oct');
  expect(momentWords(new Date(2024, 9, 3, 9, 5).getTime(), now)).toBe('3 Oct 2024');
});

test.each([
  ['a', ['A']],
  ['$mod+Enter', ['Ctrl', '↵']],
  ['Shift+n', ['⇧', 'N']],
  ['Alt+KeyT', ['Alt', 'T']],
  ['?', ['?']],
  ['[', ['[']],
])('the caps of %s', (key, caps) => expect(keyCaps(key)).toEqual(caps));

test('the sending window is said in a line', () => {
  expect(sendWindowWords({ startMinute: 480, endMinute: 1_080, days: [1, 2, 3, 4, 5] })).toBe('08:00–18:00, Mon–Fri');
  expect(sendWindowWords({ startMinute: 0, endMinute: 1_440, days: [1, 2, 3, 4, 5, 6, 7] })).toBe(
    '00:00–24:00, every day',
  );
  expect(sendWindowWords({ startMinute: 540, endMinute: 600, days: [5, 1] })).toBe('09:00–10:00, Mon, Fri');
});
