/** One stage of the board: its head with how many stand in it, its cards, and whether a card on its way may be dropped here, and why not. */
import { useEffect, type DragEvent } from 'react';
import { cx } from '../../components/class-names.ts';
import { RowGrid } from '../../components/row-grid.tsx';
import { ToneShape } from '../../components/tone-shape.tsx';
import { isOpportunityStage, titleOf, type BoardCard, type BoardStage } from './board-card.ts';
import { STAGE_MEANS } from './board-words.ts';
import styles from './board.module.css';
import { CardFace } from './card-face.tsx';
import type { Carried } from './use-board-moves.ts';
import { useColumn, type BoardQuery } from './use-column.ts';

/** An opportunity has a line more to say. */
const CARD_PX = { lead: 70, opportunity: 88 } as const;
const figures = new Intl.NumberFormat('en-GB');

export const columnId = (stage: BoardStage): string => `board-${stage}`;

interface BoardColumnProps {
  readonly stage: BoardStage;
  readonly query: BoardQuery;
  readonly revision: string;
  readonly nowMs: number;
  readonly chosenId: string | null;
  readonly carried: Carried | null;
  /** Why the carried card may not be dropped here; null where it may, or nothing is carried. */
  readonly whyNot: string | null;
  /** Its chosen card came from elsewhere: the keys go with it, once it is there. */
  readonly takesFocus: boolean;
  readonly onFocused: () => void;
  readonly onCount: (stage: BoardStage, count: number) => void;
  readonly onChoose: (card: BoardCard) => void;
  readonly onOpen: (card: BoardCard) => void;
  readonly onCarry: (card: BoardCard | null) => void;
  readonly onOver: (stage: BoardStage) => void;
  readonly onDrop: (stage: BoardStage) => void;
}

export function BoardColumn(props: BoardColumnProps) {
  const { stage, chosenId, carried, whyNot, onCount } = props;
  const { cards, count, isFresh, problem, readMore } = useColumn(stage, props.query, props.revision);
  const isRead = cards !== null;
  useEffect(() => {
    if (isRead) onCount(stage, count);
  }, [onCount, stage, count, isRead]);
  const chosenAt = cards?.findIndex(({ id }) => id === chosenId) ?? -1;
  const { takesFocus, onFocused } = props;
  useEffect(() => {
    // Among many it may stand further down than was read: then the keys go to its column.
    if (!takesFocus || (chosenAt < 0 && !isFresh)) return;
    const column = document.getElementById(columnId(stage));
    column?.focus();
    column?.scrollIntoView({ block: 'nearest', inline: 'nearest' });
    onFocused();
  }, [takesFocus, chosenAt, isFresh, stage, onFocused]);
  const title = titleOf(stage);
  const isOver = carried?.over === stage && carried.card.stage !== stage;
  const isEmpty = cards !== null && count === 0;
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
          count={cards?.length ?? 0}
          total={count}
          rowPx={CARD_PX[isOpportunityStage(stage) ? 'opportunity' : 'lead']}
          chosenAt={chosenAt}
          follows={chosenId}
          idOf={(at) => `card-${cards?.[at]?.id ?? String(at)}`}
          onMove={(at) => {
            const card = cards?.[at];
            if (card !== undefined) props.onChoose(card);
          }}
          onEnter={(at) => {
            const card = cards?.[at];
            if (card !== undefined) props.onOpen(card);
          }}
          ahead={20}
          onNearEnd={readMore}
          renderRow={(at, topPx) => {
            const card = cards?.[at];
            return card === undefined ? null : (
              <Card
                key={card.id}
                card={card}
                at={at}
                nowMs={props.nowMs}
                topPx={topPx}
                isChosen={card.id === chosenId}
                isCarried={carried?.card.id === card.id}
                onChoose={() => props.onChoose(card)}
                onOpen={() => props.onOpen(card)}
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
  readonly card: BoardCard;
  readonly at: number;
  readonly nowMs: number;
  readonly topPx: number;
  readonly isChosen: boolean;
  readonly isCarried: boolean;
  readonly onChoose: () => void;
  readonly onOpen: () => void;
  readonly onCarry: (card: BoardCard | null) => void;
}

function Card({ card, at, nowMs, topPx, isChosen, isCarried, onChoose, onOpen, onCarry }: CardProps) {
  return (
    <div
      id={`card-${card.id}`}
      role="row"
      aria-rowindex={at + 1}
      aria-selected={isChosen}
      className={styles.place}
      style={{ transform: `translateY(${topPx}px)`, height: CARD_PX[card.kind] }}
      draggable
      onDragStart={(event) => {
        event.dataTransfer.effectAllowed = 'move';
        event.dataTransfer.setData('text/plain', card.listed.contact.name);
        onChoose();
        onCarry(card);
      }}
      onDragEnd={() => onCarry(null)}
      onClick={onChoose}
      onDoubleClick={onOpen}
    >
      <div role="gridcell" className={cx(styles.card, isChosen && styles.chosen, isCarried && styles.carried)}>
        <CardFace card={card} nowMs={nowMs} />
      </div>
    </div>
  );
}
