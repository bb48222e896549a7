/** Hands a package to a human with the rule that fired, and goes on. */
import type { EscalationTrigger } from '../../shared/domain/decision.ts';
import type { HandoffPackage } from '../../shared/domain/handoff-package.ts';
import type { PackageId } from '../../shared/domain/ids.ts';
import { escalationChoice } from './choices.ts';
import { decideAndGoOn, decisionHead, mayDecide } from './decide-and-go-on.ts';
import { oneLine } from './one-line.ts';
import { onScreen } from './on-screen.ts';

export async function escalate(packageId: PackageId, trigger: EscalationTrigger, note = ''): Promise<void> {
  const shown = onScreen(packageId);
  if (!mayDecide(shown)) return;
  await decideAndGoOn(
    { ...decisionHead(shown), kind: 'escalate', trigger, note: oneLine(note, 1_000) },
    `Escalated: ${escalationChoice(trigger).title.toLowerCase()}.`,
  );
}

/** The trigger to preselect, from what the package shows; the person chooses. */
export function suggestedTrigger(pkg: HandoffPackage): EscalationTrigger {
  const has = (kind: HandoffPackage['engagement'][number]['kind']) =>
    pkg.engagement.some((event) => event.kind === kind);
  const writers = new Set(
    pkg.thread.filter(({ direction }) => direction === 'inbound').map(({ from }) => from.toLowerCase()),
  );
  if (has('meeting-link')) return 'positive-intent';
  if (has('pricing-page')) return 'pricing-or-legal';
  if (writers.size > 1) return 'several-people';
  const { seniority } = pkg.contact;
  if (pkg.account.tier === 1 || seniority === 'c-level' || seniority === 'founder') return 'executive-or-tier-1';
  return 'other';
}
