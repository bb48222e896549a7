/** The company: who it is, how we stand to it, what it runs on. Name and domain are never cut. */
import { memo } from 'react';
import type { Account } from '../../../shared/domain/account.ts';
import { Chip, TierChip } from '../../components/chip.tsx';
import styles from './evidence-pane.module.css';
import { RELATION } from './review-words.ts';

/** A company's list may be long; the rest is one hover away. */
const TECH_SHOWN = 8;

export const AccountLine = memo(function AccountLine({ account }: { readonly account: Account }) {
  const relation = RELATION[account.relation];
  const line = [
    account.industry,
    account.headcount === null ? null : `${account.headcount.toLocaleString('en-GB')} people`,
    account.geography,
  ].filter((part) => part !== null && part !== '');
  const { technographics } = account;
  const hidden = technographics.slice(TECH_SHOWN);
  return (
    <section className={styles.account} aria-label="Account">
      <div className={styles.accountName}>
        <span className={styles.accountChips}>
          {account.pins.map((pin) => (
            <Chip key={pin} tone="accent" title="Pinned: a person always decides">
              {pin}
            </Chip>
          ))}
          {account.relation !== 'prospect' && <Chip tone={relation.tone}>{relation.label}</Chip>}
          <TierChip tier={account.tier} />
        </span>
        <h2>{account.name}</h2>
      </div>
      <p className={styles.accountPlace}>
        <span className={styles.domain} data-copy>
          {account.domain}
        </span>
        <span>{account.segmentName}</span>
      </p>
      <p className={styles.accountLine}>{line.join(' · ')}</p>
      {technographics.length > 0 && (
        <ul className={styles.tech} aria-label="Technology in use">
          {technographics.slice(0, TECH_SHOWN).map((name) => (
            <li key={name} className={styles.techChip}>
              {name}
            </li>
          ))}
          {hidden.length > 0 && (
            <li className={styles.techMore} title={hidden.join(', ')}>
              and {hidden.length} more
            </li>
          )}
        </ul>
      )}
    </section>
  );
});
