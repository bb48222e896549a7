/** The review screen's words for the domain's codes, in one place. It holds no rule: what a code does is policy. */
import type { z } from 'zod';
import type { Relation } from '../../../shared/domain/account.ts';
import type { Seniority, Verification } from '../../../shared/domain/contact.ts';
import type { EditClass } from '../../../shared/domain/decision.ts';
import type { RailAnswer, RailCode } from '../../../shared/domain/finding.ts';
import type { MessageKind } from '../../../shared/domain/handoff-package.ts';
import type { SignalType } from '../../../shared/domain/signal.ts';
import type { Channel, Touch } from '../../../shared/domain/touch.ts';
import type { SentenceCheck } from '../../../shared/policy/claims/sentence-check.ts';
import type { RailGroup } from './rail-list.ts';
import type { Tone } from '../../components/tone.ts';

interface Words {
  readonly label: string;
  readonly tone: Tone;
}

export const MESSAGE_KIND: Readonly<Record<MessageKind, string>> = {
  'first-touch': 'First touch',
  'follow-up': 'Follow-up',
  reply: 'Reply',
};

export const RELATION: Readonly<Record<Relation, Words>> = {
  prospect: { label: 'Prospect', tone: 'neutral' },
  partner: { label: 'Partner', tone: 'neutral' },
  customer: { label: 'Customer', tone: 'refused' },
  competitor: { label: 'Competitor', tone: 'refused' },
};

export const SENIORITY: Readonly<Record<z.infer<typeof Seniority>, string>> = {
  ic: 'individual contributor',
  manager: 'manager',
  director: 'director',
  vp: 'VP',
  'c-level': 'C-level',
  founder: 'founder',
};

export const VERIFICATION: Readonly<Record<Verification, Words & { readonly explains: string }>> = {
  verified: { label: 'Verified', tone: 'supported', explains: 'A verification provider confirmed this mailbox' },
  risky: { label: 'Risky', tone: 'attention', explains: 'The provider says that mail to this address may bounce' },
  unknown: { label: 'Not verified', tone: 'stale', explains: 'Nobody has confirmed this address' },
  invalid: { label: 'Invalid', tone: 'refused', explains: 'The provider says that this mailbox does not exist' },
};

export const SIGNAL_TYPE: Readonly<Record<SignalType, string>> = {
  funding: 'Funding',
  hiring: 'Hiring',
  'new-tool': 'New tool',
  compliance: 'Compliance',
  'job-change': 'Job change',
  expansion: 'Expansion',
  launch: 'Launch',
};

export const ROLE_FIT: Readonly<Record<'strong' | 'fair' | 'weak', Words>> = {
  strong: { label: 'Strong role match', tone: 'supported' },
  fair: { label: 'Fair role match', tone: 'neutral' },
  weak: { label: 'Weak role match', tone: 'attention' },
};

export const CHANNEL: Readonly<Record<z.infer<typeof Channel>, string>> = {
  email: 'Email',
  call: 'Call',
  linkedin: 'LinkedIn',
  meeting: 'Meeting',
};

export const AUTHOR: Readonly<Record<Touch['source'], { readonly label: string; readonly explains: string }>> = {
  ai: { label: 'AI', explains: 'Sent as the AI wrote it' },
  'ai-edited': { label: 'AI, edited', explains: 'Written by the AI, edited by a person' },
  human: { label: 'Human', explains: 'Written by a person' },
};

export const SENTENCE: Readonly<Record<SentenceCheck['state'], Words>> = {
  supported: { label: 'Supported', tone: 'supported' },
  'not-factual': { label: 'States nothing checkable', tone: 'neutral' },
  stale: { label: 'Rests on a stale fact', tone: 'stale' },
  unsupported: { label: 'Unsupported', tone: 'refused' },
  attested: { label: 'Attested', tone: 'accent' },
};

export const EDIT_CLASS: Readonly<Record<EditClass, { readonly label: string; readonly explains: string }>> = {
  unedited: { label: 'Unedited', explains: 'The text is the AI’s, word for word' },
  minor: { label: 'Minor edit', explains: 'Under 15 % of the words differ from the AI’s text' },
  light: { label: 'Light edit', explains: 'Under 40 % of the words differ from the AI’s text' },
  heavy: { label: 'Heavy edit', explains: '40 % of the words or more differ from the AI’s text' },
};

export const ANSWER: Readonly<Record<RailAnswer, Words & { readonly explains: string }>> = {
  refuse: { label: 'Refuses', tone: 'refused', explains: 'Nobody can pass this' },
  hold: { label: 'Holds', tone: 'stale', explains: 'Clears by itself or by a check' },
  attest: { label: 'Needs attesting', tone: 'attention', explains: 'A named person answers for a sentence' },
  ask: { label: 'Look first', tone: 'attention', explains: 'A second press of A records that it was seen' },
};

/** `1 word`, `2 words`. */
export function counted(count: number, one: string, many = `${one}s`): string {
  return `${count.toLocaleString('en-GB')} ${count === 1 ? one : many}`;
}

/** What is wrong when a rail speaks, in a few words for a button or a line; the rail's own evidence says the rest. */
export const RAIL_PROBLEM: Readonly<Record<RailCode, string>> = {
  countersignature: 'not countersigned',
  'evidence-changed': 'evidence changed',
  'review-expired': 'review window over',
  'approval-expired': 'approval too old',
  'world-fresh': 'needs a fresh sync',
  clock: 'clock is off',
  'identity-fresh': 'not confirmed by the CRM',
  suppressed: 'suppressed',
  consent: 'no basis to write to them',
  relation: 'not a prospect',
  'email-verified': 'address not verified',
  'data-rule': 'data not allowed',
  'frequency-contact': 'too many touches',
  'frequency-account': 'enough new contacts this week',
  spacing: 'too soon after the last touch',
  'thread-live': 'the conversation went on',
  'mailbox-day': 'no slot left today',
  'mailbox-warmup': 'mailbox still warming up',
  'domain-day': 'domain’s share used up today',
  'domain-week': 'domain’s share used up this week',
  'recipient-domain-day': 'enough mail to their domain today',
  'send-window': 'outside their hours',
  pace: 'pause between two sends',
  'bounce-rate': 'too many bounces',
  'complaint-rate': 'too many complaints',
  authentication: 'SPF, DKIM or DMARC',
  unsubscribe: 'no way to opt out',
  identity: 'sender not in order',
  sequence: 'sequence not approved',
  claims: 'unsupported claim',
  'banned-claims': 'banned or unverified claim',
  length: 'length',
  'one-call-to-action': 'calls to action',
  links: 'links',
  'spam-phrasing': 'reads as spam',
  similarity: 'sent before',
  injection: 'hidden or smuggled text',
  paused: 'paused',
};

export const RAIL_GROUP: Readonly<Record<RailGroup, string>> = {
  message: 'The message',
  recipient: 'The recipient',
  mailbox: 'The mailbox',
  approval: 'The approval',
};

/** With its first letter as at the start of a sentence. */
export function capital(words: string): string {
  return words.charAt(0).toUpperCase() + words.slice(1);
}
