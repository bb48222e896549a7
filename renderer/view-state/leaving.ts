/** Packages that were decided a moment ago and still stand in a list that was read before: hidden from it at once. Never a record. */
import { useEffect } from 'react';
import { create } from 'zustand';
import type { PackageId } from '../../shared/domain/ids.ts';

interface Leaving {
  readonly ids: ReadonlySet<PackageId>;
  /** Those of them that the store has moved: the next list that is read says itself where they are. */
  readonly moved: ReadonlySet<PackageId>;
}

export const useLeaving = create<Leaving>()(() => ({ ids: new Set<PackageId>(), moved: new Set<PackageId>() }));

const without = (ids: ReadonlySet<PackageId>, id: PackageId) => new Set([...ids].filter((other) => other !== id));

/** Hides the package until `showAgain`, or until the store has moved it and a list was read without it. */
export function hide(id: PackageId): void {
  useLeaving.setState(({ ids, moved }) => ({ ids: new Set([...ids, id]), moved: without(moved, id) }));
}

/** The store has moved the package that `hide` named. */
export function hasMoved(id: PackageId): void {
  useLeaving.setState(({ ids, moved }) => (ids.has(id) ? { moved: new Set([...moved, id]) } : {}));
}

/** Ends `hide`. */
export function showAgain(id: PackageId): void {
  useLeaving.setState(({ ids, moved }) =>
    ids.has(id) ? { ids: without(ids, id), moved: without(moved, id) } : { ids },
  );
}

/** Ends `hide` for what the store has moved, once `rows` as they were read are without it; a list that begins has read nothing older. */
export function useEndOfLeaving<T>(rows: readonly T[] | undefined, idOf: (row: T) => PackageId): void {
  const moved = useLeaving((leaving) => leaving.moved);
  useEffect(() => useLeaving.getState().moved.forEach(showAgain), []);
  useEffect(() => {
    if (rows === undefined) return;
    for (const id of moved) if (!rows.some((row) => idOf(row) === id)) showAgain(id);
  }, [rows, moved, idOf]);
}
