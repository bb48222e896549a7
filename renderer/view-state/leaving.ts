/** Packages that were decided a moment ago and are not yet moved in the store: hidden from the list at once. Never a record. */
import { create } from 'zustand';
import type { PackageId } from '../../shared/domain/ids.ts';

interface Leaving {
  readonly ids: ReadonlySet<PackageId>;
}

export const useLeaving = create<Leaving>()(() => ({ ids: new Set<PackageId>() }));

/** Hides the package until `showAgain`. */
export function hide(id: PackageId): void {
  useLeaving.setState(({ ids }) => ({ ids: new Set([...ids, id]) }));
}

/** Ends `hide`: the store now says itself where the package is. */
export function showAgain(id: PackageId): void {
  useLeaving.setState(({ ids }) =>
    ids.has(id) ? { ids: new Set([...ids].filter((other) => other !== id)) } : { ids },
  );
}
