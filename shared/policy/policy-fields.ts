/** What each field of the policy is called and which rail reads it: one table for the editor, the change log and the docs. No number stands here. */
import type { RailCode } from '../domain/finding.ts';
import type { LimitName, PolicyDocument } from './limits.ts';
import type { PolicyOwner } from './policy-parts/policy-change.ts';

export interface LimitField {
  readonly name: LimitName;
  readonly label: string;
  /** The rail that goes by it; null where it is about how the desk works. */
  readonly rail: RailCode | null;
  /** Who owns it where no rail does. */
  readonly owner?: PolicyOwner;
}

export interface PolicySection {
  readonly id: string;
  readonly title: string;
  /** One sentence a person who owns it understands. */
  readonly explains: string;
  readonly limits: readonly LimitField[];
}

const limit = (name: LimitName, label: string, rail: RailCode | null): LimitField => ({ name, label, rail });

/** Every limit once, grouped as a person looks for it. */
export const POLICY_SECTIONS: readonly PolicySection[] = [
  {
    id: 'time',
    title: 'Time to decide',
    explains: 'How long a package waits for its person, and an approval for its way out.',
    limits: [
      limit('reviewWindowHours', 'Review window', 'review-expired'),
      limit('approvalWindowHours', 'Approval window', 'approval-expired'),
      limit('undoSeconds', 'Undo window', null),
      limit('escalationSlaMinutes', 'Time to accept an escalation', null),
    ],
  },
  {
    id: 'fresh',
    title: 'What must be fresh',
    explains: 'How old the last look may be before a message waits for a new one.',
    limits: [
      limit('worldFreshMinutes', 'Suppressions, threads, owner and policy', 'world-fresh'),
      limit('clockSkewMinutes', 'This computer’s clock against a server’s', 'clock'),
      limit('identityFreshDays', 'The approver, confirmed by the CRM', 'identity-fresh'),
      limit('verifiedForDays', 'An address’ verification', 'email-verified'),
      limit('authenticationFreshDays', 'SPF, DKIM and DMARC', 'authentication'),
    ],
  },
  {
    id: 'touches',
    title: 'Touches',
    explains: 'How often one person and one company hear from us.',
    limits: [
      limit('touchesPerContact', 'Touches for a contact', 'frequency-contact'),
      limit('touchWindowDays', 'Counted over', 'frequency-contact'),
      limit('newContactsPerAccount', 'New contacts of an account', 'frequency-account'),
      limit('newContactsWindowDays', 'Counted over', 'frequency-account'),
      limit('spacingBusinessDays', 'Between two touches', 'spacing'),
    ],
  },
  {
    id: 'caps',
    title: 'Caps and pace',
    explains: 'How many messages leave, how quickly, and how a new mailbox climbs.',
    limits: [
      limit('mailboxPerDay', 'A mailbox', 'mailbox-day'),
      limit('warmupStartPerDay', 'A new mailbox starts with', 'mailbox-warmup'),
      limit('warmupStepPerDay', 'And climbs by', 'mailbox-warmup'),
      limit('domainPerDay', 'A sending domain', 'domain-day'),
      limit('domainPerWeek', 'A sending domain', 'domain-week'),
      limit('recipientDomainPerDay', 'To one recipient domain', 'recipient-domain-day'),
      limit('paceMinSeconds', 'Shortest pause between two', 'pace'),
      limit('paceMaxSeconds', 'Longest pause between two', 'pace'),
      limit('transmitAttempts', 'Attempts before a message fails', null),
      limit('uncertainGraceMinutes', 'Looking for an uncertain message before asking', null),
    ],
  },
  {
    id: 'rates',
    title: 'Bounces and complaints',
    explains: 'When a mailbox or domain slows down or stops. Below the smallest sample, absolute counts decide.',
    limits: [
      limit('rateWindowDays', 'Counted over', 'bounce-rate'),
      limit('bounceWarnPercent', 'Bounces: warn from', 'bounce-rate'),
      limit('bounceStopPercent', 'Bounces: stop from', 'bounce-rate'),
      limit('bounceMinSample', 'Bounces: smallest sample', 'bounce-rate'),
      limit('bounceStopCount', 'Bounces: stop from', 'bounce-rate'),
      limit('complaintThrottlePercent', 'Complaints: throttle from', 'complaint-rate'),
      limit('complaintStopPercent', 'Complaints: stop from', 'complaint-rate'),
      limit('complaintMinSample', 'Complaints: smallest sample', 'complaint-rate'),
      limit('complaintThrottleCount', 'Complaints: throttle from', 'complaint-rate'),
      limit('complaintStopCount', 'Complaints: stop from', 'complaint-rate'),
      limit('throttledPercent', 'Slots left while throttled', 'complaint-rate'),
      limit('unsubscribeWarnPercent', 'Opt-outs: warn from', null),
    ],
  },
  {
    id: 'replies',
    title: 'Replies',
    explains: 'When a person reads a reply, and how long a contact rests after it.',
    limits: [
      limit('classifierCutoffPercent', 'A reply is understood from', null),
      limit('clarifyingQuestionsMax', 'The agent asks back', null),
      limit('nurtureDays', 'Nurture', null),
      limit('outOfOfficeDays', 'Pause for an absence', null),
    ],
  },
  {
    id: 'writing',
    title: 'Writing',
    explains: 'What a message may look like.',
    limits: [
      limit('wordsMin', 'Shortest first touch', 'length'),
      limit('wordsMax', 'Longest first touch', 'length'),
      limit('linksMax', 'Links', 'links'),
      limit('exclamationMarksMax', 'Exclamation marks', 'spam-phrasing'),
      limit('capitalWordsMax', 'Words in capitals', 'spam-phrasing'),
      limit('similarityBodies', 'Compared with the last', 'similarity'),
      limit('similarityAskPercent', 'Too alike: ask from', 'similarity'),
      limit('similarityRefusePercent', 'Too alike: refuse from', 'similarity'),
    ],
  },
  {
    id: 'trials',
    title: 'Versions on trial',
    explains: 'When a prompt or template that a share of contacts gets has been tried long enough.',
    limits: [
      limit('compareMinSends', 'Judge from', null),
      limit('compareMostSends', 'End the trial at', null),
      limit('compareFalseStopPercent', 'Wrongly called different, at most', null),
      limit('compareEffectPercent', 'Look for a difference of', null),
    ],
  },
  {
    id: 'attention',
    title: 'Attention checks',
    explains:
      'How many packages have a known fault planted in them, to see whether they are read. They can’t be sent. A lead may change the share.',
    limits: [
      { ...limit('attentionSharePercent', 'Share with a planted fault', null), owner: 'sdr-leads' },
      { ...limit('attentionBehind', 'Never among the first', null), owner: 'sdr-leads' },
    ],
  },
  {
    id: 'agent',
    title: 'The agent',
    explains: 'When it works, what it may spend, and how far it works ahead of the people who decide.',
    limits: [
      limit('agentEveryMinutes', 'It looks for work every', null),
      limit('agentTokensPerDay', 'Tokens', null),
      limit('agentCostPerDayCents', 'Cost', null),
      limit('agentQueueMost', 'A person’s queue is full at', null),
      limit('agentDraftAheadPercent', 'It drafts ahead at most', null),
      limit('agentRepairs', 'Repairs before a draft is shown as it is', null),
    ],
  },
];

type PartName = Exclude<keyof PolicyDocument, 'version' | 'limits' | 'change'>;

/** What the rest of the document is called, and the rails that read it. */
export const POLICY_PARTS: Readonly<Record<PartName, { readonly label: string; readonly rails: readonly RailCode[] }>> =
  {
    label: { label: 'Label', rails: [] },
    sendWindow: { label: 'Send window', rails: ['send-window'] },
    unsubscribe: { label: 'Opting out', rails: ['unsubscribe'] },
    consent: { label: 'Consent by country', rails: ['consent'] },
    phrases: { label: 'Words', rails: ['banned-claims', 'spam-phrasing'] },
    sequences: { label: 'Sequences', rails: ['sequence'] },
    domainShares: { label: 'Shares of a domain', rails: ['domain-day', 'domain-week'] },
    escalation: { label: 'Escalation', rails: [] },
    suppression: { label: 'Suppression', rails: ['suppressed'] },
    postalAddress: { label: 'Postal address', rails: ['identity'] },
    companyName: { label: 'Company name', rails: ['identity', 'claims'] },
  };
