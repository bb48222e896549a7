/** The review of one package, laid out: message, evidence, checks, actions. Values and callbacks in; it reads no store and decides nothing. */
import { type ReactNode, type RefObject } from 'react';
import type { EditClass } from '../../../shared/domain/decision.ts';
import type { DraftEdit } from '../../../shared/domain/draft-edit.ts';
import type { Finding, RailCode, Verdict } from '../../../shared/domain/finding.ts';
import type { HandoffPackage } from '../../../shared/domain/handoff-package.ts';
import type { Person } from '../../../shared/domain/person.ts';
import type { Send } from '../../../shared/domain/send.ts';
import type { DeskWorld, PackageWorld } from '../../../shared/domain/world.ts';
import type { SentenceCheck } from '../../../shared/policy/claims/sentence-check.ts';
import type { PolicyDocument } from '../../../shared/policy/limits.ts';
import { byStrictness } from '../../../shared/policy/gate.ts';
import type { Command } from '../../commands/command.ts';
import { Split } from '../../components/panes.tsx';
import type { CheckBody } from '../../editor/sentence-checks.ts';
import { ActionBar, type BarAction } from './action-bar.tsx';
import { approveWords } from './approve-words.ts';
import { CheckStrip } from './check-strip.tsx';
import { EvidencePane } from './evidence-pane.tsx';
import { MessagePane, type MessageText } from './message-pane.tsx';
import styles from './review-sheet.module.css';
import { placeInQueue, stripCounters } from './strip-counters.ts';

/** What is under review, and what the gate would say of it. */
export interface ReviewMatter {
  readonly pkg: HandoffPackage;
  readonly world: PackageWorld | null;
  readonly edit: DraftEdit | null;
  readonly send: Send | null;
  readonly desk: DeskWorld | null;
  readonly policy: PolicyDocument | null;
  readonly person: Person;
  readonly people: readonly Person[];
  readonly text: MessageText;
  readonly editClass: EditClass;
  readonly verdict: Verdict;
  readonly sentences: readonly SentenceCheck[];
  readonly check: CheckBody;
}

/** What the reader is in the middle of. */
export interface ReviewView {
  readonly isEditing: boolean;
  readonly isEditedElsewhere: boolean;
  /** A newer draft came under the edit. */
  readonly isOlderEdit: boolean;
  readonly sentence: number | null;
  readonly showsDiff: boolean;
  readonly showsThread: boolean;
  readonly showsAllChecks: boolean;
  readonly seen: readonly RailCode[];
  readonly focusFinding: { readonly code: RailCode; readonly times: number } | null;
  readonly nowMs: number;
}

export interface ReviewEvents {
  readonly onSubject: (subject: string) => void;
  readonly onBody: (body: string) => void;
  readonly onSentence: (index: number | null) => void;
  readonly onLeaveEditing: () => void;
  readonly onCompare: () => void;
  readonly onToggleDiff: () => void;
  readonly onToggleThread: () => void;
  readonly onShowAllChecks: (shows: boolean) => void;
  readonly onLog: () => void;
  readonly onAttest: () => void;
  readonly onOpen: (url: string) => void;
}

export interface ReviewActions {
  readonly approve: BarAction;
  readonly actions: readonly BarAction[];
  readonly trailing: readonly BarAction[];
  readonly attestKey: string | undefined;
  readonly onRun: (command: Command) => void;
}

/** All callbacks but the picker's stay the same while one package is on screen: what they are handed to can then keep still. */
interface ReviewSheetProps {
  readonly regionRef: RefObject<HTMLElement | null>;
  readonly matter: ReviewMatter;
  readonly view: ReviewView;
  readonly events: ReviewEvents;
  readonly bar: ReviewActions;
  /** What a reply's draft answers; null for any other. */
  readonly answered: ReactNode;
  /** The open picker, over the action bar. */
  readonly picker: ReactNode;
}

export function ReviewSheet({ regionRef, matter, view, events, bar, answered, picker }: ReviewSheetProps) {
  const { pkg, world, desk, policy, person, text, verdict, sentences } = matter;
  const { nowMs, sentence } = view;
  const words = approveWords({
    hasEmail: pkg.draft !== null,
    verdict,
    seen: view.seen,
    undoSeconds: policy?.limits.undoSeconds ?? 20,
    nowMs,
    recipientTimeZone: world?.timeZone ?? pkg.contact.timeZone,
  });
  const goTo = (finding: Finding) => {
    const at = finding.target?.field === 'body' ? sentenceOf(sentences, finding.target.start) : null;
    if (at !== null) events.onSentence(at);
  };
  return (
    <div className={styles.sheet}>
      <div className={styles.stage}>
        <div className={styles.panes}>
          <Split
            name="evidence"
            label="Resize the evidence"
            side="right"
            initialPx={420}
            minPx={340}
            maxPx={620}
            restMinPx={520}
            sized={
              <EvidencePane
                pkg={pkg}
                sentences={sentences}
                sentence={sentence}
                people={matter.people}
                answered={answered}
                place={placeInQueue({ pkg, desk, policy, person, nowMs })}
                nowMs={nowMs}
                showsThread={view.showsThread}
                isEditing={view.isEditing}
                attestKey={bar.attestKey}
                canAttest={!view.isEditedElsewhere}
                onAttest={events.onAttest}
                onToggleThread={events.onToggleThread}
                onOpen={events.onOpen}
              />
            }
          >
            <MessagePane
              regionRef={regionRef}
              pkg={pkg}
              world={world}
              policy={policy}
              person={person}
              send={matter.send}
              text={text}
              editClass={matter.editClass}
              isEditing={view.isEditing}
              isEditedElsewhere={view.isEditedElsewhere}
              isOlderEdit={view.isOlderEdit}
              showsDiff={view.showsDiff}
              sentence={sentence}
              caretAt={caretFor(sentences, sentence, verdict)}
              check={matter.check}
              nowMs={nowMs}
              attestKey={bar.attestKey}
              onSubject={events.onSubject}
              onBody={events.onBody}
              onSentence={events.onSentence}
              onLeave={events.onLeaveEditing}
              onCompare={events.onCompare}
              onToggleDiff={events.onToggleDiff}
              onOpen={events.onOpen}
            />
          </Split>
        </div>
      </div>
      <div className={styles.deck}>
        {pkg.draft !== null && (
          <CheckStrip
            key={pkg.id}
            verdict={verdict}
            kind={pkg.messageKind}
            seen={view.seen}
            counters={stripCounters({ pkg, body: text.body, world, desk, policy, person, nowMs })}
            couldJudge={world !== null && desk !== null && policy !== null}
            policyLabel={policy?.label ?? ''}
            focus={view.focusFinding}
            showsAll={view.showsAllChecks}
            onShowAll={events.onShowAllChecks}
            onLog={events.onLog}
            onGoTo={goTo}
          />
        )}
        <ActionBar
          approve={bar.approve}
          approveWords={words}
          actions={bar.actions}
          trailing={bar.trailing}
          onRun={bar.onRun}
        />
        {picker}
      </div>
    </div>
  );
}

/** The sentence an offset of the body lies in. */
function sentenceOf(sentences: readonly SentenceCheck[], offset: number): number | null {
  const at = sentences.findIndex(({ start, end }) => offset >= start && offset <= end);
  return at < 0 ? null : at;
}

/** Where editing begins: the sentence the reader stands on, else the first finding's place in the text, else the text's start. */
function caretFor(sentences: readonly SentenceCheck[], sentence: number | null, verdict: Verdict): number {
  const standsOn = sentence === null ? undefined : sentences[sentence];
  if (standsOn !== undefined) return standsOn.start;
  const found = byStrictness(verdict.findings).find(({ target }) => target?.field === 'body');
  return found?.target?.start ?? 0;
}
