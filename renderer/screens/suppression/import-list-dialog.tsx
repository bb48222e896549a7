/** Takes a CSV, shows how it would be read, tries it out, and imports it once a person has seen what would happen. */
import { useEffect, useRef, useState } from 'react';
import type { CsvMapping, CsvPreview } from '../../../shared/ipc/suppression-file.ts';
import { call } from '../../bridge.ts';
import { importFile, toBase64 } from '../../commands/import-file.ts';
import { Button } from '../../components/button.tsx';
import { Dialog } from '../../components/dialog.tsx';
import { FileChooser } from '../../components/file-chooser.tsx';
import { ProgressBar } from '../../components/progress-bar.tsx';
import { useSession } from '../../view-state/session.ts';
import { ImportReportView } from '../import/import-report-view.tsx';
import type { Report } from '../import/report-text.ts';
import { CsvColumns } from './csv-columns.tsx';
import { LIST_IMPORT_WORDS } from './import-list-words.ts';
import styles from './import-list.module.css';

/** What the preview reads of a file. */
const SAMPLE_BYTES = 64 * 1_024;
const CSV_FILES = '.csv,.tsv,.txt,text/csv';

interface Chosen {
  readonly file: File;
  readonly preview: CsvPreview;
  readonly mapping: CsvMapping;
}

type Stage =
  | { readonly kind: 'choosing'; readonly fault: string | null }
  | ({ readonly kind: 'columns'; readonly fault: string | null } & Chosen)
  | ({ readonly kind: 'working'; readonly isStopping: boolean } & Chosen)
  | ({ readonly kind: 'checked'; readonly report: Report } & Chosen)
  | { readonly kind: 'done'; readonly report: Report };

export function ImportListDialog({ onClose }: { readonly onClose: () => void }) {
  const [stage, setStage] = useState<Stage>({ kind: 'choosing', fault: null });
  const stopper = useRef<AbortController | null>(null);
  useEffect(() => () => stopper.current?.abort(), []);

  const choose = async (file: File) => {
    const sample = new Uint8Array(await file.slice(0, SAMPLE_BYTES).arrayBuffer());
    const answer = await call('suppression.preview', { base64: toBase64(sample) });
    if (!answer.ok) setStage({ kind: 'choosing', fault: answer.error.message });
    else if (answer.value.kind === 'no') setStage({ kind: 'choosing', fault: answer.value.because });
    else {
      const { preview } = answer.value;
      setStage({ kind: 'columns', file, preview, mapping: preview.guess, fault: null });
    }
  };
  const run = async (chosen: Chosen, dryRun: boolean) => {
    const stopping = new AbortController();
    stopper.current = stopping;
    setStage({ ...chosen, kind: 'working', isStopping: false });
    const ended = await importFile(
      chosen.file,
      () => undefined,
      stopping.signal,
      (named) => call('suppression.import', { ...named, mapping: chosen.mapping, dryRun }),
    );
    if (ended.kind === 'no') setStage({ ...chosen, kind: 'columns', fault: ended.because });
    else if (dryRun && stopping.signal.aborted) setStage({ ...chosen, kind: 'columns', fault: null });
    else if (dryRun) setStage({ ...chosen, kind: 'checked', report: ended.report });
    else setStage({ kind: 'done', report: ended.report });
  };
  const stop = () => {
    stopper.current?.abort();
    setStage((now) => (now.kind === 'working' ? { ...now, isStopping: true } : now));
  };

  return (
    <Dialog
      title={LIST_IMPORT_WORDS.title}
      size={stage.kind === 'choosing' || stage.kind === 'working' ? 'md' : 'lg'}
      description={
        stage.kind === 'choosing'
          ? LIST_IMPORT_WORDS.description
          : stage.kind === 'checked'
            ? LIST_IMPORT_WORDS.checked
            : undefined
      }
      dismissible={stage.kind !== 'working'}
      onClose={onClose}
      footer={
        <Steps stage={stage} onStage={setStage} onRun={(chosen, dry) => void run(chosen, dry)} onClose={onClose} />
      }
    >
      {stage.kind === 'choosing' && (
        <FileChooser
          words={LIST_IMPORT_WORDS}
          accept={CSV_FILES}
          fault={stage.fault}
          onFile={(file) => void choose(file)}
        />
      )}
      {stage.kind === 'columns' && (
        <>
          {stage.fault !== null && (
            <p className={styles.fault} role="alert">
              {stage.fault}
            </p>
          )}
          <CsvColumns
            preview={stage.preview}
            mapping={stage.mapping}
            onChange={(mapping) => setStage({ ...stage, mapping })}
          />
        </>
      )}
      {stage.kind === 'working' && <Working name={stage.file.name} isStopping={stage.isStopping} onStop={stop} />}
      {(stage.kind === 'checked' || stage.kind === 'done') && (
        <ImportReportView report={stage.report} words={LIST_IMPORT_WORDS} />
      )}
    </Dialog>
  );
}

interface StepsProps {
  readonly stage: Stage;
  readonly onStage: (stage: Stage) => void;
  readonly onRun: (chosen: Chosen, dryRun: boolean) => void;
  readonly onClose: () => void;
}

/** What can be done next. */
function Steps({ stage, onStage, onRun, onClose }: StepsProps) {
  switch (stage.kind) {
    case 'choosing':
    case 'working':
      return null;
    case 'columns':
      return (
        <>
          <Button tone="quiet" onClick={() => onStage({ kind: 'choosing', fault: null })}>
            {LIST_IMPORT_WORDS.another}
          </Button>
          <Button tone="primary" onClick={() => onRun(stage, true)}>
            {LIST_IMPORT_WORDS.check}
          </Button>
        </>
      );
    case 'checked':
      return (
        <>
          <Button tone="quiet" onClick={() => onStage({ ...stage, kind: 'columns', fault: null })}>
            {LIST_IMPORT_WORDS.back}
          </Button>
          <Button tone="primary" disabled={stage.report.accepted === 0} onClick={() => onRun(stage, false)}>
            {LIST_IMPORT_WORDS.importNow(stage.report.accepted)}
          </Button>
        </>
      );
    case 'done':
      return (
        <>
          <Button tone="quiet" onClick={() => onStage({ kind: 'choosing', fault: null })}>
            {LIST_IMPORT_WORDS.another}
          </Button>
          <Button tone="primary" onClick={onClose}>
            {LIST_IMPORT_WORDS.done}
          </Button>
        </>
      );
  }
}

function Working(props: { readonly name: string; readonly isStopping: boolean; readonly onStop: () => void }) {
  const counted = useSession((session) => session.progress);
  const isOurs = counted?.task === 'import' && counted.state === 'running';
  return (
    <ProgressBar
      label={isOurs ? counted.label : LIST_IMPORT_WORDS.reading(props.name)}
      done={isOurs ? counted.done : 0}
      total={null}
      perSecond={isOurs ? counted.perSecond : 0}
      stopLabel={props.isStopping ? LIST_IMPORT_WORDS.stopping : LIST_IMPORT_WORDS.stop}
      onStop={props.onStop}
    />
  );
}
