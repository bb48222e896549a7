/** The words of escalations: why a thread came to a person, what is known of it, and how long there is to answer. */
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
};

/** What fired, in a sentence. A rule this page has no sentence for is said by its name. */
const RULE_WORDS: Readonly<Record<string, string>> = {
  'positive-intent': 'They want to go on: a person answers at once.',
  'meeting-intent': 'They want to meet: a person answers at once.',
  'demo-request': 'They ask for a demo.',
  pricing: 'They ask about the price.',
  price: 'They ask about the price.',
  procurement: 'They bring in procurement.',
  security: 'They ask about security.',
  legal: 'They bring in legal terms.',
  'data-residency': 'They ask where data is kept.',
  residency: 'They ask where data is kept.',
  negotiation: 'They negotiate.',
  'buying-timeline': 'They give a timeline for buying.',
  timeline: 'They give a timeline for buying.',
  competitor: 'They name a listed competitor.',
  'competitor-named': 'They name a listed competitor.',
  'meeting-link': 'They opened the meeting link.',
  'pricing-page': 'They visited the pricing page.',
  technical: 'They ask how it works technically.',
  'technical-question': 'They ask how it works technically.',
  integration: 'They ask about an integration.',
  'several-people': 'Several people are on the thread.',
  'tier-1': 'The account is Tier 1: any reply comes to a person.',
  enterprise: 'It is an enterprise account: any reply comes to a person.',
  dissatisfaction: 'They are dissatisfied.',
  anger: 'They are angry.',
  complaint: 'They complain.',
  'same-objection-twice': 'They raised the same objection twice.',
  'wants-a-person': 'They ask for a person.',
  human: 'They ask for a person.',
  'c-suite': 'They are in the C-suite.',
  'regulated-industry': 'Their industry is regulated.',
  'low-confidence': 'The reading was not sure enough to act on.',
  'confidence-under-cutoff': 'The reading was not sure enough to act on.',
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
  raisedBy: (name: string, ago: string) => `Raised by ${name}, ${ago === 'now' ? 'just now' : `${ago} ago`}`,
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
