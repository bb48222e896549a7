/** The first picture: read before it is drawn, whole at the first drawing, and never an empty list that may only not be copied yet. */
import { render } from '@testing-library/react';
import { afterEach, expect, test } from 'vitest';
import { startFirstLook } from '../../../renderer/store/first-look.ts';
import { forgetPackageViews } from '../../../renderer/store/package-view.ts';
import { usePackage, useReviewList } from '../../../renderer/store/queries.ts';
import { reviewOrder, setReviewOrder } from '../../../renderer/store/review-order.ts';
import { REVIEW_PAGE } from '../../../renderer/store/review-search.ts';
import type { PersonId } from '../../../shared/domain/ids.ts';
import { openPage } from '../commands/page.ts';
import { cleanDatabases } from './databases.ts';

cleanDatabases();
const SAM = 'sam' as PersonId;
const KIM = 'kim' as PersonId;
afterEach(() => localStorage.clear());

const fail = (error: unknown) => expect.fail(String(error));

/** What the hooks give at their very first call. */
function atFirst<T>(hook: () => T): T {
  const all: T[] = [];
  function Probe() {
    all.push(hook());
    return null;
  }
  render(<Probe />).unmount();
  return all[0] as T;
}

test.each([
  ['whoever sat here last', SAM],
  ['another person than last time', KIM],
  ['nobody before', null],
])('after %s, list and first package are there at the first drawing', async (_who, last) => {
  const { db } = await openPage([{ tier: 3 }, { tier: 1 }, { ownerId: 'kim' }]);
  if (last !== null) localStorage.setItem('countersign.lastPerson', last);
  forgetPackageViews(reviewOrder());
  setReviewOrder([]);
  const first = await startFirstLook(db, fail).of(SAM);
  const list = atFirst(() => useReviewList(SAM, '', REVIEW_PAGE));
  expect(list?.rows.map(({ id }) => id)).toEqual(reviewOrder());
  expect(list).toMatchObject({ total: 2, rows: [{ id: first }, {}] });
  expect(atFirst(() => usePackage(first))?.pkg.id).toBe(first);
  expect(localStorage.getItem('countersign.lastPerson')).toBe(SAM);
});

test('an empty store gives no picture: the list is asked for again', async () => {
  const { db } = await openPage([]);
  expect(await startFirstLook(db, fail).of(SAM)).toBeNull();
  expect(atFirst(() => useReviewList(SAM, '', REVIEW_PAGE))).toBeUndefined();
});

test('a store that is busy with something else keeps nobody waiting', async () => {
  const { db } = await openPage([{}]);
  const hold = { isHeld: true, hasBegun: false };
  const held = db.relaxed.transaction('rw', db.relaxed.summaries, async (tx) => {
    // A transaction stays open for as long as it is asked something.
    while (hold.isHeld) {
      await tx.table('summaries').count();
      hold.hasBegun = true;
    }
  });
  await expect.poll(() => hold.hasBegun).toBe(true);
  expect(await startFirstLook(db, fail).of(SAM)).toBeNull();
  hold.isHeld = false;
  await held;
});
