/** What a CSV of leads will do, or did: the counts, what else is to be known, and each row that was refused or noted. */
import { LeadRemarks } from './lead-remarks.tsx';
import { LEAD_WORDS } from './lead-words.ts';
import { Count } from './import-report-view.tsx';
import styles from './lead-import.module.css';
import type { ChosenLeads, LeadsEnd } from './use-lead-import.ts';

interface LeadResultProps {
  readonly chosen: ChosenLeads;
  readonly end: LeadsEnd;
  readonly isTrial: boolean;
}

export function LeadResult({ chosen, end, isTrial }: LeadResultProps) {
  const { counts, report } = end;
  return (
    <div className={styles.result}>
      <p className={styles.file} data-copy>
        {report.fileName}
      </p>
      <div className={styles.counts} role="status">
        <Count tone="accepted" figure={counts.added} what={LEAD_WORDS.counts.added} />
        {chosen.known === 'fill' && <Count tone="accepted" figure={counts.filled} what={LEAD_WORDS.counts.filled} />}
        <Count tone="unchanged" figure={counts.known} what={LEAD_WORDS.counts.known} />
        <Count tone="unchanged" figure={counts.duplicates} what={LEAD_WORDS.counts.duplicates} />
        <Count tone="refused" figure={counts.refused} what={LEAD_WORDS.counts.refused} />
      </div>
      {report.problem !== null && (
        <p className={styles.problem} data-copy>
          {report.problem}
        </p>
      )}
      {!isTrial && <p className={styles.hint}>{report.accepted > 0 ? LEAD_WORDS.nextNew : LEAD_WORDS.nextNone}</p>}
      {counts.suppressed > 0 && <p className={styles.hint}>{LEAD_WORDS.suppressed(counts.suppressed)}</p>}
      {counts.formulas > 0 && <p className={styles.hint}>{LEAD_WORDS.formulas(counts.formulas)}</p>}
      {counts.refused + counts.noted > 0 ? (
        <LeadRemarks key={end.importId} chosen={chosen} end={end} />
      ) : (
        counts.rows > 0 && <p className={styles.hint}>{LEAD_WORDS.allGood}</p>
      )}
    </div>
  );
}
