/** The leads of a queue as rows, only those in sight drawn, more asked for near the end. It opens rows and does nothing else. */
import { useVirtualizer } from '@tanstack/react-virtual';
import { useEffect, useRef, type KeyboardEvent } from 'react';
import type { ContactId } from '../../../shared/domain/ids.ts';
import type { ListedLead } from '../../../shared/ipc/channels/agent.ts';
import { useScreenKeys } from '../../app/use-screen-keys.ts';
import { TierChip } from '../../components/chip.tsx';
import { cx } from '../../components/class-names.ts';
import { fullMoment, momentWords } from '../../components/time-words.ts';
import { AGENT_WORDS } from './agent-words.ts';
import styles from './lead-table.module.css';

const ROW_PX = 44;
/** Rows before the last one at which more are asked for. */
const AHEAD = 30;

interface LeadTableProps {
  readonly leads: readonly ListedLead[];
  readonly openId: ContactId | null;
  /** Beside an open lead there is room for two columns only. */
  readonly narrow: boolean;
  readonly hasMore: boolean;
  readonly nowMs: number;
  readonly onOpen: (id: ContactId | null) => void;
  readonly onMore: () => void;
}

export function LeadTable({ leads, openId, narrow, hasMore, nowMs, onOpen, onMore }: LeadTableProps) {
  const scroller = useRef<HTMLDivElement>(null);
  // eslint-disable-next-line react-hooks/incompatible-library -- the virtualizer is read during render on purpose; nothing here is memoised on it
  const virtual = useVirtualizer({
    count: leads.length,
    getScrollElement: () => scroller.current,
    estimateSize: () => ROW_PX,
    getItemKey: (at) => leads[at]?.contact.id ?? at,
    overscan: 10,
  });
  const items = virtual.getVirtualItems();
  const lastInSight = items.at(-1)?.index ?? 0;
  useEffect(() => {
    if (hasMore && lastInSight >= leads.length - AHEAD) onMore();
  }, [hasMore, lastInSight, leads.length, onMore]);
  const openAt = leads.findIndex(({ contact }) => contact.id === openId);
  useEffect(() => {
    if (openAt >= 0) virtual.scrollToIndex(openAt, { align: 'auto' });
  }, [virtual, openAt]);

  const move = (by: number) => {
    const next = leads[Math.min(leads.length - 1, Math.max(0, openAt + by))];
    if (next !== undefined) onOpen(next.contact.id);
  };
  useScreenKeys({ j: () => move(1), k: () => move(-1), Escape: () => onOpen(null) });
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.key !== 'ArrowDown' && event.key !== 'ArrowUp') return;
    event.preventDefault();
    move(event.key === 'ArrowDown' ? 1 : -1);
  };
  return (
    <div
      className={cx(styles.table, narrow && styles.narrow)}
      role="grid"
      aria-label={AGENT_WORDS.list}
      aria-rowcount={leads.length}
      aria-activedescendant={openAt < 0 || openId === null ? undefined : `lead-${openId}`}
      tabIndex={0}
      onKeyDown={onKeyDown}
    >
      <div className={styles.head} role="row">
        <span role="columnheader">{AGENT_WORDS.columns.who}</span>
        <span role="columnheader" className={styles.why}>
          {AGENT_WORDS.columns.why}
        </span>
        <span role="columnheader" className={styles.score}>
          {AGENT_WORDS.columns.score}
        </span>
        <span role="columnheader" className={styles.at}>
          {AGENT_WORDS.columns.at}
        </span>
      </div>
      <div ref={scroller} className={styles.body} role="rowgroup" tabIndex={0}>
        <div className={styles.inner} style={{ height: virtual.getTotalSize() }} role="presentation">
          {items.map((item) => {
            const listed = leads[item.index];
            return listed === undefined ? null : (
              <Row
                key={item.key}
                listed={listed}
                at={item.index}
                top={item.start}
                isOpen={listed.contact.id === openId}
                nowMs={nowMs}
                onOpen={onOpen}
              />
            );
          })}
        </div>
      </div>
    </div>
  );
}

interface RowProps {
  readonly listed: ListedLead;
  readonly at: number;
  readonly top: number;
  readonly isOpen: boolean;
  readonly nowMs: number;
  readonly onOpen: (id: ContactId) => void;
}

function Row({ listed: { account, contact, standing }, at, top, isOpen, nowMs, onOpen }: RowProps) {
  return (
    <div
      id={`lead-${contact.id}`}
      role="row"
      aria-rowindex={at + 1}
      aria-selected={isOpen}
      className={cx(styles.row, isOpen && styles.open)}
      style={{ transform: `translateY(${top}px)` }}
      onClick={() => onOpen(contact.id)}
    >
      <span role="gridcell" className={styles.who}>
        <span className={styles.account}>
          <span className={styles.words}>{account.name}</span> <TierChip tier={account.tier} />
        </span>
        <span className={styles.contact}>
          {contact.name}
          {contact.title === '' ? '' : ` · ${contact.title}`}
        </span>
      </span>
      <span role="gridcell" className={styles.why} title={standing?.because}>
        {standing?.because ?? ''}
      </span>
      <span role="gridcell" className={styles.score}>
        {standing?.score == null ? '–' : Math.round(standing.score)}
      </span>
      <span role="gridcell" className={styles.at}>
        {standing !== null && (
          <time title={fullMoment(standing.atMs)} dateTime={new Date(standing.atMs).toISOString()}>
            {momentWords(standing.atMs, nowMs)}
          </time>
        )}
      </span>
    </div>
  );
}
