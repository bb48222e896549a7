/** Whether a model is asked what a reply is, and what of its answer counts. Opt-outs, machines and orders to a model are never its to judge. */
import type { ReplyReading } from '../../../shared/domain/reply-reading.ts';

const SETTLED: ReadonlySet<ReplyReading['class']> = new Set(['unsubscribe', 'complaint', 'auto-reply', 'bounce']);

/** Only where the rules are unsure, or found nothing they have a name for. */
export function asksModel(rules: ReplyReading, cutoffPercent: number): boolean {
  if (rules.by === 'header-rules' || rules.speaksToModels || SETTLED.has(rules.class)) return false;
  return rules.class === 'other' || rules.confidence * 100 < cutoffPercent;
}

const MOODS = ['calm', 'annoyed', 'angry'] as const;

/** The model's class, with everything the rules found besides: what sends a reply to a person is never lost by being read again. */
export function together(rules: ReplyReading, model: ReplyReading): ReplyReading {
  // A bounce is known by its form; a person's words are none.
  if (model.class === 'bounce') return rules;
  return {
    ...model,
    objection: model.objection ?? rules.objection,
    namedTool: model.namedTool ?? rules.namedTool,
    returnAtMs: model.returnAtMs ?? rules.returnAtMs,
    circleBack: model.circleBack ?? rules.circleBack,
    referral: model.referral ?? rules.referral,
    hasLeft: rules.hasLeft,
    asks: [...new Set([...rules.asks, ...model.asks])],
    speaksToModels: rules.speaksToModels,
    mood: MOODS[Math.max(MOODS.indexOf(rules.mood), MOODS.indexOf(model.mood))] ?? rules.mood,
    people: rules.people,
  };
}
