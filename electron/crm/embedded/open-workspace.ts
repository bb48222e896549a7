/**
 * The embedded CRM: one SQLite file behind the connector port. It must never answer from memory what the file may have changed:
 * another desk, or a script, writes to the same file.
 */
import { DatabaseSync } from 'node:sqlite';
import type { PersonId } from '../../../shared/domain/ids.ts';
import type { Person } from '../../../shared/domain/person.ts';
import { Suppression } from '../../../shared/domain/suppression.ts';
import type { Recipient } from '../../../shared/policy/suppression-match.ts';
import type { Clock } from '../../ports/clock.ts';
import {
  ConnectorFault,
  type Connector,
  type PushOp,
  type PushResult,
  type SuppressionRemoval,
} from '../../ports/connector.ts';
import type { Random } from '../../ports/random.ts';
import { applyOp, once } from './apply-op.ts';
import type { OpAnswer } from './op-answer.ts';
import { goneOf, pullList, pullPage } from './pull-pages.ts';
import { readPerson, writeSuppression } from './rows.ts';
import { prepareSchema } from './schema.ts';
import { answered, asFault } from './sqlite-fault.ts';
import { documentHistory, listDocuments, putDocument, readDocument } from './team-documents.ts';
import { keepKeys, lacksKeys, matchingSuppressions } from './suppression-index.ts';
import { takeOff } from './take-off.ts';

/** The demo's CRM lets its user change seats. */
export interface Workspace extends Connector {
  /** Signs somebody else of the team in; kept over a restart. */
  signInAs(personId: PersonId): Promise<Person>;
}

export interface WorkspaceOptions {
  readonly path: string;
  readonly clock: Clock;
  readonly random: Random;
  /** Null: whoever was signed in last, at first the workspace's default person. */
  readonly signedInAs: PersonId | null;
}

/** Opens the file, making its tables where it is new. Throws a `ConnectorFault` where it can't be opened. */
export function openWorkspace(options: WorkspaceOptions): Workspace {
  const { clock } = options;
  const database = openFile(options);
  const meta = (key: string): string | null => {
    const value = database.prepare('SELECT value FROM meta WHERE key = ?').get(key)?.['value'];
    return typeof value === 'string' ? value : null;
  };
  const epoch = meta('epoch') ?? '';
  let signedInAs: string | null = options.signedInAs;

  const people = (): readonly Person[] =>
    database
      .prepare('SELECT * FROM people ORDER BY rowid')
      .all()
      .map((row) => {
        const read = readPerson(row);
        if (read.kind === 'unreadable')
          throw new ConnectorFault(
            'permanent',
            `the person ${String(row['id'])} can’t be read: ${read.field} ${read.reason}`,
          );
        return read.value;
      });
  const whoAmI = (): { readonly person: Person; readonly people: readonly Person[] } => {
    const team = people();
    const id = signedInAs ?? meta('signed_in_as') ?? meta('default_person_id');
    const person = team.find((one) => one.id === id);
    if (person === undefined)
      throw new ConnectorFault('permanent', 'the person this connection is signed in as is not on the team');
    return { person, people: team };
  };

  function inTransaction<T>(work: () => T): T {
    database.exec('BEGIN IMMEDIATE');
    try {
      const result = work();
      database.exec('COMMIT');
      return result;
    } catch (cause) {
      if (database.isTransaction) database.exec('ROLLBACK');
      throw cause;
    }
  }

  /** One op inside the batch's transaction; a refused one leaves nothing. */
  function alone(work: () => OpAnswer): OpAnswer {
    database.exec('SAVEPOINT op');
    const answer = work();
    if (answer.kind !== 'ok' && answer.kind !== 'unchanged') database.exec('ROLLBACK TO op');
    database.exec('RELEASE op');
    return answer;
  }

  const pushAll = (ops: readonly PushOp[]): readonly PushResult[] =>
    inTransaction(() =>
      ops.map((op) => ({ opId: op.opId, ...alone(() => applyOp(database, op, clock.nowMs())), retryAfterMs: null })),
    );

  const addSuppressions = (opId: string, entries: readonly Suppression[]): PushResult => {
    // A damaged entry would stop every check of the list.
    for (const entry of entries) {
      const fault = Suppression.safeParse(entry).error?.issues[0];
      if (fault !== undefined)
        return { opId, kind: 'invalid', because: `${fault.path.join('.')}: ${fault.message}`, retryAfterMs: null };
    }
    const stamp = { opId, kind: 'suppress', content: entries.length === 1 ? entries[0] : entries, ...signedIn() };
    const answer = inTransaction(() => {
      const added = once(database, stamp, clock.nowMs(), () => {
        for (const entry of entries) writeSuppression(database, 'suppressions', entry);
        return { kind: 'ok', because: '' };
      });
      keepKeys(database);
      return added;
    });
    return { opId, ...answer, retryAfterMs: null };
  };

  const removeSuppression = (opId: string, removal: SuppressionRemoval): PushResult => {
    const stamp = { opId, kind: 'unsuppress', content: removal, ...signedIn() };
    const answer = inTransaction(() =>
      once(database, stamp, clock.nowMs(), () => takeOff(database, removal, people(), clock.nowMs())),
    );
    return { opId, ...answer, retryAfterMs: null };
  };
  const signedIn = () => ({ actor: 'person', personId: whoAmI().person.id });

  const matching = (recipient: Recipient): readonly Suppression[] => {
    // Reading alone takes no lock that another program's writing would have to wait for.
    if (lacksKeys(database)) inTransaction(() => keepKeys(database));
    return matchingSuppressions(database, recipient, clock.nowMs());
  };

  const claim = (packageId: string, personId: string): 'claimed' | 'lost' => {
    database.prepare('UPDATE packages SET owner_id = ? WHERE id = ? AND owner_id IS NULL').run(personId, packageId);
    return database.prepare('SELECT owner_id FROM packages WHERE id = ?').get(packageId)?.['owner_id'] === personId
      ? 'claimed'
      : 'lost';
  };

  return {
    describe: () =>
      answered(() => ({
        vendor: 'embedded',
        title: 'Demo workspace on this computer',
        kinds: ['account', 'contact', 'touch', 'engagement', 'package', 'lead', 'opportunity'],
        holdsDocuments: true,
        claimsAtomically: true,
        reportsOptOuts: true,
        reportsThreads: true,
      })),
    whoAmI: () => answered(whoAmI),
    signInAs: (personId) =>
      answered(() => {
        const person = people().find((one) => one.id === personId);
        if (person === undefined)
          throw new ConnectorFault('permanent', `there is nobody with the id ${personId} on the team`);
        database
          .prepare(
            "INSERT INTO meta (key, value) VALUES ('signed_in_as', ?) ON CONFLICT (key) DO UPDATE SET value = excluded.value",
          )
          .run(personId);
        signedInAs = personId;
        return person;
      }),
    pull: (kind, cursor, limit) => answered(() => pullPage(database, epoch, kind, cursor, limit)),
    reconcile: (kind, ids) => answered(() => ({ gone: goneOf(database, kind, ids) })),
    push: (ops) => answered(() => pushAll(ops)),
    lookUp: (opIds) =>
      answered(() => {
        const done = database.prepare('SELECT 1 FROM ops WHERE op_id = ?');
        return opIds.map((opId) => ({ opId, done: done.get(opId) !== undefined }));
      }),
    suppression: {
      pull: (cursor) => answered(() => pullList(database, epoch, 'suppressions', cursor)),
      check: (contact) => answered(() => matching(contact)),
      add: (opId, entry) => answered(() => addSuppressions(opId, [entry])),
      addAll: (opId, entries) => answered(() => addSuppressions(opId, entries)),
      remove: (opId, removal) => answered(() => removeSuppression(opId, removal)),
    },
    optOuts: { pull: (cursor) => answered(() => pullList(database, epoch, 'opt_outs', cursor)) },
    documents: {
      get: (kind, id) => answered(() => readDocument(database, kind, id)),
      list: (kind) => answered(() => listDocuments(database, kind)),
      history: (kind, id) => answered(() => documentHistory(database, kind, id)),
      put: (kind, id, version, body) =>
        answered(() => {
          const { person, people } = whoAmI();
          const isOnlyRevOps = !people.some((other) => other.role === 'revops' && other.id !== person.id);
          return putDocument(
            database,
            { kind, id, version, body },
            { personId: person.id, role: person.role, isOnlyRevOps },
            clock.nowMs(),
          );
        }),
    },
    claim: (packageId, personId) => answered(() => claim(packageId, personId)),
    close: () => answered(() => database.close()),
  };
}

function openFile(options: WorkspaceOptions): DatabaseSync {
  try {
    const database = new DatabaseSync(options.path);
    prepareSchema(database, () => options.random.uuid());
    return database;
  } catch (cause) {
    throw asFault(cause);
  }
}
