/** The dates people write, read by the mail's own time and zone. */
import { describe, expect, it } from 'vitest';
import { returnDay } from '../../electron/inbox/replies/auto-reply-words.ts';
import { circleBackIn } from '../../electron/inbox/replies/circle-back.ts';
import { writtenDates } from '../../electron/inbox/replies/written-dates.ts';
import { instantOf, wallMs } from '../../shared/policy/local-time.ts';

/** Thursday 26 November 2026, 08:00 UTC. */
const NOW = Date.UTC(2026, 10, 26, 8);
const PARIS = 'Europe/Paris';
const NEW_YORK = 'America/New_York';

/** The day that an instant begins, by the zone's wall clock; a time that is no midnight shows itself. */
function dayIn(atMs: number | null, timeZone: string): string | null {
  if (atMs === null) return null;
  const wall = new Date(wallMs(atMs, timeZone)).toISOString();
  return wall.endsWith('T00:00:00.000Z') ? wall.slice(0, 10) : wall;
}

const firstDay = (text: string, timeZone = PARIS, atMs = NOW) =>
  dayIn(writtenDates(text, { atMs, timeZone })[0]?.atMs ?? null, timeZone);

describe('a written date', () => {
  it.each([
    // quarters and halves, which begin with their first day
    ['in Q3', '2027-07-01'],
    ['Q1', '2027-01-01'],
    ['in Q1 2028', '2028-01-01'],
    ["Q2'28", '2028-04-01'],
    ['early Q2', '2027-04-01'],
    ['at the end of Q1', '2027-03-01'],
    ['by the end of Q4', '2026-12-01'],
    ['next quarter', '2027-01-01'],
    ['the third quarter', '2027-07-01'],
    ['the second quarter of 2028', '2028-04-01'],
    ['H2', '2027-07-01'],
    ['the first half of next year', '2027-01-01'],
    ['the second half of the year', '2027-07-01'],
    // seasons, feasts, year and month ends
    ['after the summer', '2027-09-01'],
    ['in the spring', '2027-03-01'],
    ['next autumn', '2027-09-01'],
    ['in the fall', '2027-09-01'],
    ['after the new year', '2027-01-02'],
    ['after the holidays', '2027-01-02'],
    ['after Easter', '2027-03-30'],
    ['after Thanksgiving', '2026-11-30'],
    ['at the end of the year', '2026-12-31'],
    ['at the end of the month', '2026-11-30'],
    ['early next year', '2027-01-01'],
    ['next year', '2027-01-01'],
    // months and weeks
    ['in January', '2027-01-01'],
    ['mid-January', '2027-01-15'],
    ['late February', '2027-02-24'],
    ['July 2028', '2028-07-01'],
    ['next month', '2026-12-01'],
    ['next week', '2026-11-30'],
    ['the week of the 14th', '2026-12-14'],
    ['week commencing 11 January', '2027-01-11'],
    ['in six months', '2027-05-26'],
    ['in a couple of weeks', '2026-12-10'],
    // days
    ['on 12 January', '2027-01-12'],
    ['Dec 24', '2026-12-24'],
    ['5 December', '2026-12-05'],
    ['January 5, 2028', '2028-01-05'],
    ['2027-01-05', '2027-01-05'],
    ['on Monday', '2026-11-30'],
    ['tomorrow', '2026-11-27'],
    ['on the 3rd', '2026-12-03'],
    ['until the 30th', '2026-11-30'],
    ['11. Dezember', '2026-12-11'],
    ['le 5 janvier', '2027-01-05'],
    ['bis 4.12.', '2026-12-04'],
  ])('%s is %s', (text, day) => expect(firstDay(`Try again ${text}, please.`)).toBe(day));

  it.each([
    'We match 4,000 invoices a month with 12 people.',
    'In version 5.1 of it',
    'Call 555-0134.',
    'in Q4, which is where we are',
    'after our fiscal year end',
    'sometime',
    'We had 3 of them at 9 sites.',
    'I fall behind',
    '45/99 of 1/100',
    'on the 31st of February',
    '',
  ])('none is in %j', (text) => expect(firstDay(text)).toBeNull());

  it('in numbers is read as the zone writes it, and as it can only be read', () => {
    expect(firstDay('back 05/01/2027')).toBe('2027-01-05');
    expect(firstDay('back 05/01/2027', NEW_YORK)).toBe('2027-05-01');
    expect(firstDay('back 12/14/2026')).toBe('2026-12-14');
    expect(firstDay('back 14/12/2026', NEW_YORK)).toBe('2026-12-14');
    expect(firstDay('back 05.01.2027', NEW_YORK), 'dots are European').toBe('2027-01-05');
  });

  it('begins with the zone’s own day, whichever day it is elsewhere', () => {
    // 26 November, 23:30 in New York is the 27th in Paris.
    const late = Date.UTC(2026, 10, 27, 4, 30);
    expect(firstDay('tomorrow', NEW_YORK, late)).toBe('2026-11-27');
    expect(firstDay('tomorrow', PARIS, late)).toBe('2026-11-28');
    expect(firstDay('tomorrow', 'Pacific/Auckland', late)).toBe('2026-11-28');
  });

  it('across a change of the clock begins at midnight all the same', () => {
    const october = Date.UTC(2026, 9, 22, 10);
    const [monday] = writtenDates('back on Monday', { atMs: october, timeZone: PARIS });
    // Winter time began on Sunday the 25th: midnight is 23:00 UTC, not 22:00.
    expect(monday?.atMs).toBe(Date.UTC(2026, 9, 25, 23));
    expect(firstDay('on 29 March', PARIS, Date.UTC(2026, 2, 20))).toBe('2026-03-29');
    expect(instantOf(Date.UTC(2026, 2, 29), PARIS)).toBe(Date.UTC(2026, 2, 28, 23));
  });

  it('named on that weekday is the next one', () => {
    expect(firstDay('I am back on Thursday')).toBe('2026-12-03');
    expect(firstDay('back Monday', PARIS, Date.UTC(2026, 10, 30, 8))).toBe('2026-12-07');
  });

  it('of a season follows the hemisphere', () => {
    expect(firstDay('after the summer', 'Australia/Sydney')).toBe('2027-03-01');
    expect(firstDay('in the spring', 'Africa/Johannesburg')).toBe('2027-09-01');
  });

  it('stands at its place in the text', () => {
    const text = 'Not before 15 January, better in Q2.';
    for (const date of writtenDates(text, { atMs: NOW, timeZone: PARIS })) {
      expect(text.slice(date.start, date.end)).toBe(date.text);
    }
    expect(writtenDates(text, { atMs: NOW, timeZone: PARIS }).map(({ grain }) => grain)).toEqual(['day', 'quarter']);
  });

  it('in a text of any length is found within seconds', () => {
    const started = performance.now();
    for (const filler of ['Q', 'the end of ', '1.', '12/', 'after the ', 'on the 1', 'mon ']) {
      writtenDates(filler.repeat(20_000 / filler.length), { atMs: NOW, timeZone: PARIS });
    }
    expect(performance.now() - started).toBeLessThan(6_000);
  });
});

describe('the first day back', () => {
  const back = (text: string, timeZone = PARIS) => dayIn(returnDay(text, { atMs: NOW, timeZone }), timeZone);
  it.each([
    ['I am out of the office until 12 January.', '2027-01-12'],
    ['I will be back on Monday.', '2026-11-30'],
    ['Away from 30 November to 4 December.', '2026-12-05'],
    ['I am away from 30 November to 4 December, back on 7 December.', '2026-12-07'],
    ['Closed from December 24 through January 3.', '2027-01-04'],
    ['On PTO through 4 December.', '2026-12-05'],
    ['Out of the office starting 27 November and will not return until 2 December.', '2026-12-02'],
    ['On parental leave until June 2027.', '2027-06-01'],
    ['Ich bin bis zum 05.01.2027 nicht im Büro.', '2027-01-05'],
    ['Ich bin bis einschließlich 4.12. im Urlaub.', '2026-12-05'],
    ['Je suis absent jusqu’au 5 janvier.', '2027-01-05'],
    ['I was away from 2 November to 20 November 2026.', null],
    ['I am away and will answer when I can.', null],
  ])('%s: %s', (text, day) => expect(back(text)).toBe(day));

  it('is the reader’s own, in another zone', () => {
    expect(back('Back on 12/14.', NEW_YORK)).toBe('2026-12-14');
  });
});

describe('when to come back', () => {
  const later = (text: string) => {
    const found = circleBackIn(text, { atMs: NOW, timeZone: PARIS });
    return found === null ? null : [dayIn(found.atMs, PARIS), found.trigger];
  };
  it.each([
    ['Try me in Q3.', ['2027-07-01', null]],
    ['Once the migration is done we can talk.', [null, 'Once the migration is done we can talk']],
    ['Not before 15 January.', ['2027-01-15', null]],
    ['In February, after the audit has been closed.', ['2027-02-01', 'after the audit has been closed']],
    ['Can we talk on Tuesday?', null],
    ['When can we talk?', null],
    ['We renewed in June.', null],
    ['Ask again in a few weeks.', ['2026-12-17', null]],
  ])('%s', (text, expected) => expect(later(text)).toEqual(expected));
});
