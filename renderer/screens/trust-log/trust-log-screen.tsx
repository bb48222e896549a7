/** Trust log: what was checked, held, refused and sent, and why. It reads the log and changes no line of it. */
import { ScrollText } from 'lucide-react';
import { useDeferredValue, useEffect, useMemo, useState } from 'react';
import { useScreenKeys } from '../../app/use-screen-keys.ts';
import { ContactId, PackageId, SendId } from '../../../shared/domain/ids.ts';
import { mayWrite } from '../../../shared/policy/permissions.ts';
import { call } from '../../bridge.ts';
import { notify } from '../../commands/notify.ts';
import { Button } from '../../components/button.tsx';
import { EmptyState } from '../../components/empty-state.tsx';
import { Split } from '../../components/panes.tsx';
import { useNow } from '../../components/use-now.ts';
import { useSession } from '../../view-state/session.ts';
import { NO_FILTERS, useTrustLogView, type LogFilters, type LogOnly } from '../../view-state/trust-log-view.ts';
import { EraseDialog } from './erase-dialog.tsx';
import { ExportDialog } from './export-dialog.tsx';
import { LineDetail } from './line-detail.tsx';
import { askedFilter, dayEdgeMs, isNarrowed } from './log-filter.ts';
import { LogFilterBar } from './log-filters.tsx';
import { LogHead } from './log-head.tsx';
import { LogTable } from './log-table.tsx';
import styles from './trust-log-screen.module.css';
import { ERASE_WORDS, EXPORT_WORDS, LOG_WORDS } from './trust-log-words.ts';
import { useLogCheck } from './use-log-check.ts';
import { useLogDetail, type LogDetail } from './use-log-detail.ts';
import { useLogLines } from './use-log-lines.ts';
import { useLogState } from './use-log-state.ts';

type ReadDetail = Extract<LogDetail, { kind: 'read' }>['detail'];

const CLOCK_MS = 30_000;

export function TrustLogScreen() {
  const { atSeq, isOpen, set, ...rest } = useTrustLogView();
  const filters: LogFilters = rest;
  const people = useSession((session) => session.people);
  const mayErase = useSession(({ person }) => person !== null && mayWrite(person.role, 'configuration') === 'write');
  const nowMs = useNow(CLOCK_MS);
  const { state, readAgain } = useLogState();
  // A word being typed must not wait for the answers to its beginnings.
  const asked = useDeferredValue(JSON.stringify(askedFilter(filters)));
  const filter = useMemo(() => JSON.parse(asked) as ReturnType<typeof askedFilter>, [asked]);
  const log = useLogLines(filter);
  const { check, problem: checkProblem, begin, stop } = useLogCheck(readAgain);
  const [revision, setRevision] = useState(0);
  const openSeq = isOpen ? atSeq : null;
  const read = useLogDetail(openSeq, state?.head?.seq ?? 0, revision);
  const [dialog, setDialog] = useState<'none' | 'export' | 'erase'>('none');

  const { lines } = log;
  const head = state?.head ?? null;
  // Somebody who came for a send or a package sees its newest line at once.
  const firstSeq = lines[0]?.event.seq ?? null;
  const isWaiting = isOpen && atSeq === null && !log.isLoading;
  useEffect(() => {
    if (isWaiting && firstSeq !== null) set({ atSeq: firstSeq });
  }, [isWaiting, firstSeq, set]);

  const move = (by: number) => {
    const at = lines.findIndex(({ event }) => event.seq === atSeq);
    const next = lines[Math.min(lines.length - 1, Math.max(0, at + by))];
    if (next !== undefined) set({ atSeq: next.event.seq });
  };
  useScreenKeys({
    j: () => move(1),
    k: () => move(-1),
    Enter: () => {
      if (atSeq !== null) set({ isOpen: true });
    },
    Escape: () => set({ isOpen: false }),
  });

  const only = (what: LogOnly['what'], detail: ReadDetail) => {
    const next = onlyOf(what, detail);
    if (next !== null) set({ ...NO_FILTERS, only: next });
  };
  const table = (
    <Lines
      log={log}
      isNarrowed={isNarrowed(filters)}
      atSeq={atSeq}
      narrow={openSeq !== null}
      onAt={(seq, opens) => set(opens ? { atSeq: seq, isOpen: true } : { atSeq: seq })}
      onClear={() => set(NO_FILTERS)}
    />
  );
  return (
    <section className={styles.screen} aria-label={LOG_WORDS.title}>
      <LogHead
        state={state}
        matching={isNarrowed(filters) || head === null ? log.matching : { lines: head.seq, isMore: false }}
        check={check}
        problem={checkProblem}
        nowMs={nowMs}
        onCheck={begin}
        onStop={stop}
        onExport={() => setDialog('export')}
      />
      <LogFilterBar
        filters={filters}
        people={people}
        onChange={(change) => set(change)}
        onClear={() => set(NO_FILTERS)}
        onLeaveSearch={() => {
          if (firstSeq !== null) set({ atSeq: firstSeq });
        }}
      />
      <div className={styles.panes}>
        {openSeq === null ? (
          table
        ) : (
          <Split
            name="trust-log"
            label={LOG_WORDS.resize}
            side="right"
            initialPx={520}
            minPx={380}
            maxPx={820}
            restMinPx={360}
            sized={
              <Opened
                read={read}
                mayErase={mayErase}
                onClose={() => set({ isOpen: false })}
                onOpen={(seq) => set({ atSeq: seq })}
                onOnly={only}
                onErase={() => setDialog('erase')}
              />
            }
          >
            {table}
          </Split>
        )}
      </div>
      {dialog === 'export' && <ExportDialog days={daysOf(filters)} onClose={() => setDialog('none')} />}
      {dialog === 'erase' && read.kind === 'read' && (
        <Erase
          detail={read.detail}
          onClose={() => setDialog('none')}
          onErased={() => {
            setDialog('none');
            setRevision((times) => times + 1);
            readAgain();
            log.readAgain();
          }}
        />
      )}
    </section>
  );
}

interface OpenedProps {
  readonly read: LogDetail;
  readonly mayErase: boolean;
  readonly onClose: () => void;
  readonly onOpen: (seq: number) => void;
  readonly onOnly: (what: LogOnly['what'], detail: ReadDetail) => void;
  readonly onErase: () => void;
}

function Opened({ read, mayErase, onClose, onOpen, onOnly, onErase }: OpenedProps) {
  if (read.kind !== 'read') {
    return (
      <div className={styles.side}>
        <p className={styles.note}>{read.kind === 'failed' ? LOG_WORDS.failed(read.why) : LOG_WORDS.loading}</p>
      </div>
    );
  }
  const { detail, story } = read;
  return (
    <LineDetail
      key={detail.event.seq}
      detail={detail}
      story={story}
      mayErase={mayErase}
      onClose={onClose}
      onOpen={onOpen}
      onOnly={(what) => onOnly(what, detail)}
      onErase={onErase}
    />
  );
}

interface LinesProps {
  readonly log: ReturnType<typeof useLogLines>;
  readonly isNarrowed: boolean;
  readonly atSeq: number | null;
  readonly narrow: boolean;
  readonly onAt: (seq: number, opens: boolean) => void;
  readonly onClear: () => void;
}

function Lines({ log, isNarrowed: narrowed, atSeq, narrow, onAt, onClear }: LinesProps) {
  const { lines, matching, problem } = log;
  if (problem !== null && lines.length === 0) {
    return (
      <EmptyState
        icon={<ScrollText size={36} />}
        title={LOG_WORDS.failed(problem)}
        actions={<Button onClick={log.readAgain}>{LOG_WORDS.again}</Button>}
      />
    );
  }
  if (lines.length === 0) {
    if (log.isLoading) return <p className={styles.note}>{LOG_WORDS.loading}</p>;
    return (
      <EmptyState
        icon={<ScrollText size={36} />}
        title={narrowed ? LOG_WORDS.nothing : LOG_WORDS.empty}
        actions={narrowed && <Button onClick={onClear}>{LOG_WORDS.clear}</Button>}
      >
        {narrowed ? LOG_WORDS.nothingWhy : LOG_WORDS.emptyWhy}
      </EmptyState>
    );
  }
  return (
    <LogTable
      lines={lines}
      total={matching?.lines ?? lines.length}
      atSeq={atSeq}
      hasMore={log.hasMore}
      narrow={narrow}
      onAt={onAt}
      onMore={log.readMore}
      onTop={log.noteTop}
    />
  );
}

interface EraseProps {
  readonly detail: ReadDetail;
  readonly onClose: () => void;
  readonly onErased: () => void;
}

function Erase({ detail, onClose, onErased }: EraseProps) {
  const [busy, setBusy] = useState(false);
  const [fault, setFault] = useState<string | null>(null);
  const contactId = ContactId.safeParse(detail.contactId);
  const erase = async (because: string) => {
    if (!contactId.success) return;
    setBusy(true);
    const answer = await call('trust-log.erase', { contactId: contactId.data, because });
    setBusy(false);
    if (answer.ok && answer.value.kind === 'erased') {
      notify({ id: 'erase', kind: 'info', text: ERASE_WORDS.done(answer.value.lines) });
      onErased();
    } else setFault(answer.ok ? (answer.value.kind === 'no' ? answer.value.because : null) : answer.error.message);
  };
  return (
    <EraseDialog
      name={detail.contactName ?? detail.contactId ?? ''}
      fault={fault}
      busy={busy}
      onErase={(because) => void erase(because)}
      onClose={onClose}
    />
  );
}

/** What the reader asks for all of, with its name; null where the line names none. */
function onlyOf(
  what: LogOnly['what'],
  { event, packageId, contactId, contactName, accountName }: ReadDetail,
): LogOnly | null {
  const name = contactName ?? accountName;
  switch (what) {
    case 'send': {
      const id = SendId.safeParse(event.subject['sendId']);
      return id.success ? { what, id: id.data, name: name ?? id.data } : null;
    }
    case 'package': {
      const id = PackageId.safeParse(packageId);
      return id.success ? { what, id: id.data, name: accountName ?? name ?? id.data } : null;
    }
    case 'contact': {
      const id = ContactId.safeParse(contactId);
      return id.success ? { what, id: id.data, name: name ?? id.data } : null;
    }
    default:
      return what satisfies never;
  }
}

/** The days looked at, for an export of them. */
function daysOf({ fromDay, untilDay }: LogFilters) {
  const fromMs = dayEdgeMs(fromDay, 0);
  const untilMs = dayEdgeMs(untilDay, 1);
  if (fromMs === null && untilMs === null) return null;
  return {
    fromMs,
    untilMs,
    words: EXPORT_WORDS.filtered(fromDay === '' ? 'the first' : fromDay, untilDay === '' ? 'now' : untilDay),
  };
}
