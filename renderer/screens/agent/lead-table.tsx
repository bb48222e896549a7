/** The leads of a queue as rows, only those in sight drawn, more asked for near the end. It opens rows and does nothing else. */
import type { ContactId } from '../../../shared/domain/ids.ts';
import type { ListedLead } from '../../../shared/ipc/channels/agent.ts';
import { useScreenKeys } from '../../app/use-screen-keys.ts';
import { TierChip } from '../../components/chip.tsx';
import { cx } from '../../components/class-names.ts';
import { RowGrid } from '../../components/row-grid.tsx';
import { fullMoment, momentWords } from '../../components/time-words.ts';
import { AGENT_WORDS } from './agent-words.ts';
import styles from './lead-table.module.css';

export const LEAD_TABLE_ID = 'agent-leads';
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
  const openAt = leads.findIndex(({ contact }) => contact.id === openId);
  const open = (at: number) => {
    const next = leads[Math.min(leads.length - 1, Math.max(0, at))];
    if (next !== undefined) onOpen(next.contact.id);
  };
  useScreenKeys({ j: () => open(openAt + 1), k: () => open(openAt - 1), Escape: () => onOpen(null) });
  return (
    <RowGrid
      id={LEAD_TABLE_ID}
      className={cx(styles.table, narrow && styles.narrow)}
      label={AGENT_WORDS.list}
      count={leads.length}
      rowPx={ROW_PX}
      chosenAt={openAt}
      idOf={(at) => `lead-${leads[at]?.contact.id ?? String(at)}`}
      onMove={open}
      ahead={AHEAD}
      {...(hasMore ? { onNearEnd: onMore } : {})}
      head={
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
      }
      renderRow={(at, topPx) => {
        const listed = leads[at];
        return listed === undefined ? null : (
          <Row
            key={listed.contact.id}
            listed={listed}
            at={at}
            top={topPx}
            isOpen={listed.contact.id === openId}
            nowMs={nowMs}
            onOpen={onOpen}
          />
        );
      }}
    />
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
