/** The words of escalations: why a thread came to a person, and how long there is to answer. */
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

export const ESCALATION_WORDS = {
  title: 'Escalations',
  list: 'Escalations to accept',
  empty: 'Nothing is escalated to you',
  emptyWhy:
    'A thread comes here when it needs a person: a buying question, a complaint, a live reply. Press F in Review to hand one over.',
  accept: 'Accept',
  decline: 'Decline…',
  declineTitle: 'Decline this escalation',
  declineWhy: 'Your reason goes back with the thread and tunes what is escalated next time.',
  reason: 'Reason',
  reasonHint: 'One line, such as “scheduling only, the agent can answer”.',
  reasonMissing: 'Say in a few words why.',
  cancel: 'Cancel',
  left: (words: string) => `${words} left`,
  over: (words: string) => `${words} over`,
  overdue: (words: string) => `${words} overdue`,
  answered: { accepted: 'Accepted', declined: 'Declined', withdrawn: 'Withdrawn' },
  sla: 'Time left to answer',
  raisedBy: (name: string, ago: string) => `Raised by ${name}, ${ago === 'now' ? 'just now' : `${ago} ago`}`,
  agent: 'the agent',
  rule: 'Why it is yours',
  conversation: 'Conversation',
  noConversation: 'Nobody has written yet; this was escalated before the first touch.',
  draft: 'Draft on the table',
  context: 'Account',
  missing: 'The package behind this escalation is not on this desk any more.',
  openPackage: 'Open the package',
  you: 'You',
} as const;
