/** The team as the ledger has it. Read from the file each time, parsed only where the text changed; it changes nothing. */
import type { Person } from '../../shared/domain/person.ts';
import type { Feed } from './feed.ts';

export interface Team {
  people(): readonly Person[];
}

export function readTeam(feed: Pick<Feed, 'readText'>): Team {
  let text: string | null = null;
  let people: readonly Person[] = [];
  return {
    people() {
      const now = feed.readText('people', 'people');
      if (now !== text) {
        people = now === null ? [] : (JSON.parse(now) as readonly Person[]);
        text = now;
      }
      return people;
    },
  };
}
