/** The suppression list: who is never written to and why, whether an address is blocked, and what this person may change about it. */
import { Ban, Plus } from 'lucide-react';
import { useCallback, useEffect, useMemo, useState } from 'react';
import type { ListedEntry, SuppressionFilter } from '../../../shared/ipc/channels/suppression.ts';
import { useScreenKeys } from '../../app/use-screen-keys.ts';
import { call } from '../../bridge.ts';
import { Button } from '../../components/button.tsx';
import { EmptyState } from '../../components/empty-state.tsx';
import { Split } from '../../components/panes.tsx';
import { ScreenHead } from '../../components/screen.tsx';
import { useTakes } from '../../view-state/looked-for.ts';
import { useSession } from '../../view-state/session.ts';
import { AddDialog } from './add-dialog.tsx';
import { AskField } from './ask-field.tsx';
import { EntryDetail } from './entry-detail.tsx';
import { ExportButton } from './export-button.tsx';
import { ImportListDialog } from './import-list-dialog.tsx';
import { countOf, ListFilters, NO_FILTER } from './list-filters.tsx';
import styles from './suppression-screen.module.css';
import { SuppressionTable } from './suppression-table.tsx';
import { SUPPRESSION_WORDS } from './suppression-words.ts';
import { TakeOffDialog } from './take-off-dialog.tsx';
import { useEntryActs } from './use-entry-acts.ts';
import { useSuppressionList, type ListOrder } from './use-suppression-list.ts';

/** A search is asked for once the typing rests. */
const TYPING_MS = 150;

function useResting<T>(value: T, ms: number): T {
  const [resting, setResting] = useState(value);
  useEffect(() => {
    const timer = setTimeout(() => setResting(value), ms);
    return () => clearTimeout(timer);
  }, [value, ms]);
  return resting;
}

export function SuppressionScreen() {
  const person = useSession((session) => session.person);
  const people = useSession((session) => session.people);
  const [filter, setFilter] = useState<SuppressionFilter>(NO_FILTER);
  useTakes('suppression', (words) => setFilter({ ...NO_FILTER, search: words }));
  const [order, setOrder] = useState<ListOrder>('newest');
  const [opened, setOpened] = useState<ListedEntry | null>(null);
  const [dialog, setDialog] = useState<'none' | 'add' | 'import' | 'take-off'>('none');
  const acts = useEntryActs();
  const search = useResting(filter.search, TYPING_MS);
  const { scope, reason, source } = filter;
  const asked = useMemo(() => ({ scope, reason, source, search }), [scope, reason, source, search]);
  const list = useSuppressionList(asked, order);
  const total = countOf(list.counts, NO_FILTER);
  const isNarrowed = scope !== null || reason !== null || source !== null;

  // What was opened may have changed, or gone, under the reader.
  const open = opened === null ? null : (list.rows?.find(({ entry }) => entry.id === opened.entry.id) ?? opened);
  const nameOf = useCallback((by: string) => people.find(({ id }) => id === by)?.name ?? by, [people]);
  const close = () => setOpened(null);
  useScreenKeys(open === null ? {} : { Escape: close });

  const showAdded = async (id: string) => {
    setDialog('none');
    const answer = await call('suppression.page', { filter: NO_FILTER, order: 'newest', after: null, limit: 20 });
    if (answer.ok) setOpened(answer.value.rows.find(({ entry }) => entry.id === id) ?? null);
  };

  const main = (
    <section className={styles.screen} aria-label={SUPPRESSION_WORDS.title}>
      <div className={styles.top}>
        <ScreenHead
          title={SUPPRESSION_WORDS.title}
          context={
            <>
              <strong>
                {isNarrowed
                  ? SUPPRESSION_WORDS.shown(countOf(list.counts, asked), total)
                  : SUPPRESSION_WORDS.total(total)}
              </strong>
              . {SUPPRESSION_WORDS.context}
            </>
          }
          actions={
            <>
              <ExportButton filter={asked} disabled={total === 0} />
              <Button onClick={() => setDialog('import')}>{SUPPRESSION_WORDS.importCsv}</Button>
              <Button tone="primary" icon={<Plus />} onClick={() => setDialog('add')}>
                {SUPPRESSION_WORDS.add}
              </Button>
            </>
          }
        />
        <AskField nameOf={nameOf} onShow={setOpened} />
      </div>
      {total > 0 && <ListFilters filter={filter} counts={list.counts} onChange={setFilter} />}
      {list.problem !== null ? (
        <EmptyState
          icon={<Ban size={36} />}
          title={SUPPRESSION_WORDS.failed(list.problem)}
          actions={<Button onClick={list.readAgain}>{SUPPRESSION_WORDS.again}</Button>}
        />
      ) : list.rows === null ? null : list.rows.length === 0 ? (
        <Empty isEmpty={total === 0} onAdd={() => setDialog('add')} onClear={() => setFilter(NO_FILTER)} />
      ) : (
        <SuppressionTable
          rows={list.rows}
          openId={open?.entry.id ?? null}
          order={order}
          narrow={open !== null}
          nameOf={nameOf}
          onOrder={setOrder}
          onOpen={setOpened}
          onNearEnd={list.readMore}
        />
      )}
    </section>
  );
  return (
    <>
      {open === null || person === null ? (
        main
      ) : (
        <Split
          name="suppression"
          label={SUPPRESSION_WORDS.resize}
          side="right"
          initialPx={400}
          minPx={320}
          maxPx={640}
          restMinPx={460}
          sized={
            <EntryDetail
              key={open.entry.id}
              listed={open}
              person={person}
              nameOf={nameOf}
              busy={acts.busy}
              onUndo={() =>
                void acts.undo(open).then((isUndone) => {
                  if (isUndone) close();
                })
              }
              onTakeOff={() => setDialog('take-off')}
              onClose={close}
            />
          }
        >
          {main}
        </Split>
      )}
      {dialog === 'add' && <AddDialog onCancel={() => setDialog('none')} onAdded={(id) => void showAdded(id)} />}
      {dialog === 'import' && <ImportListDialog onClose={() => setDialog('none')} />}
      {dialog === 'take-off' && open !== null && (
        <TakeOffDialog
          entry={open.entry}
          busy={acts.busy}
          refused={acts.refused}
          onCancel={() => {
            acts.forget();
            setDialog('none');
          }}
          onTakeOff={(because, writtenRequest) =>
            void acts.takeOff(open, because, writtenRequest).then((isDone) => {
              if (!isDone) return;
              setDialog('none');
              close();
            })
          }
        />
      )}
    </>
  );
}

function Empty(props: { readonly isEmpty: boolean; readonly onAdd: () => void; readonly onClear: () => void }) {
  return props.isEmpty ? (
    <EmptyState
      icon={<Ban size={36} />}
      title={SUPPRESSION_WORDS.empty}
      actions={<Button onClick={props.onAdd}>{SUPPRESSION_WORDS.add}</Button>}
    >
      {SUPPRESSION_WORDS.emptyWhy}
    </EmptyState>
  ) : (
    <EmptyState
      icon={<Ban size={36} />}
      title={SUPPRESSION_WORDS.nothing}
      actions={<Button onClick={props.onClear}>{SUPPRESSION_WORDS.clearFilters}</Button>}
    >
      {SUPPRESSION_WORDS.nothingWhy}
    </EmptyState>
  );
}
