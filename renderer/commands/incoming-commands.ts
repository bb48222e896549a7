/** What a person can do on the screens of replies and escalations, each with its words and keys. What each does lives in its own file. */
import { useDeskView, type Screen } from '../view-state/desk-view.ts';
import { useIncomingView } from '../view-state/incoming-view.ts';
import { acceptEscalation } from './accept-escalation.ts';
import type { Command } from './command.ts';
import { useWaitingActs } from './put-off.ts';
import { canBeTaken, closeReply, takeOverReply } from './reply-acts.ts';
import { select } from './select.ts';
import { showInLog } from './show-in-log.ts';
import {
  answeredReplyId,
  escalationOnScreen,
  openReply,
  replyOnScreen,
  stepThroughIncoming,
} from './shown-incoming.ts';
import { PACKAGE_SCREENS } from './with-selected.ts';
import { addressIn } from '../../shared/policy/replies/writer-address.ts';

const REPLIES: readonly Screen[] = ['replies', 'hot-replies'];
const ESCALATIONS: readonly Screen[] = ['escalations'];
const BOTH: readonly Screen[] = [...REPLIES, ...ESCALATIONS];
const READING = { scope: 'reading', mode: 'reading' } as const;

const isStill = (id: string) => !useWaitingActs.getState().ids.has(id);
const setView = (change: Parameters<ReturnType<typeof useDeskView.getState>['set']>[0]) =>
  useDeskView.getState().set(change);

/** The reply on screen, where nothing about it is on its way. */
function replyAtHand() {
  const shown = replyOnScreen();
  return shown !== null && isStill(shown.reply.id) ? shown : null;
}

/** The escalation on screen, where it waits for an answer. */
function openEscalation() {
  const shown = escalationOnScreen();
  return shown?.escalation.state === 'open' && isStill(shown.escalation.id) ? shown.escalation : null;
}

/** The package that holds the drafted answer to what is on screen. */
function answerOnScreen() {
  const escalation = escalationOnScreen();
  if (escalation !== null) return escalation.answerId;
  const shown = replyOnScreen();
  return shown?.hasDraft === true ? shown.reply.draftPackageId : null;
}

/** Whom the log is asked about. */
function contactOnScreen() {
  const escalation = escalationOnScreen()?.escalation;
  const reply = replyOnScreen()?.reply;
  const id = escalation?.context?.contactId ?? reply?.contactId ?? null;
  const name = escalation?.contactName ?? reply?.contactName ?? '';
  return id === null ? null : ({ what: 'contact', id, name } as const);
}

export const INCOMING: readonly Command[] = [
  {
    id: 'accept-escalation',
    title: 'Accept',
    explains: 'Take the thread over; its clock stops.',
    group: 'Replies',
    keys: ['a'],
    screens: ESCALATIONS,
    ...READING,
    isEnabled: () => openEscalation() !== null,
    run: async () => {
      const escalation = openEscalation();
      if (escalation !== null) await acceptEscalation(escalation.id);
    },
  },
  {
    id: 'decline-escalation',
    title: 'Decline',
    explains: 'Give the thread back, with a reason by digit or in words.',
    group: 'Replies',
    keys: ['r'],
    screens: ESCALATIONS,
    ...READING,
    isEnabled: () => openEscalation() !== null,
    run: () => setView({ mode: 'declining' }),
  },
  {
    id: 'label-reply',
    title: 'Label',
    explains: 'Say what this reply is, by digit; the agent learns from it.',
    group: 'Replies',
    keys: ['l'],
    screens: REPLIES,
    ...READING,
    isEnabled: () => replyAtHand() !== null,
    run: () => setView({ mode: 'labelling' }),
  },
  {
    id: 'take-over-reply',
    title: 'Take over',
    explains: 'Make the thread yours, whatever the agent thought.',
    group: 'Replies',
    keys: ['f'],
    screens: REPLIES,
    ...READING,
    isEnabled: () => {
      const shown = replyAtHand();
      return shown !== null && canBeTaken(shown);
    },
    run: async () => {
      const shown = replyAtHand();
      if (shown === null) return;
      const { reply, escalation } = shown;
      // One that the agent has handed over already only has to be accepted.
      await (escalation?.state === 'open' ? acceptEscalation(escalation.id) : takeOverReply(reply));
    },
  },
  {
    id: 'open-answer',
    title: 'Open the answer',
    explains: 'Open the drafted answer in Review, to edit and sign it.',
    group: 'Replies',
    keys: ['e'],
    screens: BOTH,
    ...READING,
    isEnabled: () => answerOnScreen() !== null,
    run: () => {
      const id = answerOnScreen();
      if (id === null) return;
      setView({ screen: 'review', mode: 'reading', search: '' });
      select(id);
    },
  },
  {
    id: 'close-reply',
    title: 'Close',
    explains: 'Be done with this reply; it leaves the list of open ones.',
    group: 'Replies',
    keys: ['c'],
    screens: BOTH,
    ...READING,
    isEnabled: () => {
      const shown = replyAtHand();
      return shown !== null && shown.reply.state !== 'closed' && openEscalation() === null;
    },
    run: () => {
      const shown = replyAtHand();
      if (shown !== null) closeReply(shown.reply);
    },
  },
  {
    id: 'suppress-writer',
    title: 'Do not contact',
    explains: 'Suppress the writer, their domain or their address everywhere.',
    group: 'Replies',
    keys: ['Shift+n'],
    screens: REPLIES,
    ...READING,
    isEnabled: () => {
      const shown = replyAtHand();
      return shown !== null && addressIn(shown.reply.from) !== null;
    },
    run: () => setView({ mode: 'suppressing' }),
  },
  {
    id: 'incoming-in-log',
    title: 'Show in the trust log',
    explains: 'Everything that was checked, sent and done about this contact.',
    group: 'Replies',
    keys: ['t'],
    screens: BOTH,
    ...READING,
    isEnabled: () => contactOnScreen() !== null,
    run: () => {
      const only = contactOnScreen();
      if (only !== null) showInLog(only);
    },
  },
  {
    id: 'conversation',
    title: 'Show the conversation',
    explains: 'Unfold everything that was said before, or fold it.',
    group: 'Replies',
    keys: ['p'],
    screens: BOTH,
    ...READING,
    isEnabled: () => (replyOnScreen()?.thread.length ?? 0) > 0 || escalationOnScreen() !== null,
    run: () => useIncomingView.getState().set({ showConversation: !useIncomingView.getState().showConversation }),
  },
  {
    id: 'open-reply',
    title: 'Show the reply it answers',
    explains: 'Go from a drafted answer to their mail and how it was read.',
    group: 'Replies',
    keys: ['i'],
    screens: PACKAGE_SCREENS,
    ...READING,
    isEnabled: () => answeredReplyId() !== null,
    run: () => {
      const id = answeredReplyId();
      if (id !== null) openReply(id);
    },
  },
  {
    id: 'next-incoming',
    title: 'Next',
    explains: 'Go on to the next reply or escalation.',
    group: 'Replies',
    keys: ['j'],
    screens: BOTH,
    ...READING,
    repeats: true,
    isEnabled: () => true,
    run: () => stepThroughIncoming(1),
  },
  {
    id: 'previous-incoming',
    title: 'Previous',
    explains: 'Go back to the one before.',
    group: 'Replies',
    keys: ['k'],
    screens: BOTH,
    ...READING,
    repeats: true,
    isEnabled: () => true,
    run: () => stepThroughIncoming(-1),
  },
];
