/** Writes the trust log into a file that the person keeps: which days, with or without countersignatures, and how far it is. */
import { useEffect, useRef, useState } from 'react';
import { notify } from '../../commands/notify.ts';
import { saveFile } from '../../commands/save-file.ts';
import { Button } from '../../components/button.tsx';
import { Dialog } from '../../components/dialog.tsx';
import { Choice } from '../../components/field.tsx';
import { ProgressBar } from '../../components/progress-bar.tsx';
import { ToneShape } from '../../components/tone-shape.tsx';
import { call } from '../../bridge.ts';
import styles from './log-dialogs.module.css';
import { EXPORT_WORDS, LOG_WORDS } from './trust-log-words.ts';

interface ExportDialogProps {
  /** The days that are looked at, in words and as moments; null where there are none. */
  readonly days: {
    readonly fromMs: number | null;
    readonly untilMs: number | null;
    readonly words: string;
  } | null;
  readonly onClose: () => void;
}

interface Written {
  readonly done: number;
  readonly total: number;
}

export function ExportDialog({ days, onClose }: ExportDialogProps) {
  const [which, setWhich] = useState<'all' | 'days'>(days === null ? 'all' : 'days');
  const [withCountersignatures, setSignatures] = useState(true);
  const [written, setWritten] = useState<Written | null>(null);
  const [fault, setFault] = useState<string | null>(null);
  const running = useRef(true);
  useEffect(() => {
    running.current = true;
    return () => {
      running.current = false;
    };
  }, []);

  const write = async () => {
    setFault(null);
    const span = which === 'days' && days !== null ? days : { fromMs: null, untilMs: null };
    const begun = await call('trust-log.export-begin', {
      fromMs: span.fromMs,
      untilMs: span.untilMs,
      withCountersignatures,
    });
    if (!begun.ok) {
      setFault(begun.error.message);
      return;
    }
    const { exportId, fileName, records } = begun.value;
    setWritten({ done: 0, total: records });
    const parts: Blob[] = [];
    for (let isDone = false; !isDone;) {
      const next = await call('trust-log.export-next', { exportId });
      if (!running.current) return;
      if (!next.ok) {
        setWritten(null);
        setFault(next.error.message);
        return;
      }
      // As a blob each piece may lie on disk: a long log need not fit into this page's memory.
      parts.push(new Blob([next.value.text]));
      setWritten({ done: next.value.recordsDone, total: records });
      isDone = next.value.isDone;
    }
    saveFile(fileName, 'application/x-ndjson', ...parts);
    notify({ id: 'export', kind: 'info', text: EXPORT_WORDS.done(records) });
    onClose();
  };

  return (
    <Dialog
      title={EXPORT_WORDS.title}
      size="sm"
      description={EXPORT_WORDS.why}
      onClose={onClose}
      footer={
        <>
          <Button tone="quiet" onClick={onClose}>
            {EXPORT_WORDS.cancel}
          </Button>
          <Button tone="primary" data-autofocus busy={written !== null} onClick={() => void write()}>
            {EXPORT_WORDS.go}
          </Button>
        </>
      }
    >
      <div className={styles.form}>
        {days !== null && (
          <Choice
            label={EXPORT_WORDS.days}
            value={which}
            options={[
              { value: 'all', label: EXPORT_WORDS.all },
              { value: 'days', label: days.words },
            ]}
            onChange={setWhich}
          />
        )}
        <label className={styles.check}>
          <input
            type="checkbox"
            checked={withCountersignatures}
            onChange={(event) => setSignatures(event.target.checked)}
          />
          <span>{EXPORT_WORDS.signatures}</span>
        </label>
        <p className={styles.hint}>{EXPORT_WORDS.signaturesWhy}</p>
        {written !== null && (
          <ProgressBar label={EXPORT_WORDS.writing} done={written.done} total={written.total} perSecond={0} />
        )}
        {fault !== null && (
          <p className={styles.fault} role="alert">
            <ToneShape tone="refused" /> {LOG_WORDS.failed(fault)}
          </p>
        )}
      </div>
    </Dialog>
  );
}
