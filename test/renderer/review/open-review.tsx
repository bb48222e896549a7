/** The review screen over the real store, registry and claim checker, with only the main process played. */
import { cleanup, render, screen, waitFor } from '@testing-library/react';
import userEvent, { type UserEvent } from '@testing-library/user-event';
import { useEffect } from 'react';
import {} from 'vitest';
import { createBridge, replaceBridge } from '../../../renderer/bridge.ts';
import { bindKeys } from '../../../renderer/commands/registry.ts';
import { select } from '../../../renderer/commands/select.ts';
import { ReviewScreen } from '../../../renderer/screens/review/review-screen.tsx';
import { startDesk } from '../../../renderer/store/boot.ts';
import { createDeskDb, replaceDeskDb } from '../../../renderer/store/db.ts';
import { resetEditing } from '../../../renderer/store/editing.ts';
import { forgetPackageViews } from '../../../renderer/store/package-view.ts';
import { useReviewList } from '../../../renderer/store/queries.ts';
import { useDeskView } from '../../../renderer/view-state/desk-view.ts';
import { useLeaving } from '../../../renderer/view-state/leaving.ts';
import type { HandoffPackage } from '../../../shared/domain/handoff-package.ts';
import type { DeskWorld, PackageWorld } from '../../../shared/domain/world.ts';
import type { PolicyDocument } from '../../../shared/policy/limits.ts';
import { PlayedMain } from '../store/played-main.ts';
import { person, reviewDesk, reviewPackage, reviewPolicy, reviewWorld } from './review-sample.ts';
import '../../../renderer/styles/tokens.css';
import '../../../renderer/styles/global.css';

export interface Opening {
  /** One clean package where none are given. */
  readonly packages?: readonly HandoffPackage[];
  readonly worlds?: readonly PackageWorld[];
  /** Null keeps what is known of the desk from the page. */
  readonly desk?: DeskWorld | null;
  readonly policy?: PolicyDocument;
  /** Of the screen without its list, in pixels. */
  readonly width?: number;
}

export interface OpenReview {
  readonly main: PlayedMain;
  readonly user: UserEvent;
  readonly nowMs: number;
}

let databases = 0;
let close: (() => Promise<void>) | null = null;

/** Fills the list's order and puts its first package on screen, as the list column does. */
function List() {
  const list = useReviewList(person.id, '', 50);
  const first = list?.rows[0]?.id;
  const selectedId = useDeskView((view) => view.selectedId);
  useEffect(() => {
    if (selectedId === null && first !== undefined) select(first);
  }, [selectedId, first]);
  return null;
}

export async function openReview(opening: Opening = {}): Promise<OpenReview> {
  const nowMs = Date.now();
  const packages = opening.packages ?? [reviewPackage(nowMs)];
  const main = new PlayedMain();
  for (const pkg of packages) {
    main.put('package', pkg.id, pkg);
    main.put(
      'world',
      pkg.id,
      opening.worlds?.find(({ packageId }) => packageId === pkg.id) ?? reviewWorld(nowMs, pkg.id),
    );
  }
  main.put('policy', 'policy', opening.policy ?? reviewPolicy());
  main.put('people', 'people', [person]);
  if (opening.desk !== null) main.put('desk', 'desk', opening.desk ?? reviewDesk(nowMs));

  databases += 1;
  const name = `review-screen-${databases}`;
  replaceDeskDb(createDeskDb(name));
  replaceBridge(createBridge(main, null, new Set()));
  resetEditing();
  forgetPackageViews(packages.map(({ id }) => id));
  const view = useDeskView.getInitialState();
  useDeskView.setState(view, true);
  // What a test before decided would be hidden here: its store is gone, and says nothing of it any more.
  useLeaving.setState(useLeaving.getInitialState(), true);
  const stop = startDesk();
  const unbind = bindKeys(window);
  const frame = document.createElement('div');
  frame.style.cssText = `height: 760px; width: ${opening.width ?? 1_016}px`;
  document.body.append(frame);
  render(
    <>
      <List />
      <ReviewScreen />
    </>,
    { container: frame },
  );
  close = async () => {
    cleanup();
    frame.remove();
    unbind();
    await stop();
    replaceDeskDb(null);
    replaceBridge(null);
    indexedDB.deleteDatabase(name);
  };
  await screen.findByRole('region', { name: 'Message' });
  const isStep = packages[0]?.draft === null;
  if (!isStep && opening.desk !== null) {
    await waitFor(
      () => {
        if (document.body.textContent.includes('has not reached this window yet'))
          throw new Error('still without a desk');
      },
      { interval: 20 },
    );
  }
  // Keys within 400 ms of a new package are meant for the one before.
  useDeskView.getState().set({ shownAtMs: 0 });
  return { main, user: userEvent.setup(), nowMs };
}

export async function closeReview(): Promise<void> {
  await close?.();
  close = null;
}

/** The pieces of the gutter ribbon from the top, by state. */
export function ribbon(): readonly string[] {
  return [...document.querySelectorAll<HTMLElement>('.cm-piece')]
    .toSorted((a, b) => a.getBoundingClientRect().top - b.getBoundingClientRect().top)
    .map(
      (piece) =>
        [...piece.classList].find((name) => name.startsWith('cm-piece-') && name !== 'cm-piece-selected') ?? '',
    )
    .map((name) => name.replace('cm-piece-', ''));
}

/** The message's text as the editor has it. */
export function bodyOnScreen(): string {
  return [...document.querySelectorAll('.cm-line')].map((line) => line.textContent).join('\n');
}

/** Decisions the main process has acted on. */
export function acted(main: PlayedMain) {
  return [...main.acted.values()];
}

/** Until it holds; the screen follows the store by itself. */
export const eventually = (claim: () => void) => waitFor(claim, { interval: 20 });
