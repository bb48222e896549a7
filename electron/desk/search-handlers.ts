/** Answers the channel of the search over everything. Holds no rule of its own. */
import type { Person } from '../../shared/domain/person.ts';
import type { Desk } from '../ports/desk.ts';
import type { WorkingDesk } from './working-desk.ts';

export interface SearchHandlerParts {
  readonly person: () => Person;
  readonly work: () => WorkingDesk;
}

export function makeSearchHandlers({ person, work }: SearchHandlerParts): Pick<Desk['handlers'], 'search.everything'> {
  return {
    'search.everything': ({ words, limit }) => work().search.everything(words, person(), limit),
  };
}
