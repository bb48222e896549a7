/** Decisions that went around a failing store, newest last, so that undo still finds them. Kept in memory: the ledger has the records. */
import type { Decision } from '../../shared/domain/decision.ts';
import type { DecisionId, SendId } from '../../shared/domain/ids.ts';

export interface DirectDecision {
  readonly decision: Decision;
  readonly undoUntilMs: number;
  readonly sendId: SendId | null;
}

let direct: readonly DirectDecision[] = [];

export function rememberDirect(one: DirectDecision): void {
  direct = [...direct, one].slice(-50);
}

export function forgetDirect(id: DecisionId): void {
  direct = direct.filter(({ decision }) => decision.id !== id);
}

export function lastDirect(): DirectDecision | null {
  return direct.at(-1) ?? null;
}
