/** Composes the last 60 days of both mailboxes: sequences to people who are not in the queue, with their answers. Nothing of it lies in the future. */
import type { LifecycleStage } from '../../../../shared/domain/lifecycle-stage.ts';
import type { Touch } from '../../../../shared/domain/touch.ts';
import type { DemoAccount, DemoContact } from './compose-account.ts';
import { composeTouch } from './compose-package.ts';
import { officeTime } from './compose-queued.ts';
import type { DemoIngredients } from './demo-ingredients.ts';
import { fillSlots } from './fill-slots.ts';
import type { Draw } from './seeded-draw.ts';

/** Days from the first letter, and what is done on them. */
const STEPS = [
  { day: 0, channel: 'email' },
  { day: 3, channel: 'email' },
  { day: 7, channel: 'linkedin' },
  { day: 10, channel: 'email' },
  { day: 14, channel: 'call' },
] as const;

export interface History {
  readonly touches: readonly Touch[];
  readonly stage: LifecycleStage;
  readonly sourceTag: Touch['source'] | null;
  readonly unsubscribed: boolean;
}

const UNTOUCHED: readonly LifecycleStage[] = ['new', 'enriched', 'enriched', 'scored', 'scored'];

/** What happened with one person. `quietDays` keeps new people of an account with queued letters out of the last days. */
export function composeHistory(
  ingredients: DemoIngredients,
  input: {
    readonly at: DemoAccount;
    readonly who: DemoContact;
    readonly nowMs: number;
    readonly quietDays: number;
    readonly draw: Draw;
  },
): History {
  const { at, who, nowMs, draw } = input;
  const { relation } = at.account;
  if (relation === 'customer') return { touches: [], stage: 'meeting-set', sourceTag: 'human', unsubscribed: false };
  if (relation === 'competitor' || who.contact.verification !== 'verified' || draw.chance(0.22)) {
    return {
      touches: [],
      stage: relation === 'competitor' ? 'disqualified' : draw.pick(UNTOUCHED),
      sourceTag: null,
      unsubscribed: false,
    };
  }
  const startedDaysAgo = draw.whole(Math.max(2, input.quietDays), 60);
  const subject = fillSlots(draw.pick(at.segment.priorSubjects), {
    city: at.city.city,
    tech: at.tech,
    company: at.account.name,
  });
  const touches: Touch[] = [];
  for (const [number, step] of STEPS.entries()) {
    const daysAgo = startedDaysAgo - step.day;
    if (daysAgo < 1) break;
    const id = `touch-${who.contact.id}-${number + 1}`;
    const email = step.channel === 'email';
    const source = email ? draw.pick(['ai', 'ai', 'ai', 'ai-edited', 'ai-edited', 'human'] as const) : 'human';
    const atMs = officeTime(nowMs, daysAgo, draw);
    touches.push(
      composeTouch({
        id,
        who,
        atMs,
        channel: step.channel,
        direction: 'outbound',
        subject: email
          ? number === 0
            ? subject
            : `Re: ${subject}`
          : step.channel === 'call'
            ? 'Call'
            : 'LinkedIn message',
        snippet: email ? `To ${who.contact.name} about ${subject.slice(0, 1).toLowerCase()}${subject.slice(1)}` : '',
        outcome: draw.pick(ingredients.writing.touchOutcomes[email ? 'sent' : step.channel]),
        source,
        messageId: email ? `<${id}@${ingredients.company.domain}>` : null,
        template: `${at.segment.short}-step-${number + 1}@3`,
      }),
    );
    if (email && draw.chance(0.045)) {
      const snippet = draw.pick(ingredients.writing.inboundSnippets);
      const unsubscribed = snippet.includes('off your list');
      const answered = composeTouch({
        id: `${id}-in`,
        who,
        atMs: Math.min(atMs + draw.whole(1, 7) * 3_600_000, nowMs - 3_600_000),
        channel: 'email',
        direction: 'inbound',
        subject: `Re: ${subject}`,
        snippet,
        outcome: unsubscribed ? 'unsubscribe' : 'replied',
        source: 'human',
        messageId: `<answer.${id}@${at.account.domain}>`,
        template: null,
      });
      const stage = unsubscribed
        ? 'disqualified'
        : snippet.startsWith('Interesting')
          ? 'qualifying'
          : snippet.startsWith('Not a priority')
            ? 'nurture'
            : 'engaged';
      return { touches: [...touches, answered], stage, sourceTag: source, unsubscribed };
    }
  }
  const last = touches.findLast((touch) => touch.channel === 'email');
  const finished = touches.length === STEPS.length;
  return {
    touches,
    stage: finished ? (draw.chance(0.5) ? 'nurture' : 'sequencing') : 'sequencing',
    sourceTag: last?.source ?? null,
    unsubscribed: false,
  };
}
