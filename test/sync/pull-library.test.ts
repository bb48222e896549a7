/** The team's library comes with each pull, with what was changed and removed; what can't be read is kept, told of, and stops nothing. */
import { expect, test } from 'vitest';
import { ConnectorFault } from '../../electron/ports/connector.ts';
import { LibraryKind, type LibraryEntry } from '../../shared/domain/library-entry.ts';
import { libraryEntries } from '../crm/parts.ts';
import { openSyncParts, sql } from './parts.ts';

const byId = (one: LibraryEntry, other: LibraryEntry) => (one.id < other.id ? -1 : 1);

test('the first pull brings every document of the library, the next one nothing', async () => {
  const { crm, ledger, pullFrom } = await openSyncParts();
  await pullFrom(crm).run();
  for (const kind of LibraryKind.options)
    expect(ledger.agent.library.list(kind)).toEqual(libraryEntries.filter((entry) => entry.kind === kind).sort(byId));
  const before = LibraryKind.options.map((kind) => ledger.agent.library.list(kind));
  await pullFrom(crm).run();
  LibraryKind.options.forEach((kind, at) => expect(ledger.agent.library.list(kind)).toBe(before[at]));
});

test('a changed document takes the place of the one before, and a removed one is gone', async () => {
  const { crm, crmPath, ledger, pullFrom } = await openSyncParts();
  const pull = pullFrom(crm);
  await pull.run();
  sql(
    crmPath,
    `INSERT INTO documents (kind, id, version, body, at_ms)
     SELECT kind, id, 2, json_set(body, '$.title', 'Moved'), 5 FROM documents WHERE kind = 'asset' AND id = 'asset-controllers'`,
  );
  sql(crmPath, `DELETE FROM documents WHERE kind = 'asset' AND id = 'asset-overview-deck'`);
  await pull.run();
  expect(ledger.agent.library.read('asset', 'asset-controllers')).toMatchObject({
    entry: { title: 'Moved' },
    documentVersion: 2,
  });
  expect(ledger.agent.library.read('asset', 'asset-overview-deck')).toBeNull();
});

test('a document that can’t be read leaves the last one that could in force, and is told of once', async () => {
  const { crm, crmPath, ledger, log, pullFrom } = await openSyncParts();
  const pull = pullFrom(crm);
  await pull.run();
  const before = ledger.agent.library.list('routing');
  sql(
    crmPath,
    `INSERT INTO documents (kind, id, version, body, at_ms) VALUES ('routing', 'lead-routing', 2, '{"kind":"routing"}', 5)`,
  );
  const told = () => log.lines.filter(({ code }) => code === 'sync.library-unreadable');
  for (const _run of [1, 2]) expect(await pull.run()).toMatchObject({ kind: 'up-to-date' });
  expect(told()).toEqual([{ level: 'warn', code: 'sync.library-unreadable', fields: { kind: 'routing', count: 1 } }]);
  expect(ledger.agent.library.list('routing')).toEqual(before);
  expect(ledger.agent.library.unreadable()).toMatchObject([
    { document: { kind: 'routing', id: 'lead-routing', version: 2 } },
  ]);
});

test('a CRM that holds no documents is not asked for any, and one that does not answer takes nothing away', async () => {
  const { crm, ledger, pullFrom } = await openSyncParts();
  await pullFrom(crm).run();
  const list = () => Promise.reject(new ConnectorFault('retryable', 'the CRM does not answer'));
  const silent = { ...crm, documents: { ...crm.documents, list } };
  expect(await pullFrom(silent).run()).toMatchObject({ kind: 'failed', retryable: true });
  const without = { ...silent, describe: async () => ({ ...(await crm.describe()), holdsDocuments: false }) };
  expect(await pullFrom(without).run()).toMatchObject({ kind: 'up-to-date' });
  expect(ledger.agent.library.list('prompt')).toHaveLength(7);
});
