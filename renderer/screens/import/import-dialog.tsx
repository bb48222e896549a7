/** Takes a file of packages, shows how far it is, and then what came of each one. Closing it while it works stops the import first. */
import { FileInput } from 'lucide-react';
import { useEffect, useRef, useState, type DragEvent } from 'react';
import { importFile } from '../../commands/import-file.ts';
import { Button } from '../../components/button.tsx';
import { cx } from '../../components/class-names.ts';
import { Dialog } from '../../components/dialog.tsx';
import { ProgressBar } from '../../components/progress-bar.tsx';
import { useSession } from '../../view-state/session.ts';
import { ImportReportView } from './import-report-view.tsx';
import { IMPORT_WORDS } from './import-words.ts';
import styles from './import-dialog.module.css';
import type { Report } from './report-text.ts';

/** How much of the file the main process has, and how fast it goes. */
interface Handed {
  readonly doneKb: number;
  readonly totalKb: number;
  readonly kbPerSecond: number;
}

type Stage =
  | { readonly kind: 'choosing'; readonly fault: string | null }
  | { readonly kind: 'working'; readonly name: string; readonly handed: Handed | null; readonly stopping: boolean }
  | { readonly kind: 'done'; readonly report: Report };

interface ImportDialogProps {
  readonly onClose: () => void;
  readonly onReview: () => void;
}

export function ImportDialog({ onClose, onReview }: ImportDialogProps) {
  const [stage, setStage] = useState<Stage>({ kind: 'choosing', fault: null });
  const stopper = useRef<AbortController | null>(null);
  useEffect(() => () => stopper.current?.abort(), []);

  const start = async (file: File) => {
    const stopping = new AbortController();
    stopper.current = stopping;
    const sinceMs = performance.now();
    setStage({ kind: 'working', name: file.name, handed: null, stopping: false });
    const onProgress = (done: number, total: number) => {
      const seconds = Math.max(0.001, (performance.now() - sinceMs) / 1_000);
      const handed = {
        doneKb: Math.ceil(done / 1_024),
        totalKb: Math.ceil(total / 1_024),
        kbPerSecond: done / 1_024 / seconds,
      };
      setStage((now) => (now.kind === 'working' ? { ...now, handed } : now));
    };
    const ended = await importFile(file, onProgress, stopping.signal);
    setStage(
      ended.kind === 'report' ? { kind: 'done', report: ended.report } : { kind: 'choosing', fault: ended.because },
    );
  };
  const stop = () => {
    stopper.current?.abort();
    setStage((now) => (now.kind === 'working' ? { ...now, stopping: true } : now));
  };

  return (
    <Dialog
      title={IMPORT_WORDS.title}
      size={stage.kind === 'done' && stage.report.refusals.length > 0 ? 'lg' : 'md'}
      description={stage.kind === 'choosing' ? IMPORT_WORDS.description : undefined}
      dismissible={stage.kind !== 'working'}
      onClose={onClose}
      footer={
        stage.kind === 'done' ? (
          <>
            <Button tone="quiet" onClick={() => setStage({ kind: 'choosing', fault: null })}>
              {IMPORT_WORDS.another}
            </Button>
            {stage.report.accepted > 0 && (
              <Button tone="primary" onClick={onReview}>
                {IMPORT_WORDS.toReview}
              </Button>
            )}
            {stage.report.accepted === 0 && <Button onClick={onClose}>{IMPORT_WORDS.close}</Button>}
          </>
        ) : undefined
      }
    >
      {stage.kind === 'choosing' && <Chooser fault={stage.fault} onFile={(file) => void start(file)} />}
      {stage.kind === 'working' && <Working stage={stage} onStop={stop} />}
      {stage.kind === 'done' && <ImportReportView report={stage.report} />}
    </Dialog>
  );
}

/** The pieces on their way, then the packages being taken in, as the main process counts them. */
function Working({
  stage,
  onStop,
}: {
  readonly stage: Extract<Stage, { kind: 'working' }>;
  readonly onStop: () => void;
}) {
  const counted = useSession((session) => session.progress);
  const stopLabel = stage.stopping ? IMPORT_WORDS.stopping : IMPORT_WORDS.stop;
  if (counted?.task === 'import' && counted.state === 'running') {
    return (
      <ProgressBar
        label={counted.label}
        done={counted.done}
        total={counted.total}
        perSecond={counted.perSecond}
        stopLabel={stopLabel}
        onStop={onStop}
      />
    );
  }
  const { handed } = stage;
  return (
    <ProgressBar
      label={IMPORT_WORDS.reading(stage.name)}
      done={handed?.doneKb ?? 0}
      total={handed?.totalKb ?? null}
      perSecond={handed?.kbPerSecond ?? 0}
      unit="KB"
      stopLabel={stopLabel}
      onStop={onStop}
    />
  );
}

function Chooser({ fault, onFile }: { readonly fault: string | null; readonly onFile: (file: File) => void }) {
  const [over, setOver] = useState(false);
  const [many, setMany] = useState(false);
  const input = useRef<HTMLInputElement>(null);
  const onDrop = (event: DragEvent) => {
    event.preventDefault();
    setOver(false);
    const [file, second] = event.dataTransfer.files;
    setMany(second !== undefined);
    if (file !== undefined && second === undefined) onFile(file);
  };
  const problem = many ? IMPORT_WORDS.tooBig : fault;
  return (
    <div className={styles.chooser}>
      <div
        className={cx(styles.drop, over && styles.over)}
        onDragOver={(event) => {
          event.preventDefault();
          setOver(true);
        }}
        onDragLeave={() => setOver(false)}
        onDrop={onDrop}
      >
        <FileInput size={28} strokeWidth={1.25} aria-hidden="true" />
        <p className={styles.words}>
          {IMPORT_WORDS.drop} {IMPORT_WORDS.or}
        </p>
        <Button tone="primary" data-autofocus onClick={() => input.current?.click()}>
          {IMPORT_WORDS.choose}
        </Button>
        <p className={styles.kinds}>{IMPORT_WORDS.kinds}</p>
        <input
          ref={input}
          className={styles.input}
          type="file"
          tabIndex={-1}
          aria-label={IMPORT_WORDS.choose}
          accept=".json,.jsonl,.ndjson,application/json"
          onChange={(event) => {
            const file = event.target.files?.[0];
            event.target.value = '';
            if (file !== undefined) onFile(file);
          }}
        />
      </div>
      {problem !== null && (
        <p className={styles.fault} role="alert">
          {problem}
        </p>
      )}
      <p className={styles.schema}>
        <strong>{IMPORT_WORDS.schema}.</strong> {IMPORT_WORDS.schemaWhy}
      </p>
    </div>
  );
}
