/** The active time of the package on screen, for the quiet ring. A copy that a reload may lose; the record is in the store. */
import { create } from 'zustand';
import type { PackageId } from '../../shared/domain/ids.ts';

interface ActiveView {
  readonly packageId: PackageId | null;
  /** Whole active time of that package in milliseconds, at a second's resolution. */
  readonly activeMs: number;
  /** False while idle, hidden or unfocused. */
  readonly counting: boolean;
}

export const useActiveView = create<ActiveView>()(() => ({ packageId: null, activeMs: 0, counting: false }));
