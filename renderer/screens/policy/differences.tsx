/** What differs between two versions of the policy, a line each: what it was, what it is, and the rails that read it. */
import type { PolicyDifference } from '../../../shared/policy/policy-changes.ts';
import styles from './policy.module.css';
import { POLICY_WORDS } from './policy-words.ts';

export function Differences({ differences }: { readonly differences: readonly PolicyDifference[] }) {
  if (differences.length === 0) return <p className={styles.quiet}>{POLICY_WORDS.noDifference}</p>;
  return (
    <ul className={styles.differences}>
      {differences.map(({ path, label, before, after, rails }) => (
        <li key={path}>
          <span className={styles.differenceName}>{label}</span>
          <span className={styles.values} data-copy>
            {before === null ? <em>{POLICY_WORDS.added}</em> : <del>{before}</del>}{' '}
            {after === null ? <em>{POLICY_WORDS.removed}</em> : <ins>{after}</ins>}
          </span>
          <span className={styles.rails}>
            {rails.map((code) => (
              <code key={code}>{code}</code>
            ))}
          </span>
        </li>
      ))}
    </ul>
  );
}
