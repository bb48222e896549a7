/** One lead: who it is, where it stands and why, its fit and score, and each step the agent took. A person's word goes to the main process. */
import { X } from 'lucide-react';
import { useState } from 'react';
import type { ListedLead } from '../../../shared/ipc/channels/agent.ts';
import { call } from '../../bridge.ts';
import { select } from '../../commands/select.ts';
import { Button, IconButton } from '../../components/button.tsx';
import { Chip, TierChip } from '../../components/chip.tsx';
import { TextInput } from '../../components/field.tsx';
import { SectionTitle } from '../../components/section-title.tsx';
import { ToneShape } from '../../components/tone-shape.tsx';
import { useDeskView } from '../../view-state/desk-view.ts';
import { useAnswered } from '../connections/use-answered.ts';
import { ScoreBlock } from '../review/score-block.tsx';
import { AGENT_WORDS, QUEUES, RATING_WORDS } from './agent-words.ts';
import styles from './agent.module.css';
import { StepList } from './step-list.tsx';
import { useSteps, type LeadRecord } from './use-steps.ts';

interface LeadDetailProps {
  readonly listed: ListedLead;
  readonly revision: string;
  readonly nowMs: number;
  readonly onAnswered: () => void;
  readonly onClose: () => void;
}

export function LeadDetail({ listed, revision, nowMs, onAnswered, onClose }: LeadDetailProps) {
  const { account, contact } = listed;
  const { record, problem } = useSteps(contact.id, revision);
  return (
    <aside className={styles.detail} aria-label={account.name} tabIndex={0}>
      <header className={styles.lead}>
        <div className={styles.titleRow}>
          <h2 className={styles.name} data-copy>
            {account.name}
          </h2>
          <TierChip tier={account.tier} />
          <span className={styles.grow} />
          <IconButton size="sm" label={AGENT_WORDS.close} keys="Escape" onClick={onClose}>
            <X />
          </IconButton>
        </div>
        <p data-copy>
          {contact.name}
          {contact.title === '' ? '' : ` · ${contact.title}`}
        </p>
        <p className={styles.address} data-copy>
          {contact.email}
        </p>
        <p className={styles.quiet}>{account.segmentName}</p>
      </header>
      <Standing listed={listed} record={record} onAnswered={onAnswered} />
      {problem !== null && (
        <p className={styles.fault} role="alert">
          {problem}
        </p>
      )}
      {record !== null && (
        <>
          <Fit listed={listed} record={record} />
          {record.score === null ? (
            <p className={styles.part}>{AGENT_WORDS.noScore}</p>
          ) : (
            <ScoreBlock score={record.score} />
          )}
          <section className={styles.part} aria-label={AGENT_WORDS.steps}>
            <SectionTitle>{AGENT_WORDS.steps}</SectionTitle>
            {record.steps.length === 0 ? (
              <p className={styles.quiet}>{AGENT_WORDS.noSteps}</p>
            ) : (
              <StepList steps={record.steps} nowMs={nowMs} />
            )}
          </section>
        </>
      )}
    </aside>
  );
}

interface StandingProps {
  readonly listed: ListedLead;
  readonly record: LeadRecord | null;
  readonly onAnswered: () => void;
}

function Standing({ listed: { standing, contact }, record, onAnswered }: StandingProps) {
  const setView = useDeskView((view) => view.set);
  const { ask, busy, said } = useAnswered();
  const [because, setBecause] = useState('');
  if (standing === null) return null;
  const { queue } = standing;
  const packageId = queue === 'in-review' ? (record?.packageId ?? null) : null;
  const answer = (word: 'go-on' | 'drop') =>
    ask(
      () => call('leads.answer', { contactId: contact.id, answer: word, because: because.trim() }),
      AGENT_WORDS.answered,
      onAnswered,
    );
  return (
    <section className={styles.part} aria-label={AGENT_WORDS.standing}>
      <SectionTitle>{QUEUES.find((each) => each.queue === queue)?.name}</SectionTitle>
      <p>{standing.because}</p>
      {queue === 'enrichment-failures' && (
        <>
          <p className={styles.quiet}>{AGENT_WORDS.fill}</p>
          <div>
            <Button onClick={() => setView({ overlay: 'import' })}>{AGENT_WORDS.importFile}</Button>
          </div>
        </>
      )}
      {packageId !== null && (
        <div>
          <Button
            onClick={() => {
              setView({ screen: 'review', mode: 'reading' });
              select(packageId);
            }}
          >
            {AGENT_WORDS.openPackage}
          </Button>
        </div>
      )}
      {(queue === 'scoring-review' || queue === 'human') && (
        <>
          <TextInput
            aria-label={AGENT_WORDS.because}
            placeholder={AGENT_WORDS.because}
            maxLength={300}
            value={because}
            onChange={(event) => setBecause(event.target.value)}
          />
          <div className={styles.acts}>
            <Button tone="primary" busy={busy} onClick={() => answer('go-on')}>
              {AGENT_WORDS.goOn}
            </Button>
            <Button busy={busy} onClick={() => answer('drop')}>
              {AGENT_WORDS.drop}
            </Button>
          </div>
        </>
      )}
      {said !== null && (
        <p role="status">
          <ToneShape tone={said.tone} /> {said.words}
        </p>
      )}
    </section>
  );
}

function Fit({
  listed: { standing },
  record: { rated },
}: {
  readonly listed: ListedLead;
  readonly record: LeadRecord;
}) {
  const rating = standing?.rating == null ? null : RATING_WORDS[standing.rating];
  return (
    <section className={styles.part} aria-label={AGENT_WORDS.fit}>
      <SectionTitle aside={rating !== null && <Chip tone={rating.tone}>{rating.words}</Chip>}>
        {AGENT_WORDS.fit}
      </SectionTitle>
      {rated === null ? (
        <p className={styles.quiet}>{AGENT_WORDS.noRating}</p>
      ) : (
        <ul className={styles.criteria}>
          {rated.matched.map((words) => (
            <li key={words}>
              <ToneShape tone="supported" label={AGENT_WORDS.fits} /> {words}
            </li>
          ))}
          {rated.failed.map((words) => (
            <li key={words}>
              <ToneShape tone="refused" label={AGENT_WORDS.fails} /> {words}
            </li>
          ))}
        </ul>
      )}
    </section>
  );
}
