/** Keeps the keyboard in what is read: when what had it is gone, as a row or a list of choices is after an act, the region takes it. */
import { useEffect, useRef, type RefObject } from 'react';
import { useDeskView } from '../../view-state/desk-view.ts';

/** `shownId` is what the region shows now. */
export function useRegionFocus(shownId: string): RefObject<HTMLElement | null> {
  const region = useRef<HTMLElement>(null);
  const mode = useDeskView((view) => view.mode);
  useEffect(() => {
    const take = () => {
      const view = useDeskView.getState();
      if (document.activeElement !== document.body || !document.hasFocus()) return;
      if (view.mode === 'reading' && view.overlay === 'none') region.current?.focus({ preventScroll: true });
    };
    take();
    const onLetGo = (event: FocusEvent) => {
      // Only once this event is over is it known who has it.
      if (event.relatedTarget === null) setTimeout(take, 0);
    };
    window.addEventListener('focusout', onLetGo);
    return () => window.removeEventListener('focusout', onLetGo);
  }, [mode, shownId]);
  useEffect(() => {
    region.current?.scrollTo({ top: 0 });
  }, [shownId]);
  return region;
}
