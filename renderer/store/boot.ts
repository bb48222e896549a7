/**
 * Starts the page's side of the desk: the store, the greeting, the events, and, in the window that leads, the feed, the outbox and
 * the journal of edits. It renders nothing.
 */
import { liveQuery } from 'dexie';
import type { PersonId } from '../../shared/domain/ids.ts';
import { CONTRACT_FINGERPRINT, CONTRACT_VERSION } from '../../shared/ipc/history.ts';
import { bridge, call, onEvent, yieldToScreen } from '../bridge.ts';
import { startActiveTime } from '../commands/active-time.ts';
import { watchEditing } from '../commands/editing-mode.ts';
import { readAhead, select } from '../commands/select.ts';
import { carryOutAll } from '../commands/put-off.ts';
import { showOnDesktop, tellOnDesktop } from '../commands/tell-on-desktop.ts';
import { tellOutcomes } from '../commands/tell-outcomes.ts';
import { mayTellOnDesktop } from '../view-state/desktop-notices.ts';
import { useDeskView } from '../view-state/desk-view.ts';
import { useSession } from '../view-state/session.ts';
import { deskDb } from './db.ts';
import { readDeskCopy } from './desk-copy.ts';
import { createEditJournal } from './edit-journal.ts';
import { editKeeper } from './editing.ts';
import { createFeedLoop } from './feed-loop.ts';
import { startFirstLook } from './first-look.ts';
import { hereAndNow } from './here-and-now.ts';
import { seekLead } from './leader.ts';
import { createOutbox } from './outbox.ts';
import { takeOverFromFeed } from './package-view.ts';
import { keepListedRows } from './review-rows.ts';
import { clearStorageFault, noteStanding, reportStorageFault } from './storage-state.ts';

const HELLO_AGAIN_MS = 1_000;
const LONGEST_HELLO_MS = 15_000;

/** What the leading window keeps going; each is woken when the line is back. */
interface Leading {
  wake(): void;
  feed(): void;
  stop(): Promise<void>;
}

function startLeading(): Leading {
  const db = deskDb();
  const common = { db, call, onFault: reportStorageFault };
  const outbox = createOutbox({
    ...common,
    personId: () => useSession.getState().person?.id ?? null,
    fraction: () => hereAndNow.fraction(),
  });
  const journal = createEditJournal(common);
  const feed = createFeedLoop({
    ...common,
    yieldToScreen,
    nowMs: () => hereAndNow.nowMs(),
    onProgress: (progress) => useSession.getState().set({ progress }),
    onChanged: (news) => {
      takeOverFromFeed(news);
      clearStorageFault();
      readAhead();
    },
  });
  useSession.getState().set({ leading: true });
  outbox.start();
  journal.start();
  feed.wake();
  return {
    wake() {
      outbox.kick();
      journal.kick();
      feed.wake();
    },
    feed: () => feed.wake(),
    async stop() {
      useSession.getState().set({ leading: false });
      await Promise.all([outbox.stop(), journal.stop(), feed.stop()]);
    },
  };
}

/** Calls back when the window closes; the returned function ends that. */
function onClosing(then: () => void): () => void {
  window.addEventListener('pagehide', then);
  return () => window.removeEventListener('pagehide', then);
}

/** Starts everything; the returned function ends it and resolves once nothing is under way. */
export function startDesk(): () => Promise<void> {
  const { set } = useSession.getState();
  const db = deskDb();
  const ends: (() => void)[] = [];
  let leading: Leading | null = null;
  let helloTimer: ReturnType<typeof setTimeout> | null = null;
  let helloAgainMs = HELLO_AGAIN_MS;
  let greeting: Promise<void> | null = null;
  let stopped = false;

  // So that the browser does not clear the store when disk gets short; a refusal changes nothing.
  void navigator.storage.persist().catch(() => false);
  db.strict.open().catch(reportStorageFault);
  const look = startFirstLook(db, reportStorageFault);
  const copying = liveQuery(() => readDeskCopy(db)).subscribe({ error: reportStorageFault });
  ends.push(() => copying.unsubscribe());
  for (const stores of [db.strict, db.relaxed]) {
    // Cleared or closed from outside: Dexie opens it again with the next use, and the feed fills it again.
    stores.on('close', () => leading?.feed());
    stores.on('versionchange', (event) => {
      if (event.newVersion === null) setTimeout(() => leading?.feed(), 0);
      else
        noteStanding({
          otherVersion: 'Another window runs a newer version. Reload this one; what you wrote is saved.',
        });
    });
  }

  /** One at a time: the line says that it is live while the first one is on its way. */
  function hello(): void {
    greeting ??= greet()
      .catch(reportStorageFault)
      .finally(() => {
        greeting = null;
      });
  }

  async function greet(): Promise<void> {
    if (helloTimer !== null) clearTimeout(helloTimer);
    helloTimer = null;
    const result = await call('desk.hello', { contractVersion: CONTRACT_VERSION, fingerprint: CONTRACT_FINGERPRINT });
    if (result.ok && result.value.kind === 'welcome') await lookFirst(result.value.person.id);
    if (stopped) return;
    if (!result.ok) {
      if (result.error.code === 'unavailable') noteLost();
      // A later line event asks at once; without one, this does.
      helloTimer ??= setTimeout(hello, helloAgainMs);
      helloAgainMs = Math.min(helloAgainMs * 2, LONGEST_HELLO_MS);
      return;
    }
    helloAgainMs = HELLO_AGAIN_MS;
    const answer = result.value;
    switch (answer.kind) {
      case 'reload':
        noteStanding({ line: 'live', otherVersion: answer.because });
        return;
      case 'welcome': {
        const { person, people, status, demo, host, version } = answer;
        set({ person, people, status, demo, host, version });
        noteStanding({ line: 'live', otherVersion: null });
        leading?.wake();
      }
    }
  }

  async function lookFirst(personId: PersonId): Promise<void> {
    if (useSession.getState().person !== null) return;
    const first = await look.of(personId);
    if (first !== null && useDeskView.getState().selectedId === null) select(first);
  }

  function noteLost(): void {
    if (useSession.getState().connection !== 'needs-token') noteStanding({ line: 'lost' });
  }

  ends.push(
    bridge().onLine((line) => {
      if (line === 'live') hello();
      else noteStanding({ line });
    }),
    onEvent('desk.status', (status) => set({ status })),
    onEvent('progress', (progress) => set({ progress })),
    onEvent('feed.advanced', () => leading?.feed()),
    startActiveTime({ db, nowMs: () => hereAndNow.nowMs(), onFault: reportStorageFault }),
    watchEditing(),
    keepListedRows(db, () => useSession.getState().person?.id ?? null, reportStorageFault),
    tellOutcomes(),
    tellOnDesktop({ db, show: showOnDesktop, mayTell: mayTellOnDesktop, onFault: reportStorageFault }),
    onClosing(() => void carryOutAll()),
  );
  const lead = seekLead(navigator.locks, () => {
    const work = startLeading();
    leading = work;
    return () => {
      leading = null;
      return work.stop();
    };
  });
  hello();

  return async () => {
    stopped = true;
    if (helloTimer !== null) clearTimeout(helloTimer);
    for (const end of ends) end();
    await editKeeper().flush();
    await lead.stop();
  };
}
