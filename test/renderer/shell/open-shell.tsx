/** The whole frame over the real store, registry and screens, with only the main process played. */
import { cleanup, render, screen } from '@testing-library/react';
import userEvent, { type UserEvent } from '@testing-library/user-event';
import { App } from '../../../renderer/app/app.tsx';
import { useShellView } from '../../../renderer/app/shell-view.ts';
import { createBridge, replaceBridge } from '../../../renderer/bridge.ts';
import { useNotices } from '../../../renderer/commands/notify.ts';
import { startDesk } from '../../../renderer/store/boot.ts';
import { createDeskDb, replaceDeskDb } from '../../../renderer/store/db.ts';
import { resetEditing } from '../../../renderer/store/editing.ts';
import { resetStanding } from '../../../renderer/store/storage-state.ts';
import { useDeskView } from '../../../renderer/view-state/desk-view.ts';
import { useLeaving } from '../../../renderer/view-state/leaving.ts';
import { useSession } from '../../../renderer/view-state/session.ts';
import { sampleDesk, samplePackage, samplePerson, samplePolicy, sampleWorld } from '../store/sample.ts';
import { ShellMain } from './shell-main.ts';
import '../../../renderer/styles/tokens.css';
import '../../../renderer/styles/global.css';

export interface OpenShell {
  readonly main: ShellMain;
  readonly user: UserEvent;
  readonly nowMs: number;
  /** Plays the line to the main process. */
  readonly line: (state: 'live' | 'lost' | 'needs-token') => void;
}

let databases = 0;
let close: (() => Promise<void>) | null = null;

/** `fill` puts what a test needs into the feed, over `packages` clean packages. */
export async function openShell(
  packages = 3,
  fill: (main: ShellMain, nowMs: number) => void = () => undefined,
): Promise<OpenShell> {
  const nowMs = Date.now();
  const main = new ShellMain();
  for (let at = 1; at <= packages; at += 1) {
    const id = `p${at}`;
    main.put(
      'package',
      id,
      samplePackage({
        id,
        accountName: `Account ${at}`,
        readyAtMs: nowMs - 3_600_000,
        expiresAtMs: nowMs + at * 3_600_000,
      }),
    );
    main.put('world', id, sampleWorld(id));
  }
  main.put('policy', 'policy', samplePolicy());
  main.put('people', 'people', [samplePerson()]);
  main.put('desk', 'desk', sampleDesk(nowMs));
  fill(main, nowMs);

  databases += 1;
  const name = `shell-${databases}`;
  replaceDeskDb(createDeskDb(name));
  const lines = new Set<(state: 'live' | 'lost' | 'needs-token') => void>();
  replaceBridge(createBridge(main, null, lines));
  resetEditing();
  resetStanding();
  localStorage.clear();
  sessionStorage.clear();
  useDeskView.setState(useDeskView.getInitialState(), true);
  // What a test before decided would be hidden here: its store is gone, and says nothing of it any more.
  useLeaving.setState(useLeaving.getInitialState(), true);
  useShellView.setState({ ...useShellView.getInitialState(), demoBannerHidden: false }, true);
  useSession.setState(useSession.getInitialState(), true);
  useNotices.setState({ notices: [], count: 0 });
  const stop = startDesk();
  const frame = document.createElement('div');
  frame.id = 'root';
  frame.style.cssText = 'position: fixed; inset: 0';
  document.body.append(frame);
  render(<App />, { container: frame });
  close = async () => {
    cleanup();
    frame.remove();
    await stop();
    replaceDeskDb(null);
    replaceBridge(null);
    indexedDB.deleteDatabase(name);
  };
  await screen.findByRole('navigation', { name: 'Queues' });
  return {
    main,
    user: userEvent.setup(),
    nowMs,
    line: (state) => {
      for (const tell of lines) tell(state);
    },
  };
}

export async function closeShell(): Promise<void> {
  await close?.();
  close = null;
}
