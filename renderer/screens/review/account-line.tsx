/** The company in three lines: who it is, how we stand to it, what it runs on. */
import type { Account } from '../../../shared/domain/account.ts';
import { Chip, TierChip } from '../../components/chip.tsx';
import styles from './evidence-pane.module.css';
import { RELATION } from './review-words.ts';

export function AccountLine({ account }: { readonly account: Account }) {
  const relation = RELATION[account.relation];
  const line = [
    account.industry,
    account.headcount === null ? null : `${account.headcount.toLocaleString('en-GB')} people`,
    account.geography,
    account.segmentName,
  ].filter((part) => part !== null && part !== '');
  return (
    <section className={styles.account} aria-label="Account">
      <div className={styles.accountName}>
        <h2 title={account.name}>{account.name}</h2>
        <span className={styles.domain} data-copy>
          {account.domain}
        </span>
        <span className={styles.push} />
        {account.pins.map((pin) => (
          <Chip key={pin} tone="accent" title="Pinned: a person always decides">
            {pin}
          </Chip>
        ))}
        {account.relation !== 'prospect' && <Chip tone={relation.tone}>{relation.label}</Chip>}
        <TierChip tier={account.tier} />
      </div>
      <p className={styles.accountLine}>{line.join(' · ')}</p>
      {account.technographics.length > 0 && (
        <ul className={styles.tech} aria-label="Technology in use" title={account.technographics.join(', ')}>
          {account.technographics.map((name) => (
            <li key={name} className={styles.techChip}>
              {name}
            </li>
          ))}
        </ul>
      )}
    </section>
  );
}
