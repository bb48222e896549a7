/** Whether another window of this profile is editing the package on screen. It asks; it takes no lock itself. */
import { useEffect, useState } from 'react';
import type { PackageId } from '../../../shared/domain/ids.ts';
import { isEditedElsewhere } from '../../store/editor-lock.ts';

const ASK_EVERY_MS = 2_000;

export function useEditedElsewhere(packageId: PackageId, isEditingHere: boolean): boolean {
  const [heldId, setHeldId] = useState<PackageId | null>(null);
  useEffect(() => {
    if (isEditingHere) return undefined;
    let isOver = false;
    const ask = async () => {
      const isHeld = await isEditedElsewhere(packageId);
      if (!isOver) setHeldId(isHeld ? packageId : null);
    };
    const askAgain = () => {
      ask().catch(reportError);
    };
    askAgain();
    const timer = setInterval(askAgain, ASK_EVERY_MS);
    return () => {
      isOver = true;
      clearInterval(timer);
    };
  }, [packageId, isEditingHere]);
  return !isEditingHere && heldId === packageId;
}
