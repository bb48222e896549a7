/** One stage of the board: its head with how many stand in it, its cards, and whether a card on its way may be dropped here, and why not. */
import { useEffect, type DragEvent } from 'react';
import type { ContactId } from '../../../shared/domain/ids.ts';
import type { LifecycleStage } from '../../../shared/domain/lifecycle-stage.ts';
import { stageTitle } from '../../../shared/policy/lifecycle.ts';
import type { ListedLead } from '../../../shared/ipc/channels/agent.ts';
import { Age } from '../../components/age.tsx';
import { TierChip } from '../../components/chip.tsx';
import { cx } from '../../components/class-names.ts';
import { RowGrid } from '../../components/row-grid.tsx';
import { ToneShape } from '../../components/tone-shape.tsx';
import { HiddenWords } from '../../components/visually-hidden.tsx';
import { BOARD_WORDS, STAGE_MEANS } from './board-words.ts';
import styles from './board.module.css';
import { useColumn, type BoardQuery } from './use-column.ts';

const CARD_PX = 70;
const figures = new Intl.NumberFormat('en-GB');
const days = new Intl.DateTimeFormat('en-GB', { day: 'numeric', month: 'short' });

export const columnId = (stage: LifecycleStage): string => `board-${stage}`;

/** A card on its way. */
export interface Carried {
  readonly lead: ListedLead;
  readonly over: LifecycleStage | null;
}

interface BoardColumnProps {
  readonly stage: LifecycleStage;
  readonly query: BoardQuery;
  readonly revision: string;
  readonly nowMs: number;
  readonly chosenId: ContactId | null;
  readonly carried: Carried | null;
  /** Why the carried card may not be dropped here; null where it may, or nothing is carried. */
  readonly whyNot: string | null;
  /** Its chosen card came from elsewhere: the keys go with it, once it is there. */
  readonly takesFocus: boolean;
  readonly onFocused: () => void;
  readonly onCount: (stage: LifecycleStage, count: number) => void;
  readonly onChoose: (lead: ListedLead) => void;
  readonly onOpen: (lead: ListedLead) => void;
  readonly onCarry: (lead: ListedLead | null) => void;
  readonly onOver: (stage: LifecycleStage) => void;
  readonly onDrop: (stage: LifecycleStage) => void;
}

export function BoardColumn(props: BoardColumnProps) {
  const { stage, chosenId, carried, whyNot, onCount } = props;
  const { leads, count, isFresh, problem, readMore } = useColumn(stage, props.query, props.revision);
  const isRead = leads !== null;
  useEffect(() => {
    if (isRead) onCount(stage, count);
  }, [onCount, stage, count, isRead]);
  const chosenAt = leads?.findIndex(({ contact }) => contact.id === chosenId) ?? -1;
  const { takesFocus, onFocused } = props;
  useEffect(() => {
    // Among many it may stand further down than was read: then the keys go to its column.
    if (!takesFocus || (chosenAt < 0 && !isFresh)) return;
    const column = document.getElementById(columnId(stage));
    column?.focus();
    column?.scrollIntoView({ block: 'nearest', inline: 'nearest' });
    onFocused();
  }, [takesFocus, chosenAt, isFresh, stage, onFocused]);
  const title = stageTitle(stage);
  const isOver = carried?.over === stage && carried.lead.lead.stage !== stage;
  const isEmpty = leads !== null && count === 0;
  const onDragOver = (event: DragEvent) => {
    if (carried === null) return;
    props.onOver(stage);
    if (whyNot !== null) return;
    event.preventDefault();
    event.dataTransfer.dropEffect = 'move';
  };
  return (
    <section
      className={cx(
        styles.column,
        isEmpty && styles.strip,
        isOver && (whyNot === null ? styles.takes : styles.refuses),
      )}
      aria-label={title}
      onDragOver={onDragOver}
      onDrop={(event) => {
        event.preventDefault();
        props.onDrop(stage);
      }}
    >
      <header className={styles.stage} title={STAGE_MEANS[stage]}>
        <h3 className={styles.stageName}>{title}</h3>
        <span className={styles.count}>{figures.format(count)}</span>
      </header>
      {problem !== null && (
        <p className={styles.fault} role="alert">
          {problem}
        </p>
      )}
      {isOver && whyNot !== null && (
        <p className={styles.whyNot} role="status">
          <ToneShape tone="refused" size={13} /> {whyNot}
        </p>
      )}
      {!isEmpty && (
        <RowGrid
          id={columnId(stage)}
          className={styles.cards}
          label={`${title}, ${figures.format(count)}`}
          count={leads?.length ?? 0}
          total={count}
          rowPx={CARD_PX}
          chosenAt={chosenAt}
          follows={chosenId}
          idOf={(at) => `card-${leads?.[at]?.contact.id ?? String(at)}`}
          onMove={(at) => {
            const lead = leads?.[at];
            if (lead !== undefined) props.onChoose(lead);
          }}
          onEnter={(at) => {
            const lead = leads?.[at];
            if (lead !== undefined) props.onOpen(lead);
          }}
          ahead={20}
          onNearEnd={readMore}
          renderRow={(at, topPx) => {
            const lead = leads?.[at];
            return lead === undefined ? null : (
              <Card
                key={lead.contact.id}
                listed={lead}
                at={at}
                nowMs={props.nowMs}
                topPx={topPx}
                isChosen={lead.contact.id === chosenId}
                isCarried={carried?.lead.contact.id === lead.contact.id}
                onChoose={() => props.onChoose(lead)}
                onOpen={() => props.onOpen(lead)}
                onCarry={props.onCarry}
              />
            );
          }}
        />
      )}
    </section>
  );
}

interface CardProps {
  readonly listed: ListedLead;
  readonly at: number;
  readonly nowMs: number;
  readonly topPx: number;
  readonly isChosen: boolean;
  readonly isCarried: boolean;
  readonly onChoose: () => void;
  readonly onOpen: () => void;
  readonly onCarry: (lead: ListedLead | null) => void;
}

function Card({ listed, at, nowMs, topPx, isChosen, isCarried, onChoose, onOpen, onCarry }: CardProps) {
  const { account, contact, lead, standing, stageSinceMs } = listed;
  return (
    <div
      id={`card-${contact.id}`}
      role="row"
      aria-rowindex={at + 1}
      aria-selected={isChosen}
      className={styles.place}
      style={{ transform: `translateY(${topPx}px)` }}
      draggable
      onDragStart={(event) => {
        event.dataTransfer.effectAllowed = 'move';
        event.dataTransfer.setData('text/plain', contact.name);
        onChoose();
        onCarry(listed);
      }}
      onDragEnd={() => onCarry(null)}
      onClick={onChoose}
      onDoubleClick={onOpen}
    >
      <div role="gridcell" className={cx(styles.card, isChosen && styles.chosen, isCarried && styles.carried)}>
        <span className={styles.account}>
          <span className={styles.words}>{account.name}</span>
          <TierChip tier={account.tier} />
        </span>
        <span className={styles.contact}>
          <span className={styles.words}>{contact.name}</span>
          {stageSinceMs !== null && (
            <span className={styles.since}>
              <Age atMs={stageSinceMs} nowMs={nowMs} />
              <HiddenWords words={BOARD_WORDS.inStage(stageTitle(lead.stage))} />
            </span>
          )}
        </span>
        <span className={styles.foot} title={standing?.because}>
          {lead.nextStepAtMs !== null && lead.stage === 'nurture'
            ? (lead.nextStepAtMs > nowMs ? BOARD_WORDS.until : BOARD_WORDS.due)(days.format(lead.nextStepAtMs))
            : standing?.score == null
              ? contact.title
              : `${BOARD_WORDS.score(Math.round(standing.score))} · ${contact.title}`}
        </span>
      </div>
    </div>
  );
}
