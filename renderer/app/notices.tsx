/** Shows the notices as toasts and says each once to a screen reader. */
import { useEffect, useMemo } from 'react';
import { dismissNotice, useNotices } from '../commands/notify.ts';
import { sendNow } from '../commands/send-now.ts';
import { undoLast } from '../commands/undo-last.ts';
import { PACKAGE_SCREENS } from '../commands/with-selected.ts';
import { Toaster } from '../components/toaster.tsx';
import { useNow } from '../components/use-now.ts';
import { LiveRegion } from '../components/visually-hidden.tsx';
import { useDesk, useSends } from '../store/queries.ts';
import { useDeskView, type Screen } from '../view-state/desk-view.ts';
import { useSession } from '../view-state/session.ts';
import { spokenNotice, toastOf, withoutRepeats, type NoticeActs } from './notice-toasts.ts';

/** The newest sends are enough: a toast is about one of the last decisions. */
const READ = 30;
const USUAL_UNDO_SECONDS = 20;

/** Screens with a bar of actions at their foot, which toasts must not cover. */
function hasBars(screen: Screen): boolean {
  return (
    PACKAGE_SCREENS.includes(screen) || screen === 'escalations' || screen === 'replies' || screen === 'hot-replies'
  );
}

export function Notices() {
  const notices = useNotices((state) => state.notices);
  const personId = useSession((session) => session.person?.id ?? null);
  const sends = useSends(personId, READ);
  const { policy } = useDesk();
  const screen = useDeskView((view) => view.screen);
  const setView = useDeskView((view) => view.set);
  const nowMs = useNow(1_000);
  const acts: NoticeActs = useMemo(
    () => ({
      undo: () => void undoLast(),
      sendNow: (id) => void sendNow(id),
      openMail: (noticeId, sendId) => {
        dismissNotice(noticeId);
        setView({ screen: 'sent', mode: 'reading', openSendId: sendId, overlay: 'none' });
      },
    }),
    [setView],
  );
  const newest = notices.findLast((notice) => notice.kind === 'decided')?.id;
  // What the person before decided is no longer this one's to undo.
  useEffect(
    () => () => {
      for (const { id, kind } of useNotices.getState().notices) if (kind === 'decided') dismissNotice(id);
    },
    [personId],
  );
  const undoMs = (policy?.limits.undoSeconds ?? USUAL_UNDO_SECONDS) * 1_000;
  const toasts = withoutRepeats(notices).map((notice) =>
    toastOf(notice, {
      send: sends?.find((send) => send.id === notice.sendId) ?? null,
      isNewest: notice.id === newest,
      undoMs,
      nowMs,
      acts,
    }),
  );
  return (
    <>
      <Toaster label="Notices" overBars={hasBars(screen)} toasts={toasts} onDismiss={dismissNotice} />
      <LiveRegion words={spokenNotice(notices.at(-1), undoMs)} />
    </>
  );
}
