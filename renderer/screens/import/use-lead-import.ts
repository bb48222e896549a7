/** The way of a CSV of leads through the dialog: its columns, a trial, the import. It reads no row itself, and imports only what was tried. */
import { useEffect, useRef, useState } from 'react';
import type { ImportReport } from '../../../shared/ipc/contract.ts';
import { missingColumns, type LeadCounts, type LeadMapping, type LeadPreview } from '../../../shared/ipc/lead-file.ts';
import { call } from '../../bridge.ts';
import { importFile, toBase64 } from '../../commands/import-file.ts';

/** What the preview reads of a file. */
const SAMPLE_BYTES = 64 * 1_024;

export interface ChosenLeads {
  readonly file: File;
  readonly sample: string;
  readonly preview: LeadPreview;
  readonly known: 'skip' | 'fill';
}

export interface LeadsEnd {
  readonly importId: string;
  readonly counts: LeadCounts;
  readonly report: ImportReport;
}

export type LeadStage =
  | ({ readonly kind: 'columns'; readonly fault: string | null } & ChosenLeads)
  | ({
      readonly kind: 'reading';
      /** Rows of the file, once it was tried. */
      readonly rows: number | null;
      readonly isStopping: boolean;
    } & ChosenLeads)
  | ({ readonly kind: 'checked'; readonly end: LeadsEnd } & ChosenLeads)
  | ({ readonly kind: 'imported'; readonly end: LeadsEnd } & ChosenLeads);

export interface LeadImport {
  readonly stage: LeadStage | null;
  /** Resolves with why the file can't be read as leads, or null. */
  readonly open: (file: File) => Promise<string | null>;
  readonly remap: (mapping: LeadMapping) => void;
  readonly setKnown: (known: ChosenLeads['known']) => void;
  readonly run: (mode: 'try' | 'import') => void;
  readonly stop: () => void;
  readonly back: () => void;
  readonly leave: () => void;
}

type Ran = { readonly kind: 'no'; readonly because: string } | ({ readonly kind: 'end' } & LeadsEnd);

async function readPreview(sample: string, mapping: LeadMapping | null) {
  const answer = await call('leads.preview', { base64: sample, mapping });
  return answer.ok ? answer.value : ({ kind: 'no', because: answer.error.message } as const);
}

async function runThrough(chosen: ChosenLeads, mode: 'try' | 'import', signal: AbortSignal): Promise<Ran> {
  const { file, preview, known } = chosen;
  let importId = '';
  const ended = await importFile(
    file,
    () => undefined,
    signal,
    async (named) => {
      const { mapping, headers } = preview;
      const begun = await call('leads.import', { ...named, mapping, headers, known, mode });
      if (begun.ok && begun.value.kind === 'ready') ({ importId } = begun.value);
      return begun;
    },
  );
  if (ended.kind === 'no') return ended;
  const detail = await call('leads.report', { importId, list: 'refused', from: 0, limit: 0 });
  return detail.ok
    ? { kind: 'end', importId, counts: detail.value.counts, report: ended.report }
    : { kind: 'no', because: detail.error.message };
}

export function useLeadImport(): LeadImport {
  const [stage, setStage] = useState<LeadStage | null>(null);
  const stopper = useRef<AbortController | null>(null);
  /** Previews are asked for with each change; only the newest counts. */
  const asked = useRef(0);
  useEffect(() => () => stopper.current?.abort(), []);

  const run = async (chosen: ChosenLeads, mode: 'try' | 'import', rows: number | null) => {
    const stopping = new AbortController();
    stopper.current = stopping;
    setStage({ ...chosen, kind: 'reading', rows, isStopping: false });
    const ran = await runThrough(chosen, mode, stopping.signal);
    if (ran.kind === 'no') setStage({ ...chosen, kind: 'columns', fault: ran.because });
    else if (mode === 'import') setStage({ ...chosen, kind: 'imported', end: ran });
    else if (stopping.signal.aborted) setStage({ ...chosen, kind: 'columns', fault: null });
    else setStage({ ...chosen, kind: 'checked', end: ran });
  };
  const remap = async (chosen: ChosenLeads, mapping: LeadMapping) => {
    const mine = (asked.current += 1);
    // Shown at once; its counts follow.
    setStage({ ...chosen, kind: 'columns', fault: null, preview: { ...chosen.preview, mapping } });
    const answer = await readPreview(chosen.sample, mapping);
    if (mine !== asked.current) return;
    setStage((now) => {
      if (now?.kind !== 'columns') return now;
      return answer.kind === 'no' ? { ...now, fault: answer.because } : { ...now, preview: answer.preview };
    });
  };

  return {
    stage,
    async open(file) {
      let sample: string;
      try {
        sample = toBase64(new Uint8Array(await file.slice(0, SAMPLE_BYTES).arrayBuffer()));
      } catch {
        // Moved, or its disk taken away, since it was chosen.
        return 'The file could not be read. Choose it again.';
      }
      const answer = await readPreview(sample, null);
      if (answer.kind === 'no') return answer.because;
      setStage({ kind: 'columns', file, sample, preview: answer.preview, known: 'skip', fault: null });
      return null;
    },
    remap(mapping) {
      if (stage?.kind === 'columns') void remap(stage, mapping);
    },
    setKnown(known) {
      if (stage?.kind === 'columns') setStage({ ...stage, known });
    },
    run(mode) {
      if (stage?.kind === 'columns' && mode === 'try' && missingColumns(stage.preview.mapping) === null)
        void run(stage, mode, null);
      if (stage?.kind === 'checked' && mode === 'import') void run(stage, mode, stage.end.counts.rows);
    },
    stop() {
      stopper.current?.abort();
      setStage((now) => (now?.kind === 'reading' ? { ...now, isStopping: true } : now));
    },
    back() {
      if (stage?.kind === 'checked') setStage({ ...stage, kind: 'columns', fault: null });
    },
    leave: () => setStage(null),
  };
}
