/** How the log stands: whether its chain was checked, how far and when; and the two long works on it. */
import { Download, ShieldCheck } from 'lucide-react';
import type { ResponseOf } from '../../../shared/ipc/contract.ts';
import { Button } from '../../components/button.tsx';
import { ProgressBar } from '../../components/progress-bar.tsx';
import { momentWords } from '../../components/time-words.ts';
import { ToneShape } from '../../components/tone-shape.tsx';
import type { RunningCheck } from './use-log-check.ts';
import styles from './log-head.module.css';
import { LOG_WORDS } from './trust-log-words.ts';

interface LogHeadProps {
  readonly state: ResponseOf<'trust-log.state'> | null;
  readonly matching: { readonly lines: number; readonly isMore: boolean } | null;
  readonly check: RunningCheck | null;
  readonly problem: string | null;
  readonly nowMs: number;
  readonly onCheck: () => void;
  readonly onStop: () => void;
  readonly onExport: () => void;
}

export function LogHead({ state, matching, check, problem, nowMs, onCheck, onStop, onExport }: LogHeadProps) {
  return (
    <header className={styles.head}>
      <h1 className={styles.title}>{LOG_WORDS.title}</h1>
      {matching !== null && <span className={styles.count}>{LOG_WORDS.lines(matching.lines, matching.isMore)}</span>}
      <div className={styles.chain} role="status">
        {check === null ? (
          <ChainState state={state} problem={problem} nowMs={nowMs} />
        ) : (
          <ProgressBar
            label={LOG_WORDS.verifying}
            done={check.done}
            total={check.total}
            perSecond={check.perSecond}
            onStop={onStop}
          />
        )}
      </div>
      <Button size="sm" tone="quiet" icon={<ShieldCheck />} busy={check !== null} onClick={onCheck}>
        {LOG_WORDS.verify}
      </Button>
      <Button size="sm" tone="quiet" icon={<Download />} disabled={state?.head == null} onClick={onExport}>
        {LOG_WORDS.export}
      </Button>
    </header>
  );
}

function ChainState({ state, problem, nowMs }: Pick<LogHeadProps, 'state' | 'problem' | 'nowMs'>) {
  if (problem !== null) {
    return (
      <span className={styles.broken}>
        <ToneShape tone="attention" /> {problem}
      </span>
    );
  }
  if (state === null) return null;
  const { lastCheck, head } = state;
  if (lastCheck === null) {
    return (
      <span className={styles.words}>
        <ToneShape tone="stale" unknown /> {LOG_WORDS.notVerified}
      </span>
    );
  }
  const when = momentWords(lastCheck.atMs, nowMs);
  if (lastCheck.faults > 0) {
    return (
      <span className={styles.broken} title={LOG_WORDS.brokenWhat}>
        <ToneShape tone="refused" size={14} />
        <span data-copy>
          {LOG_WORDS.broken(lastCheck, when)}. {LOG_WORDS.brokenWhat}
        </span>
      </span>
    );
  }
  return (
    <span className={styles.words} title={head === null ? undefined : head.hash}>
      <ToneShape tone="supported" />
      <span data-copy>{LOG_WORDS.verified(lastCheck.upToSeq, when, (head?.seq ?? 0) - lastCheck.upToSeq)}</span>
    </span>
  );
}
