/** The main screen: reads the chosen package, previews the gate on the text as it stands, and hands keys and presses to the commands. */
import { memo, useCallback, useEffect, useMemo, useRef, type RefObject } from 'react';
import { useShallow } from 'zustand/react/shallow';
import type { DraftEdit } from '../../../shared/domain/draft-edit.ts';
import type { HandoffPackage } from '../../../shared/domain/handoff-package.ts';
import type { Person } from '../../../shared/domain/person.ts';
import type { RecentBody } from '../../../shared/domain/recent-body.ts';
import type { Send } from '../../../shared/domain/send.ts';
import type { PackageWorld } from '../../../shared/domain/world.ts';
import { checkClaims } from '../../../shared/policy/claims/check-claims.ts';
import { editClass } from '../../../shared/policy/edit-class.ts';
import { commandById, runCommand, useCommands, useKey } from '../../commands/registry.ts';
import { setShownIncoming } from '../../commands/shown-incoming.ts';
import { showInLog } from '../../commands/show-in-log.ts';
import { saveEdit } from '../../commands/save-edit.ts';
import { useNow } from '../../components/use-now.ts';
import { LiveRegion } from '../../components/visually-hidden.tsx';
import { conflictOf } from '../../store/edit-conflict.ts';
import { previewVerdict } from '../../store/preview.ts';
import { useDesk, useLastUndoable } from '../../store/queries.ts';
import { useReplyAnsweredBy } from '../../store/reply-queries.ts';
import { useDeskView } from '../../view-state/desk-view.ts';
import { useSession } from '../../view-state/session.ts';
import { AnsweredReply } from './answered-reply.tsx';
import { NothingToDecide } from './nothing-to-decide.tsx';
import { OpenPicker } from './open-picker.tsx';
import { openLink } from './open-link.ts';
import { reviewActions } from './review-actions.ts';
import styles from './review-screen.module.css';
import { ReviewSheet, type ReviewEvents } from './review-sheet.tsx';
import { spokenPackage, spokenSentence, spokenVerdict } from './spoken-sentence.ts';
import { useEditedElsewhere } from './use-edited-elsewhere.ts';
import { useStoredEdit } from './use-stored-edit.ts';
import { useShownPackage } from './use-shown-package.ts';
import { useTextOnScreen } from './use-text-on-screen.ts';

/** How often ages and the preview are renewed while nothing else happens. */
const TICK_MS = 10_000;
const HOUR_MS = 3_600_000;
const NOTHING_SENT: readonly RecentBody[] = [];

export function ReviewScreen() {
  const person = useSession((session) => session.person);
  const selectedId = useDeskView((view) => view.selectedId);
  const { shown, isBefore } = useShownPackage(selectedId);
  const isEditing = useDeskView((view) => view.mode === 'editing');
  const stored = useStoredEdit(shown?.edit ?? null, isEditing);
  const region = useRef<HTMLElement>(null);
  if (person === null) return <div className={styles.blank} aria-busy="true" />;
  if (selectedId === null || shown === null) return <NothingToDecide person={person} />;
  if (shown === undefined) return <div className={styles.blank} aria-busy="true" />;
  const { pkg, world, send } = shown;
  return (
    <PackageReview
      person={person}
      pkg={pkg}
      world={world}
      stored={stored}
      send={send}
      isBefore={isBefore}
      region={region}
    />
  );
}

interface PackageReviewProps {
  readonly person: Person;
  readonly pkg: HandoffPackage;
  readonly world: PackageWorld | null;
  /** As the store has it, but for the echo of what is being typed here. */
  readonly stored: DraftEdit | null;
  readonly send: Send | null;
  /** The chosen package is still being read. */
  readonly isBefore: boolean;
  readonly region: RefObject<HTMLElement | null>;
}

/** Apart from the screen, so that the second that ticks over there renders nothing here. */
const PackageReview = memo(function PackageReview(props: PackageReviewProps) {
  const { person, pkg, world, stored, send, isBefore, region } = props;
  const { desk, policy, people, recent: recentOf } = useDesk();
  const recent = recentOf[person.mailbox.id] ?? NOTHING_SENT;
  const view = useDeskView(
    useShallow(({ mode, sentence, showDiff, showThread, showAllChecks, seenAsks, focusFinding }) => ({
      mode,
      sentence,
      showDiff,
      showThread,
      showAllChecks,
      seenAsks,
      focusFinding,
    })),
  );
  const { mode, sentence } = view;
  const isEditing = mode === 'editing';
  const nowMs = useNow(TICK_MS);
  const { edit, text, refresh } = useTextOnScreen(pkg, stored);
  const isEditedElsewhere = useEditedElsewhere(pkg.id, isEditing);
  const canUndo = useLastUndoable(person.id) !== null;

  const preview = useMemo(
    () => previewVerdict({ pkg, world, desk, policy, person, edit, nowMs, recent, seen: view.seenAsks }),
    [pkg, world, desk, policy, person, edit, nowMs, recent, view.seenAsks],
  );
  const reply = useReplyAnsweredBy(pkg.messageKind === 'reply' ? pkg.id : null);
  const answeredId = reply?.id ?? null;
  useEffect(() => {
    setShownIncoming({ answeredId });
    return () => setShownIncoming({ answeredId: null });
  }, [answeredId]);
  const openReplyKey = useKey('open-reply');
  const conflict = useMemo(() => conflictOf(pkg, edit), [pkg, edit]);
  const answered = useMemo(
    () =>
      reply == null ? null : (
        <AnsweredReply reply={reply} openKey={openReplyKey} onOpen={() => runCommand(commandById('open-reply'))} />
      ),
    [reply, openReplyKey],
  );
  const hourMs = Math.floor(nowMs / HOUR_MS) * HOUR_MS;
  const attested = edit?.attested;
  const companyName = policy?.companyName;
  const check = useCallback(
    (body: string) =>
      companyName === undefined
        ? []
        : checkClaims({ pkg, body, attested: attested ?? [], person, companyName, nowMs: hourMs }),
    [pkg, attested, person, companyName, hourMs],
  );
  const original = pkg.draft === null ? '' : `${pkg.draft.subject}\n\n${pkg.draft.body}`;
  const changed = `${text.subject}\n\n${text.body}`;
  const changeClass = useMemo(() => editClass(original, changed), [original, changed]);
  useFocusKept(region, mode, pkg.id);

  const sendId = send?.id ?? null;
  const events: ReviewEvents = useMemo(
    () => ({
      onSubject(subject) {
        saveEdit(pkg.id, { subject });
        refresh('now');
      },
      onBody(body) {
        saveEdit(pkg.id, { body });
        refresh('soon');
      },
      onSentence(index) {
        if (useDeskView.getState().sentence !== index) useDeskView.getState().set({ sentence: index });
      },
      onLeaveEditing: () => runCommand(commandById('leave')),
      onCompare: () => runCommand(commandById('compare')),
      onToggleDiff: () => runCommand(commandById('difference')),
      onToggleThread: () => runCommand(commandById('thread')),
      onShowAllChecks: (shows) => useDeskView.getState().set({ showAllChecks: shows }),
      onLog: () =>
        showInLog(
          sendId === null
            ? { what: 'package', id: pkg.id, name: pkg.account.name }
            : { what: 'send', id: sendId, name: pkg.contact.name },
        ),
      onAttest: () =>
        runCommand(commandById(useDeskView.getState().mode === 'editing' ? 'attest-from-editor' : 'attest')),
      onOpen: openLink,
    }),
    [pkg.id, pkg.account.name, pkg.contact.name, sendId, refresh],
  );
  const commands = useCommands();
  const bar = useMemo(
    () => reviewActions({ pkg, person, isEditing, isEditedElsewhere, canUndo, commands }),
    [pkg, person, isEditing, isEditedElsewhere, canUndo, commands],
  );

  return (
    <div className={styles.screen} aria-busy={isBefore || undefined}>
      <ReviewSheet
        regionRef={region}
        matter={{
          pkg,
          world,
          edit,
          send,
          desk,
          policy,
          person,
          people,
          text,
          editClass: changeClass,
          verdict: preview.verdict,
          sentences: preview.sentences,
          check,
        }}
        view={{
          isEditing,
          isEditedElsewhere,
          isOlderEdit: conflict !== null,
          sentence,
          showsDiff: view.showDiff,
          showsThread: view.showThread,
          showsAllChecks: view.showAllChecks,
          seen: view.seenAsks,
          focusFinding: view.focusFinding,
          nowMs,
        }}
        events={events}
        bar={bar}
        answered={answered}
        picker={
          <OpenPicker
            mode={mode}
            pkg={pkg}
            text={text}
            conflict={conflict}
            onEdited={() => refresh('now')}
            sentences={preview.sentences}
            sentence={sentence}
            nowMs={nowMs}
          />
        }
      />
      <LiveRegion words={isEditing ? '' : spokenSentence(preview.sentences, sentence)} />
      <LiveRegion
        words={isBefore ? '' : isEditing ? spokenVerdict(preview.verdict) : spokenPackage(pkg, preview.verdict)}
      />
    </div>
  );
});

/** Gives the keyboard back to the message when editing ends or when what had it is gone: it never falls to the page. */
function useFocusKept(region: RefObject<HTMLElement | null>, mode: string, packageId: string): void {
  const wasEditing = useRef(false);
  useEffect(() => {
    const isEditing = mode === 'editing';
    const hasLeft = wasEditing.current && !isEditing;
    wasEditing.current = isEditing;
    const active = document.activeElement;
    if (isEditing || mode !== 'reading') return;
    if (hasLeft || active === null || active === document.body) region.current?.focus({ preventScroll: true });
  }, [region, mode, packageId]);
  // What has it may also let go by itself, as the search field does.
  useEffect(() => {
    const take = () => {
      const view = useDeskView.getState();
      if (document.activeElement !== document.body || !document.hasFocus()) return;
      if (view.mode === 'reading' && view.overlay === 'none') region.current?.focus({ preventScroll: true });
    };
    const onLetGo = (event: FocusEvent) => {
      // Only once this event is over is it known who has it.
      if (event.relatedTarget === null) setTimeout(take, 0);
    };
    window.addEventListener('focusout', onLetGo);
    return () => window.removeEventListener('focusout', onLetGo);
  }, [region]);
}
