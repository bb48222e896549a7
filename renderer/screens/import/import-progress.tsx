/** The pieces of a file on their way, then what is taken in as the main process counts it, with a way to stop. */
import { ProgressBar } from '../../components/progress-bar.tsx';
import { useSession } from '../../view-state/session.ts';
import { IMPORT_WORDS } from './import-words.ts';

/** How much of the file the main process has, and how fast it goes. */
export interface Handed {
  readonly doneKb: number;
  readonly totalKb: number;
  readonly kbPerSecond: number;
}

interface ImportProgressProps {
  readonly label: string;
  readonly handed: Handed | null;
  /** Of what is counted, where it is known. */
  readonly total: number | null;
  readonly isStopping: boolean;
  readonly onStop: () => void;
}

export function ImportProgress({ label, handed, total, isStopping, onStop }: ImportProgressProps) {
  const counted = useSession((session) => session.progress);
  const stopLabel = isStopping ? IMPORT_WORDS.stopping : IMPORT_WORDS.stop;
  if (counted?.task === 'import' && counted.state === 'running') {
    return (
      <ProgressBar
        label={counted.label}
        done={counted.done}
        total={counted.total ?? total}
        perSecond={counted.perSecond}
        stopLabel={stopLabel}
        onStop={onStop}
      />
    );
  }
  return (
    <ProgressBar
      label={label}
      done={handed?.doneKb ?? 0}
      total={handed?.totalKb ?? null}
      perSecond={handed?.kbPerSecond ?? 0}
      unit="KB"
      stopLabel={stopLabel}
      onStop={onStop}
    />
  );
}
