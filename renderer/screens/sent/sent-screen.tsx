/** Every message since its countersignature: where it stands, what left, and what can still be done about it. */
import { useMemo } from 'react';
import { Send as SendIcon } from 'lucide-react';
import { useShellView } from '../../app/shell-view.ts';
import { EmptyState } from '../../components/empty-state.tsx';
import { Split } from '../../components/panes.tsx';
import { useSends } from '../../store/queries.ts';
import { useSession } from '../../view-state/session.ts';
import { useDeskView } from '../../view-state/desk-view.ts';
import { ExportMenu } from './export-menu.tsx';
import { filterOf, SENT_FILTERS, type SentFilter } from './send-words.ts';
import { SendDetail } from './send-detail.tsx';
import { SendTable } from './send-table.tsx';
import { SENT_WORDS } from './sent-words.ts';
import styles from './sent-screen.module.css';
import { Choice } from '../../components/field.tsx';

/** The newest sends that are read; the counts above the table are of these. */
const READ = 2_000;

export function SentScreen() {
  const personId = useSession((session) => session.person?.id ?? null);
  const sends = useSends(personId, READ);
  const filter = useShellView((view) => view.sentFilter);
  const setShell = useShellView((view) => view.set);
  const openId = useDeskView((view) => view.openSendId);
  const setView = useDeskView((view) => view.set);

  const counts = useMemo(() => {
    const found: Record<SentFilter, number> = { all: 0, waiting: 0, sent: 0, stopped: 0, uncertain: 0 };
    for (const send of sends ?? []) {
      found.all += 1;
      found[filterOf(send.state)] += 1;
    }
    return found;
  }, [sends]);
  const shown = useMemo(
    () => (sends ?? []).filter((send) => filter === 'all' || filterOf(send.state) === filter),
    [sends, filter],
  );
  const open = sends?.find((send) => send.id === openId) ?? null;

  const table = (
    <section className={styles.screen} aria-label={SENT_WORDS.title}>
      <header className={styles.bar}>
        <Choice
          label={SENT_WORDS.show}
          value={filter}
          options={SENT_FILTERS.map((value) => ({ value, label: `${SENT_WORDS.filters[value]} ${counts[value]}` }))}
          onChange={(next) => setShell({ sentFilter: next })}
        />
        <ExportMenu sends={shown} />
      </header>
      {sends !== undefined && shown.length === 0 ? (
        <EmptyState icon={<SendIcon size={36} />} title={SENT_WORDS.empty[filter].title}>
          {SENT_WORDS.empty[filter].why}
        </EmptyState>
      ) : (
        <SendTable sends={shown} openId={openId} narrow={open !== null} onOpen={(id) => setView({ openSendId: id })} />
      )}
    </section>
  );
  if (open === null) return table;
  return (
    <Split
      name="sent"
      label={SENT_WORDS.resize}
      side="right"
      initialPx={520}
      minPx={380}
      maxPx={760}
      restMinPx={340}
      sized={<SendDetail key={open.id} send={open} onClose={() => setView({ openSendId: null })} />}
    >
      {table}
    </Split>
  );
}
