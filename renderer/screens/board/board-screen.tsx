/** The board: every lead by its stage, the agent’s half left, people’s right. A move is asked of the main process; what may not be dropped says why. */
import { Kanban } from 'lucide-react';
import { useCallback, useDeferredValue, useEffect, useMemo, useRef, useState, type KeyboardEvent } from 'react';
import type { LifecycleStage } from '../../../shared/domain/lifecycle-stage.ts';
import { AI_STAGES, asksFor, HUMAN_STAGES, stageTitle, whyNotDrop } from '../../../shared/policy/lifecycle.ts';
import type { ListedLead } from '../../../shared/ipc/channels/agent.ts';
import { FILTER_WORDS } from '../../app/filter-words.ts';
import { useScreenKeys } from '../../app/use-screen-keys.ts';
import { call } from '../../bridge.ts';
import { notify } from '../../commands/notify.ts';
import { useKey } from '../../commands/registry.ts';
import { Button } from '../../components/button.tsx';
import { EmptyState } from '../../components/empty-state.tsx';
import { Choice, TextInput } from '../../components/field.tsx';
import { FilterChips, FilterMenu } from '../../components/filter-parts.tsx';
import { Split } from '../../components/panes.tsx';
import { useNow } from '../../components/use-now.ts';
import { NO_BOARD_FILTER, useBoardNarrowing } from '../../view-state/board-narrowing.ts';
import { useDeskView } from '../../view-state/desk-view.ts';
import { useSession } from '../../view-state/session.ts';
import { LeadDetail } from '../agent/lead-detail.tsx';
import { useAgent } from '../agent/use-agent.ts';
import { BoardColumn, columnId, type Carried } from './board-column.tsx';
import { BOARD_WORDS } from './board-words.ts';
import styles from './board.module.css';
import { MoveDialog, type MoveAnswer } from './move-dialog.tsx';
import { useBoardFilter } from './use-board-filter.ts';

const STAGES: readonly LifecycleStage[] = [...AI_STAGES, ...HUMAN_STAGES];
const figures = new Intl.NumberFormat('en-GB');

interface Asking {
  readonly listed: ListedLead;
  readonly to: LifecycleStage | null;
}

export function BoardScreen() {
  const role = useSession((session) => session.person?.role ?? 'sdr');
  const { agent } = useAgent();
  const setView = useDeskView((view) => view.set);
  const nowMs = useNow(30_000);
  const [typed, setTyped] = useState('');
  const search = useDeferredValue(typed.trim());
  const [whose, setWhose] = useState<'team' | 'mine'>('team');
  const [moves, setMoves] = useState(0);
  const [counts, setCounts] = useState<ReadonlyMap<LifecycleStage, number>>(new Map());
  const [chosen, setChosen] = useState<ListedLead | null>(null);
  /** The notice that takes a move back is older than what is chosen by then. */
  const chosenNow = useRef(chosen);
  useEffect(() => {
    chosenNow.current = chosen;
  }, [chosen]);
  const [isOpen, setIsOpen] = useState(false);
  const [carried, setCarried] = useState<Carried | null>(null);
  const [asking, setAsking] = useState<Asking | null>(null);
  const [problem, setProblem] = useState<string | null>(null);
  const [isBusy, setIsBusy] = useState(false);
  /** The column that a moved card went to, until its card is there to be looked at. */
  const [toFocus, setToFocus] = useState<LifecycleStage | null>(null);

  const { filter, isMenuOpen, set: setNarrowing } = useBoardNarrowing();
  const filterKey = useKey('filter');
  const query = useMemo(
    () => ({ search, onlyMine: whose === 'mine', tiers: [...filter.tiers], segments: [...filter.segments] }),
    [search, whose, filter],
  );
  const run = agent?.run ?? null;
  // What a run has done so far moves leads from stage to stage.
  const revision = `${moves} ${run === null ? '' : `${run.id} ${run.state} ${run.queued} ${run.blocked} ${run.failed}`}`;
  const { groups, chips, narrows, all } = useBoardFilter(query, revision);
  const onCount = useCallback(
    (stage: LifecycleStage, count: number) =>
      setCounts((before) => (before.get(stage) === count ? before : new Map([...before, [stage, count]]))),
    [],
  );
  const onFocused = useCallback(() => setToFocus(null), []);
  const total = [...counts.values()].reduce((sum, count) => sum + count, 0);

  async function takeBack(listed: ListedLead, moveId: Extract<MoveEnd, { kind: 'moved' }>['moveId']): Promise<void> {
    const answer = await call('board.undo', { moveId });
    setMoves((before) => before + 1);
    const { name } = listed.contact;
    if (answer.ok && answer.value.kind === 'ok') {
      // It is chosen where it stands again, so that the next M moves it from there.
      if (chosenNow.current?.contact.id === listed.contact.id) {
        setChosen(listed);
        setToFocus(listed.lead.stage);
      }
      notify({ id: 'board', kind: 'undone', text: BOARD_WORDS.back(name, stageTitle(listed.lead.stage)) });
    } else {
      const because = !answer.ok ? answer.error.message : answer.value.kind === 'no' ? answer.value.because : '';
      notify({ id: 'board', kind: 'problem', text: BOARD_WORDS.notMoved(name, because) });
    }
  }

  async function move(listed: ListedLead, { to, reason, nextStepAtMs }: MoveAnswer): Promise<void> {
    setIsBusy(true);
    const { contact, lead } = listed;
    const answer = await call('board.move', { contactId: contact.id, from: lead.stage, to, reason, nextStepAtMs });
    setIsBusy(false);
    setMoves((before) => before + 1);
    const end: MoveEnd = answer.ok ? answer.value : { kind: 'no', because: answer.error.message };
    if (end.kind === 'no') {
      setProblem(end.because);
      if (asking === null)
        notify({ id: 'board', kind: 'blocked', text: BOARD_WORDS.notMoved(contact.name, end.because) });
      return;
    }
    setAsking(null);
    setChosen({ ...listed, lead: { ...lead, stage: to, nextStepAtMs }, stageSinceMs: null });
    setToFocus(to);
    notify({
      id: 'board',
      kind: 'info',
      text: BOARD_WORDS.moved(contact.name, stageTitle(to)),
      untilMs: end.undoUntilMs,
      takeBack: () => void takeBack(listed, end.moveId),
    });
  }

  const ask = (listed: ListedLead, to: LifecycleStage | null) => {
    setProblem(null);
    setAsking({ listed, to });
  };

  const drop = (stage: LifecycleStage) => {
    if (carried === null) return;
    const { lead } = carried;
    setCarried(null);
    if (whyNotDrop(role, lead.lead.stage, stage) !== null) return;
    if (asksFor(stage) === null) void move(lead, { to: stage, reason: '', nextStepAtMs: null });
    else ask(lead, stage);
  };

  /** The browser ends a drag that nobody took with no drop: what was in the way is said once more where it is read out. */
  const carry = (listed: ListedLead | null) => {
    if (listed === null && carried?.over != null) {
      const because = whyNotDrop(role, carried.lead.lead.stage, carried.over);
      if (because !== null && carried.over !== carried.lead.lead.stage)
        notify({ id: 'board', kind: 'blocked', text: BOARD_WORDS.notMoved(carried.lead.contact.name, because) });
    }
    setCarried(listed === null ? null : { lead: listed, over: null });
  };

  const sideways = (event: KeyboardEvent) => {
    if (event.key !== 'ArrowLeft' && event.key !== 'ArrowRight') return;
    const at = STAGES.findIndex((stage) => document.activeElement?.id === columnId(stage));
    if (at < 0) return;
    const step = event.key === 'ArrowRight' ? 1 : -1;
    for (let next = at + step; next >= 0 && next < STAGES.length; next += step) {
      const column = document.getElementById(columnId(STAGES[next] ?? 'new'));
      if (column === null) continue;
      event.preventDefault();
      column.focus();
      column.scrollIntoView({ block: 'nearest', inline: 'nearest' });
      return;
    }
  };
  useScreenKeys({
    m: () => {
      if (chosen !== null) ask(chosen, null);
    },
    Escape: () => setIsOpen(false),
  });

  const column = (stage: LifecycleStage) => (
    <BoardColumn
      key={stage}
      stage={stage}
      query={query}
      revision={revision}
      nowMs={nowMs}
      chosenId={chosen?.lead.stage === stage ? chosen.contact.id : null}
      carried={carried}
      whyNot={carried === null ? null : whyNotDrop(role, carried.lead.lead.stage, stage)}
      takesFocus={toFocus === stage}
      onFocused={onFocused}
      onCount={onCount}
      onChoose={setChosen}
      onOpen={(lead) => {
        setChosen(lead);
        setIsOpen(true);
      }}
      onCarry={carry}
      onOver={(over) =>
        setCarried((before) => (before === null || before.over === over ? before : { ...before, over }))
      }
      onDrop={drop}
    />
  );

  const board = (
    <section className={styles.screen} aria-label={BOARD_WORDS.title}>
      <header className={styles.bar}>
        <h1 className={styles.title}>{BOARD_WORDS.title}</h1>
        <p className={styles.context} role="status">
          {BOARD_WORDS.context(
            all === null ? figures.format(total) : FILTER_WORDS.shown(figures.format(total), figures.format(all)),
          )}
        </p>
        {role !== 'sdr' && (
          <Choice
            label={BOARD_WORDS.whose}
            value={whose}
            options={[
              { value: 'team', label: BOARD_WORDS.team },
              { value: 'mine', label: BOARD_WORDS.mine },
            ]}
            onChange={setWhose}
          />
        )}
        <FilterMenu
          groups={groups}
          keys={filterKey}
          open={isMenuOpen}
          onOpenChange={(open) => setNarrowing({ isMenuOpen: open })}
        />
        <TextInput
          type="search"
          className={styles.search}
          aria-label={BOARD_WORDS.search}
          placeholder={BOARD_WORDS.search}
          spellCheck={false}
          autoComplete="off"
          maxLength={120}
          value={typed}
          onChange={(event) => setTyped(event.target.value)}
        />
        <Button size="sm" keys="m" disabled={chosen === null} onClick={() => chosen !== null && ask(chosen, null)}>
          {BOARD_WORDS.move}
        </Button>
      </header>
      {narrows && (
        <FilterChips className={styles.chips} chips={chips} onClear={() => setNarrowing({ filter: NO_BOARD_FILTER })} />
      )}
      {counts.size === STAGES.length && total === 0 && (
        <EmptyState
          icon={<Kanban size={36} />}
          title={search !== '' ? BOARD_WORDS.noneFound(search) : narrows ? BOARD_WORDS.nonePasses : BOARD_WORDS.empty}
          actions={
            search !== '' ? (
              <Button onClick={() => setTyped('')}>{BOARD_WORDS.clear}</Button>
            ) : narrows ? (
              <Button onClick={() => setNarrowing({ filter: NO_BOARD_FILTER })}>{BOARD_WORDS.clearFilters}</Button>
            ) : (
              <Button onClick={() => setView({ overlay: 'import' })}>{BOARD_WORDS.importFile}</Button>
            )
          }
        >
          {search === '' && !narrows ? BOARD_WORDS.emptyWhy : undefined}
        </EmptyState>
      )}
      <div className={styles.halves} onKeyDown={sideways}>
        <section className={styles.side} aria-label={BOARD_WORDS.ai}>
          <h2 className={styles.sideName}>{BOARD_WORDS.ai}</h2>
          <div className={styles.columns}>{AI_STAGES.map(column)}</div>
        </section>
        <section className={styles.side} aria-label={BOARD_WORDS.human}>
          <h2 className={styles.sideName}>{BOARD_WORDS.human}</h2>
          <div className={styles.columns}>{HUMAN_STAGES.map(column)}</div>
        </section>
      </div>
      {asking !== null && (
        <MoveDialog
          listed={asking.listed}
          role={role}
          to={asking.to}
          problem={problem}
          busy={isBusy}
          nowMs={nowMs}
          onMove={(answer) => void move(asking.listed, answer)}
          onClose={() => setAsking(null)}
        />
      )}
    </section>
  );
  if (!isOpen || chosen === null) return board;
  return (
    <Split
      name="board-lead"
      label={BOARD_WORDS.resize}
      side="right"
      initialPx={420}
      minPx={340}
      maxPx={760}
      restMinPx={300}
      sized={
        <LeadDetail
          key={chosen.contact.id}
          listed={chosen}
          revision={revision}
          nowMs={nowMs}
          onAnswered={() => setMoves((before) => before + 1)}
          onClose={() => setIsOpen(false)}
        />
      }
    >
      {board}
    </Split>
  );
}

type MoveEnd =
  | {
      readonly kind: 'moved';
      readonly moveId: Parameters<typeof call<'board.undo'>>[1]['moveId'];
      readonly undoUntilMs: number;
    }
  | { readonly kind: 'no'; readonly because: string };
