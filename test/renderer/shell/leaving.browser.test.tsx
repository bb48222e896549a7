/** How long a decided package stays hidden from a list: until the list has been read without it, and no longer. */
import { act, cleanup, renderHook } from '@testing-library/react';
import { afterEach, beforeEach, expect, test } from 'vitest';
import type { PackageId } from '../../../shared/domain/ids.ts';
import { hasMoved, hide, showAgain, useEndOfLeaving, useLeaving } from '../../../renderer/view-state/leaving.ts';

const [one, two] = ['one', 'two'] as PackageId[] as [PackageId, PackageId];
const same = (id: PackageId) => id;
const hidden = () => [...useLeaving.getState().ids];

beforeEach(() => useLeaving.setState(useLeaving.getInitialState(), true));
afterEach(cleanup);

function list(first: readonly PackageId[] | undefined) {
  return renderHook(({ rows }) => useEndOfLeaving(rows, same), { initialProps: { rows: first } });
}

test('a list that was read before the store moved the package goes on without it; the one read after says where it is', () => {
  const { rerender } = list([one, two]);
  act(() => hide(one));
  rerender({ rows: [one, two] });
  act(() => hasMoved(one));
  rerender({ rows: [one, two] });
  expect(hidden()).toEqual([one]);
  rerender({ rows: [two] });
  expect(hidden()).toEqual([]);
  // Drafted again a moment later: it is there at once.
  rerender({ rows: [one, two] });
  expect(hidden()).toEqual([]);
});

test('a list without it that comes before the decision was saved does not end it', () => {
  const { rerender } = list([one, two]);
  act(() => hide(one));
  rerender({ rows: [two] });
  expect(hidden()).toEqual([one]);
  act(() => hasMoved(one));
  expect(hidden()).toEqual([]);
});

test('a list that is still being read ends nothing; one that begins after the move hides nothing', () => {
  act(() => hide(one));
  act(() => hide(two));
  const first = list(undefined);
  act(() => hasMoved(one));
  expect(hidden()).toEqual([one, two]);
  first.unmount();
  list([one, two]);
  expect(hidden()).toEqual([two]);
});

test('what was undone, or decided once more, is not taken for moved', () => {
  list([one, two]);
  act(() => hide(one));
  act(() => hasMoved(one));
  act(() => showAgain(one));
  act(() => hasMoved(one));
  expect(useLeaving.getState().moved.size).toBe(0);
  act(() => hide(one));
  expect(hidden()).toEqual([one]);
  expect(useLeaving.getState().moved.size).toBe(0);
});
