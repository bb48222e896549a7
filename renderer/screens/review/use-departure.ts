/**
 * Lets a decided package leave to the left while the next one is already painted under it: a picture of the old panes, never the panes
 * themselves, so that nothing waits for the motion and no key can reach what has gone.
 */
import { useLayoutEffect, type RefObject } from 'react';
import { useDeskView } from '../../view-state/desk-view.ts';
import { useLeaving } from '../../view-state/leaving.ts';
import styles from './review-sheet.module.css';

const LEAVES_IN_MS = 120;

export function useDeparture(panes: RefObject<HTMLElement | null>): void {
  useLayoutEffect(
    () =>
      // Called while the old package is still in the document: React paints the next one only after this.
      useDeskView.subscribe((now, before) => {
        if (now.selectedId === before.selectedId || before.selectedId === null) return;
        if (!useLeaving.getState().ids.has(before.selectedId) || panes.current === null) return;
        if (matchMedia('(prefers-reduced-motion: reduce)').matches) return;
        slideAway(panes.current);
      }),
    [panes],
  );
}

function slideAway(panes: HTMLElement): void {
  const picture = panes.cloneNode(true);
  if (!(picture instanceof HTMLElement)) return;
  picture.classList.add(styles.departing ?? '');
  picture.inert = true;
  picture.setAttribute('aria-hidden', 'true');
  // Ids, names and roles of the copy must not answer for the real ones.
  for (const named of picture.querySelectorAll('[id]')) named.removeAttribute('id');
  panes.parentElement?.append(picture);
  const motion = picture.animate(
    [
      { transform: 'none', opacity: 1 },
      { transform: 'translateX(-56px)', opacity: 0 },
    ],
    { duration: LEAVES_IN_MS, easing: 'cubic-bezier(0.3, 0, 0.8, 0.4)', fill: 'forwards' },
  );
  motion.onfinish = () => picture.remove();
  motion.oncancel = () => picture.remove();
}
