/**
 * What stands on the sheet while the chosen package is being read: the one before, for a moment shorter than any key is ignored after
 * a change, then nothing. So the screen never blinks, and nobody can act on one package while reading another.
 */
import { useEffect, useLayoutEffect, useRef, useState } from 'react';
import type { PackageId } from '../../../shared/domain/ids.ts';
import { hereAndNow } from '../../store/here-and-now.ts';
import { usePackage, type PackageOnScreen } from '../../store/queries.ts';
import { useDeskView } from '../../view-state/desk-view.ts';
import { useLeaving } from '../../view-state/leaving.ts';

/** Below the time within which A is ignored after a change (see commands/approve.ts). */
const LINGERS_MS = 250;

export interface ShownPackage {
  /** Undefined where there is nothing to show yet, null where there is no such package. */
  readonly shown: PackageOnScreen | null | undefined;
  /** What is shown is the package before. */
  readonly isBefore: boolean;
}

export function useShownPackage(id: PackageId | null): ShownPackage {
  const read = usePackage(id);
  const [before, setBefore] = useState<PackageOnScreen | null>(null);
  const [lateId, setLateId] = useState<PackageId | null>(null);
  const isWaiting = read === undefined;
  const hasLeft = useLeaving(({ ids }) => before !== null && ids.has(before.pkg.id));
  if (!isWaiting && read !== before) setBefore(read);
  // What was decided is never shown as the one before, not even when the list has it no longer.
  else if (isWaiting && hasLeft) setBefore(null);

  useEffect(() => {
    if (!isWaiting || id === null) return undefined;
    const timer = setTimeout(() => setLateId(id), LINGERS_MS);
    return () => clearTimeout(timer);
  }, [isWaiting, id]);

  const waitedFor = useRef<PackageId | null>(null);
  useLayoutEffect(() => {
    if (isWaiting) waitedFor.current = id;
    else if (id !== null && waitedFor.current === id) {
      // It was not on screen while it was read: the time in which keys are meant for the one before begins now.
      waitedFor.current = null;
      useDeskView.getState().set({ shownAtMs: hereAndNow.nowMs() });
    }
  }, [isWaiting, id]);

  if (!isWaiting) return { shown: read, isBefore: false };
  if (before === null || lateId === id) return { shown: undefined, isBefore: false };
  return { shown: before, isBefore: true };
}
