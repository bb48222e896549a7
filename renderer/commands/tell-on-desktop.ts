/**
 * Tells outside the window that a hot reply came, or that an escalation's time is nearly over: who, never what was written. One window
 * tells, once for each, and only where the person has asked for it.
 */
import Dexie, { liveQuery } from 'dexie';
import type { Escalation } from '../../shared/domain/escalation.ts';
import type { EscalationId, MailboxId, PersonId, ReplyId } from '../../shared/domain/ids.ts';
import type { DeskDb } from '../store/db.ts';
import { hereAndNow } from '../store/here-and-now.ts';
import { readReplies } from '../store/reply-list.ts';
import type { ReplySummary } from '../store/reply-rows.ts';
import { useDeskView } from '../view-state/desk-view.ts';
import { useIncomingView } from '../view-state/incoming-view.ts';
import { useSession } from '../view-state/session.ts';
import { writerName } from './reply-choices.ts';

export interface DesktopNotice {
  /** One with the same tag takes its place. */
  readonly tag: string;
  readonly title: string;
  readonly body: string;
  readonly about: { readonly replyId: ReplyId } | { readonly escalationId: EscalationId };
}

interface Ports {
  readonly db: DeskDb;
  readonly show: (notice: DesktopNotice, onClick: () => void) => void;
  readonly mayTell: () => boolean;
  readonly onFault: (error: unknown) => void;
}

/** As near as this to the end of its time, an escalation is told. */
export const NEAR_END_MS = 20 * 60_000;
/** A hot reply older than this was not missed a moment ago: a first sync tells nothing. */
const FRESH_MS = 30 * 60_000;
const LOOK_EVERY_MS = 30_000;
const HOT_READ = 50;

/** What is to be told now, of what was not told before. */
export function noticesDue(
  hot: readonly Pick<ReplySummary, 'id' | 'atMs' | 'contactName' | 'from' | 'accountName'>[],
  open: readonly Pick<Escalation, 'id' | 'dueAtMs' | 'contactName' | 'accountName'>[],
  told: ReadonlySet<string>,
  nowMs: number,
): readonly DesktopNotice[] {
  const who = (name: string, account: string) => [name, account].filter((part) => part !== '').join(', ');
  return [
    ...hot
      .filter(({ atMs }) => nowMs - atMs < FRESH_MS)
      .map((reply) => ({
        tag: `hot-${reply.id}`,
        title: 'Hot reply',
        body: who(writerName(reply), reply.accountName),
        about: { replyId: reply.id },
      })),
    ...open
      .filter(({ dueAtMs }) => dueAtMs > nowMs && dueAtMs - nowMs <= NEAR_END_MS)
      .map(({ id, dueAtMs, contactName, accountName }) => ({
        tag: `due-${id}`,
        title: `Escalation: ${Math.ceil((dueAtMs - nowMs) / 60_000)} min left`,
        body: who(contactName, accountName),
        about: { escalationId: id },
      })),
  ].filter(({ tag }) => !told.has(tag));
}

/** Watches and tells; the returned function ends it. */
export function tellOnDesktop({ db, show, mayTell, onFault }: Ports): () => void {
  const told = new Set<string>();
  let known: Awaited<ReturnType<typeof read>> = { hot: [], open: [] };

  const look = () => {
    const { leading } = useSession.getState();
    if (!leading || !mayTell()) return;
    for (const notice of noticesDue(known.hot, known.open, told, hereAndNow.nowMs())) {
      told.add(notice.tag);
      show(notice, () => openAbout(notice.about));
    }
  };
  let watching: { unsubscribe(): void } | null = null;
  const watch = () => {
    watching?.unsubscribe();
    const { person } = useSession.getState();
    known = { hot: [], open: [] };
    if (person === null) return;
    const { id, mailbox } = person;
    watching = liveQuery(() => read(db, id, mailbox.id)).subscribe({
      next: (answer) => {
        known = answer;
        look();
      },
      error: onFault,
    });
  };
  watch();
  const stopSession = useSession.subscribe((now, before) => {
    if (now.person?.id !== before.person?.id) watch();
  });
  const timer = setInterval(look, LOOK_EVERY_MS);
  return () => {
    clearInterval(timer);
    stopSession();
    watching?.unsubscribe();
  };
}

async function read(db: DeskDb, personId: PersonId, mailboxId: MailboxId) {
  const [{ rows }, open] = await Promise.all([
    readReplies(db, mailboxId, 'hot', '', HOT_READ),
    db.relaxed.escalations
      .where('[ownerId+state+dueAtMs]')
      .between([personId, 'open', Dexie.minKey], [personId, 'open', Dexie.maxKey])
      .toArray(),
  ]);
  return { hot: rows, open };
}

/** Goes to what the notice was about. */
function openAbout(about: DesktopNotice['about']): void {
  const { set } = useDeskView.getState();
  const incoming = useIncomingView.getState();
  window.focus();
  if ('replyId' in about) {
    incoming.set({ replyId: about.replyId, showConversation: false });
    set({ screen: 'hot-replies', mode: 'reading', overlay: 'none' });
  } else {
    incoming.set({ escalationId: about.escalationId, showConversation: false });
    set({ screen: 'escalations', mode: 'reading', overlay: 'none' });
  }
}

/** Shows it by the system, silently replaced by a later one of the same tag. */
export function showOnDesktop({ tag, title, body }: DesktopNotice, onClick: () => void): void {
  const shown = new Notification(title, { tag, body });
  shown.onclick = () => {
    onClick();
    shown.close();
  };
}
