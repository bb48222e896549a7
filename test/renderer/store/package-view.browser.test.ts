/** What is kept of packages for the screen: whatever the feed brings, it is what the store has; and what changed is there without another read. */
import fc from 'fast-check';
import { afterEach, expect, test } from 'vitest';
import type { DraftEdit } from '../../../shared/domain/draft-edit.ts';
import type { PackageId } from '../../../shared/domain/ids.ts';
import { applyFeedPage, readReached } from '../../../renderer/store/apply-feed.ts';
import type { DeskDb } from '../../../renderer/store/db.ts';
import {
  forgetPackageViews,
  onPackageViews,
  peekPackageView,
  prefetchPackageViews,
  renewEdit,
  takeOverFromFeed,
} from '../../../renderer/store/package-view.ts';
import { cleanDatabases, openDb } from './databases.ts';
import { PlayedMain } from './played-main.ts';
import { sampleEdit, samplePackage, sampleSend, sampleWorld } from './sample.ts';

cleanDatabases();
const IDS = ['p1', 'p2', 'p3'] as PackageId[];
afterEach(() => forgetPackageViews(IDS));

/** As the feed loop does it. */
async function follow(db: DeskDb, main: PlayedMain, limit: number): Promise<void> {
  for (let more = true; more;) {
    const asked = await readReached(db.relaxed);
    const page = main.page(asked.epoch, asked.afterSeq, limit);
    const applied = await applyFeedPage(db, page, asked);
    if (applied.kind === 'applied') takeOverFromFeed(applied);
    more = page.more;
  }
}

/** As the keeper of edits and the edit's own live query do it. */
async function type(db: DeskDb, packageId: PackageId, edit: DraftEdit | null, updatedAtMs: number): Promise<void> {
  await db.strict.edits.put({ packageId, edit, updatedAtMs, journaled: 0 });
  await renewEdit(db, packageId);
}

const act = fc.record({
  id: fc.constantFrom(...IDS),
  what: fc.constantFrom('package', 'world', 'edit', 'send', 'gone', 'no-edit', 'typed', 'dropped', 'follow'),
  number: fc.nat(50),
});

test('whatever the feed brings in whatever pages, what is kept is what the store has', async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.array(act, { minLength: 1, maxLength: 14 }),
      fc.integer({ min: 1, max: 6 }),
      async (acts, limit) => {
        const main = new PlayedMain();
        const db = openDb();
        forgetPackageViews(IDS);
        for (const id of IDS) main.put('package', id, samplePackage({ id }));
        await follow(db, main, limit);
        await prefetchPackageViews(db, IDS);
        for (const { id, what, number } of acts) {
          if (what === 'package') main.put('package', id, samplePackage({ id, revision: number + 2 }));
          if (what === 'gone') main.put('package', id, null);
          if (what === 'world') main.put('world', id, { ...sampleWorld(id), suppressions: [] });
          if (what === 'edit')
            main.put('edit', id, sampleEdit({ packageId: id, body: `Edit ${number}`, updatedAtMs: number + 1 }));
          if (what === 'no-edit') main.put('edit', id, null);
          if (what === 'typed') await type(db, id, sampleEdit({ packageId: id, updatedAtMs: number + 1 }), number + 1);
          if (what === 'dropped') await type(db, id, null, number + 1);
          if (what === 'send')
            main.put(
              'send',
              `send-${id}-${number}`,
              sampleSend({
                id: `send-${id}-${number}`,
                decisionId: `d-${id}-${number}`,
                packageId: id,
                countersignedAtMs: number,
              }),
            );
          if (what === 'follow') await follow(db, main, limit);
        }
        await follow(db, main, limit);
        const kept = IDS.map((id) => peekPackageView(id));
        forgetPackageViews(IDS);
        await prefetchPackageViews(db, IDS);
        kept.forEach((view, at) => {
          if (view !== undefined) expect(view).toEqual(peekPackageView(IDS[at]!));
        });
      },
    ),
    { numRuns: 25 },
  );
});

test('a package that changed is there without another read, its other parts the same objects, and it is told of once', async () => {
  const main = new PlayedMain();
  const db = openDb();
  main.put('package', 'p1', samplePackage({ id: 'p1' }));
  main.put('world', 'p1', sampleWorld('p1'));
  await follow(db, main, 10);
  await prefetchPackageViews(db, IDS);
  const before = peekPackageView(IDS[0]!);
  let told = 0;
  const end = onPackageViews(() => (told += 1));
  main.put('package', 'p1', samplePackage({ id: 'p1', revision: 2, accountName: 'Southwind' }));
  await follow(db, main, 10);
  const after = peekPackageView(IDS[0]!);
  expect(after?.pkg.account.name).toBe('Southwind');
  expect(after?.world).toBe(before?.world);
  expect(after?.pkg.contact).toBe(before?.pkg.contact);
  expect(told).toBe(1);
  end();
});

test('an edit that comes after its package was forgotten brings the package back with it', async () => {
  const main = new PlayedMain();
  const db = openDb();
  main.put('package', 'p1', samplePackage({ id: 'p1' }));
  await follow(db, main, 10);
  forgetPackageViews(IDS);
  await db.strict.edits.put({ packageId: IDS[0]!, edit: sampleEdit({ body: 'Again' }), updatedAtMs: 9, journaled: 0 });
  await renewEdit(db, IDS[0]!);
  expect(peekPackageView(IDS[0]!)).toMatchObject({ pkg: { id: 'p1' }, edit: { body: 'Again' } });
});

test('an edit is read into what is kept, and nothing else of it changes', async () => {
  const main = new PlayedMain();
  const db = openDb();
  main.put('package', 'p1', samplePackage({ id: 'p1' }));
  await follow(db, main, 10);
  await prefetchPackageViews(db, IDS);
  const before = peekPackageView(IDS[0]!);
  const edit = sampleEdit({ body: 'Typed' });
  await db.strict.edits.put({ packageId: IDS[0]!, edit, updatedAtMs: 9, journaled: 0 });
  expect((await renewEdit(db, IDS[0]!))?.body).toBe('Typed');
  expect(peekPackageView(IDS[0]!)?.edit?.body).toBe('Typed');
  expect(peekPackageView(IDS[0]!)?.pkg).toBe(before?.pkg);
});

test('one’s own edit that the feed brings back takes nothing away, and a newer one from elsewhere is there at once', async () => {
  const main = new PlayedMain();
  const db = openDb();
  main.put('package', 'p1', samplePackage({ id: 'p1' }));
  await follow(db, main, 10);
  await prefetchPackageViews(db, IDS);
  const typed = sampleEdit({ body: 'Typed', updatedAtMs: 9 });
  await type(db, IDS[0]!, typed, 9);
  const before = peekPackageView(IDS[0]!);
  main.put('edit', 'p1', typed);
  await follow(db, main, 10);
  expect(peekPackageView(IDS[0]!)).toBe(before);
  expect((await db.relaxed.edits.get(IDS[0]!))?.journaled).toBe(1);

  main.put('edit', 'p1', sampleEdit({ body: 'From elsewhere', updatedAtMs: 10 }));
  await follow(db, main, 10);
  expect(peekPackageView(IDS[0]!)).toEqual({
    ...before,
    edit: sampleEdit({ body: 'From elsewhere', updatedAtMs: 10 }),
  });

  main.put('edit', 'p1', null);
  await follow(db, main, 10);
  expect(peekPackageView(IDS[0]!)).toEqual({ ...before, edit: null });
});

test('an older copy of an edit that comes with a newer draft takes the draft over and leaves the newer edit', async () => {
  const main = new PlayedMain();
  const db = openDb();
  main.put('package', 'p1', samplePackage({ id: 'p1' }));
  await follow(db, main, 10);
  await prefetchPackageViews(db, IDS);
  await type(db, IDS[0]!, sampleEdit({ body: 'Typed since', updatedAtMs: 9 }), 9);
  main.put('edit', 'p1', sampleEdit({ body: 'Typed first', updatedAtMs: 8 }));
  main.put('package', 'p1', samplePackage({ id: 'p1', revision: 2 }));
  await follow(db, main, 10);
  expect(peekPackageView(IDS[0]!)).toMatchObject({ pkg: { revision: 2 }, edit: { body: 'Typed since' } });

  await type(db, IDS[0]!, null, 11);
  main.put('edit', 'p1', sampleEdit({ body: 'Typed since', updatedAtMs: 9 }));
  main.put('package', 'p1', samplePackage({ id: 'p1', revision: 3 }));
  await follow(db, main, 10);
  expect(peekPackageView(IDS[0]!)).toMatchObject({ pkg: { revision: 3 }, edit: null });
});
