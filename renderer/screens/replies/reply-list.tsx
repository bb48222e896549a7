/** The replies of a queue as a list, newest first, one row chosen. It shows and chooses; it decides nothing. */
import { useVirtualizer } from '@tanstack/react-virtual';
import { useEffect, useLayoutEffect, useRef, type KeyboardEvent } from 'react';
import { useAppearance } from '../../app/appearance.ts';
import type { ReplyId } from '../../../shared/domain/ids.ts';
import { writerName } from '../../commands/reply-choices.ts';
import { Age } from '../../components/age.tsx';
import { ListRow } from '../../components/list-row.tsx';
import { ToneShape } from '../../components/tone-shape.tsx';
import { useNow } from '../../components/use-now.ts';
import type { ReplySummary } from '../../store/reply-rows.ts';
import { DueClock, urgencyOf } from './due-clock.tsx';
import styles from './reply-list.module.css';
import { className, CLASS_TONES, REPLY_WORDS, STATE_WORDS } from './reply-words.ts';

interface ReplyListProps {
  readonly label: string;
  readonly rows: readonly ReplySummary[];
  /** How many there are; `rows` may be the first of them. */
  readonly total: number;
  readonly openId: ReplyId | null;
  /** When a hot reply without an escalation should have been taken, after it came; null where the list has no such clock. */
  readonly slaMs: number | null;
  /** Whether a row says its class; a list of one class does not. */
  readonly showsClass: boolean;
  readonly onOpen: (id: ReplyId) => void;
  readonly onNext: () => void;
  readonly onPrevious: () => void;
  readonly onNearEnd: () => void;
}

const NEAR_END = 20;

export function ReplyList(props: ReplyListProps) {
  const { label, rows, total, openId, slaMs, showsClass, onOpen, onNext, onPrevious, onNearEnd } = props;
  const scroller = useRef<HTMLDivElement>(null);
  const nowMs = useNow(10_000);
  const rowPx = useAppearance((appearance) => appearance.density) === 'compact' ? 38 : 44;
  // eslint-disable-next-line react-hooks/incompatible-library -- the virtualizer is read during render on purpose; nothing here is memoised on it
  const virtual = useVirtualizer({
    count: rows.length,
    getScrollElement: () => scroller.current,
    estimateSize: () => rowPx,
    getItemKey: (at) => rows[at]?.id ?? at,
    overscan: 6,
    paddingEnd: 8,
  });
  const openAt = rows.findIndex((row) => row.id === openId);
  useLayoutEffect(() => virtual.measure(), [virtual, rowPx]);
  useLayoutEffect(() => {
    if (openAt >= 0) virtual.scrollToIndex(openAt, { align: 'auto' });
  }, [virtual, openAt]);
  const items = virtual.getVirtualItems();
  const lastAt = items.at(-1)?.index ?? 0;
  useEffect(() => {
    if (rows.length > 0 && lastAt >= rows.length - NEAR_END) onNearEnd();
  }, [lastAt, rows.length, onNearEnd]);
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.key === 'ArrowDown') onNext();
    else if (event.key === 'ArrowUp') onPrevious();
    else return;
    event.preventDefault();
  };
  return (
    <div
      ref={scroller}
      className={styles.scroller}
      role="grid"
      aria-label={label}
      aria-rowcount={total}
      aria-activedescendant={openAt >= 0 && openId !== null ? rowId(openId) : undefined}
      tabIndex={0}
      onKeyDown={onKeyDown}
    >
      <div className={styles.inner} style={{ height: virtual.getTotalSize() }} role="presentation">
        {items.map((item) => {
          const row = rows[item.index];
          return row === undefined ? null : (
            <div
              key={row.id}
              className={styles.place}
              style={{ transform: `translateY(${item.start}px)`, height: item.size }}
              role="presentation"
            >
              <ReplyRowLine
                row={row}
                dueAtMs={row.dueAtMs ?? (slaMs === null ? null : row.atMs + slaMs)}
                showsClass={showsClass}
                nowMs={nowMs}
                selected={row.id === openId}
                position={{ at: item.index + 1, of: total }}
                onSelect={() => onOpen(row.id)}
              />
            </div>
          );
        })}
      </div>
    </div>
  );
}

const rowId = (id: ReplyId) => `reply-${id}`;

interface ReplyRowLineProps {
  readonly row: ReplySummary;
  readonly dueAtMs: number | null;
  readonly showsClass: boolean;
  readonly nowMs: number;
  readonly selected: boolean;
  readonly position: { readonly at: number; readonly of: number };
  readonly onSelect: () => void;
}

function ReplyRowLine({ row, dueAtMs, showsClass, nowMs, selected, position, onSelect }: ReplyRowLineProps) {
  const said = row.quote === null ? row.begins.slice(0, 120) : `“${row.quote}”`;
  const isDone = row.state === 'closed' || row.state === 'handled';
  return (
    <ListRow
      id={rowId(row.id)}
      selected={selected}
      onSelect={onSelect}
      position={position}
      leading={<ReplyShape row={row} dueAtMs={dueAtMs} nowMs={nowMs} />}
      title={
        row.accountName === '' ? (
          writerName(row)
        ) : (
          <>
            {row.accountName} <span className={styles.name}>{writerName(row)}</span>
          </>
        )
      }
      trailing={
        dueAtMs !== null ? <DueClock dueAtMs={dueAtMs} nowMs={nowMs} /> : isDone ? STATE_WORDS[row.state].short : null
      }
      context={
        <>
          {showsClass && <span className={isDone ? undefined : styles.class}>{className(row.class)}</span>}
          {showsClass && said !== '' && ' · '}
          {said}
        </>
      }
      contextTrailing={<Age atMs={row.atMs} nowMs={nowMs} />}
    />
  );
}

/** The gravest thing about it: instruction-like text, then its clock, then its class. */
function ReplyShape({ row, dueAtMs, nowMs }: Pick<ReplyRowLineProps, 'row' | 'dueAtMs' | 'nowMs'>) {
  if (row.isSuspicious) return <ToneShape tone="attention" label={REPLY_WORDS.suspicious} />;
  if (dueAtMs !== null && urgencyOf(dueAtMs - nowMs) === 'over') return <ToneShape tone="refused" label="Overdue" />;
  return <ToneShape tone={CLASS_TONES[row.class]} unknown={row.class === 'unread'} label={className(row.class)} />;
}
