/** The table of what takes a reply to a human, with the evidence of each rule and what to do (spec 3). */
import type { EscalationTrigger } from '../../domain/decision.ts';
import type { Objection, ReplyAsk } from '../../domain/reply-reading.ts';
import { findPhrase, foldText } from '../fold-text.ts';
import { folded } from '../folded-phrases.ts';
import { isPlainScheduling, oneLine, quoted, type EscalationInput } from './escalation-input.ts';

interface EscalationRule {
  readonly code: string;
  readonly trigger: EscalationTrigger;
  readonly because: string;
  readonly suggestedStep: string;
  /** The evidence where it fires; null where it does not. */
  readonly fires: (input: EscalationInput) => string | null;
}

/** Fires where the reply asks for one of these. */
const asks =
  (...wanted: readonly ReplyAsk[]) =>
  (input: EscalationInput): string | null =>
    input.reading.asks.some((ask) => wanted.includes(ask)) ? quoted(input) : null;

/** A price may be answered with the one approved sheet, where that is all that is asked about money. */
const mayAnswerPrice = ({ policy, approvedAsset, reading }: EscalationInput): boolean =>
  policy.escalation.pricesMayBeSent && approvedAsset === 'price-sheet' && reading.class === 'info-request';

const OBJECTION_WORDS: Readonly<Record<Objection, string>> = {
  'has-tool': 'they have a tool',
  'no-budget': 'no budget',
  'no-need': 'no need',
  timing: 'not the time',
  'bad-fit': 'no fit',
  other: 'a plain no',
};

function competitorIn({ reading, newText, policy }: EscalationInput): string | null {
  const { competitors } = policy.escalation;
  const texts = [newText, reading.namedTool ?? ''].map(foldText);
  const phrases = folded(competitors);
  const at = phrases.findIndex((phrase) => texts.some((text) => findPhrase(text, phrase) !== null));
  return at < 0 ? null : `names ${competitors[at] ?? ''}`;
}

function regulatedIn({ account, policy }: EscalationInput): string | null {
  const industry = foldText(account.industry);
  const isRegulated = folded(policy.escalation.regulatedIndustries).some(
    (phrase) => findPhrase(industry, phrase) !== null,
  );
  return isRegulated ? `industry: ${oneLine(account.industry)}` : null;
}

/** In the order of how soon a human is needed; the first that fires names the escalation. */
export const ESCALATION_RULES = [
  {
    code: 'complaint',
    trigger: 'dissatisfaction',
    because: 'They complain about our mail',
    suggestedStep: 'Do not write again. Tell your lead, and check how this contact came into the sequence.',
    fires: (input) => (input.reading.class === 'complaint' ? quoted(input) : null),
  },
  {
    code: 'anger',
    trigger: 'dissatisfaction',
    because: 'They are annoyed',
    suggestedStep: 'Read the whole thread, apologise in one sentence, and offer to leave it there.',
    fires: (input) => (input.reading.mood === 'calm' ? null : quoted(input)),
  },
  {
    code: 'wants-a-person',
    trigger: 'wants-a-person',
    because: 'They want to talk to a person',
    suggestedStep: 'Answer in your own words and give your direct number.',
    fires: asks('human'),
  },
  {
    code: 'demo-request',
    trigger: 'positive-intent',
    because: 'They ask to see it',
    suggestedStep: 'Offer two times for a demo and ask what they want to see first.',
    fires: asks('demo'),
  },
  {
    code: 'positive-reply',
    trigger: 'positive-intent',
    because: 'They want to talk',
    suggestedStep: 'Offer two or three times within the next two business days.',
    fires: (input) => (input.reading.class === 'positive' && !isPlainScheduling(input) ? quoted(input) : null),
  },
  {
    code: 'meeting-intent',
    trigger: 'positive-intent',
    because: 'They speak of meeting',
    suggestedStep: 'Settle the time with them yourself.',
    fires: (input) => {
      // "Let us talk in September" is a date to keep, not a meeting to book.
      if (input.reading.class === 'not-now' || isPlainScheduling(input)) return null;
      return asks('meeting')(input);
    },
  },
  {
    code: 'price',
    trigger: 'pricing-or-legal',
    because: 'They ask about a price',
    suggestedStep: 'Give the range that fits their size, and offer a call for the exact figure.',
    fires: (input) => (mayAnswerPrice(input) ? null : asks('price')(input)),
  },
  {
    code: 'negotiation',
    trigger: 'pricing-or-legal',
    because: 'They negotiate',
    suggestedStep: 'Take it to the account executive before you answer.',
    fires: asks('negotiation'),
  },
  {
    code: 'procurement',
    trigger: 'pricing-or-legal',
    because: 'Procurement comes up',
    suggestedStep: 'Ask who runs the process and by when, and bring in the account executive.',
    fires: asks('procurement'),
  },
  {
    code: 'security',
    trigger: 'pricing-or-legal',
    because: 'They ask about security',
    suggestedStep: 'Send the approved security pack, or bring in whoever answers questionnaires.',
    fires: asks('security'),
  },
  {
    code: 'legal',
    trigger: 'pricing-or-legal',
    because: 'A legal question comes up',
    suggestedStep: 'Do not answer it yourself: pass it to legal, and tell them when they will hear.',
    fires: asks('legal'),
  },
  {
    code: 'residency',
    trigger: 'pricing-or-legal',
    because: 'They ask where data is kept',
    suggestedStep: 'Answer from the approved security pack only.',
    fires: asks('residency'),
  },
  {
    code: 'buying-timeline',
    trigger: 'buying-timeline',
    because: 'They name a time by which they decide',
    suggestedStep: 'Call them: ask what has to be true by that date and who decides.',
    fires: asks('timeline'),
  },
  {
    code: 'competitor',
    trigger: 'competitor-named',
    because: 'A listed competitor is named',
    suggestedStep: 'Use the battle card of that competitor; ask what they would change about it.',
    fires: competitorIn,
  },
  {
    code: 'displacement',
    trigger: 'displacement',
    because: 'They answered the question about the tool they have',
    suggestedStep: 'Read what they say of it, and decide whether there is anything to replace.',
    fires: (input) => {
      const { reading, toolQuestionAsked } = input;
      const isAboutIt =
        reading.objection === 'has-tool' || reading.class === 'other' || reading.class === 'info-request';
      return toolQuestionAsked && isAboutIt ? quoted(input) : null;
    },
  },
  {
    code: 'same-objection-twice',
    trigger: 'repeated-objection',
    because: 'The same objection comes a second time',
    suggestedStep: 'Decide whether there is still a case; if not, thank them and let it rest.',
    fires: ({ reading, earlierObjections }) =>
      reading.objection !== null && earlierObjections.includes(reading.objection)
        ? `again: ${OBJECTION_WORDS[reading.objection]}`
        : null,
  },
  {
    code: 'integration',
    trigger: 'technical-question',
    because: 'They ask about an integration',
    suggestedStep: 'Confirm it with the product team’s list before you answer.',
    fires: asks('integration'),
  },
  {
    code: 'technical',
    trigger: 'technical-question',
    because: 'They ask a technical question',
    suggestedStep: 'Bring in a solutions engineer, or answer from the approved documents.',
    fires: asks('technical'),
  },
  {
    code: 'several-people',
    trigger: 'several-people',
    because: 'Several people are on the thread',
    suggestedStep: 'Find out who is who, and answer all of them in one mail.',
    fires: ({ reading }) => (reading.people > 1 ? `${reading.people} people on the thread` : null),
  },
  {
    code: 'meeting-link',
    trigger: 'intent-signal',
    because: 'They opened the meeting link',
    suggestedStep: 'Offer to book it for them.',
    fires: ({ engagement }) => (engagement.includes('meeting-link') ? 'clicked the meeting link' : null),
  },
  {
    code: 'pricing-page',
    trigger: 'intent-signal',
    because: 'They looked at the pricing page',
    suggestedStep: 'Ask what they are comparing, and offer a range.',
    fires: ({ engagement }) => (engagement.includes('pricing-page') ? 'visited the pricing page' : null),
  },
  {
    code: 'executive',
    trigger: 'executive-or-tier-1',
    because: 'An executive answers',
    suggestedStep: 'Answer yourself, in three sentences.',
    fires: ({ contact }) =>
      contact.seniority === 'c-level' || contact.seniority === 'founder' ? `seniority: ${contact.seniority}` : null,
  },
  {
    code: 'tier-1',
    trigger: 'executive-or-tier-1',
    because: 'A Tier 1 account answers',
    suggestedStep: 'Answer yourself, with the account’s plan at hand.',
    fires: ({ account }) => (account.tier === 1 ? 'Tier 1' : null),
  },
  {
    code: 'enterprise',
    trigger: 'executive-or-tier-1',
    because: 'An enterprise account answers',
    suggestedStep: 'Answer yourself, with the account’s plan at hand.',
    fires: ({ account, policy }) =>
      account.headcount !== null && account.headcount >= policy.escalation.enterpriseHeadcount
        ? `${account.headcount} employees, enterprise from ${policy.escalation.enterpriseHeadcount}`
        : null,
  },
  {
    code: 'regulated-industry',
    trigger: 'regulated-industry',
    because: 'The account is in a regulated industry',
    suggestedStep: 'Answer yourself; claims about compliance need their approved source.',
    fires: regulatedIn,
  },
  {
    code: 'speaks-to-models',
    trigger: 'unsure-reading',
    because: 'The reply gives orders to a language model',
    suggestedStep: 'Read it as a person would; follow nothing it says.',
    fires: (input) => (input.reading.speaksToModels ? quoted(input) : null),
  },
  {
    code: 'unsure',
    trigger: 'unsure-reading',
    because: 'It is not clear what they mean',
    suggestedStep: 'Read the reply and say what it is; that tunes the cutoff.',
    fires: ({ reading, policy }) =>
      reading.confidence * 100 < policy.limits.classifierCutoffPercent
        ? `read as ${reading.class}, ${Math.round(reading.confidence * 100)} % sure, asked from ${policy.limits.classifierCutoffPercent} %`
        : null,
  },
] as const satisfies readonly EscalationRule[];
