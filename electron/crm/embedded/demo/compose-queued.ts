/** Composes one package of a queue in the state it is to show, with the letters and touches that came before it. Everything in it happened before now. */
import type { Fact } from '../../../../shared/domain/fact.ts';
import type { HandoffPackage, ThreadMessage } from '../../../../shared/domain/handoff-package.ts';
import type { Person } from '../../../../shared/domain/person.ts';
import type { Touch } from '../../../../shared/domain/touch.ts';
import type { DemoAccount, DemoContact } from './compose-account.ts';
import { consentFor } from './compose-consent.ts';
import {
  asDraft,
  chooseLetter,
  firstTouch,
  followUp,
  replyLetter,
  type DraftFault,
  type LetterChoice,
} from './compose-draft.ts';
import { composeEvidence, type Evidence } from './compose-evidence.ts';
import { composePackage, composeTouch, reviewTimes } from './compose-package.ts';
import type { DemoIngredients } from './demo-ingredients.ts';
import { fillSlots } from './fill-slots.ts';
import type { Decks, DemoState, Planned } from './queue-plan.ts';
import type { Draw } from './seeded-draw.ts';

const HOUR_MS = 3_600_000;
const DAY_MS = 86_400_000;

export interface QueueInput {
  readonly ingredients: DemoIngredients;
  readonly decks: Decks;
  readonly draw: Draw;
  readonly owner: Person;
  readonly nowMs: number;
  readonly id: string;
  /** Its place among the owner's first in line, from 0. */
  readonly place: number;
}

export interface Queued {
  readonly pkg: HandoffPackage;
  /** How the letter was made, so that a near-duplicate can be made again. */
  readonly choice: LetterChoice;
  readonly evidence: Evidence;
  /** What happened after the package was made: the CRM has it, the package does not. */
  readonly later?: readonly Touch[];
}

/** The contact as the state needs it: whoever is in the queue may be written to, unless that is what it shows. */
export function contactFor(state: DemoState, person: DemoContact, nowMs: number): DemoContact {
  const consent = state === 'no-consent' ? null : (person.contact.consent ?? consentFor(person.contact, nowMs));
  const who = { ...person, contact: { ...person.contact, consent } };
  const { contact } = who;
  if (state === 'risky-address') return { ...who, contact: { ...contact, verification: 'risky' } };
  if (state === 'old-verification')
    return { ...who, contact: { ...contact, verification: 'verified', verifiedAtMs: nowMs - 141 * DAY_MS } };
  const fresh = contact.verification === 'verified' ? contact.verifiedAtMs : nowMs - 9 * DAY_MS;
  return { ...who, contact: { ...contact, verification: 'verified', verifiedAtMs: fresh } };
}

/** In office hours on that day, or the Friday before a weekend; always before now. */
export function officeTime(nowMs: number, daysAgo: number, draw: Draw): number {
  const day = Math.floor((nowMs - daysAgo * DAY_MS) / DAY_MS);
  const weekday = new Date(day * DAY_MS).getUTCDay();
  const back = weekday === 6 ? 1 : weekday === 0 ? 2 : 0;
  return (day - back) * DAY_MS + draw.whole(8 * 60, 16 * 60) * 60_000;
}

/** A letter as it was sent, for the thread and the timeline. */
function sentMessage(
  input: QueueInput,
  who: DemoContact,
  letter: { readonly subject: string; readonly body: string },
  atMs: number,
  number: number,
): { readonly message: ThreadMessage; readonly touch: Touch } {
  const messageId = `<${input.id}.${number}@tallyhook.example>`;
  return {
    message: {
      messageId,
      direction: 'outbound',
      from: `${input.owner.name} <${input.owner.mailbox.address}>`,
      atMs,
      subject: letter.subject,
      text: letter.body,
    },
    touch: composeTouch({
      id: `touch-${input.id}-${number}`,
      who,
      atMs,
      channel: 'email',
      direction: 'outbound',
      subject: letter.subject,
      snippet: (letter.body.split('\n\n')[1] ?? letter.subject).slice(0, 160),
      outcome: 'sent',
      source: input.draw.chance(0.7) ? 'ai' : 'ai-edited',
      messageId,
      template: 'first-touch@4',
    }),
  };
}

/** Other touches of the sequence: calls and notes between the letters. */
function otherTouch(
  input: QueueInput,
  who: DemoContact,
  channel: 'call' | 'linkedin',
  atMs: number,
  number: number,
): Touch {
  const outcomes = input.ingredients.writing.touchOutcomes[channel];
  return composeTouch({
    id: `touch-${input.id}-${number}`,
    who,
    atMs,
    channel,
    direction: 'outbound',
    subject: channel === 'call' ? 'Call' : 'LinkedIn message',
    snippet: '',
    outcome: input.draw.pick(outcomes),
    source: 'human',
    messageId: null,
    template: null,
  });
}

/** They wrote back while the follow-up lay in the queue. */
function answerAfter(input: QueueInput, who: DemoContact, subject: string, readyAtMs: number): Touch {
  return composeTouch({
    id: `touch-${input.id}-answer`,
    who,
    atMs: readyAtMs + Math.floor((input.nowMs - readyAtMs) / 2),
    channel: 'email',
    direction: 'inbound',
    subject: `Re: ${subject}`,
    snippet: 'Yes, send me the example. I will look at it with the team this week.',
    outcome: 'replied',
    source: 'human',
    messageId: `<answer.${input.id}@${who.contact.email.slice(who.contact.email.indexOf('@') + 1)}>`,
    template: null,
  });
}

export function composeQueued(
  input: QueueInput,
  planned: Planned,
  at: DemoAccount,
  person: DemoContact,
  like: Queued | null,
): Queued {
  const { ingredients, decks, draw, owner, nowMs } = input;
  const who = contactFor(planned.state, person, nowMs);
  const { recipe, opening } =
    like === null ? decks.opening(at, planned.state) : { recipe: like.evidence.recipe, opening: like.choice.opening };
  const evidence =
    like === null
      ? composeEvidence({
          ingredients,
          at,
          who,
          recipe,
          draw,
          nowMs,
          senderName: owner.name,
          signalAgeDays: planned.state === 'stale-signal' ? Math.ceil(recipe.halfLifeDays * 2.3) : null,
        })
      : {
          ...like.evidence,
          slots: {
            ...like.evidence.slots,
            first: who.contact.name.split(' ')[0] ?? who.contact.name,
            name: who.contact.name,
            title: who.contact.title,
          },
        };
  const choice: LetterChoice = like?.choice ?? {
    ...chooseLetter(ingredients, opening, at.segment.middles, draw),
    middle: decks.middle(opening, at),
    ask: decks.ask(),
  };
  const common = { id: input.id, at, who, evidence, nowMs, moreFacts: [] as Fact[], engagement: [] };
  const template = `${at.segment.short}-${planned.kind}@${draw.whole(2, 5)}`;

  if (planned.kind === 'first-touch') {
    const fault = FAULTS.has(planned.state) ? (planned.state as DraftFault) : null;
    const letter = firstTouch(choice, evidence, ingredients, fault, draw);
    const times = reviewTimes(nowMs, draw, 0);
    const first = planned.state === 'first-in-line';
    const review = {
      ownerId: owner.id,
      queue: 'review',
      priority: first ? 20 : 0,
      readyAtMs: times.readyAtMs,
      expiresAtMs: first ? nowMs + (5 + input.place) * HOUR_MS : times.expiresAtMs,
    } as const;
    const draft = asDraft(letter, choice.middle.valueProp, { template, generatedAtMs: times.readyAtMs - 4 * 60_000 });
    return {
      choice,
      evidence,
      pkg: composePackage({
        ...common,
        messageKind: 'first-touch',
        step: { kind: 'email', number: 1 },
        draft,
        priorTouches: [],
        thread: [],
        review,
      }),
    };
  }

  // What was written before: the first letter of the same opening, some days ago.
  const before = firstTouch(choice, evidence, ingredients, null, draw);
  const sixth = planned.state === 'sixth-touch';
  const steps = planned.kind === 'reply' ? 1 : sixth ? 5 : draw.whole(1, 3);
  const lastDaysAgo = planned.state === 'too-soon' ? 0 : planned.kind === 'reply' ? 4 : draw.whole(6, 9);
  const touches: Touch[] = [];
  const thread: ThreadMessage[] = [];
  for (let number = 1; number <= steps; number += 1) {
    const daysAgo = lastDaysAgo + (steps - number) * 5;
    const atMs = daysAgo === 0 ? nowMs - draw.whole(3, 7) * HOUR_MS : officeTime(nowMs, daysAgo, draw);
    if (number > 1 && (number === 3 || number === 5))
      touches.push(otherTouch(input, who, number === 3 ? 'linkedin' : 'call', atMs, number));
    else {
      const letter =
        number === 1
          ? before
          : followUp(draw.pick(at.segment.followUps), { ...choice, threadSubject: before.subject }, evidence);
      const sent = sentMessage(input, who, letter, atMs, number);
      touches.push(sent.touch);
      thread.push(sent.message);
    }
  }
  const base = { ...common, messageKind: 'follow-up' as const, priorTouches: touches, thread };

  if (planned.kind === 'call' || planned.kind === 'linkedin') {
    const times = reviewTimes(nowMs, draw, 0);
    const pkg = composePackage({
      ...base,
      step: { kind: planned.kind, number: steps + 1 },
      draft: null,
      review: { ownerId: owner.id, queue: 'calls', priority: 0, ...times },
    });
    return {
      choice,
      evidence,
      pkg: { ...pkg, rationale: { ...pkg.rationale, whyPerson: `${decks.nextStep()}. ${who.remit}.` } },
    };
  }
  if (planned.kind === 'follow-up') {
    const times = reviewTimes(nowMs, draw, (touches.at(-1)?.atMs ?? 0) + 6 * 60_000);
    const passage = decks.followUp(at);
    const letter = followUp(passage, { ...choice, threadSubject: before.subject }, evidence);
    const draft = asDraft(letter, passage.valueProp, { template, generatedAtMs: times.readyAtMs - 3 * 60_000 });
    return {
      choice,
      evidence,
      later: planned.state === 'thread-live' ? [answerAfter(input, who, before.subject, times.readyAtMs)] : [],
      pkg: composePackage({
        ...base,
        step: { kind: 'email', number: steps + 1 },
        draft,
        review: { ownerId: owner.id, queue: 'review', priority: 0, ...times },
      }),
    };
  }

  const reply = decks.reply();
  const inboundAtMs = nowMs - draw.whole(3, 18) * HOUR_MS - draw.whole(0, 59) * 60_000;
  const inboundText = fillSlots(reply.inbound, evidence.slots);
  const inbound: ThreadMessage = {
    messageId: `<reply.${input.id}@${at.account.domain}>`,
    direction: 'inbound',
    from: `${who.contact.name} <${who.contact.email}>`,
    atMs: inboundAtMs,
    subject: `Re: ${before.subject}`,
    text: `${inboundText}\n\n${evidence.slots['first'] ?? ''}`,
  };
  const inboundTouch = composeTouch({
    id: `touch-${input.id}-in`,
    who,
    atMs: inboundAtMs,
    channel: 'email',
    direction: 'inbound',
    subject: inbound.subject,
    snippet: inboundText.slice(0, 160),
    outcome: reply.intent,
    source: 'human',
    messageId: inbound.messageId,
    template: null,
  });
  const extra = (key: string, label: string, value: string, source: string): Fact =>
    ({
      id: `${at.account.id}.${key}`,
      path: `thread.${key}`,
      label,
      value,
      source,
      url: null,
      observedAtMs: inboundAtMs,
      confidence: 1,
      dataRule: 'allowed',
    }) as Fact;
  const moreFacts = [extra('inbound', 'Their message', inboundText, `Reply from ${who.contact.name}`)];
  if (reply.fact !== null) moreFacts.push(extra('asset', reply.fact.label, reply.fact.value, reply.fact.source));
  const withReply: Evidence = {
    ...evidence,
    factIds: {
      ...evidence.factIds,
      ...Object.fromEntries(moreFacts.map((fact) => [fact.id.slice(at.account.id.length + 1), fact.id])),
    },
  };
  const letter = replyLetter(reply, { signOff: choice.signOff, threadSubject: before.subject }, withReply);
  const times = reviewTimes(nowMs, draw, inboundAtMs + 6 * 60_000);
  const draft = asDraft(letter, choice.middle.valueProp, {
    template: `reply-${reply.key}@3`,
    generatedAtMs: times.readyAtMs - 60_000,
  });
  const engagement = [{ contactId: who.contact.id, kind: 'reply' as const, source: 'mailbox', atMs: inboundAtMs }];
  const pkg = composePackage({
    ...base,
    messageKind: 'reply',
    step: { kind: 'email', number: 2 },
    draft,
    priorTouches: [...touches, inboundTouch],
    thread: [...thread, inbound],
    moreFacts,
    engagement,
    review: {
      ownerId: owner.id,
      queue: 'review',
      priority: reply.key === 'pricing' || reply.key === 'security' ? 10 : 0,
      ...times,
    },
  });
  return {
    choice,
    evidence,
    pkg: {
      ...pkg,
      rationale: {
        ...pkg.rationale,
        whyNow: { text: `They wrote back: ${reply.intent.toLowerCase()}.`, signalId: evidence.signal.id },
      },
    },
  };
}

const FAULTS: ReadonlySet<DemoState> = new Set([
  'unsupported-claim',
  'over-long',
  'two-asks',
  'short-link',
  'unapproved-claim',
]);
