/** Answers the channels of the language model: which one, a trial, another choice. */
import type { Desk } from '../ports/desk.ts';
import type { ModelWays } from './model-ways.ts';

type Handlers = Pick<Desk['handlers'], 'model.read' | 'model.test' | 'model.use'>;

export function makeModelHandlers(ways: ModelWays, changed: () => void): Handlers {
  return {
    'model.read': () => ways.read(),
    'model.test': ({ account, key }) => ways.test(account, key),
    'model.use': ({ account, key }) => {
      const answer = ways.use(account, key);
      if (answer.kind === 'ok') changed();
      return answer;
    },
  };
}
