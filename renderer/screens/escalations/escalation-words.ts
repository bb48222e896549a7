/** The words of escalations: why a thread came to a person, what is known of it, and how long there is to answer. */
import { ago } from '../../components/time-words.ts';
import type { EscalationTrigger } from '../../../shared/domain/decision.ts';

export const TRIGGER_WORDS: Readonly<Record<EscalationTrigger, string>> = {
  'positive-intent': 'Positive intent',
  'pricing-or-legal': 'Pricing, procurement or legal',
  'technical-question': 'Technical question',
  'competitor-named': 'Competitor named',
  'executive-or-tier-1': 'Executive or Tier 1',
  'several-people': 'Several people on the thread',
  dissatisfaction: 'Dissatisfaction',
  'sensitive-claim': 'Sensitive claim',
  other: 'Other',
  'intent-signal': 'Meeting link or pricing page',
  'buying-timeline': 'Buying timeline',
  'repeated-objection': 'The same objection twice',
  'wants-a-person': 'Wants to talk to a person',
  'regulated-industry': 'Regulated industry',
  displacement: 'May leave the tool they have',
  'unsure-reading': 'Not surely understood',
};

/** What fired, in a sentence. A rule this page has no sentence for is said by its name. */
const RULE_WORDS: Readonly<Record<string, string>> = {
  complaint: 'They complain about our mail.',
  anger: 'They are annoyed.',
  'wants-a-person': 'They ask for a person.',
  'demo-request': 'They ask to see it.',
  'positive-reply': 'They want to go on.',
  'meeting-intent': 'They speak of meeting.',
  price: 'They ask about the price.',
  negotiation: 'They negotiate.',
  procurement: 'Procurement comes up.',
  security: 'They ask about security.',
  legal: 'A legal question comes up.',
  residency: 'They ask where data is kept.',
  'buying-timeline': 'They name a time by which they decide.',
  competitor: 'A listed competitor is named.',
  displacement: 'They answered our question about the tool they have.',
  'same-objection-twice': 'The same objection comes a second time.',
  integration: 'They ask about an integration.',
  technical: 'They ask a technical question.',
  'several-people': 'Several people are on the thread.',
  'meeting-link': 'They opened the meeting link.',
  'pricing-page': 'They looked at the pricing page.',
  executive: 'An executive answers.',
  'tier-1': 'A Tier 1 account answers: any reply comes to a person.',
  enterprise: 'An enterprise account answers: any reply comes to a person.',
  'regulated-industry': 'Their industry is regulated.',
  'speaks-to-models': 'The mail gives orders to a language model.',
  unsure: 'It is not clear what they mean.',
  'no-stay-rule': 'Nothing the agent may do by itself fits it.',
  'by-hand': 'A person took it over from the agent.',
};

export function ruleWords(code: string): string {
  const words = RULE_WORDS[code];
  if (words !== undefined) return words;
  const plain = code.replaceAll(/[-_]+/gu, ' ').trim();
  return plain === '' ? '' : `${plain.charAt(0).toUpperCase()}${plain.slice(1)}.`;
}

export const ESCALATION_WORDS = {
  title: 'Escalations',
  list: 'Escalations to accept',
  empty: 'Nothing is escalated to you',
  emptyWhy:
    'A thread comes here when it needs a person: a buying question, a complaint, a live reply. Press F in Review to hand one over.',
  declineTitle: 'Decline, because',
  ownWords: 'In your own words',
  ownWordsDoes: 'Tab to write, Enter to decline',
  ownWordsHint: 'goes back with the thread',
  left: (words: string) => `${words} left to accept`,
  overdue: (words: string) => `${words} overdue`,
  answered: { accepted: 'Accepted', declined: 'Declined', withdrawn: 'Withdrawn' },
  declining: 'Declining…',
  sla: 'Time left to accept',
  raisedBy: (name: string, age: string) => `Raised by ${name}, ${ago(age)}`,
  agent: 'the agent',
  rule: 'Why it is yours',
  theyWrote: 'What they wrote',
  conversation: 'The conversation',
  noConversation: 'Nobody has written yet; this was escalated before the first touch.',
  draft: 'Draft on the table',
  context: 'The account',
  known: 'What is known',
  step: 'Suggested next step',
  qualification: 'Qualification so far',
  intent: 'Signs of intent',
  objections: 'Objections',
  objectionOpen: 'Not answered yet.',
  answeredWith: 'We answered:',
  noPackage: 'This reply answers no package of ours: everything known of it stands here.',
  missing: 'The package behind this escalation is not on this desk any more.',
  openPackage: 'Open the package',
  openReply: 'Open the reply',
  actions: 'Answer this escalation',
  writeAnswer: 'Write the answer',
  next: {
    withAnswer: 'It is yours. A draft of the answer is ready: press E, make it your own and sign it.',
    withPackage: 'It is yours. Its draft was never sent: open the package to see it, then write or call.',
    withAddress: (address: string) =>
      `It is yours. No answer is drafted, so write from your own mail program to ${address}; close the reply here with C when you are done.`,
    plain: 'It is yours. No answer is drafted; write or call, and close the reply here when you are done.',
  },
  whyNot: {
    answered: 'It has its answer already',
    noAnswer: 'No answer is drafted',
    notAccepted: 'Accept or decline it first',
    noReply: 'There is no reply to close',
    closed: 'The reply is closed',
    noContact: 'Nobody we know wrote it',
    waiting: 'It is on its way',
  },
} as const;
