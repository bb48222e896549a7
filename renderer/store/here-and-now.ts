/** The page's clock and its source of new ids, in one place so that a test can give its own. */
import type { DecisionId } from '../../shared/domain/ids.ts';

export interface HereAndNow {
  /** UTC epoch milliseconds. */
  nowMs(): number;
  newDecisionId(): DecisionId;
  /** Uniform in [0, 1), for jitter. */
  fraction(): number;
}

export const hereAndNow: HereAndNow = {
  nowMs: () => Date.now(),
  newDecisionId: () => `dec-${crypto.randomUUID()}` as DecisionId,
  fraction: () => Math.random(),
};
