/** What a crash run does, drawn from a seed: who is written to on which day, and which connections are cut where. It starts nothing. */
import type { Draw } from '../../electron/crm/embedded/demo/seeded-draw.ts';
import type { HandoffPackage } from '../../shared/domain/handoff-package.ts';
import { PolicyDocument } from '../../shared/policy/limits.ts';
import { DAY, HOUR, MINUTE, NOW } from '../policy/sample.ts';
import { packageNumber, policy } from '../send/desk-parts.ts';
import { CUTS, type Cut } from './cutting-proxy.ts';

/** `refused`: the server says 550 to this recipient; `busy`: 450, each time; `suppressed`: opted out right after the approval. */
export type Fate = 'taken' | 'refused' | 'busy' | 'suppressed';

export interface PlannedApproval {
  readonly number: number;
  /** Counts from 0. */
  readonly day: number;
  readonly fate: Fate;
}

/** More than the cap on the first two days, so that it is reached and what is left goes over to the next. */
export const APPROVALS_A_DAY = [400, 390, 310] as const;
export const CAP = 375;
/** The desk's time runs so much faster: its real limits of seconds and minutes pass in a test. */
export const SPEED = 80;

export const crashPolicy = PolicyDocument.parse({
  ...policy,
  sendWindow: { startMinute: 0, endMinute: 1_440, days: [1, 2, 3, 4, 5, 6, 7] },
  limits: { ...policy.limits, mailboxPerDay: CAP, domainPerDay: 1_000, domainPerWeek: 5_000, undoSeconds: 5 },
});

export function planApprovals(draw: Draw): readonly PlannedApproval[] {
  let number = 0;
  return APPROVALS_A_DAY.flatMap((count, day) =>
    Array.from({ length: count }, () => ({ number: (number += 1), day, fate: drawFate(draw) })),
  );
}

function drawFate(draw: Draw): Fate {
  const at = draw.fraction();
  if (at < 0.015) return 'refused';
  if (at < 0.025) return 'busy';
  return at < 0.04 ? 'suppressed' : 'taken';
}

/** Where this connection is cut; most are not. */
export function drawCut(draw: Draw): Cut | null {
  return draw.chance(0.15) ? draw.pick(CUTS) : null;
}

/** Half past midnight in the mailbox’s zone: a slow machine needs much of the day. */
export const dayStartMs = (day: number): number => NOW - 9.5 * HOUR + day * DAY;

export function addressOf({ number, fate }: PlannedApproval): string {
  const domain = fate === 'refused' || fate === 'busy' ? `${fate}-${number}` : `firm-${number}`;
  return `dana.reyes@${domain}.example`;
}

export function packageOf(approval: PlannedApproval): HandoffPackage {
  const clean = packageNumber(approval.number);
  const startMs = dayStartMs(approval.day);
  return packageNumber(approval.number, 'first-touch', {
    contact: { ...clean.contact, id: `con-${approval.number}`, email: addressOf(approval) },
    review: { ...clean.review, readyAtMs: startMs - 60 * MINUTE, expiresAtMs: startMs + DAY },
  });
}

export const decisionIdOf = ({ number }: PlannedApproval): string => `dec-${number}`;
