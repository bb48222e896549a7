/** Puts a package away until a time or a fresh signal, and goes on. */
import type { Decision } from '../../shared/domain/decision.ts';
import type { PackageId } from '../../shared/domain/ids.ts';
import { decideAndGoOn, decisionHead, mayDecide } from './decide-and-go-on.ts';
import { onScreen } from './on-screen.ts';
import { dayAndTime } from './time-words.ts';

export type SnoozeUntil = Extract<Decision, { kind: 'snooze' }>['until'];

export async function snooze(packageId: PackageId, until: SnoozeUntil): Promise<void> {
  const shown = onScreen(packageId);
  if (!mayDecide(shown)) return;
  const words = until.kind === 'time' ? dayAndTime(until.atMs) : 'there is a fresh signal';
  await decideAndGoOn({ ...decisionHead(shown), kind: 'snooze', until }, `Snoozed until ${words}.`);
}
