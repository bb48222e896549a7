/** One package has one editor: a lock per package over all windows of this profile. It says who may edit, and writes nothing. */
import type { PackageId } from '../../shared/domain/ids.ts';

/** Ends the hold. */
export type Release = () => void;

const nameOf = (id: PackageId) => `edit:${id}`;

/**
 * Packages this window holds, has asked for, or has let go of a moment ago: a lock is given back some time after its release was asked
 * for, and until then the browser still counts it.
 */
const ours = new Map<PackageId, number>();

function count(id: PackageId, by: 1 | -1): void {
  const now = (ours.get(id) ?? 0) + by;
  if (now === 0) ours.delete(id);
  else ours.set(id, now);
}

/** Takes the package for this window, or says that another window is editing it. */
export function tryEdit(id: PackageId, locks: LockManager = navigator.locks): Promise<Release | 'elsewhere'> {
  return new Promise((resolve, reject) => {
    count(id, 1);
    locks
      .request(nameOf(id), { ifAvailable: true }, (lock) => {
        if (lock === null) {
          resolve('elsewhere');
          return;
        }
        return new Promise<void>((release) => resolve(() => release()));
      })
      .catch(reject)
      .finally(() => count(id, -1));
  });
}

/** Whether another window is editing the package now. */
export async function isEditedElsewhere(id: PackageId, locks: LockManager = navigator.locks): Promise<boolean> {
  const wasOurs = ours.has(id);
  const { held = [] } = await locks.query();
  // Ours before or after: what was held in between may have been this window's own.
  return !wasOurs && !ours.has(id) && held.some(({ name }) => name === nameOf(id));
}
