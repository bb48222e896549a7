/** What the roles and the rows of the permission table are called; who may do what is the table's own word. */
import { Role, type Actor } from '../../../shared/domain/person.ts';
import { FIELD_GROUPS, mayWrite, type FieldGroup, type WriteRight } from '../../../shared/policy/permissions.ts';
import type { Tone } from '../../components/tone.ts';

export const ROLE_NAMES: Readonly<Record<Actor, string>> = {
  agent: 'Agent',
  sdr: 'SDR',
  lead: 'SDR lead',
  revops: 'RevOps',
};

export const GROUP_NAMES: Readonly<Record<FieldGroup, string>> = {
  activity: 'Log emails, replies and tasks',
  package: 'Bring in accounts, contacts and packages',
  'review-outcome': 'Decide packages',
  suggestion: 'Leave a suggestion',
  'early-lifecycle': 'Move a lead up to Escalated, or to Nurture',
  'late-lifecycle': 'Move a lead to Qualifying, Meeting set or Disqualified',
  tags: 'Set segment, persona and trigger',
  'next-step-date': 'Set the next-step date',
  ownership: 'Change owners',
  opportunity: 'Change an opportunity, where the CRM lets them',
  'disqualification-reason': 'Give the reason of a disqualification',
  'suppression-add': 'Suppress a contact or domain',
  'suppression-remove': 'Take entries off the suppression list',
  'attention-checks': 'Switch attention checks',
  configuration: 'Change policy, scoring, prompts and templates',
};

export const RIGHTS: Readonly<Record<WriteRight, { readonly tone: Tone; readonly words: string }>> = {
  write: { tone: 'supported', words: 'Yes' },
  suggest: { tone: 'attention', words: 'Suggests' },
  no: { tone: 'neutral', words: 'No' },
};

export const ROLES_WORDS = {
  title: 'What each role may do',
  description:
    'From the table that the main process holds every write to the CRM against. What it refuses is in the trust log.',
  what: 'What',
  you: 'you',
  menu: 'What each role may do',
} as const;

/** Deciding is every person's and never the agent's; beside it only what sets people apart is worth the words. */
const TOLD = FIELD_GROUPS.filter(
  (group) => group === 'review-outcome' || new Set(Role.options.map((role) => mayWrite(role, group))).size > 1,
);

/** A role and what it may do, in a few words: `SDR lead · may decide packages, change owners, switch attention checks`. */
export function roleWords(role: Role): string {
  const may = TOLD.filter((group) => mayWrite(role, group) === 'write').map((group) => GROUP_NAMES[group]);
  return `${ROLE_NAMES[role]} · may ${may.map((name) => `${name.charAt(0).toLowerCase()}${name.slice(1)}`).join(', ')}`;
}
