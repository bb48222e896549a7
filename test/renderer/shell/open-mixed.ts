/** A review queue of three clean packages and three of Tier 1, one of them too short, as it stands on screen; and what tests leave behind. */
import { screen } from '@testing-library/react';
import { expect } from 'vitest';
import { useTableView } from '../../../renderer/screens/queue-table/table-view.ts';
import { hereAndNow } from '../../../renderer/store/here-and-now.ts';
import { useDeskView } from '../../../renderer/view-state/desk-view.ts';
import { useReviewNarrowing } from '../../../renderer/view-state/review-narrowing.ts';
import { samplePackage, sampleWorld } from '../store/sample.ts';
import { openShell } from './open-shell.tsx';

/** Before each test. */
export function resetQueue(): void {
  hereAndNow.nowMs = () => Date.now();
  useReviewNarrowing.setState(useReviewNarrowing.getInitialState(), true);
  useTableView.setState(useTableView.getInitialState(), true);
}

export async function onReview(): Promise<void> {
  await screen.findByRole('button', { name: /^Reject/ });
  await expect.poll(() => useDeskView.getState().selectedId).not.toBeNull();
  useDeskView.getState().set({ shownAtMs: 0 });
}

export const openMixed = () =>
  openShell(3, (main, nowMs) => {
    for (const [at, body] of [undefined, undefined, 'Hi Dana,\n\nOne question?\n\nBest,\nSam'].entries()) {
      const id = `t${at + 1}`;
      main.put(
        'package',
        id,
        samplePackage({
          id,
          tier: 1,
          accountName: `First ${at + 1}`,
          readyAtMs: nowMs - 3_600_000,
          expiresAtMs: nowMs + (20 + at) * 3_600_000,
          ...(body === undefined ? {} : { body }),
        }),
      );
      main.put('world', id, sampleWorld(id));
    }
  });
