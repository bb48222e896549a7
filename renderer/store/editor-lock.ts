/** One package has one editor: a lock per package over all windows of this profile. It says who may edit, and writes nothing. */
import type { PackageId } from '../../shared/domain/ids.ts';

/** Ends the hold. */
export type Release = () => void;

/** Takes the package for this window, or says that another window is editing it. */
export function tryEdit(id: PackageId, locks: LockManager = navigator.locks): Promise<Release | 'elsewhere'> {
  return new Promise((resolve, reject) => {
    locks
      .request(`edit:${id}`, { ifAvailable: true }, (lock) => {
        if (lock === null) {
          resolve('elsewhere');
          return;
        }
        return new Promise<void>((release) => resolve(() => release()));
      })
      .catch(reject);
  });
}
