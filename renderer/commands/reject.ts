/** Rejects a package with a reason, and goes on. */
import type { RejectionReason } from '../../shared/domain/decision.ts';
import type { PackageId } from '../../shared/domain/ids.ts';
import { rejectionChoice } from './choices.ts';
import { decideAndGoOn, decisionHead, mayDecide } from './decide-and-go-on.ts';
import { oneLine } from './one-line.ts';
import { onScreen } from './on-screen.ts';

/** `sentence` is the wrong one, where the reason asks for one. */
export async function reject(
  packageId: PackageId,
  reason: RejectionReason,
  note = '',
  sentence: string | null = null,
): Promise<void> {
  const shown = onScreen(packageId);
  if (!mayDecide(shown)) return;
  const choice = rejectionChoice(reason);
  await decideAndGoOn(
    { ...decisionHead(shown), kind: 'reject', reason, note: oneLine(note, 1_000), sentence },
    `Rejected: ${choice.title.toLowerCase()}. ${choice.does}`,
  );
}
