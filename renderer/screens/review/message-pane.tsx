/** The message exactly as it will leave, to be read, edited and compared with the AI's text. It reports what was typed; it saves nothing. */
import { memo, type Ref } from 'react';
import type { EditClass } from '../../../shared/domain/decision.ts';
import type { HandoffPackage } from '../../../shared/domain/handoff-package.ts';
import type { Person } from '../../../shared/domain/person.ts';
import type { Send } from '../../../shared/domain/send.ts';
import type { PackageWorld } from '../../../shared/domain/world.ts';
import { footerOf } from '../../../shared/policy/compose-message.ts';
import type { PolicyDocument } from '../../../shared/policy/limits.ts';
import { useKey } from '../../commands/registry.ts';
import { Button } from '../../components/button.tsx';
import { cx } from '../../components/class-names.ts';
import { MessageEditor } from '../../editor/message-editor.tsx';
import type { CheckBody } from '../../editor/sentence-checks.ts';
import { MessageHeader } from './message-header.tsx';
import styles from './message-pane.module.css';
import { PackageBand } from './package-band.tsx';
import { EDIT_CLASS, MESSAGE_KIND } from './review-words.ts';
import { TaskPane } from './task-pane.tsx';
import { WordDiff } from './word-diff.tsx';
import { WritingBar } from './writing-bar.tsx';

export interface MessageText {
  readonly subject: string;
  readonly body: string;
}

export interface MessagePaneProps {
  readonly regionRef: Ref<HTMLElement>;
  readonly pkg: HandoffPackage;
  readonly world: PackageWorld | null;
  readonly policy: PolicyDocument | null;
  readonly person: Person;
  readonly send: Send | null;
  readonly text: MessageText;
  readonly editClass: EditClass;
  readonly isEditing: boolean;
  readonly isEditedElsewhere: boolean;
  readonly isOlderEdit: boolean;
  readonly showsDiff: boolean;
  readonly sentence: number | null;
  readonly caretAt: number;
  readonly check: CheckBody;
  readonly nowMs: number;
  readonly attestKey: string | undefined;
  readonly onSubject: (subject: string) => void;
  readonly onBody: (body: string) => void;
  readonly onSentence: (index: number | null) => void;
  readonly onLeave: () => void;
  readonly onCompare: () => void;
  readonly onToggleDiff: () => void;
  readonly onOpen: (url: string) => void;
}

export const MessagePane = memo(function MessagePane(props: MessagePaneProps) {
  const { regionRef, ...rest } = props;
  const { pkg, world, policy, person, text, isEditing, nowMs } = rest;
  const { draft, contact } = pkg;
  const diffKey = useKey('difference');
  const isEdited = rest.editClass !== 'unedited';
  const showsDiff = rest.showsDiff && draft !== null;
  return (
    <section ref={regionRef} className={styles.pane} aria-label="Message" tabIndex={-1}>
      <header className={styles.bar}>
        <span className={styles.kind}>{MESSAGE_KIND[pkg.messageKind]}</span>
        <span className={styles.step} title={writtenBy(pkg)}>
          {pkg.step.sequenceName}
          <span className={styles.stepNumber}>step {pkg.step.number}</span>
        </span>
        {draft !== null && (
          <Button
            size="sm"
            tone="quiet"
            keys={isEditing ? undefined : diffKey}
            className={styles.toggle}
            aria-pressed={showsDiff}
            disabled={!isEdited && text.subject === draft.subject}
            title={EDIT_CLASS[rest.editClass].explains}
            onClick={rest.onToggleDiff}
          >
            {EDIT_CLASS[rest.editClass].label}
          </Button>
        )}
      </header>
      <PackageBand
        pkg={pkg}
        send={rest.send}
        isEditedElsewhere={rest.isEditedElsewhere}
        isOlderEdit={rest.isOlderEdit}
        timeZone={person.mailbox.timeZone}
        onCompare={rest.onCompare}
      />
      {draft === null ? (
        <TaskPane pkg={pkg} policy={policy} nowMs={nowMs} onOpen={rest.onOpen} />
      ) : (
        <>
          <MessageHeader
            to={contact.email}
            toName={contact.name}
            from={person.mailbox.address}
            fromName={person.name}
            verification={world?.verification ?? contact.verification}
            verifiedAtMs={world === null ? contact.verifiedAtMs : world.verifiedAtMs}
            verifiedForDays={policy?.limits.verifiedForDays ?? null}
            subject={text.subject}
            isEditing={isEditing}
            nowMs={nowMs}
            onSubject={rest.onSubject}
            onLeave={rest.onLeave}
          />
          <div className={styles.room}>
            <div className={styles.scroll}>
              {showsDiff && <WordDiff original={draft} edited={text} />}
              <div className={cx(styles.text, isEditing && styles.editing, showsDiff && styles.hidden)}>
                <MessageEditor
                  documentKey={pkg.id}
                  text={text.body}
                  isEditing={isEditing && !showsDiff}
                  check={rest.check}
                  sentence={rest.sentence}
                  caretAt={rest.caretAt}
                  onText={rest.onBody}
                  onSentence={rest.onSentence}
                  onLeave={rest.onLeave}
                />
              </div>
              {policy !== null && pkg.messageKind !== 'reply' && (
                <footer className={styles.footer} aria-label="Footer, as it leaves" data-copy>
                  {footerOf(policy).replace(/^\n+/u, '')}
                </footer>
              )}
            </div>
          </div>
          {isEditing && (
            <WritingBar
              body={text.body}
              limits={policy?.limits ?? null}
              isFirstTouch={pkg.messageKind === 'first-touch'}
              attestKey={rest.attestKey}
            />
          )}
        </>
      )}
    </section>
  );
});

/** Model and versions, which matter to the few who ask; the evidence's last section shows them too. */
function writtenBy({ draft }: HandoffPackage): string | undefined {
  return draft === null
    ? undefined
    : `${draft.model}, template ${draft.templateVersion}, prompt ${draft.promptVersion}`;
}
