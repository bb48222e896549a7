/** Takes the shown sends out of the desk: to the clipboard or into a file. */
import { Download } from 'lucide-react';
import type { Send } from '../../../shared/domain/send.ts';
import { notify } from '../../commands/notify.ts';
import { saveFile } from '../../commands/save-file.ts';
import { Button } from '../../components/button.tsx';
import { Menu } from '../../components/menu.tsx';
import { sendsAsCsv, sendsAsJson } from './export-rows.ts';
import { SENT_WORDS } from './sent-words.ts';

export function ExportMenu({ sends }: { readonly sends: readonly Send[] }) {
  const copy = () => {
    navigator.clipboard.writeText(sendsAsCsv(sends)).then(
      () => notify({ id: 'export', kind: 'info', text: SENT_WORDS.copied(sends.length) }),
      () => notify({ id: 'export', kind: 'problem', text: SENT_WORDS.copyFailed }),
    );
  };
  return (
    <Menu
      align="end"
      trigger={
        <Button tone="quiet" size="sm" icon={<Download />} disabled={sends.length === 0}>
          {SENT_WORDS.export}
        </Button>
      }
      groups={[
        {
          id: 'export',
          items: [
            { id: 'copy', label: SENT_WORDS.copyCsv, onSelect: copy },
            {
              id: 'csv',
              label: SENT_WORDS.saveCsv,
              onSelect: () => saveFile('countersign-sent.csv', 'text/csv', sendsAsCsv(sends)),
            },
            {
              id: 'json',
              label: SENT_WORDS.saveJson,
              onSelect: () => saveFile('countersign-sent.json', 'application/json', sendsAsJson(sends)),
            },
          ],
        },
      ]}
    />
  );
}
