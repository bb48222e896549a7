/** The change log of the policy: each version with who, when, why, who agreed, and what differs from the one before. */
import { useState } from 'react';
import type { ResponseOf } from '../../../shared/ipc/contract.ts';
import type { PolicyDocument } from '../../../shared/policy/limits.ts';
import { policyDifferences } from '../../../shared/policy/policy-changes.ts';
import { Button } from '../../components/button.tsx';
import { Part } from '../../components/screen.tsx';
import { momentWords } from '../../components/time-words.ts';
import { useNow } from '../../components/use-now.ts';
import { Differences } from './differences.tsx';
import styles from './policy.module.css';
import { OWNER_NAMES, POLICY_WORDS } from './policy-words.ts';

interface HistoryPartProps {
  readonly versions: ResponseOf<'policy.read'>['versions'];
  readonly unreadable: number;
  readonly inForce: number;
  readonly mayEdit: boolean;
  readonly onRestore: (policy: PolicyDocument) => void;
}

/** Opened at once; older ones are one press away. */
const SHOWN = 10;

export function HistoryPart({ versions, unreadable, inForce, mayEdit, onRestore }: HistoryPartProps) {
  const [all, setAll] = useState(false);
  const nowMs = useNow(60_000);
  const shown = all ? versions : versions.slice(0, SHOWN);
  return (
    <Part title={POLICY_WORDS.history} explains={POLICY_WORDS.historyWhy}>
      <ol className={styles.history}>
        {shown.map(({ policy, atMs }, at) => (
          <li key={policy.version}>
            <details open={at === 0}>
              <summary>
                <strong>{POLICY_WORDS.version(policy.version)}</strong>
                <span className={styles.aside}>
                  {policy.change === null
                    ? POLICY_WORDS.shipped
                    : `${policy.change.byName} · ${momentWords(atMs, nowMs)}`}
                </span>
              </summary>
              <VersionBody policy={policy} before={versions[at + 1]?.policy ?? null} />
              {policy.version !== inForce && (
                <Button
                  size="sm"
                  disabled={!mayEdit}
                  title={mayEdit ? undefined : POLICY_WORDS.onlyRevOps}
                  onClick={() => onRestore(policy)}
                >
                  {POLICY_WORDS.restore}
                </Button>
              )}
            </details>
          </li>
        ))}
      </ol>
      {!all && versions.length > SHOWN && (
        <div>
          <Button tone="quiet" size="sm" onClick={() => setAll(true)}>
            {POLICY_WORDS.more(versions.length - SHOWN)}
          </Button>
        </div>
      )}
      {unreadable > 0 && <p className={styles.quiet}>{POLICY_WORDS.historyUnreadable(unreadable)}</p>}
    </Part>
  );
}

function VersionBody({ policy, before }: { readonly policy: PolicyDocument; readonly before: PolicyDocument | null }) {
  const { change } = policy;
  return (
    <div className={styles.versionBody}>
      {change !== null && <p data-copy>“{change.note}”</p>}
      {change !== null && change.approvals.length > 0 && (
        <p className={styles.quiet} data-copy>
          {change.approvals.map(({ owner, name }) => `${OWNER_NAMES[owner]}: ${name}`).join(' · ')}
        </p>
      )}
      {before === null ? (
        <p className={styles.quiet}>{POLICY_WORDS.firstVersion}</p>
      ) : (
        <Differences differences={policyDifferences(before, policy)} />
      )}
    </div>
  );
}
