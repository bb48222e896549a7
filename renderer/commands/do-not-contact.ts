/** Suppresses a contact, a domain or an address everywhere, and goes on. */
import type { PackageId } from '../../shared/domain/ids.ts';
import { suppressionChoice, type DoNotContactScope } from './choices.ts';
import { decideAndGoOn, decisionHead, mayDecide } from './decide-and-go-on.ts';
import { oneLine } from './one-line.ts';
import { onScreen } from './on-screen.ts';

export async function doNotContact(packageId: PackageId, scope: DoNotContactScope, note = ''): Promise<void> {
  const shown = onScreen(packageId);
  if (!mayDecide(shown)) return;
  await decideAndGoOn(
    { ...decisionHead(shown), kind: 'do-not-contact', scope, note: oneLine(note, 1_000) },
    `Do not contact: ${suppressionChoice(scope).does}`,
  );
}
