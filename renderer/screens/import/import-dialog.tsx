/**
 * Takes a file of packages or of leads, shows how far it is, and then what came of each one. Leads are tried before they are taken. Closing
 * it while it works stops the import first.
 */
import { useEffect, useRef, useState } from 'react';
import { missingColumns } from '../../../shared/ipc/lead-file.ts';
import { call } from '../../bridge.ts';
import { importFile } from '../../commands/import-file.ts';
import { notify } from '../../commands/notify.ts';
import { Button } from '../../components/button.tsx';
import { Dialog } from '../../components/dialog.tsx';
import { FileChooser } from '../../components/file-chooser.tsx';
import { ImportProgress, type Handed } from './import-progress.tsx';
import { ImportReportView } from './import-report-view.tsx';
import { IMPORT_WORDS } from './import-words.ts';
import { LeadColumns } from './lead-columns.tsx';
import { LeadResult } from './lead-result.tsx';
import { LEAD_WORDS } from './lead-words.ts';
import styles from './import-dialog.module.css';
import type { Report } from './report-text.ts';
import { useLeadImport, type LeadImport } from './use-lead-import.ts';

type Stage =
  | { readonly kind: 'choosing'; readonly fault: string | null }
  | { readonly kind: 'working'; readonly name: string; readonly handed: Handed | null; readonly stopping: boolean }
  | { readonly kind: 'done'; readonly report: Report };

interface ImportDialogProps {
  readonly onClose: () => void;
  readonly onReview: () => void;
}

const CHOOSING = { kind: 'choosing', fault: null } as const;
const FILES = '.csv,.tsv,.txt,.json,.jsonl,.ndjson,text/csv,application/json';
const isOfPackages = ({ name, type }: File): boolean => /\.(?:json|jsonl|ndjson)$/iu.test(name) || /json/iu.test(type);

export function ImportDialog({ onClose, onReview }: ImportDialogProps) {
  const [stage, setStage] = useState<Stage>(CHOOSING);
  const leads = useLeadImport();
  const stopper = useRef<AbortController | null>(null);
  const content = useRef<HTMLDivElement>(null);
  useEffect(() => () => stopper.current?.abort(), []);
  const at = leads.stage?.kind ?? stage.kind;
  useEffect(() => {
    // What had the focus is gone with the step before.
    const dialog = content.current?.closest('dialog');
    if (dialog?.contains(document.activeElement) === true && document.activeElement !== dialog) return;
    (dialog?.querySelector<HTMLElement>('[data-autofocus]') ?? dialog)?.focus();
  }, [at]);

  const start = async (file: File) => {
    if (!isOfPackages(file)) {
      setStage({ kind: 'choosing', fault: await leads.open(file) });
      return;
    }
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
  const again = () => {
    leads.leave();
    setStage(CHOOSING);
  };
  const isLarge = stage.kind === 'done' && stage.report.refusals.length > 0;

  return (
    <Dialog
      title={IMPORT_WORDS.title}
      size={at === 'columns' || at === 'checked' || at === 'imported' || isLarge ? 'lg' : 'md'}
      description={at === 'choosing' ? IMPORT_WORDS.description : at === 'checked' ? LEAD_WORDS.checked : undefined}
      dismissible={at !== 'working' && at !== 'reading'}
      onClose={onClose}
      footer={
        leads.stage !== null && at !== 'reading' ? (
          <LeadSteps leads={leads} onAgain={again} onClose={onClose} />
        ) : stage.kind === 'done' ? (
          <>
            <Button tone="quiet" onClick={again}>
              {IMPORT_WORDS.another}
            </Button>
            <Button
              tone={stage.report.accepted > 0 ? 'primary' : 'plain'}
              data-autofocus
              onClick={stage.report.accepted > 0 ? onReview : onClose}
            >
              {stage.report.accepted > 0 ? IMPORT_WORDS.toReview : IMPORT_WORDS.close}
            </Button>
          </>
        ) : undefined
      }
    >
      <div
        ref={content}
        onKeyDown={(event) => {
          if (event.key === 'Enter' && (event.ctrlKey || event.metaKey)) leads.run('try');
        }}
      >
        {leads.stage !== null ? (
          <LeadContent leads={leads} />
        ) : (
          <>
            {stage.kind === 'choosing' && (
              <div className={styles.chooser}>
                <FileChooser
                  words={IMPORT_WORDS}
                  accept={FILES}
                  fault={stage.fault}
                  onFile={(file) => void start(file)}
                />
                <p className={styles.schema}>
                  <strong>{IMPORT_WORDS.schema}.</strong> {IMPORT_WORDS.schemaWhy}
                </p>
              </div>
            )}
            {stage.kind === 'working' && (
              <ImportProgress
                label={IMPORT_WORDS.reading(stage.name)}
                handed={stage.handed}
                total={null}
                isStopping={stage.stopping}
                onStop={stop}
              />
            )}
            {stage.kind === 'done' && <ImportReportView report={stage.report} />}
          </>
        )}
      </div>
    </Dialog>
  );
}

function LeadContent({ leads }: { readonly leads: LeadImport }) {
  const { stage } = leads;
  switch (stage?.kind) {
    case undefined:
      return null;
    case 'columns':
      return <LeadColumns chosen={stage} fault={stage.fault} onMapping={leads.remap} onKnown={leads.setKnown} />;
    case 'reading':
      return (
        <ImportProgress
          label={LEAD_WORDS.reading(stage.file.name)}
          handed={null}
          total={stage.rows}
          isStopping={stage.isStopping}
          onStop={leads.stop}
        />
      );
    case 'checked':
    case 'imported':
      return <LeadResult chosen={stage} end={stage.end} isTrial={stage.kind === 'checked'} />;
  }
}

interface LeadStepsProps {
  readonly leads: LeadImport;
  readonly onAgain: () => void;
  readonly onClose: () => void;
}

/** What can be done next. */
function LeadSteps({ leads, onAgain, onClose }: LeadStepsProps) {
  const { stage } = leads;
  const another = (
    <Button tone="quiet" onClick={onAgain}>
      {LEAD_WORDS.another}
    </Button>
  );
  const work = async () => {
    const answer = await call('agent.run', {});
    if (!answer.ok) notify({ id: 'agent', kind: 'problem', text: answer.error.message });
    else if (answer.value.kind === 'no') notify({ id: 'agent', kind: 'problem', text: answer.value.because });
    onClose();
  };
  switch (stage?.kind) {
    case undefined:
    case 'reading':
      return null;
    case 'columns':
      return (
        <>
          {another}
          <Button
            tone="primary"
            keys="$mod+Enter"
            disabled={missingColumns(stage.preview.mapping) !== null}
            onClick={() => leads.run('try')}
          >
            {LEAD_WORDS.check}
          </Button>
        </>
      );
    case 'checked': {
      const { accepted } = stage.end.report;
      return (
        <>
          <Button tone="quiet" onClick={leads.back} data-autofocus={accepted === 0 || undefined}>
            {LEAD_WORDS.back}
          </Button>
          <Button
            tone="primary"
            disabled={accepted === 0}
            data-autofocus={accepted > 0 || undefined}
            onClick={() => leads.run('import')}
          >
            {LEAD_WORDS.importNow(accepted)}
          </Button>
        </>
      );
    }
    case 'imported':
      return stage.end.report.accepted === 0 ? (
        <>
          {another}
          <Button data-autofocus onClick={onClose}>
            {LEAD_WORDS.close}
          </Button>
        </>
      ) : (
        <>
          {another}
          <Button onClick={onClose}>{LEAD_WORDS.close}</Button>
          <Button tone="primary" data-autofocus onClick={() => void work()}>
            {LEAD_WORDS.work}
          </Button>
        </>
      );
  }
}
