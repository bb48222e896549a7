/** An import's report as plain text that can be pasted into a mail or a ticket. */
import type { ImportReport } from '../../../shared/ipc/contract.ts';
import { IMPORT_WORDS } from './import-words.ts';
import type { z } from 'zod';

export type Report = z.infer<typeof ImportReport>;

export function reportAsText(report: Report): string {
  const head = [
    report.fileName,
    `${report.accepted} ${IMPORT_WORDS.accepted}, ${report.unchanged} ${IMPORT_WORDS.unchanged}, ${report.refused} ${IMPORT_WORDS.refused}`,
    ...(report.problem === null ? [] : [report.problem]),
  ];
  const rows = report.refusals.map(
    ({ place, field, reason }) => `${place}\t${field === '' ? IMPORT_WORDS.whole : field}\t${reason}`,
  );
  return `${[...head, ...(rows.length === 0 ? [] : ['', ...rows])].join('\n')}\n`;
}
