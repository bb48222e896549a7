/** Steps through the sentences that claim something, so that each can be held against its fact. */
import { useDeskView } from '../view-state/desk-view.ts';
import { previewNow } from '../store/preview-now.ts';
import { selectedOnScreen } from './on-screen.ts';

export function stepThroughClaims(direction: 1 | -1): void {
  const shown = selectedOnScreen();
  if (shown === null) return;
  const { sentences } = previewNow(shown);
  const claims = sentences.flatMap(({ state }, at) => (state === 'not-factual' ? [] : [at]));
  const { sentence, set } = useDeskView.getState();
  const next =
    direction === 1
      ? claims.find((at) => at > (sentence ?? -1))
      : claims.findLast((at) => at < (sentence ?? sentences.length));
  // Round again at either end.
  const target = next ?? claims.at(direction === 1 ? 0 : -1);
  if (target !== undefined) set({ sentence: target });
}
