/**
 * Acts that wait out the undo window before the main process hears of them, because it could not take them back, and acts that can be
 * taken back by another call. Memory only: an act lost with the window was never done, and its mail still stands in the list.
 */
import { create } from 'zustand';
import { LIMITS } from '../../shared/policy/limits.ts';
import { useDeskCopy } from '../store/desk-copy.ts';
import { hereAndNow } from '../store/here-and-now.ts';
import { dismissNotice, notify } from './notify.ts';

/** How an act ended: why it was refused, or null. */
export type ActOutcome = string | null;

interface PutOff {
  /** The reply or escalation it is about. */
  readonly id: string;
  readonly run: () => Promise<ActOutcome>;
  readonly timer: ReturnType<typeof setTimeout>;
}

interface Undoable {
  readonly id: string;
  readonly atMs: number;
  readonly untilMs: number;
  readonly undo: () => void | Promise<void>;
}

interface Waiting {
  /** Replies and escalations with an act on its way: hidden from the lists of what is still to do. */
  readonly ids: ReadonlySet<string>;
}

/** The feed shows what an act did within this; until then its mail stays hidden. */
const SETTLES_MS = 2_000;

export const useWaitingActs = create<Waiting>()(() => ({ ids: new Set<string>() }));

let putOffs: readonly PutOff[] = [];
let undoables: readonly Undoable[] = [];

const hide = (id: string) => useWaitingActs.setState(({ ids }) => ({ ids: new Set([...ids, id]) }));
const show = (id: string) =>
  useWaitingActs.setState(({ ids }) => ({ ids: new Set([...ids].filter((other) => other !== id)) }));

/** The undo window's length, by the policy. */
export function undoWindowMs(): number {
  return (useDeskCopy.getState().policy?.limits.undoSeconds ?? LIMITS.undoSeconds.default) * 1_000;
}

/** Says what was done and does it when the undo window ends. */
export function putOff(id: string, said: string, undone: string, run: PutOff['run']): void {
  const atMs = hereAndNow.nowMs();
  const untilMs = atMs + undoWindowMs();
  hide(id);
  const one: PutOff = { id, run, timer: setTimeout(() => void carryOut(one), untilMs - atMs) };
  putOffs = [...putOffs, one];
  undoables = [
    ...undoables,
    {
      id,
      atMs,
      untilMs,
      undo: () => {
        clearTimeout(one.timer);
        putOffs = putOffs.filter((other) => other !== one);
        show(id);
        notify({ id, kind: 'undone', text: undone });
      },
    },
  ];
  notify({ id, kind: 'decided', text: said, untilMs });
}

async function carryOut(one: PutOff): Promise<void> {
  clearTimeout(one.timer);
  if (!putOffs.includes(one)) return;
  putOffs = putOffs.filter((other) => other !== one);
  undoables = undoables.filter(({ id }) => id !== one.id);
  const because = await one.run();
  if (because === null) {
    setTimeout(() => show(one.id), SETTLES_MS);
    return;
  }
  show(one.id);
  notify({ id: one.id, kind: 'problem', text: because });
}

/** Does at once what still waits: the window closes, or another person sits down. */
export async function carryOutAll(): Promise<void> {
  await Promise.all(putOffs.map(carryOut));
  for (const { id } of undoables) dismissNotice(id);
  undoables = [];
}

/** An act that was done, and that `undo` takes back while its window is open. */
export function rememberUndo(id: string, said: string, undo: Undoable['undo']): void {
  const atMs = hereAndNow.nowMs();
  const untilMs = atMs + undoWindowMs();
  undoables = [...undoables.filter((other) => other.id !== id), { id, atMs, untilMs, undo }];
  notify({ id, kind: 'decided', text: said, untilMs });
}

/** Takes the newest act back, where it is newer than `afterMs` and its window is open. False where there is none. */
export async function undoActAfter(afterMs: number): Promise<boolean> {
  const nowMs = hereAndNow.nowMs();
  const newest = undoables.findLast(({ atMs, untilMs }) => atMs > afterMs && untilMs > nowMs);
  if (newest === undefined) return false;
  undoables = undoables.filter((other) => other !== newest);
  await newest.undo();
  return true;
}

/** Forgets everything, for tests. */
export function forgetPutOff(): void {
  for (const { timer } of putOffs) clearTimeout(timer);
  putOffs = [];
  undoables = [];
  useWaitingActs.setState({ ids: new Set() });
}
