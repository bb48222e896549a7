/** Suppresses a contact, a domain or an address everywhere, and goes on. */
import type { Decision } from '../../shared/domain/decision.ts';
import type { PackageId } from '../../shared/domain/ids.ts';
import { suppressionChoice } from './choices.ts';
import { decideAndGoOn, decisionHead, mayDecide } from './decide-and-go-on.ts';
import { oneLine } from './one-line.ts';
import { onScreen } from './on-screen.ts';

export type DoNotContactScope = Extract<Decision, { kind: 'do-not-contact' }>['scope'];

export async function doNotContact(packageId: PackageId, scope: DoNotContactScope, note = ''): Promise<void> {
  const shown = onScreen(packageId);
  if (!mayDecide(shown)) return;
  await decideAndGoOn(
    { ...decisionHead(shown), kind: 'do-not-contact', scope, note: oneLine(note, 1_000) },
    `Do not contact: ${suppressionChoice(scope).does}`,
  );
}
