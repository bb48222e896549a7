/** The board: every lead by its stage, the agent’s left, people’s right, then what may become a sale. A move is asked of the main process; what may not be dropped says why. */
import { Kanban } from 'lucide-react';
import { useCallback, useDeferredValue, useEffect, useMemo, useState, type KeyboardEvent } from 'react';
import { FILTER_WORDS } from '../../app/filter-words.ts';
import { useScreenKeys } from '../../app/use-screen-keys.ts';
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
import { GROUPS, isOpportunityStage, STAGES, whyNotPut, type BoardStage } from './board-card.ts';
import { BoardColumn, columnId } from './board-column.tsx';
import { BoardGroup } from './board-group.tsx';
import { BOARD_WORDS } from './board-words.ts';
import styles from './board.module.css';
import { MoveDialog } from './move-dialog.tsx';
import { OpportunityDetail } from './opportunity-detail.tsx';
import { useBoardFilter } from './use-board-filter.ts';
import { useBoardMoves } from './use-board-moves.ts';

const figures = new Intl.NumberFormat('en-GB');

export function BoardScreen() {
  const role = useSession((session) => session.person?.role ?? 'sdr');
  const { agent } = useAgent();
  const setView = useDeskView((view) => view.set);
  const nowMs = useNow(30_000);
  const [typed, setTyped] = useState('');
  const search = useDeferredValue(typed.trim());
  const [whose, setWhose] = useState<'team' | 'mine'>('team');
  const [counts, setCounts] = useState<ReadonlyMap<BoardStage, number>>(new Map());
  const [isOpen, setIsOpen] = useState(false);
  const moving = useBoardMoves(role);
  const { chosen, carried, asking, choose, ask } = moving;

  const { filter, isMenuOpen, set: setNarrowing } = useBoardNarrowing();
  const filterKey = useKey('filter');
  const query = useMemo(
    () => ({ search, onlyMine: whose === 'mine', tiers: [...filter.tiers], segments: [...filter.segments] }),
    [search, whose, filter],
  );
  const run = agent?.run ?? null;
  // What a run has done so far moves leads from stage to stage.
  const revision = `${moving.moves} ${run === null ? '' : `${run.id} ${run.state} ${run.queued} ${run.blocked} ${run.failed}`}`;
  const { groups, chips, narrows, all } = useBoardFilter(query, revision);
  const onCount = useCallback(
    (stage: BoardStage, count: number) =>
      setCounts((before) => (before.get(stage) === count ? before : new Map([...before, [stage, count]]))),
    [],
  );
  const countOf = (stages: readonly BoardStage[]) => stages.reduce((sum, stage) => sum + (counts.get(stage) ?? 0), 0);
  const total = countOf(STAGES);
  const sales = countOf(STAGES.filter(isOpportunityStage));
  const shown = (some: number, of: number | undefined) =>
    of === undefined ? figures.format(some) : FILTER_WORDS.shown(figures.format(some), figures.format(of));
  const context = [BOARD_WORDS.leads(shown(total - sales, all?.leads))];
  if (sales > 0 || (all?.opportunities ?? 0) > 0) context.push(BOARD_WORDS.sales(shown(sales, all?.opportunities)));

  const isShown = isOpen && chosen !== null;
  const shownStage = isShown ? chosen.stage : null;
  useEffect(() => {
    // The board is narrower beside a detail: what the detail is about stays in sight.
    if (shownStage !== null)
      document.getElementById(columnId(shownStage))?.scrollIntoView({ block: 'nearest', inline: 'nearest' });
  }, [shownStage]);

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
      if (chosen !== null) ask(chosen);
    },
    Escape: () => setIsOpen(false),
  });

  const column = (stage: BoardStage) => (
    <BoardColumn
      key={stage}
      stage={stage}
      query={query}
      revision={revision}
      nowMs={nowMs}
      chosenId={chosen?.stage === stage ? chosen.id : null}
      carried={carried}
      whyNot={carried === null ? null : whyNotPut(role, carried.card, stage)}
      takesFocus={moving.toFocus === stage}
      onFocused={moving.onFocused}
      onCount={onCount}
      onChoose={choose}
      onOpen={(card) => {
        choose(card);
        setIsOpen(true);
      }}
      onCarry={moving.carry}
      onOver={moving.carryOver}
      onDrop={moving.drop}
    />
  );

  const board = (
    <section className={styles.screen} aria-label={BOARD_WORDS.title}>
      <header className={styles.bar}>
        <h1 className={styles.title}>{BOARD_WORDS.title}</h1>
        <p className={styles.context} role="status">
          {context.join(' · ')}
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
        <Button size="sm" keys="m" disabled={chosen === null} onClick={() => chosen !== null && ask(chosen)}>
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
      <div className={styles.groups} onKeyDown={sideways}>
        {GROUPS.map(({ name, stages }) => (
          <BoardGroup key={name} name={name} count={countOf(stages)}>
            {stages.map(column)}
          </BoardGroup>
        ))}
      </div>
      {asking !== null && (
        <MoveDialog
          card={asking.card}
          role={role}
          to={asking.to}
          problem={moving.problem}
          busy={moving.isBusy}
          nowMs={nowMs}
          onMove={moving.move}
          onClose={moving.stopAsking}
        />
      )}
    </section>
  );
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
        !isShown ? null : chosen.kind === 'lead' ? (
          <LeadDetail
            key={chosen.id}
            listed={chosen.listed}
            revision={revision}
            nowMs={nowMs}
            onAnswered={moving.changed}
            onClose={() => setIsOpen(false)}
          />
        ) : (
          <OpportunityDetail listed={chosen.listed} nowMs={nowMs} onClose={() => setIsOpen(false)} />
        )
      }
    >
      {board}
    </Split>
  );
}
