/** Turns what the person is told into toasts: which words, which actions, how long. A toast says `sent` only where the send says so. */
import type { SendId } from '../../shared/domain/ids.ts';
import type { Send } from '../../shared/domain/send.ts';
import { commandById } from '../commands/registry.ts';
import type { Notice } from '../commands/notify.ts';
import type { Toast, ToastAction } from '../components/toaster.tsx';
import type { Tone } from '../components/tone.ts';
import { sendWords } from '../screens/sent/send-words.ts';

export interface NoticeActs {
  readonly undo: () => void;
  readonly sendNow: (id: SendId) => void;
  readonly openMail: (noticeId: string, sendId: SendId) => void;
}

interface Context {
  /** The send of the notice, once it is known. */
  readonly send: Send | null;
  /** Whether Z and S act on this one: only the newest decision's toast carries their caps. */
  readonly isNewest: boolean;
  /** The undo window's length, for the ring. */
  readonly undoMs: number;
  readonly nowMs: number;
  readonly acts: NoticeActs;
}

const TONES: Readonly<Record<Notice['kind'], Tone>> = {
  decided: 'supported',
  undone: 'stale',
  refused: 'refused',
  blocked: 'attention',
  problem: 'refused',
  info: 'neutral',
  caught: 'supported',
  missed: 'attention',
};

const STAY_MS: Readonly<Record<Notice['kind'], number>> = {
  decided: 6_000,
  undone: 4_000,
  refused: 12_000,
  blocked: 7_000,
  problem: 12_000,
  info: 4_000,
  // What was planted takes reading.
  caught: 12_000,
  missed: 20_000,
};

export function toastOf(notice: Notice, context: Context): Toast {
  const plain = { id: notice.id, tone: TONES[notice.kind], text: notice.text, staysMs: STAY_MS[notice.kind] } as const;
  const { takeBack, untilMs: until = 0 } = notice;
  if (takeBack !== undefined && until > context.nowMs)
    return {
      ...plain,
      actions: [{ label: 'Undo', onPress: takeBack }],
      countdown: { fromMs: until - context.undoMs, toMs: until },
      staysMs: null,
    };
  if (notice.kind !== 'decided')
    return notice.sendId === undefined ? plain : { ...plain, actions: [openMail(notice, notice.sendId, context)] };

  const { send, acts, isNewest, nowMs } = context;
  const { sendId, untilMs } = notice;
  if (untilMs !== undefined && untilMs > nowMs && (send === null || isHeld(send))) {
    // Undo takes back the last decision only: an older toast can't offer it.
    const actions: ToastAction[] = isNewest ? [{ label: 'Undo', onPress: acts.undo, ...capOf('undo') }] : [];
    if (sendId !== undefined)
      actions.push({ label: 'Send now', onPress: () => acts.sendNow(sendId), ...(isNewest ? capOf('send-now') : {}) });
    if (actions.length === 0) return plain;
    return {
      ...plain,
      actions,
      ...(send === null ? {} : wordsOf(send, nowMs)),
      countdown: { fromMs: untilMs - context.undoMs, toMs: untilMs },
      staysMs: null,
    };
  }
  if (send === null) return plain;
  return {
    ...plain,
    ...wordsOf(send, nowMs),
    tone: sendWords(send, nowMs).tone,
    actions: [openMail(notice, send.id, context)],
    staysMs: isUnderWay(send) ? null : STAY_MS.decided,
  };
}

/** What a screen reader hears of the newest notice: of a decision also how long it can be undone, which the toast draws as a ring. */
export function spokenNotice(notice: Notice | undefined, undoMs: number): string {
  if (notice === undefined) return '';
  const canUndo = notice.kind === 'decided' && notice.untilMs !== undefined;
  return canUndo ? `${notice.text} It can be undone for ${Math.round(undoMs / 1_000)} seconds.` : notice.text;
}

function capOf(id: string): { readonly keys?: string } {
  const [keys] = commandById(id).keys;
  return keys === undefined ? {} : { keys };
}

function wordsOf(send: Send, nowMs: number): Pick<Toast, 'text' | 'detail'> {
  return { text: `${send.toName}, ${send.accountName}`, detail: sendWords(send, nowMs).long };
}

/** A decision's toast tells how its send goes: what else is said of that send in passing only repeats it. */
export function withoutRepeats(notices: readonly Notice[]): readonly Notice[] {
  const told = new Set(
    notices.flatMap(({ kind, sendId }) => (kind === 'decided' && sendId !== undefined ? [sendId] : [])),
  );
  return notices.filter(({ kind, sendId }) => kind !== 'info' || sendId === undefined || !told.has(sendId));
}

function openMail(notice: Notice, id: SendId, { send, acts }: Context): ToastAction {
  return { label: send?.state === 'sent' ? 'Open the mail' : 'Show', onPress: () => acts.openMail(notice.id, id) };
}

function isHeld(send: Send): boolean {
  return send.state === 'countersigned' || send.state === 'held';
}

/** States a send leaves by itself within moments: the toast waits to say how it ended. */
function isUnderWay(send: Send): boolean {
  return isHeld(send) || send.state === 'released' || send.state === 'reserved' || send.state === 'transmitting';
}
