/** What the palette says of what was found: the names of its groups, and where each thing stands. */
import type { PackageState } from '../../../shared/domain/handoff-package.ts';
import type { SendState } from '../../../shared/domain/send.ts';
import type { Found } from '../../../shared/ipc/channels/search.ts';
import { stageTitle } from '../../../shared/policy/lifecycle.ts';
import { ESCALATION_WORDS } from '../escalations/escalation-words.ts';
import { STATE_WORDS } from '../replies/reply-words.ts';
import { REASON_NAMES } from '../suppression/suppression-words.ts';

const figures = new Intl.NumberFormat('en-GB');

export const FOUND_WORDS = {
  none: 'Nothing has these words.',
  open: 'Open',
  looking: 'Looking…',
  unread: (count: number) =>
    `${figures.format(count)} more are still being read into the index; what is in them may be missing yet.`,
  problem: (why: string) => `Only commands are searched: ${why}`,
  groups: {
    package: 'Packages and messages',
    reply: 'Replies',
    escalation: 'Escalations',
    lead: 'Leads',
    suppression: 'Suppression',
  } satisfies Readonly<Record<Found['kind'], string>>,
} as const;

export const FOUND_KINDS = ['package', 'reply', 'escalation', 'lead', 'suppression'] as const;

const PACKAGE_STATES: Readonly<Record<PackageState, string>> = {
  ready: 'To review',
  opened: 'To review',
  snoozed: 'Snoozed',
  approved: 'Approved',
  rejected: 'Rejected',
  escalated: 'Escalated',
  suppressed: 'Suppressed',
  released: 'Leaving',
  sent: 'Sent',
  refused: 'Refused',
  deferred: 'Waiting',
  uncertain: 'Uncertain',
  expired: 'Expired',
  superseded: 'Superseded',
};

const SEND_STATES: Readonly<Record<SendState, string>> = {
  countersigned: 'Leaving',
  held: 'Leaving',
  released: 'Leaving',
  reserved: 'Leaving',
  transmitting: 'Leaving',
  deferred: 'Waiting',
  retry: 'Trying again',
  sent: 'Sent',
  refused: 'Refused',
  failed: 'Failed',
  uncertain: 'Uncertain',
  undone: 'Undone',
  expired: 'Expired',
  abandoned: 'Given up',
};

/** Where it stands, in a word or two. */
export function standsAs(found: Found): string {
  switch (found.kind) {
    case 'package':
      return found.send === null ? PACKAGE_STATES[found.state] : SEND_STATES[found.send.state];
    case 'reply':
      return STATE_WORDS[found.state].short;
    case 'escalation':
      return found.state === 'open' ? FOUND_WORDS.open : ESCALATION_WORDS.answered[found.state];
    case 'lead':
      return stageTitle(found.state);
    case 'suppression':
      return REASON_NAMES[found.state];
  }
}
