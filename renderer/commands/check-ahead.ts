/**
 * Checks the packages ahead in moments in which nothing else is to be done, so that the checks have read a text before it comes on screen.
 * What they find is thrown away: what is shown is found anew, from what is remembered of the text and the world as it is then.
 */
import type { HandoffPackage } from '../../shared/domain/handoff-package.ts';
import type { PackageId } from '../../shared/domain/ids.ts';
import { previewNow } from '../store/preview-now.ts';
import { onScreen } from './on-screen.ts';

/** A first check takes some 10 ms. */
const ENOUGH_MS = 12;

const checked = new WeakSet<HandoffPackage>();
let ahead: readonly PackageId[] = [];
let isAsked = false;

/** The nearest first; what was asked for before and not yet done is forgotten. */
export function checkAhead(ids: readonly PackageId[]): void {
  ahead = ids;
  ask();
}

function ask(): void {
  if (isAsked || ahead.length === 0) return;
  isAsked = true;
  requestIdleCallback((idle) => {
    isAsked = false;
    for (let [next, ...rest] = ahead; next !== undefined && idle.timeRemaining() >= ENOUGH_MS; [next, ...rest] = rest) {
      ahead = rest;
      check(next);
    }
    ask();
  });
}

function check(id: PackageId): void {
  const there = onScreen(id);
  if (there === null || checked.has(there.pkg)) return;
  checked.add(there.pkg);
  previewNow(there);
}
