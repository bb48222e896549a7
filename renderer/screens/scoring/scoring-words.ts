/** The words of the ICP and scoring screen: what each field asks for, what a change needs, what a trial came to. */
import type { Relation } from '../../../shared/domain/account.ts';
import type { RequiredField } from '../../../shared/domain/icp.ts';
import type { VersionState } from '../../../shared/domain/library-entry.ts';
import type { LeadRoute } from '../../../shared/domain/routing-table.ts';
import { REQUIRED_FIELD_WORDS, RELATION_WORDS, SENIORITY_WORDS } from '../../../shared/policy/icp/icp-words.ts';

const count = (value: number) => value.toLocaleString('en-GB');
const leads = (value: number) => (value === 1 ? '1 lead' : `${count(value)} leads`);
const capital = (text: string) => text.charAt(0).toUpperCase() + text.slice(1);
const capitals = <K extends string>(words: Readonly<Record<K, string>>) =>
  Object.fromEntries(Object.entries<string>(words).map(([key, value]) => [key, capital(value)])) as Record<K, string>;

const states: Readonly<Record<VersionState, string>> = {
  draft: 'draft',
  'in-review': 'in review',
  canary: 'on trial',
  live: 'live',
  retired: 'retired',
};

const routes: Readonly<Record<LeadRoute, string>> = {
  sequence: 'Sequence',
  'scoring-review': 'Scoring review',
  'tier-2': 'Tier 2',
  'tier-3': 'Tier 3',
  nurture: 'Nurture',
  drop: 'Drop',
  human: 'A person',
};

export const SCORING_WORDS = {
  title: 'ICP and scoring',
  context: 'Who fits, what a lead is worth now, and where it goes. A change is a new version that RevOps approves.',
  part: 'What to look at',
  parts: { icp: 'ICP', weights: 'Scoring weights', routing: 'Routing', drift: 'Drift' },
  loading: 'Reading the library…',
  again: 'Read again',
  entry: { icp: 'Segment', weights: 'Segment', routing: 'Table' },
  version: 'Version',
  versionSaid: (version: number, state: VersionState) => `Version ${version}, ${states[state]}`,
  madeBy: (author: string | null, note: string, when: string) =>
    `${author === null ? 'Came with the product' : author}, ${when}: ${note}`,
  waiting: (version: number) =>
    `Version ${version} waits for RevOps. Choose it above to look at it; it is approved in Prompts and versions.`,
  empty: {
    icp: 'The library has no ICP',
    weights: 'The library has no scoring weights',
    routing: 'The library has no routing table',
  },
  emptyWhy: 'It is read from the CRM’s documents. Sync, or look at Connections.',
  locked: 'Only RevOps changes what counts here. You may propose a change: it goes to their queue.',
  propose: 'Propose a change',
  proposing: 'What you save here is a change request. It counts when RevOps approves it.',
  changed: 'Changed',
  faults: (faults: number) => (faults === 1 ? '1 field to put right' : `${count(faults)} fields to put right`),
  discard: 'Discard',
  save: 'Save a new version…',
  request: 'Send the change request…',
  saveTitle: 'A new version',
  saveWhy: (title: string) =>
    `“${title}” stays as it is until another person in RevOps approves this version; they may try it on a share of contacts first.`,
  note: 'Why',
  noteHint: 'One line, for the change log.',
  noteMissing: 'Say why: it goes into the change log.',
  back: 'Back to editing',
  handIn: 'Hand in for approval',
  onlySaved: (version: number, because: string) =>
    `Version ${version} is kept as a draft, but was not handed in: ${because}`,
  handedIn: (title: string, version: number) => `Version ${version} of “${title}” waits for RevOps.`,

  account: 'The company',
  buyer: 'The buyer',
  exclusions: 'Never a fit',
  exclusionsWhy: 'One of these is enough, whatever else fits.',
  required: 'Needed before a lead goes on',
  requiredWhy: 'A lead without one of them waits in enrichment.',
  oneALine: 'One a line. Empty: no matter.',
  industries: 'Industries',
  geographies: 'Geographies',
  geographiesHint: 'A country, region or city, one a line.',
  headcount: 'Headcount',
  least: 'Headcount, least',
  most: 'Headcount, most',
  has: 'Uses one of',
  hasNot: 'Uses none of',
  hasNotHint: 'A tool that speaks against it, one a line.',
  relations: 'Relations',
  excludedIndustries: 'Industries',
  excludedIndustriesHint: 'Part of the name is enough.',
  domains: 'Domains',
  domainsHint: 'With all below them, one a line.',
  titleWords: 'Words of the title',
  seniorities: 'Seniority',
  relationNames: capitals<Relation>(RELATION_WORDS),
  seniorityNames: SENIORITY_WORDS,
  requiredNames: capitals<RequiredField>(REQUIRED_FIELD_WORDS),

  trial: 'Today’s leads',
  trialFaults: 'Counted again once every field can be read.',
  trialRunning: 'Counting…',
  trialNone: 'No lead of this segment is in this desk yet.',
  trialSaid: (asked: number) => `of ${leads(asked)}, with what stands in the form`,
  showExamples: (of: number) => (of === 1 ? ' lead: show examples' : ' leads: show examples'),
  failed: 'Most often failed',
  examples: (rating: string) => `Examples: ${rating}`,
  noExamples: 'No lead has this rating.',

  groups: {
    rating: ['ICP fit', 'What the rating of the ICP brings.'],
    role: ['Role', 'How well the person’s role matches the buyer.'],
    seniority: ['Seniority', ''],
    signal: [
      'Signals',
      'A fresh signal’s points. Each signal names its own half-life; after two of them it counts nothing.',
    ],
    engagement: ['Engagement', 'What they did, halving every 14 days; after 28 days it counts nothing.'],
  },
  balance: 'Balance',
  balanceWhy:
    'The score is 0 to 100. Reasons that speak for a lead are added up to their part’s most; what speaks against it is taken off.',
  fit: 'Fit',
  trigger: 'Trigger',
  fitPercent: 'Share of fit, %',
  triggerShare: (percent: number) => `The trigger has the other ${percent} %.`,
  notVerified: 'Address is not verified',

  routingWhy:
    'Rows are tried from the top; the first that fits decides. An empty cell and no tier: no matter. The last row takes every lead that is left.',
  rowName: 'Name',
  minScore: 'Score from',
  belowScore: 'below',
  minFit: 'Fit from',
  confidence: 'Confidence',
  confidences: { any: 'any', high: 'high', low: 'low' },
  tiers: 'Tiers',
  sensitive: 'Sensitive',
  sensitives: { any: 'any', yes: 'yes', no: 'no' },
  to: 'Goes to',
  routes,
  order: 'Order',
  addRow: 'Add a row',
  up: (name: string) => `Move up: ${name}`,
  down: (name: string) => `Move down: ${name}`,
  remove: (name: string) => `Take out: ${name}`,
  row: (at: number) => `Row ${at}`,
  inRow: (field: string, at: number) => `${field}, row ${at}`,
  regulated: 'Regulated industries',
  regulatedHint: 'A lead of one of them counts as sensitive. One a line; part of the name is enough.',
  sensitiveWhy:
    'Sensitive: a pinned account, a C-level or founder contact, a regulated industry, or a claim a person should see.',

  driftWhy:
    'The newest mails that left, in ten parts of equal size by the score they had: a score that is worth something is answered more often the higher it is.',
  driftLoading: 'Reading what came back…',
  driftNone: 'No scored mail has left yet',
  driftNoneWhy: 'Mails appear here once packages with a score were approved and sent.',
  driftSaid: (scored: number, unscored: number) =>
    `${count(scored)} mails with a score${unscored === 0 ? '' : `; ${count(unscored)} others carried none`}. The line is the 95 % interval.`,
  driftHeads: { score: 'Score', mails: 'Mails', replies: 'Replies', replyRate: 'Answered', positives: 'Positive' },
  span: (least: number, most: number) => (least === most ? String(least) : `${least}–${most}`),
  rate: (mid: number, low: number, high: number) =>
    `${Math.round(mid * 100)} % (${Math.round(low * 100)}–${Math.round(high * 100)})`,
} as const;

export type ScoringPart = keyof typeof SCORING_WORDS.parts;
