/**
 * When a reply goes to a human, and when it stays with the agent (spec 3): two tables. Any trigger beats every stay rule, and what neither
 * table knows goes to a human. Pure: it raises nothing.
 */
import type { EscalationTrigger } from '../../domain/decision.ts';
import { quoted, type EscalationInput } from './escalation-input.ts';
import { ESCALATION_RULES } from './escalation-rules.ts';
import { STAY_RULES } from './stay-rules.ts';

export type EscalationOutcome =
  | {
      readonly kind: 'escalate';
      readonly trigger: EscalationTrigger;
      /** The rule's own name, for the trust log and for escalation precision. */
      readonly rule: EscalationRuleCode;
      /** The words or the fact it rests on, in one line of at most 300 characters. */
      readonly evidence: string;
      readonly because: string;
      readonly suggestedStep: string;
      /** The other rules that fired, in the order of the table. */
      readonly also: readonly EscalationRuleCode[];
    }
  | { readonly kind: 'stay'; readonly rule: StayRuleCode; readonly because: string };

export type EscalationRuleCode = (typeof ESCALATION_RULES)[number]['code'] | 'no-stay-rule';

/** `opt-out` and `machine` are no answers: nobody has to write back. */
export type StayRuleCode = (typeof STAY_RULES)[number]['code'] | 'opt-out' | 'machine';

export function escalationFor(input: EscalationInput): EscalationOutcome {
  const { reading } = input;
  if (reading.class === 'unsubscribe')
    return {
      kind: 'stay',
      rule: 'opt-out',
      because: 'They asked not to be written to; they are suppressed, and nobody writes back',
    };
  const isMachine = reading.class === 'bounce' || reading.class === 'auto-reply';
  const isSure = reading.confidence * 100 >= input.policy.limits.classifierCutoffPercent;
  if (isMachine && isSure) return { kind: 'stay', rule: 'machine', because: 'A machine wrote it; it is no reply' };
  const fired = ESCALATION_RULES.flatMap(({ fires, ...rule }) => {
    const evidence = fires(input);
    return evidence === null ? [] : [{ ...rule, evidence }];
  });
  const [first, ...others] = fired;
  if (first !== undefined) {
    const { code, trigger, because, suggestedStep, evidence } = first;
    return {
      kind: 'escalate',
      trigger,
      rule: code,
      evidence,
      because,
      suggestedStep,
      also: others.map((other) => other.code),
    };
  }
  const stay = STAY_RULES.find(({ holds }) => holds(input));
  if (stay !== undefined) return { kind: 'stay', rule: stay.code, because: stay.because };
  return {
    kind: 'escalate',
    trigger: 'other',
    rule: 'no-stay-rule',
    evidence: quoted(input),
    because: 'No rule lets the agent answer this',
    suggestedStep: 'Read the reply and answer it yourself.',
    also: [],
  };
}
