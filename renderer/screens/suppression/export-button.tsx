/** Exports what the list shows, says how far it is, and stops on a second press. */
import { Download } from 'lucide-react';
import { useEffect, useRef, useState } from 'react';
import type { SuppressionFilter } from '../../../shared/ipc/channels/suppression.ts';
import { notify } from '../../commands/notify.ts';
import { Button } from '../../components/button.tsx';
import { exportList } from './export-list.ts';
import { SUPPRESSION_WORDS } from './suppression-words.ts';

export function ExportButton({ filter, disabled }: { readonly filter: SuppressionFilter; readonly disabled: boolean }) {
  const [done, setDone] = useState<number | null>(null);
  const stopper = useRef<AbortController | null>(null);
  useEffect(() => () => stopper.current?.abort(), []);

  const press = async () => {
    if (done !== null) {
      stopper.current?.abort();
      return;
    }
    const stopping = new AbortController();
    stopper.current = stopping;
    setDone(0);
    const outcome = await exportList(filter, setDone, stopping.signal);
    setDone(null);
    if (outcome.kind === 'written')
      notify({ id: 'suppression', kind: 'info', text: SUPPRESSION_WORDS.exported(outcome.entries) });
    if (outcome.kind === 'failed')
      notify({ id: 'suppression', kind: 'problem', text: SUPPRESSION_WORDS.exportFailed(outcome.because) });
  };
  return (
    <Button tone="quiet" icon={<Download />} disabled={disabled} onClick={() => void press()}>
      {done === null ? SUPPRESSION_WORDS.exportCsv : `${SUPPRESSION_WORDS.stop} · ${SUPPRESSION_WORDS.exporting(done)}`}
    </Button>
  );
}
