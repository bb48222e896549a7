/** What came of an import: three counts, a fault of the whole file, and each refused package with its place, field and reason. */
import { createColumnHelper, tableFeatures, useTable } from '@tanstack/react-table';
import { useState } from 'react';
import { Button } from '../../components/button.tsx';
import { SectionTitle } from '../../components/section-title.tsx';
import styles from './import-dialog.module.css';
import { IMPORT_WORDS } from './import-words.ts';
import { reportAsText, type Report } from './report-text.ts';

type Refusal = Report['refusals'][number];

const features = tableFeatures({});
const helper = createColumnHelper<typeof features, Refusal>();
const columns = helper.columns([
  helper.accessor('place', {
    header: IMPORT_WORDS.columns.place,
    cell: (cell) => <span className={styles.place}>{cell.getValue()}</span>,
  }),
  helper.accessor('field', {
    header: IMPORT_WORDS.columns.field,
    cell: (cell) => {
      const field = cell.getValue();
      return field === '' ? IMPORT_WORDS.whole : <span className={styles.field}>{field}</span>;
    },
  }),
  helper.accessor('reason', { header: IMPORT_WORDS.columns.reason }),
]);

interface ImportReportViewProps {
  readonly report: Report;
  /** What is counted, what the refused things are called, and what is said where there are none. */
  readonly words?: Readonly<Record<'accepted' | 'unchanged' | 'refused' | 'table' | 'allGood', string>>;
}

export function ImportReportView({ report, words = IMPORT_WORDS }: ImportReportViewProps) {
  const [copied, setCopied] = useState(false);
  const table = useTable({ features, columns, data: report.refusals });
  const unlisted = report.refused - report.refusals.length;
  return (
    <div className={styles.report}>
      <p className={styles.file} data-copy>
        {report.fileName}
      </p>
      <div className={styles.counts} role="status">
        <Count tone="accepted" figure={report.accepted} what={words.accepted} />
        <Count tone="unchanged" figure={report.unchanged} what={words.unchanged} />
        <Count tone="refused" figure={report.refused} what={words.refused} />
      </div>
      {report.problem !== null && (
        <p className={styles.problem} data-copy>
          {report.problem}
        </p>
      )}
      {report.refused === 0 && report.problem === null && <p className={styles.good}>{words.allGood}</p>}
      {report.refusals.length > 0 && (
        <section aria-label={words.table}>
          <SectionTitle
            aside={
              <Button
                tone="quiet"
                size="sm"
                onClick={() => void navigator.clipboard.writeText(reportAsText(report)).then(() => setCopied(true))}
              >
                {copied ? IMPORT_WORDS.copied : IMPORT_WORDS.copy}
              </Button>
            }
          >
            {words.table}
          </SectionTitle>
          <div className={styles.scroll} tabIndex={0} role="region" aria-label={words.table}>
            <table className={styles.table}>
              <thead>
                {table.getHeaderGroups().map((group) => (
                  <tr key={group.id}>
                    {group.headers.map((header) => (
                      <th key={header.id} scope="col">
                        <table.FlexRender header={header} />
                      </th>
                    ))}
                  </tr>
                ))}
              </thead>
              <tbody>
                {table.getRowModel().rows.map((row) => (
                  <tr key={row.id}>
                    {row.getAllCells().map((cell) => (
                      <td key={cell.id} data-copy>
                        <table.FlexRender cell={cell} />
                      </td>
                    ))}
                  </tr>
                ))}
              </tbody>
            </table>
          </div>
          {unlisted > 0 && <p className={styles.more}>{IMPORT_WORDS.more(unlisted)}</p>}
        </section>
      )}
    </div>
  );
}

/** A figure with what it counts. */
export function Count({
  tone,
  figure,
  what,
}: {
  readonly tone: string;
  readonly figure: number;
  readonly what: string;
}) {
  return (
    <div className={styles.count} data-tone={figure === 0 ? 'none' : tone}>
      <span className={styles.figure}>{figure.toLocaleString('en-GB')}</span>
      <span className={styles.what}>{what}</span>
    </div>
  );
}
