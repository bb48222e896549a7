/** What is on screen before there is anything to decide: the mark being signed, and how far the first reading is. */
import type { Progress } from '../../../shared/ipc/contract.ts';
import { Mark } from '../../components/mark.tsx';
import { ProgressBar } from '../../components/progress-bar.tsx';
import styles from './opening.module.css';

interface OpeningProps {
  readonly title: string;
  readonly words: string;
  /** Long work under way; null for none. */
  readonly progress: Progress | null;
  readonly onStop?: (() => void) | undefined;
}

export function Opening({ title, words, progress, onStop }: OpeningProps) {
  return (
    <main className={styles.opening} aria-label={title}>
      <Mark size={56} drawn />
      <h1 className={styles.title}>{title}</h1>
      <p className={styles.words}>{words}</p>
      <div className={styles.progress}>
        {progress?.state === 'running' && (
          <ProgressBar
            label={progress.label}
            done={progress.done}
            total={progress.total}
            perSecond={progress.perSecond}
            onStop={onStop}
          />
        )}
      </div>
    </main>
  );
}
