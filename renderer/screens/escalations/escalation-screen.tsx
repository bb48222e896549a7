/** One escalation with everything needed to accept it or to decline it with a reason. */
import { Flag } from 'lucide-react';
import { useState } from 'react';
import type { Escalation } from '../../../shared/domain/escalation.ts';
import type { HandoffPackage } from '../../../shared/domain/handoff-package.ts';
import type { Person } from '../../../shared/domain/person.ts';
import { Button } from '../../components/button.tsx';
import { TierChip } from '../../components/chip.tsx';
import { cx } from '../../components/class-names.ts';
import { EmptyState } from '../../components/empty-state.tsx';
import { Ring } from '../../components/ring.tsx';
import { ScreenBody, ScreenHead } from '../../components/screen.tsx';
import { SectionTitle } from '../../components/section-title.tsx';
import { momentWords, shortDuration, timeLeft } from '../../components/time-words.ts';
import { useNow } from '../../components/use-now.ts';
import { Conversation } from './conversation.tsx';
import { DeclineDialog } from './decline-dialog.tsx';
import { SOON_MS } from './escalation-list.tsx';
import styles from './escalation-screen.module.css';
import { ESCALATION_WORDS, TRIGGER_WORDS } from './escalation-words.ts';

interface EscalationScreenProps {
  /** Null where there is nothing in the list. */
  readonly escalation: Escalation | null;
  /** Undefined while it is read; null where the desk has no such package. */
  readonly pkg: HandoffPackage | null | undefined;
  readonly people: readonly Person[];
  readonly onAccept: (id: Escalation['id']) => void;
  readonly onDecline: (id: Escalation['id'], because: string) => void;
  readonly onOpenPackage: (id: Escalation['packageId']) => void;
}

export function EscalationScreen({
  escalation,
  pkg,
  people,
  onAccept,
  onDecline,
  onOpenPackage,
}: EscalationScreenProps) {
  const nowMs = useNow(1_000);
  const [declining, setDeclining] = useState(false);
  if (escalation === null) {
    return (
      <EmptyState icon={<Flag size={36} />} title={ESCALATION_WORDS.empty}>
        {ESCALATION_WORDS.emptyWhy}
      </EmptyState>
    );
  }
  const leftMs = escalation.dueAtMs - nowMs;
  const slaMs = escalation.dueAtMs - escalation.raisedAtMs;
  const raiser =
    escalation.raisedBy === 'agent'
      ? ESCALATION_WORDS.agent
      : (people.find(({ id }) => id === escalation.raisedBy)?.name ?? escalation.raisedBy);
  return (
    <ScreenBody label={ESCALATION_WORDS.title}>
      <ScreenHead
        title={escalation.accountName}
        context={
          <>
            {escalation.contactName}
            {pkg != null && `, ${pkg.contact.title}`}
          </>
        }
        actions={
          escalation.state === 'open' && (
            <>
              <Button tone="primary" keys="a" onClick={() => onAccept(escalation.id)}>
                {ESCALATION_WORDS.accept}
              </Button>
              <Button onClick={() => setDeclining(true)}>{ESCALATION_WORDS.decline}</Button>
            </>
          )
        }
      />
      <p className={styles.clock}>
        {escalation.state === 'open' ? (
          <>
            <Ring
              fraction={1 - leftMs / slaMs}
              tone={leftMs < SOON_MS ? 'attention' : 'accent'}
              label={ESCALATION_WORDS.sla}
            />
            <strong className={cx(leftMs <= 0 ? styles.over : leftMs < SOON_MS && styles.soon)}>
              {leftMs > 0 ? ESCALATION_WORDS.left(timeLeft(leftMs)) : ESCALATION_WORDS.overdue(shortDuration(leftMs))}
            </strong>
          </>
        ) : (
          <strong>
            {ESCALATION_WORDS.answered[escalation.state]}
            {escalation.answeredAtMs !== null && ` ${momentWords(escalation.answeredAtMs, nowMs)}`}
            {escalation.declinedBecause !== null && `: ${escalation.declinedBecause}`}
          </strong>
        )}
        <span className={styles.raised}>
          {ESCALATION_WORDS.raisedBy(raiser, shortDuration(Math.max(0, nowMs - escalation.raisedAtMs)))}
        </span>
      </p>
      <section className={styles.part}>
        <SectionTitle>{ESCALATION_WORDS.rule}</SectionTitle>
        <p data-copy>
          <strong>{TRIGGER_WORDS[escalation.trigger]}.</strong> {escalation.note}
        </p>
      </section>
      {pkg === null && <p className={styles.missing}>{ESCALATION_WORDS.missing}</p>}
      {pkg != null && (
        <>
          <section className={styles.part}>
            <SectionTitle
              aside={
                <Button tone="quiet" size="sm" onClick={() => onOpenPackage(escalation.packageId)}>
                  {ESCALATION_WORDS.openPackage}
                </Button>
              }
            >
              {ESCALATION_WORDS.context}
            </SectionTitle>
            <p className={styles.account} data-copy>
              <TierChip tier={pkg.account.tier} />
              <span>
                {[pkg.account.industry, pkg.account.geography, headcountWords(pkg.account.headcount)]
                  .filter((part) => part !== '')
                  .join(' · ')}
              </span>
            </p>
            <p data-copy>{pkg.rationale.whyNow.text}</p>
            <p className={styles.why} data-copy>
              {pkg.rationale.whyPerson}
            </p>
          </section>
          <Conversation pkg={pkg} nowMs={nowMs} />
        </>
      )}
      {declining && (
        <DeclineDialog
          onCancel={() => setDeclining(false)}
          onDecline={(because) => {
            setDeclining(false);
            onDecline(escalation.id, because);
          }}
        />
      )}
    </ScreenBody>
  );
}

function headcountWords(headcount: number | null): string {
  return headcount === null ? '' : `${headcount.toLocaleString('en-GB')} people`;
}
