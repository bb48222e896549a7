/** Everything a person needs to judge the message, beside it: account, why now, score, contact, history, and the facts of one sentence. */
import { memo, type ReactNode } from 'react';
import type { HandoffPackage } from '../../../shared/domain/handoff-package.ts';
import type { Person } from '../../../shared/domain/person.ts';
import type { SentenceCheck } from '../../../shared/policy/claims/sentence-check.ts';
import { AccountLine } from './account-line.tsx';
import { ContactBlock } from './contact-block.tsx';
import { DraftOrigin } from './draft-origin.tsx';
import { SectionTitle } from '../../components/section-title.tsx';
import styles from './evidence-pane.module.css';
import { ScoreBlock } from './score-block.tsx';
import { SentenceFacts } from './sentence-facts.tsx';
import { SignalTable } from './signal-table.tsx';
import { ThreadView } from './thread-view.tsx';
import { TouchTimeline } from './touch-timeline.tsx';

interface EvidencePaneProps {
  readonly pkg: HandoffPackage;
  readonly sentences: readonly SentenceCheck[];
  readonly sentence: number | null;
  readonly people: readonly Person[];
  /** What a reply's draft answers; null for any other. */
  readonly answered: ReactNode;
  /** Why it stands where it stands in the queue, and the slot an approval gets. */
  readonly place: string;
  readonly nowMs: number;
  readonly showsThread: boolean;
  readonly isEditing: boolean;
  readonly attestKey: string | undefined;
  readonly canAttest: boolean;
  readonly onAttest: () => void;
  readonly onToggleThread: () => void;
  readonly onOpen: (url: string) => void;
}

export const EvidencePane = memo(function EvidencePane(props: EvidencePaneProps) {
  const { pkg, nowMs, onOpen } = props;
  const isReply = pkg.messageKind === 'reply';
  const thread = (
    <ThreadView
      thread={pkg.thread}
      nowMs={nowMs}
      isOpen={props.showsThread}
      isEditing={props.isEditing}
      answersLatest={isReply}
      onToggle={props.onToggleThread}
    />
  );
  return (
    <aside className={styles.pane} aria-label="Evidence">
      <div className={styles.scroll}>
        <AccountLine account={pkg.account} />
        {props.answered}
        {isReply && thread}
        <SignalTable
          whyNow={pkg.rationale.whyNow}
          signals={pkg.signals}
          onlyFirst={isReply}
          nowMs={nowMs}
          onOpen={onOpen}
        />
        <ContactBlock contact={pkg.contact} nowMs={nowMs} onOpen={onOpen} />
        <ScoreBlock score={pkg.score} />
        <TouchTimeline key={pkg.id} touches={pkg.priorTouches} nowMs={nowMs} />
        {!isReply && thread}
        {pkg.draft !== null && <DraftOrigin draft={pkg.draft} nowMs={nowMs} />}
        <section className={styles.section} aria-label="Place in the queue">
          <SectionTitle>Queue</SectionTitle>
          <p className={styles.origin}>{props.place}</p>
        </section>
      </div>
      {pkg.draft !== null && (
        <SentenceFacts
          sentences={props.sentences}
          selected={props.sentence}
          facts={pkg.facts}
          people={props.people}
          nowMs={nowMs}
          isEditing={props.isEditing}
          attestKey={props.attestKey}
          canAttest={props.canAttest}
          onAttest={props.onAttest}
          onOpen={onOpen}
        />
      )}
    </aside>
  );
});
