/** Moves one card without a mouse: every stage with why it is not to be had, then what a stage asks for. It hands the move on; it decides nothing. */
import { useEffect, useRef, useState } from 'react';
import { OpportunityStage } from '../../../shared/domain/opportunity.ts';
import type { Role } from '../../../shared/domain/person.ts';
import { AI_STAGES, HUMAN_STAGES } from '../../../shared/policy/lifecycle.ts';
import { FIRST_OPPORTUNITY_STAGE } from '../../../shared/policy/opportunity.ts';
import { Button } from '../../components/button.tsx';
import { Dialog } from '../../components/dialog.tsx';
import { Field, TextInput } from '../../components/field.tsx';
import { asksOf, titleOf, whyNotPut, type BoardCard, type BoardStage } from './board-card.ts';
import { BOARD_WORDS, STAGE_MEANS } from './board-words.ts';
import styles from './board.module.css';
import type { MoveAnswer } from './use-board-moves.ts';

interface MoveDialogProps {
  readonly card: BoardCard;
  readonly role: Role;
  /** Where it was dropped already; null where the stage is still to be chosen. */
  readonly to: BoardStage | null;
  /** Why the last try went wrong. */
  readonly problem: string | null;
  readonly busy: boolean;
  readonly nowMs: number;
  readonly onMove: (answer: MoveAnswer) => void;
  readonly onClose: () => void;
}

export function MoveDialog({ card, role, to, problem, busy, nowMs, onMove, onClose }: MoveDialogProps) {
  const [chosen, setChosen] = useState(to);
  const [isBack, setIsBack] = useState(false);
  return (
    <Dialog
      title={BOARD_WORDS.moveTitle(card.listed.contact.name)}
      description={BOARD_WORDS.stands(titleOf(card.stage))}
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
          card={card}
          role={role}
          takesFocus={isBack}
          onChoose={(stage) => {
            if (asksOf(stage) === null) onMove({ to: stage, reason: '', nextStepAtMs: null });
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
          onOther={
            to === null
              ? () => {
                  setChosen(null);
                  setIsBack(true);
                }
              : null
          }
          onClose={onClose}
        />
      )}
    </Dialog>
  );
}

interface StageListProps {
  readonly card: BoardCard;
  readonly role: Role;
  /** What had the focus is gone: it was what another stage asked for. */
  readonly takesFocus: boolean;
  readonly onChoose: (stage: BoardStage) => void;
}

function StageList({ card, role, takesFocus, onChoose }: StageListProps) {
  const list = useRef<HTMLDivElement>(null);
  useEffect(() => {
    if (takesFocus) list.current?.querySelector<HTMLElement>('button[aria-disabled="false"]')?.focus();
  }, [takesFocus]);
  const group = (title: string, stages: readonly BoardStage[], isOpening = false) => (
    <section aria-label={title}>
      <h3 className={styles.half}>{title}</h3>
      <ul className={styles.stages}>
        {stages.map((stage) => {
          const whyNot = whyNotPut(role, card, stage);
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
                <span className={styles.stageChoiceName}>{isOpening ? BOARD_WORDS.open : titleOf(stage)}</span>
                <span className={styles.stageChoiceWhy}>
                  {whyNot ?? (isOpening ? BOARD_WORDS.openMeans : STAGE_MEANS[stage])}
                </span>
              </button>
            </li>
          );
        })}
      </ul>
    </section>
  );
  return (
    <div ref={list}>
      {card.kind === 'opportunity' ? (
        group(BOARD_WORDS.opportunities, OpportunityStage.options)
      ) : (
        <>
          {group(BOARD_WORDS.human, HUMAN_STAGES)}
          {group(BOARD_WORDS.opportunities, [FIRST_OPPORTUNITY_STAGE], true)}
          {group(BOARD_WORDS.ai, AI_STAGES)}
        </>
      )}
    </div>
  );
}

interface AskedProps {
  readonly to: BoardStage;
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

/** What the one field beside a date is for. */
function wordsFor(to: BoardStage): { readonly label: string; readonly hint: string } {
  switch (asksOf(to)) {
    case 'confirmation':
      return { label: BOARD_WORDS.wonNote, hint: BOARD_WORDS.wonHint };
    case 'reason':
      return {
        label: to === 'closed-lost' ? BOARD_WORDS.lostReason : BOARD_WORDS.reason,
        hint: BOARD_WORDS.reasonHint,
      };
    default:
      return { label: BOARD_WORDS.note, hint: BOARD_WORDS.noteHint };
  }
}

function Asked({ to, busy, nowMs, onMove, onOther, onClose }: AskedProps) {
  const asks = asksOf(to);
  const words = wordsFor(to);
  const field = useRef<HTMLInputElement>(null);
  // The button that chose the stage is gone, and the focus with it.
  useEffect(() => field.current?.focus(), []);
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
              ref={field}
              data-autofocus
              value={day}
              min={dayOf(nowMs + DAY_MS)}
              onChange={(event) => setDay(event.target.value)}
            />
          )}
        </Field>
      ) : (
        <Field label={words.label} hint={words.hint}>
          {(ids) => (
            <TextInput
              {...ids}
              ref={field}
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
          {BOARD_WORDS.confirm(titleOf(to))}
        </Button>
        {onOther !== null && <Button onClick={onOther}>{BOARD_WORDS.other}</Button>}
        <Button tone="quiet" onClick={onClose}>
          {BOARD_WORDS.cancel}
        </Button>
      </div>
    </form>
  );
}
