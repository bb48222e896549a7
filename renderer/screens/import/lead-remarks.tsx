/** The rows that were refused, or taken with a note: line, field and reason, as many as are in sight. They can be saved to be put right. */
import { useVirtualizer } from '@tanstack/react-virtual';
import { Download } from 'lucide-react';
import { useEffect, useRef, useState } from 'react';
import { notify } from '../../commands/notify.ts';
import { Button } from '../../components/button.tsx';
import { Choice } from '../../components/field.tsx';
import { LEAD_FIELD_WORDS, LEAD_WORDS } from './lead-words.ts';
import styles from './lead-import.module.css';
import { saveRemarks } from './save-remarks.ts';
import type { ChosenLeads, LeadsEnd } from './use-lead-import.ts';
import { useRemarks } from './use-remarks.ts';

const ROW_PX = 40;
const WORDS = LEAD_WORDS;

interface LeadRemarksProps {
  readonly chosen: ChosenLeads;
  readonly end: LeadsEnd;
}

export function LeadRemarks({ chosen, end: { importId, counts } }: LeadRemarksProps) {
  const [list, setList] = useState<'refused' | 'noted'>(counts.refused > 0 ? 'refused' : 'noted');
  const [isSaving, setIsSaving] = useState(false);
  const save = async () => {
    setIsSaving(true);
    const fault = await saveRemarks({ importId, list, fileName: chosen.file.name, columns: chosen.preview.columns });
    setIsSaving(false);
    if (fault !== null) notify({ id: 'import', kind: 'problem', text: WORDS.notSaved(fault) });
  };
  return (
    <section aria-label={WORDS.rows} className={styles.remarks}>
      <div className={styles.bar}>
        {counts.refused > 0 && counts.noted > 0 ? (
          <Choice
            label={WORDS.rows}
            value={list}
            options={[
              { value: 'refused', label: WORDS.refusedRows(counts.refused) },
              { value: 'noted', label: WORDS.notedRows(counts.noted) },
            ]}
            onChange={setList}
          />
        ) : (
          <h3 className={styles.only}>
            {list === 'refused' ? WORDS.refusedRows(counts.refused) : WORDS.notedRows(counts.noted)}
          </h3>
        )}
        <Button tone="quiet" size="sm" icon={<Download />} busy={isSaving} onClick={() => void save()}>
          {isSaving ? WORDS.saving : WORDS.save}
        </Button>
      </div>
      <RemarkTable
        key={list}
        label={list === 'refused' ? WORDS.refusedRows(counts.refused) : WORDS.notedRows(counts.noted)}
        importId={importId}
        list={list}
        most={counts[list]}
      />
    </section>
  );
}

interface RemarkTableProps {
  readonly label: string;
  readonly importId: string;
  readonly list: 'refused' | 'noted';
  readonly most: number;
}

function RemarkTable({ label, importId, list, most }: RemarkTableProps) {
  const scroller = useRef<HTMLDivElement>(null);
  const { listed, remarkAt, want } = useRemarks(importId, list, most);
  // eslint-disable-next-line react-hooks/incompatible-library -- the virtualizer is read during render on purpose; nothing here is memoised on it
  const virtual = useVirtualizer({
    count: listed,
    getScrollElement: () => scroller.current,
    estimateSize: () => ROW_PX,
    overscan: 8,
  });
  const items = virtual.getVirtualItems();
  const first = items[0]?.index ?? 0;
  const last = items.at(-1)?.index ?? 0;
  useEffect(() => want(first, last), [want, first, last]);
  return (
    <>
      <div role="table" aria-label={label} aria-rowcount={listed + 1} className={styles.table}>
        <div role="rowgroup">
          <div role="row" aria-rowindex={1} className={styles.head}>
            <span role="columnheader">{WORDS.remark.line}</span>
            <span role="columnheader">{WORDS.remark.field}</span>
            <span role="columnheader">{WORDS.remark.reason}</span>
          </div>
        </div>
        <div ref={scroller} role="rowgroup" tabIndex={0} className={styles.body}>
          <div role="presentation" className={styles.inner} style={{ height: virtual.getTotalSize() }}>
            {items.map((item) => {
              const remark = remarkAt(item.index);
              return (
                <div
                  key={item.key}
                  role="row"
                  aria-rowindex={item.index + 2}
                  className={styles.row}
                  style={{ transform: `translateY(${item.start}px)` }}
                >
                  <span role="cell" className={styles.line}>
                    {remark === null ? WORDS.loading : remark.line.toLocaleString('en-GB')}
                  </span>
                  <span role="cell" className={styles.field}>
                    {remark === null ? '' : remark.field === null ? WORDS.whole : LEAD_FIELD_WORDS[remark.field]}
                  </span>
                  <span role="cell" className={styles.reason} title={remark?.reason} data-copy>
                    {remark?.reason}
                  </span>
                </div>
              );
            })}
          </div>
        </div>
      </div>
      {listed < most && <p className={styles.hint}>{WORDS.unlisted(listed)}</p>}
    </>
  );
}
