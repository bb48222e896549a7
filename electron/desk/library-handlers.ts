/** Answers the channels of the library: what there is, one step of a version's way, how versions fared, what an ICP would take in. Holds no rule of its own. */
import type { Person } from '../../shared/domain/person.ts';
import { LibraryKind } from '../../shared/domain/library-entry.ts';
import type { ChannelName, ResponseOf } from '../../shared/ipc/contract.ts';
import { CallFault } from '../ports/call-fault.ts';
import type { Clock } from '../ports/clock.ts';
import type { Desk } from '../ports/desk.ts';
import type { WorkingDesk } from './working-desk.ts';

export interface LibraryHandlerParts {
  readonly clock: Clock;
  readonly person: () => Person;
  readonly people: () => readonly Person[];
  readonly work: () => WorkingDesk;
}

type Handlers = Pick<Desk['handlers'], Extract<ChannelName, `library.${string}` | `icp.${string}`>>;

export function makeLibraryHandlers({ work }: LibraryHandlerParts): Handlers {
  const notYet = (): never => {
    work();
    throw new CallFault('unavailable', 'This part of the library is not read yet.');
  };
  return {
    'library.list': () => listLibrary(work()),
    'library.change': notYet,
    'library.outcomes': notYet,
    'icp.try': notYet,
  };
}

function listLibrary({ ledger }: WorkingDesk): ResponseOf<'library.list'> {
  const { library } = ledger.agent;
  const read = LibraryKind.options.flatMap((kind) =>
    library.list(kind).flatMap(({ id }) => {
      const one = library.read(kind, id);
      return one === null ? [] : [one];
    }),
  );
  return {
    entries: read.map(({ entry }) => entry),
    documentVersions: Object.fromEntries(
      read.map(({ entry, documentVersion }) => [`${entry.kind}/${entry.id}`, documentVersion]),
    ),
    unreadable: library.unreadable().length,
  };
}
