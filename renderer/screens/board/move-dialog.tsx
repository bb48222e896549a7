/** Moves one lead without a mouse: every stage with why it is not to be had, then what a stage asks for. It hands the move on; it decides nothing. */
import { useState } from 'react';
import type { LifecycleStage } from '../../../shared/domain/lifecycle-stage.ts';
import type { Role } from '../../../shared/domain/person.ts';
import { AI_STAGES, asksFor, HUMAN_STAGES, stageTitle, whyNotDrop } from '../../../shared/policy/lifecycle.ts';
import type { ListedLead } from '../../../shared/ipc/channels/agent.ts';
import { Button } from '../../components/button.tsx';
import { Dialog } from '../../components/dialog.tsx';
import { Field, TextInput } from '../../components/field.tsx';
import { BOARD_WORDS, STAGE_MEANS } from './board-words.ts';
import styles from './board.module.css';

export interface MoveAnswer {
  readonly to: LifecycleStage;
  readonly reason: string;
  readonly nextStepAtMs: number | null;
}

interface MoveDialogProps {
  readonly listed: ListedLead;
  readonly role: Role;
  /** Where it was dropped already; null where the stage is still to be chosen. */
  readonly to: LifecycleStage | null;
  /** Why the last try went wrong. */
  readonly problem: string | null;
  readonly busy: boolean;
  readonly nowMs: number;
  readonly onMove: (answer: MoveAnswer) => void;
  readonly onClose: () => void;
}

export function MoveDialog({ listed, role, to, problem, busy, nowMs, onMove, onClose }: MoveDialogProps) {
  const [chosen, setChosen] = useState(to);
  const { contact, lead } = listed;
  return (
    <Dialog
      title={BOARD_WORDS.moveTitle(contact.name)}
      description={BOARD_WORDS.stands(stageTitle(lead.stage))}
      onClose={onClose}
      size="sm"
    >
      {problem !== null && (
        <p className={styles.fault} role="alert">
          {problem}
        </p>
      )}
      {chosen === null ? (
        <StageList
          from={lead.stage}
          role={role}
          onChoose={(stage) => {
            if (asksFor(stage) === null) onMove({ to: stage, reason: '', nextStepAtMs: null });
            else setChosen(stage);
          }}
        />
      ) : (
        <Asked
          key={chosen}
          to={chosen}
          busy={busy}
          nowMs={nowMs}
          onMove={onMove}
          onOther={to === null ? () => setChosen(null) : null}
          onClose={onClose}
        />
      )}
    </Dialog>
  );
}

interface StageListProps {
  readonly from: LifecycleStage;
  readonly role: Role;
  readonly onChoose: (stage: LifecycleStage) => void;
}

function StageList({ from, role, onChoose }: StageListProps) {
  const half = (title: string, stages: readonly LifecycleStage[]) => (
    <section aria-label={title}>
      <h3 className={styles.half}>{title}</h3>
      <ul className={styles.stages}>
        {stages.map((stage) => {
          const whyNot = whyNotDrop(role, from, stage);
          return (
            <li key={stage}>
              <button
                type="button"
                className={styles.stageChoice}
                aria-disabled={whyNot !== null}
                onClick={() => {
                  if (whyNot === null) onChoose(stage);
                }}
              >
                <span className={styles.stageChoiceName}>{stageTitle(stage)}</span>
                <span className={styles.stageChoiceWhy}>{whyNot ?? STAGE_MEANS[stage]}</span>
              </button>
            </li>
          );
        })}
      </ul>
    </section>
  );
  return (
    <>
      {half(BOARD_WORDS.human, HUMAN_STAGES)}
      {half(BOARD_WORDS.ai, AI_STAGES)}
    </>
  );
}

interface AskedProps {
  readonly to: LifecycleStage;
  readonly busy: boolean;
  readonly nowMs: number;
  readonly onMove: (answer: MoveAnswer) => void;
  readonly onOther: (() => void) | null;
  readonly onClose: () => void;
}

const DAY_MS = 86_400_000;
/** A quarter: what people mean by "not now" as often as not. */
const USUAL_DAYS = 90;

/** Nine in the morning of that day here; null for no day. */
function morningOf(day: string): number | null {
  const atMs = new Date(`${day}T09:00`).getTime();
  return Number.isNaN(atMs) ? null : atMs;
}

const dayOf = (atMs: number): string => {
  const date = new Date(atMs);
  return `${date.getFullYear()}-${String(date.getMonth() + 1).padStart(2, '0')}-${String(date.getDate()).padStart(2, '0')}`;
};

function Asked({ to, busy, nowMs, onMove, onOther, onClose }: AskedProps) {
  const asks = asksFor(to);
  const [reason, setReason] = useState('');
  const [day, setDay] = useState(() => dayOf(nowMs + USUAL_DAYS * DAY_MS));
  const nextStepAtMs = asks === 'date' ? morningOf(day) : null;
  const isReady = asks === 'reason' ? reason.trim() !== '' : asks !== 'date' || (nextStepAtMs ?? 0) > nowMs;
  return (
    <form
      className={styles.asked}
      onSubmit={(event) => {
        event.preventDefault();
        if (isReady && !busy) onMove({ to, reason: reason.trim(), nextStepAtMs });
      }}
    >
      {asks === 'date' ? (
        <Field label={BOARD_WORDS.date} hint={BOARD_WORDS.dateHint}>
          {(ids) => (
            <TextInput
              {...ids}
              type="date"
              data-autofocus
              value={day}
              min={dayOf(nowMs + DAY_MS)}
              onChange={(event) => setDay(event.target.value)}
            />
          )}
        </Field>
      ) : (
        <Field
          label={asks === 'reason' ? BOARD_WORDS.reason : BOARD_WORDS.note}
          hint={asks === 'reason' ? BOARD_WORDS.reasonHint : BOARD_WORDS.noteHint}
        >
          {(ids) => (
            <TextInput
              {...ids}
              data-autofocus
              maxLength={280}
              value={reason}
              onChange={(event) => setReason(event.target.value)}
            />
          )}
        </Field>
      )}
      <div className={styles.acts}>
        <Button tone="primary" type="submit" busy={busy} disabled={!isReady}>
          {BOARD_WORDS.confirm(stageTitle(to))}
        </Button>
        {onOther !== null && <Button onClick={onOther}>{BOARD_WORDS.other}</Button>}
        <Button tone="quiet" onClick={onClose}>
          {BOARD_WORDS.cancel}
        </Button>
      </div>
    </form>
  );
}
