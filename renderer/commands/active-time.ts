/** Counts the time a person is active on the package on screen: only while focused, visible and not idle. It never acts on it. */
import type { PackageId } from '../../shared/domain/ids.ts';
import type { DeskDb } from '../store/db.ts';
import { useActiveView } from '../view-state/active-view.ts';
import { useDeskView } from '../view-state/desk-view.ts';

/** Without a key or pointer for this long nobody is counted as active. */
export const IDLE_AFTER_MS = 15_000;
const TICK_MS = 1_000;
const SAVE_EVERY_MS = 3_000;

/** A stopwatch over one visit to one package. */
export interface Stopwatch {
  readonly activeMs: number;
  /** Time up to here is counted, or known not to count. */
  readonly countedToMs: number;
  readonly lastInputAtMs: number;
  /** Focused and visible. */
  readonly isAttended: boolean;
}

/** The stopwatch at `nowMs`. */
export function advance(watch: Stopwatch, nowMs: number): Stopwatch {
  const untilMs = Math.min(nowMs, watch.lastInputAtMs + IDLE_AFTER_MS);
  const activeMs = watch.isAttended ? watch.activeMs + Math.max(0, untilMs - watch.countedToMs) : watch.activeMs;
  // A clock that was set back must not count the same time twice.
  return { ...watch, activeMs, countedToMs: Math.max(watch.countedToMs, nowMs) };
}

/** The stopwatch after a key or a pointer. */
export function noteInput(watch: Stopwatch, nowMs: number): Stopwatch {
  return { ...advance(watch, nowMs), lastInputAtMs: nowMs };
}

/** The stopwatch after focus or visibility changed. */
export function noteAttention(watch: Stopwatch, isAttended: boolean, nowMs: number): Stopwatch {
  const now = advance(watch, nowMs);
  return { ...now, isAttended, lastInputAtMs: isAttended && !now.isAttended ? nowMs : now.lastInputAtMs };
}

interface Visit {
  readonly packageId: PackageId;
  watch: Stopwatch;
  /** Active time of earlier visits; null until it was read. */
  earlierMs: number | null;
  openedAtMs: number;
}

let visit: Visit | null = null;

/** Active time and first opening of the package on screen; null for any other. */
export function activeTimeOf(packageId: PackageId): { readonly activeMs: number; readonly openedAtMs: number } | null {
  if (visit?.packageId !== packageId) return null;
  const watch = advance(visit.watch, nowOfVisit());
  return { activeMs: (visit.earlierMs ?? 0) + watch.activeMs, openedAtMs: visit.openedAtMs };
}

let nowOfVisit: () => number = () => 0;

/** Starts counting in this window; the returned function saves and ends it. */
export function startActiveTime(ports: {
  readonly db: DeskDb;
  readonly nowMs: () => number;
  readonly onFault: (error: unknown) => void;
}): () => void {
  const { db } = ports;
  nowOfVisit = ports.nowMs;
  let savedAtMs = 0;

  const isAttended = () => document.visibilityState === 'visible' && document.hasFocus();

  function save(one: Visit): void {
    if (one.earlierMs === null) return;
    savedAtMs = ports.nowMs();
    const activeMs = Math.round(one.earlierMs + one.watch.activeMs);
    db.relaxed.review.put({ packageId: one.packageId, openedAtMs: one.openedAtMs, activeMs }).catch(ports.onFault);
  }

  function publish(): void {
    if (visit === null) return;
    const activeMs = (visit.earlierMs ?? 0) + visit.watch.activeMs;
    const counting = visit.watch.isAttended && ports.nowMs() < visit.watch.lastInputAtMs + IDLE_AFTER_MS;
    useActiveView.setState({ packageId: visit.packageId, activeMs, counting });
  }

  function open(packageId: PackageId | null): void {
    if (visit?.packageId === packageId) return;
    if (visit !== null) {
      visit.watch = advance(visit.watch, ports.nowMs());
      save(visit);
    }
    visit = null;
    useActiveView.setState({ packageId, activeMs: 0, counting: false });
    if (packageId === null) return;
    const nowMs = ports.nowMs();
    const opened: Visit = {
      packageId,
      watch: { activeMs: 0, countedToMs: nowMs, lastInputAtMs: nowMs, isAttended: isAttended() },
      earlierMs: null,
      openedAtMs: nowMs,
    };
    visit = opened;
    db.relaxed.review
      .get(packageId)
      .then((row) => {
        opened.earlierMs = row?.activeMs ?? 0;
        opened.openedAtMs = row?.openedAtMs ?? opened.openedAtMs;
      })
      .catch(ports.onFault);
  }

  function update(change: (watch: Stopwatch, nowMs: number) => Stopwatch): void {
    if (visit !== null) visit.watch = change(visit.watch, ports.nowMs());
  }

  const onInput = () => update(noteInput);
  const onAttention = () => {
    update((watch, nowMs) => noteAttention(watch, isAttended(), nowMs));
    if (visit !== null) save(visit);
  };
  const watched = () => {
    const { screen, selectedId } = useDeskView.getState();
    open(screen === 'review' ? selectedId : null);
  };
  const ticking = setInterval(() => {
    update(advance);
    publish();
    if (visit?.watch.isAttended === true && ports.nowMs() - savedAtMs >= SAVE_EVERY_MS) save(visit);
  }, TICK_MS);
  const inputs = ['keydown', 'pointermove', 'pointerdown', 'wheel'] as const;
  for (const name of inputs) window.addEventListener(name, onInput, { capture: true, passive: true });
  for (const name of ['focus', 'blur', 'pagehide'] as const) window.addEventListener(name, onAttention);
  document.addEventListener('visibilitychange', onAttention);
  const unsubscribe = useDeskView.subscribe(watched);
  watched();

  return () => {
    open(null);
    clearInterval(ticking);
    unsubscribe();
    for (const name of inputs) window.removeEventListener(name, onInput, { capture: true });
    for (const name of ['focus', 'blur', 'pagehide'] as const) window.removeEventListener(name, onAttention);
    document.removeEventListener('visibilitychange', onAttention);
  };
}
