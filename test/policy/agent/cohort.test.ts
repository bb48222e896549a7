/** Which version a contact gets: a fixed share by lot, the same lot every time. */
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { isInCohort, versionFor } from '../../../shared/policy/cohort.ts';
import { entryWith } from './a-lead.ts';

const contacts = (count: number) => Array.from({ length: count }, (_, at) => `con-${at}`);

describe('a contact gets', () => {
  test.each<readonly [string, Parameters<typeof entryWith>[0], number | null]>([
    ['the live version, not a newer draft', [['retired'], ['live'], ['draft']], 2],
    ['nothing where nothing is live', [['retired'], ['in-review']], null],
  ])('%s', (_name, states, version) => {
    expect(versionFor(entryWith(states), 'con-1')?.version ?? null).toBe(version);
  });

  test('the canary or the live version, each with its body', () => {
    const entry = entryWith([['live'], ['canary', { cohortPercent: 20 }]]);
    for (const contact of contacts(200)) {
      const chosen = versionFor(entry, contact);
      const version = isInCohort('outbound-voice@2', contact, 20) ? 2 : 1;
      expect(chosen).toEqual({ version, body: { part: 'voice', text: `Write plainly, ${version}.` } });
    }
  });

  test('nothing outside a canary’s share where nothing is live', () => {
    const entry = entryWith([['canary', { cohortPercent: 50 }]]);
    const chosen = contacts(200).map((contact) => versionFor(entry, contact)?.version ?? null);
    expect(new Set(chosen)).toEqual(new Set([1, null]));
  });
});

describe('a share of contacts', () => {
  test.each([1, 5, 10, 20, 50])('of %s in a hundred is that share, within four standard errors', (percent) => {
    const of = 40_000;
    const share = percent / 100;
    const error = 4 * Math.sqrt((share * (1 - share)) / of);
    for (const name of ['outbound-voice@7', 'first-touch-freight@2', 'a@1']) {
      const inside = contacts(of).filter((contact) => isInCohort(name, contact, percent)).length;
      expect(Math.abs(inside / of - share)).toBeLessThan(error);
    }
  });

  test('only grows with the percent', () => {
    fc.assert(
      fc.property(
        fc.string(),
        fc.string(),
        fc.integer({ min: 0, max: 100 }),
        fc.integer({ min: 0, max: 100 }),
        (name, key, a, b) => {
          const [small, large] = [Math.min(a, b), Math.max(a, b)];
          if (isInCohort(name, key, small)) expect(isInCohort(name, key, large)).toBe(true);
        },
      ),
    );
  });

  test('of one entry has nothing to do with that of another, or of its next version', () => {
    const of = 40_000;
    const both = (one: string, other: string) =>
      contacts(of).filter((contact) => isInCohort(one, contact, 20) && isInCohort(other, contact, 20)).length / of;
    for (const other of ['outbound-voice@8', 'outbound-voice@70', 'prompt-reply@7', 'outbound-voicf@7'])
      expect(Math.abs(both('outbound-voice@7', other) - 0.04)).toBeLessThan(4 * Math.sqrt((0.04 * 0.96) / of));
  });

  test('is drawn the same way in every version of the product', () => {
    const drawn = contacts(40).filter((contact) => isInCohort('outbound-voice@7', contact, 20));
    expect(drawn).toEqual(DRAWN);
  });
});

/** A change here would move contacts between versions in the middle of a trial. */
const DRAWN = [0, 2, 4, 5, 14, 15, 20, 26, 31, 34, 35, 37].map((at) => `con-${at}`);
