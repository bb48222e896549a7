/** One opportunity beside the board: with whom, where it stands and since when, whose it is, what it is worth. The rest is the CRM's to show. */
import { X } from 'lucide-react';
import type { ReactNode } from 'react';
import type { ListedOpportunity } from '../../../shared/ipc/channels/board.ts';
import { opportunityStageTitle } from '../../../shared/policy/opportunity.ts';
import { Age } from '../../components/age.tsx';
import { IconButton } from '../../components/button.tsx';
import { TierChip } from '../../components/chip.tsx';
import { BOARD_WORDS } from './board-words.ts';
import styles from './board.module.css';
import { amountWords, closingDay, useOwnerName } from './opportunity-words.ts';

const WORDS = BOARD_WORDS.detail;

interface OpportunityDetailProps {
  readonly listed: ListedOpportunity;
  readonly nowMs: number;
  readonly onClose: () => void;
}

export function OpportunityDetail({ listed, nowMs, onClose }: OpportunityDetailProps) {
  const { account, contact, opportunity } = listed;
  const { stage, sinceAtMs, because } = opportunity.standing;
  const owner = useOwnerName(opportunity);
  const rows: readonly (readonly [string, ReactNode])[] = [
    [
      WORDS.stage,
      <>
        {opportunityStageTitle(stage)}
        {sinceAtMs !== null && (
          <>
            {' · '}
            <Age atMs={sinceAtMs} nowMs={nowMs} />
          </>
        )}
      </>,
    ],
    [WORDS.owner, owner],
    [WORDS.amount, amountWords(opportunity) ?? WORDS.unknown],
    [WORDS.closes, closingDay(opportunity) ?? WORDS.unknown],
    ...(because === '' ? [] : [[WORDS.because, because] as const]),
  ];
  return (
    <aside className={styles.detail} aria-label={account.name} tabIndex={0}>
      <header className={styles.detailHead}>
        <div className={styles.account}>
          <h2 className={styles.detailName} data-copy>
            {account.name}
          </h2>
          <TierChip tier={account.tier} />
          <span className={styles.words} />
          <IconButton size="sm" label={WORDS.close} keys="Escape" onClick={onClose}>
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
      <dl className={styles.figures}>
        {rows.map(([label, value]) => (
          <div key={label} className={styles.figure}>
            <dt>{label}</dt>
            <dd data-copy>{value}</dd>
          </div>
        ))}
      </dl>
    </aside>
  );
}
