/** After how many days an event of a kind weighs half, where its source does not say. A source's own figure goes before it. */
import type { SignalType } from '../domain/signal.ts';

export const SIGNAL_HALF_LIFE_DAYS: Readonly<Record<SignalType, number>> = {
  hiring: 30,
  'job-change': 45,
  launch: 45,
  'new-tool': 45,
  funding: 60,
  expansion: 60,
  compliance: 60,
};
