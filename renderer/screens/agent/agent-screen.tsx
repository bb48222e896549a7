/** Agent: what it does and did, its queues, and each lead's record. It hands run, stop and a person's word to the main process, and decides nothing. */
import { Bot } from 'lucide-react';
import { useDeferredValue, useEffect, useRef, useState } from 'react';
import type { ContactId } from '../../../shared/domain/ids.ts';
import { runAgent, stopAgent } from '../../commands/agent-acts.ts';
import { Badge } from '../../components/badge.tsx';
import { Button } from '../../components/button.tsx';
import { cx } from '../../components/class-names.ts';
import { EmptyState } from '../../components/empty-state.tsx';
import { Choice, TextInput } from '../../components/field.tsx';
import { Split } from '../../components/panes.tsx';
import { useNow } from '../../components/use-now.ts';
import { useTakes, type LookedForLead } from '../../view-state/looked-for.ts';
import { AgentHead } from './agent-head.tsx';
import { AGENT_WORDS, QUEUES } from './agent-words.ts';
import styles from './agent.module.css';
import { LeadDetail } from './lead-detail.tsx';
import { LEAD_TABLE_ID, LeadTable } from './lead-table.tsx';
import { RunTable } from './run-table.tsx';
import { useAgent } from './use-agent.ts';
import { useLeads, type LeadQueue } from './use-leads.ts';

const CLOCK_MS = 15_000;

type View = 'leads' | 'runs';

export function AgentScreen() {
  const { agent, runs, problem, again } = useAgent();
  const nowMs = useNow(CLOCK_MS);
  const [view, setView] = useState<View>('leads');
  const [found, setFound] = useState<(LookedForLead & { readonly times: number }) | null>(null);
  useTakes('lead', (lead) => {
    setView('leads');
    setFound((before) => ({ ...lead, times: (before?.times ?? 0) + 1 }));
  });
  const run = agent?.run ?? null;
  // What a run has done so far, and a person's answers, move leads from queue to queue.
  const [answers, setAnswers] = useState(0);
  const revision = `${answers} ${run === null ? '' : `${run.id} ${run.state} ${run.queued} ${run.blocked} ${run.failed}`}`;
  return (
    <section className={styles.screen} aria-label={AGENT_WORDS.title}>
      <AgentHead
        agent={agent}
        problem={problem}
        nowMs={nowMs}
        onRun={() => void runAgent()}
        onStop={() => void stopAgent()}
        onAgain={again}
      />
      <div className={styles.bar}>
        <Choice
          label={AGENT_WORDS.views}
          value={view}
          options={[
            { value: 'leads', label: AGENT_WORDS.leads },
            { value: 'runs', label: AGENT_WORDS.runs },
          ]}
          onChange={(next) => {
            setView(next);
            setFound(null);
          }}
        />
      </div>
      {view === 'leads' ? (
        <Leads
          key={found?.times}
          found={found}
          revision={revision}
          nowMs={nowMs}
          onAnswered={() => setAnswers((before) => before + 1)}
        />
      ) : (
        <RunTable runs={runs} nowMs={nowMs} />
      )}
    </section>
  );
}

interface LeadsProps {
  /** The lead it begins with, open among those of its name. */
  readonly found: LookedForLead | null;
  readonly revision: string;
  readonly nowMs: number;
  readonly onAnswered: () => void;
}

function Leads({ found, revision, nowMs, onAnswered }: LeadsProps) {
  const [queue, setQueue] = useState<LeadQueue>(null);
  const [typed, setTyped] = useState(found?.name ?? '');
  const search = useDeferredValue(typed.trim());
  const [openId, setOpenId] = useState<ContactId | null>(found?.contactId ?? null);
  // Many may have the name: the one that was found stands first, as long as its name is what is searched for.
  const firstId = found !== null && queue === null && search === found.name ? found.contactId : null;
  const { leads, counts, hasMore, problem, readMore } = useLeads(queue, search, firstId, revision);
  const open = leads?.find(({ contact }) => contact.id === openId) ?? null;
  const isFoundOpen = found !== null && open?.contact.id === found.contactId;
  const takesKeys = useRef(true);
  useEffect(() => {
    if (!isFoundOpen || !takesKeys.current) return;
    // What had the keys has gone with the palette.
    takesKeys.current = false;
    document.getElementById(LEAD_TABLE_ID)?.focus({ preventScroll: true });
  }, [isFoundOpen]);
  const chosen = QUEUES.find((each) => each.queue === queue);
  const list = (
    <div className={styles.list}>
      <div className={styles.search}>
        <TextInput
          type="search"
          aria-label={AGENT_WORDS.search}
          placeholder={AGENT_WORDS.search}
          spellCheck={false}
          autoComplete="off"
          maxLength={120}
          value={typed}
          onChange={(event) => setTyped(event.target.value)}
        />
      </div>
      {problem !== null && (
        <p className={styles.fault} role="alert">
          {problem}
        </p>
      )}
      {leads !== null && leads.length === 0 ? (
        <EmptyState
          small
          icon={<Bot size={24} />}
          title={search === '' ? (chosen?.name ?? '') : AGENT_WORDS.searchNone(search)}
          actions={search === '' ? undefined : <Button onClick={() => setTyped('')}>{AGENT_WORDS.clear}</Button>}
        >
          {search === '' ? chosen?.empty : undefined}
        </EmptyState>
      ) : (
        <LeadTable
          leads={leads ?? []}
          openId={openId}
          narrow={open !== null}
          hasMore={hasMore}
          nowMs={nowMs}
          onOpen={setOpenId}
          onMore={readMore}
        />
      )}
    </div>
  );
  return (
    <div className={styles.leads}>
      <nav className={styles.queues} aria-label={AGENT_WORDS.queues}>
        {QUEUES.map((each) => (
          <button
            key={each.queue ?? 'all'}
            type="button"
            className={cx(styles.queue, each.queue === queue && styles.queueOn)}
            aria-current={each.queue === queue ? 'true' : undefined}
            onClick={() => {
              setQueue(each.queue);
              setOpenId(null);
            }}
          >
            <span>{each.name}</span>
            <Badge count={counts.get(each.queue) ?? 0} />
          </button>
        ))}
      </nav>
      <div className={styles.panes}>
        {open === null ? (
          list
        ) : (
          <Split
            name="agent-lead"
            label="Resize the lead"
            side="right"
            initialPx={460}
            minPx={340}
            maxPx={760}
            restMinPx={300}
            sized={
              <LeadDetail
                key={open.contact.id}
                listed={open}
                revision={revision}
                nowMs={nowMs}
                onAnswered={onAnswered}
                onClose={() => setOpenId(null)}
              />
            }
          >
            {list}
          </Split>
        )}
      </div>
    </div>
  );
}
