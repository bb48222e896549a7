/** Packages with everything a reader sees, dated from a moment the test gives; one thing at a time can be replaced. */
import { sampleMailbox } from '../../policy/sample.ts';
import { HandoffPackage } from '../../../shared/domain/handoff-package.ts';
import { DeskWorld, PackageWorld } from '../../../shared/domain/world.ts';
import { PolicyDocument } from '../../../shared/policy/limits.ts';
import { samplePerson } from '../store/sample.ts';

const HOUR = 3_600_000;
const DAY = 24 * HOUR;

export const person = samplePerson();

/** 91 words; every claim is cited, one sentence states nothing checkable. */
export const BODY = [
  'Hi Dana,',
  '',
  'Congratulations on the $42 million Series B that Northwind closed. Scaling from 240 people usually means that dock scheduling moves out of spreadsheets.',
  '',
  'I saw 14 open roles in your operations team. Teams at that stage often lose the first hour of each shift to planning it again.',
  '',
  'We read your transport system and propose the plan for the dock before the shift starts, so that a supervisor changes a few lines instead of writing all of them. It runs beside Blue Yonder and needs no change on your side.',
  '',
  'Would a look at a plan made from your own arrivals be useful?',
  '',
  'Best,',
  'Sam',
].join('\n');

const SENTENCES: readonly (readonly [string, readonly string[]])[] = [
  ['Congratulations on the $42 million Series B that Northwind closed.', ['f-round']],
  ['Scaling from 240 people usually means that dock scheduling moves out of spreadsheets.', ['f-size']],
  ['I saw 14 open roles in your operations team.', ['f-jobs']],
  ['Teams at that stage often lose the first hour of each shift to planning it again.', []],
  [
    'We read your transport system and propose the plan for the dock before the shift starts, so that a supervisor changes a few lines instead of writing all of them.',
    ['f-how'],
  ],
  ['It runs beside Blue Yonder and needs no change on your side.', ['f-tms']],
  ['Would a look at a plan made from your own arrivals be useful?', []],
];

export interface Change {
  readonly id?: string;
  readonly contactName?: string;
  readonly accountName?: string;
  /** Words to put in place of others, in the draft itself. */
  readonly replace?: readonly [string, string];
  readonly messageKind?: HandoffPackage['messageKind'];
  readonly signalAgeDays?: number;
  readonly rest?: Record<string, unknown>;
}

export function reviewPackage(nowMs: number, change: Change = {}): HandoffPackage {
  const id = change.id ?? 'p1';
  const [from, to] = change.replace ?? ['\u0000', ''];
  const fact = (
    factId: string,
    label: string,
    value: string,
    daysAgo: number,
    url: string | null = null,
    path = `account.${factId}`,
  ) => ({
    id: factId,
    path,
    label,
    value,
    source: 'Newsroom',
    url,
    observedAtMs: nowMs - daysAgo * DAY,
    confidence: 0.9,
    dataRule: 'allowed',
  });
  const signalDays = change.signalAgeDays ?? 9;
  return HandoffPackage.parse({
    formatVersion: 1,
    id,
    revision: 1,
    messageKind: change.messageKind ?? 'first-touch',
    handoffModel: 1,
    step: { kind: 'email', sequenceId: 'seq-1', sequenceName: 'Growing shippers', number: 1 },
    account: {
      id: `account-of-${id}`,
      name: change.accountName ?? 'Northwind',
      domain: 'northwind.example',
      website: null,
      industry: 'Logistics',
      headcount: 240,
      geography: 'Chicago, US',
      technographics: ['Blue Yonder', 'Okta'],
      tier: 2,
      segmentId: 'seg-1',
      segmentName: 'Mid-market logistics',
      relation: 'prospect',
      pins: [],
    },
    contact: {
      id: `contact-of-${id}`,
      accountId: `account-of-${id}`,
      name: change.contactName ?? 'Dana Reyes',
      title: 'VP Operations',
      seniority: 'vp',
      email: `dana.${id}@northwind.example`,
      verification: 'verified',
      verifiedAtMs: nowMs - 12 * DAY,
      linkedinUrl: null,
      country: 'US',
      timeZone: 'America/Chicago',
      roleMatch: { fit: 'strong', reason: 'Owns the dock.' },
    },
    signals: [
      {
        id: 's1',
        type: 'funding',
        value: 'Series B of $42 million',
        source: 'Newsroom',
        url: 'https://news.example/series-b',
        observedAtMs: nowMs - signalDays * DAY,
        halfLifeDays: 30,
      },
    ],
    facts: [
      fact('f-round', 'Latest round', 'Series B, $42 million', signalDays, 'https://news.example/series-b'),
      fact('f-size', 'Headcount', '240 people', 16),
      fact('f-jobs', 'Open roles', '14 open roles in the operations team', 20),
      fact(
        'f-how',
        'Dock planning',
        'Tallyhook reads the transport system and proposes the plan for the dock before the shift starts; a supervisor changes a few lines instead of writing all of them',
        40,
        null,
        'value-prop.vp-dock',
      ),
      fact('f-tms', 'Transport system', 'Blue Yonder', 41),
    ],
    score: {
      overall: 84,
      fit: 88,
      trigger: 78,
      confidence: 0.82,
      drivers: [
        { label: 'Series B', weight: 18 },
        { label: 'No yard system', weight: -6 },
      ],
      route: 'sequence',
    },
    rationale: {
      whyAccount: 'Four docks.',
      whyPerson: 'Owns them.',
      whyNow: { text: 'Northwind closed a Series B.', signalId: 's1' },
    },
    draft: {
      subject: 'Dock plans after your Series B',
      body: BODY.replace(from, to),
      sentences: SENTENCES.map(([text, factIds]) => ({ text: text.replace(from, to), factIds })),
      valuePropId: null,
      templateVersion: 'growing@4',
      promptVersion: 'p7',
      model: 'Template drafter',
      generatedAtMs: nowMs - HOUR,
    },
    engagement: [],
    priorTouches: [],
    thread: [],
    review: {
      ownerId: person.id,
      queue: 'review',
      priority: 0,
      readyAtMs: nowMs - HOUR,
      expiresAtMs: nowMs + 20 * HOUR,
      state: 'ready',
      openedAtMs: null,
      activeMs: 0,
    },
    ...change.rest,
  });
}

export function reviewWorld(nowMs: number, id = 'p1', change: Partial<PackageWorld> = {}): PackageWorld {
  return PackageWorld.parse({
    packageId: id,
    contactId: `contact-of-${id}`,
    accountId: `account-of-${id}`,
    email: `dana.${id}@northwind.example`,
    verification: 'verified',
    verifiedAtMs: nowMs - 12 * DAY,
    timeZone: 'America/Chicago',
    relation: 'prospect',
    ownerId: person.id,
    suppressions: [],
    outboundAtMs: [],
    inboundAtMs: [],
    country: 'DE',
    consent: { basis: 'consent', source: 'Trade fair form', recordedAtMs: 0 },
    meetingsAtMs: [],
    isDisqualified: false,
    escalationsAtMs: [],
    recipientDomain: { name: 'northwind.example', takenToday: 0 },
    newContactsOfAccount: [],
    ...change,
  });
}

export function reviewDesk(nowMs: number, change: Partial<DeskWorld> = {}): DeskWorld {
  const checked = nowMs - 40_000;
  return DeskWorld.parse({
    checkedAtMs: { suppressions: checked, 'opt-outs': checked, threads: checked, owner: checked, policy: checked },
    ledgerLatestAtMs: nowMs - 1_000,
    serverDate: null,
    mailboxes: [
      {
        ...sampleMailbox({}, nowMs),
        id: person.mailbox.id,
        address: person.mailbox.address,
        ownerId: person.id,
        displayName: person.name,
        timeZone: person.mailbox.timeZone,
        dayStartAtMs: nowMs - 10 * HOUR,
        dayEndAtMs: nowMs + 14 * HOUR,
        takenToday: 30,
        waiting: 0,
      },
    ],
    confirmedAtMs: { [person.id]: checked },
    pauses: [],
    ...change,
  });
}

/** Windows open all week; a review window long enough for a weekend. */
export function reviewPolicy(change: object = {}): PolicyDocument {
  return PolicyDocument.parse({
    version: 1,
    limits: { reviewWindowHours: 240 },
    sendWindow: { startMinute: 0, endMinute: 1_440, days: [1, 2, 3, 4, 5, 6, 7] },
    unsubscribe: {
      mode: 'mailto-only',
      oneClickUrl: null,
      mailto: 'opt-out@ourco.example',
      optOutLine: 'Reply “remove me” and we stop.',
    },
    postalAddress: 'Ourco, Example Street 1, 10115 Berlin',
    companyName: 'Ourco',
    sequences: [
      {
        id: 'seq-1',
        name: 'Growing shippers',
        state: 'live',
        approvedBy: 'Ines Duarte',
        steps: [
          { number: 1, kind: 'email', day: 1 },
          { number: 2, kind: 'email', day: 5 },
          { number: 3, kind: 'email', day: 14 },
        ],
      },
    ],
    ...change,
  });
}
