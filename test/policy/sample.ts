/** One clean package and gate input with everything in order; tests change one thing at a time. */
import { HandoffPackage } from '../../shared/domain/handoff-package.ts';
import { MailboxWorld } from '../../shared/domain/mailbox-world.ts';
import type { MessageKind } from '../../shared/domain/handoff-package.ts';
import { Person } from '../../shared/domain/person.ts';
import { DeskWorld, PackageWorld } from '../../shared/domain/world.ts';
import { composeMessage } from '../../shared/policy/compose-message.ts';
import { citedFacts } from '../../shared/policy/claims/cited-facts.ts';
import { PolicyDocument } from '../../shared/policy/limits.ts';
import type { GateInput } from '../../shared/policy/rail.ts';
import { SignedContent } from '../../shared/domain/countersignature.ts';
import { mailboxDay } from '../../shared/policy/mailbox-day.ts';

export const HOUR = 3_600_000;
export const DAY = 24 * HOUR;
export const MINUTE = 60_000;

/** Wednesday 11 November 2026, 10:00 in Berlin. */
export const NOW = Date.UTC(2026, 10, 11, 9);

export const person = Person.parse({
  id: 'person-sam',
  name: 'Sam Okafor',
  title: 'Account Executive',
  role: 'sdr',
  mailbox: { id: 'mailbox-sam', address: 'sam@tallyhook.example', timeZone: 'Europe/Berlin' },
});

export const policy = PolicyDocument.parse({
  version: 3,
  limits: {},
  unsubscribe: {
    mode: 'mailto-only',
    oneClickUrl: null,
    mailto: 'opt-out@tallyhook.example',
    optOutLine: 'Not relevant? Reply “no thanks” and you will not hear from us again.',
  },
  postalAddress: 'Tallyhook, 1 Sample Street, 10115 Berlin',
  companyName: 'Tallyhook',
  consent: { byCountry: { US: 'opt-out', GB: 'legitimate-interest', DE: 'prior-consent' }, otherwise: 'prior-consent' },
  sequences: [
    {
      id: 'seq-1',
      name: 'New money',
      state: 'live',
      approvedBy: 'Ines Duarte',
      steps: [
        { number: 1, kind: 'email', day: 1 },
        { number: 2, kind: 'email', day: 5 },
        { number: 3, kind: 'email', day: 14 },
      ],
    },
  ],
});

/** 84 words with greeting and sign-off; every claim is cited. */
export const BODY = [
  'Hi Dana,',
  '',
  'Congratulations on the Series B of $12M that Northwind closed in November. Opening 3 new warehouses in Leipzig usually means that carrier invoices arrive faster than anyone can check them. Your team still matches them in spreadsheets, as your job post for a freight auditor says.',
  '',
  'Tallyhook reads every carrier invoice, holds it against the rate card, and shows only what does not fit. Other logistics teams cut the time spent on disputes by 40%.',
  '',
  'Worth a 15-minute call on Thursday to see it with your own invoices?',
  '',
  'Best,',
  'Sam Okafor',
].join('\n');

const SENTENCES: readonly (readonly [string, readonly string[]])[] = [
  ['Hi Dana,', []],
  ['Congratulations on the Series B of $12M that Northwind closed in November.', ['f-funding']],
  [
    'Opening 3 new warehouses in Leipzig usually means that carrier invoices arrive faster than anyone can check them.',
    ['f-sites'],
  ],
  ['Your team still matches them in spreadsheets, as your job post for a freight auditor says.', ['f-job']],
  [
    'Tallyhook reads every carrier invoice, holds it against the rate card, and shows only what does not fit.',
    ['f-product'],
  ],
  ['Other logistics teams cut the time spent on disputes by 40%.', ['f-proof']],
  ['Worth a 15-minute call on Thursday to see it with your own invoices?', []],
];

const fact = (id: string, label: string, value: string, daysAgo: number, url: string | null = null) => ({
  id,
  path: `account.${id}`,
  label,
  value,
  source: 'Trade Register',
  url,
  observedAtMs: NOW - daysAgo * DAY,
  confidence: 0.9,
  dataRule: 'allowed',
});

/** The clean package, with other fields where given. */
export function samplePackage(kind: MessageKind = 'first-touch', change: Record<string, unknown> = {}): HandoffPackage {
  const isFirst = kind === 'first-touch';
  return HandoffPackage.parse({
    formatVersion: 1,
    id: 'pkg-1',
    messageKind: kind,
    handoffModel: 1,
    step: { kind: 'email', sequenceId: 'seq-1', sequenceName: 'New money', number: isFirst ? 1 : 2 },
    account: {
      id: 'acc-1',
      name: 'Northwind Logistics',
      domain: 'northwind.example',
      website: 'https://northwind.example',
      industry: 'Logistics',
      headcount: 240,
      geography: 'Germany',
      technographics: ['NetSuite'],
      tier: 1,
      segmentId: 'seg-logistics',
      segmentName: 'Logistics DACH',
      relation: 'prospect',
      pins: [],
    },
    contact: {
      id: 'con-1',
      accountId: 'acc-1',
      name: 'Dana Reyes',
      title: 'VP Operations',
      seniority: 'vp',
      email: 'dana.reyes@northwind.example',
      verification: 'verified',
      verifiedAtMs: NOW - 12 * DAY,
      linkedinUrl: null,
      country: 'DE',
      timeZone: 'Europe/Berlin',
      consent: { basis: 'consent', source: 'Trade fair form', recordedAtMs: NOW - 100 * DAY },
      roleMatch: { fit: 'strong', reason: 'Owns freight audit' },
    },
    signals: [
      {
        id: 'sig-1',
        type: 'funding',
        value: 'Series B, $12M',
        source: 'Trade Register',
        url: 'https://news.example/northwind-b',
        observedAtMs: NOW - 9 * DAY,
        halfLifeDays: 30,
      },
    ],
    facts: [
      fact('f-funding', 'Latest funding', 'Series B, $12M', 9, 'https://news.example/northwind-b'),
      fact('f-sites', 'New sites', 'Opening three new warehouses in Leipzig', 20),
      fact('f-job', 'Open job', 'Freight auditor; checks carrier invoices in spreadsheets', 6),
      fact('f-product', 'What we do', 'Reads every carrier invoice and holds it against the rate card', 100),
      fact('f-proof', 'Customer result', 'Time spent on disputes down 40 percent', 100),
      fact('f-erp', 'ERP', 'NetSuite since 2021', 50),
    ],
    score: {
      overall: 84,
      fit: 88,
      trigger: 80,
      confidence: 0.8,
      drivers: [{ label: 'Series B', weight: 20 }],
      route: 'sequence',
    },
    rationale: {
      whyAccount: 'Growing freight volume',
      whyPerson: 'Owns freight audit',
      whyNow: { text: 'Series B 9 days ago', signalId: 'sig-1' },
    },
    draft: {
      subject: 'Carrier invoices after the Series B',
      body: BODY,
      sentences: SENTENCES.map(([text, factIds]) => ({ text, factIds })),
      valuePropId: 'vp-1',
      templateVersion: 'new-money@4',
      promptVersion: 'first-touch@7',
      model: 'template-drafter',
      generatedAtMs: NOW - HOUR,
    },
    engagement: [],
    priorTouches: [],
    thread: isFirst
      ? []
      : [
          {
            messageId: '<one@tallyhook.example>',
            direction: 'outbound',
            from: 'sam@tallyhook.example',
            atMs: NOW - 10 * DAY,
            subject: 'Carrier invoices after the Series B',
            text: 'Hi Dana',
          },
          ...(kind === 'reply'
            ? [
                {
                  messageId: '<two@northwind.example>',
                  direction: 'inbound',
                  from: 'dana.reyes@northwind.example',
                  atMs: NOW - 2 * HOUR,
                  subject: 'Re: Carrier invoices after the Series B',
                  text: 'Tell me more',
                },
              ]
            : []),
        ],
    revision: 2,
    review: {
      ownerId: 'person-sam',
      queue: 'review',
      priority: 0,
      readyAtMs: NOW - HOUR,
      expiresAtMs: NOW + 20 * HOUR,
      state: 'ready',
      openedAtMs: null,
      activeMs: 0,
    },
    ...change,
  });
}

/** A world in which nothing stands against the package. */
export function sampleWorld(pkg: HandoffPackage, change: Partial<PackageWorld> = {}): PackageWorld {
  return PackageWorld.parse({
    packageId: pkg.id,
    contactId: pkg.contact.id,
    accountId: pkg.account.id,
    email: pkg.contact.email,
    verification: 'verified',
    verifiedAtMs: NOW - 12 * DAY,
    timeZone: 'Europe/Berlin',
    relation: 'prospect',
    ownerId: 'person-sam',
    suppressions: [],
    outboundAtMs: pkg.messageKind === 'first-touch' ? [] : [NOW - 10 * DAY],
    inboundAtMs: pkg.messageKind === 'reply' ? [NOW - 2 * HOUR] : [],
    country: 'DE',
    consent: { basis: 'consent', source: 'Trade fair form', recordedAtMs: NOW - 100 * DAY },
    meetingsAtMs: [],
    isDisqualified: false,
    escalationsAtMs: [],
    recipientDomain: { name: 'northwind.example', takenToday: 0 },
    newContactsOfAccount: [],
    ...change,
  });
}

/** A mailbox in good health, warmed up, with slots left. */
export function sampleMailbox(change: Partial<MailboxWorld> = {}, nowMs = NOW): MailboxWorld {
  const day = mailboxDay(nowMs, 'Europe/Berlin');
  return MailboxWorld.parse({
    id: 'mailbox-sam',
    address: 'sam@tallyhook.example',
    ownerId: 'person-sam',
    displayName: 'Sam Okafor',
    timeZone: 'Europe/Berlin',
    dayStartAtMs: day.startAtMs,
    dayEndAtMs: day.endAtMs,
    takenToday: 12,
    takenThisWeek: 40,
    coldToday: 10,
    coldThisWeek: 32,
    elsewhere: { today: 1, thisWeek: 4, countedAtMs: nowMs - MINUTE },
    waiting: 0,
    waitingReplies: 0,
    waitingFollowUps: 0,
    ramp: { startDay: '2026-09-01', startPerDay: 20, basis: 'sent-folder', frozen: null },
    nextSendAtMs: null,
    bounces: { count: 0, of: 120 },
    complaints: { count: 0, of: 120 },
    unsubscribes: { count: 1, of: 120 },
    report: null,
    authentication: {
      checkedAtMs: nowMs - DAY,
      simulated: false,
      spf: 'pass',
      dkim: 'pass',
      dmarc: 'pass',
      aligned: true,
      selector: 's1',
      problems: [],
    },
    ...change,
  });
}

/** A desk that was in touch with the CRM a minute ago. */
export function sampleDesk(change: Partial<DeskWorld> = {}, nowMs = NOW): DeskWorld {
  const day = mailboxDay(nowMs, 'Europe/Berlin');
  return DeskWorld.parse({
    checkedAtMs: {
      suppressions: nowMs - MINUTE,
      'opt-outs': nowMs - MINUTE,
      threads: nowMs - MINUTE,
      owner: nowMs - MINUTE,
      policy: nowMs - MINUTE,
    },
    ledgerLatestAtMs: nowMs - 1_000,
    serverDate: { serverAtMs: nowMs - MINUTE, localAtMs: nowMs - MINUTE },
    mailboxes: [sampleMailbox({ dayStartAtMs: day.startAtMs, dayEndAtMs: day.endAtMs }, nowMs)],
    confirmedAtMs: { 'person-sam': nowMs - MINUTE },
    pauses: [],
    ...change,
  });
}

/** What one test changes of the clean input. */
export interface Change {
  readonly kind?: MessageKind;
  readonly pkg?: Record<string, unknown>;
  readonly world?: Partial<PackageWorld>;
  readonly desk?: Partial<DeskWorld>;
  readonly policy?: Partial<PolicyDocument>;
  readonly subject?: string;
  readonly body?: string;
  readonly nowMs?: number;
  readonly input?: Partial<GateInput>;
}

/** A gate input in a preview: composed as the desk composes it. */
export function sampleInput(change: Change = {}): GateInput {
  const pkg = samplePackage(change.kind, change.pkg);
  const usedPolicy = { ...policy, ...change.policy };
  const body = change.body ?? pkg.draft?.body ?? '';
  const composed = composeMessage({
    pkg,
    subject: change.subject ?? pkg.draft?.subject ?? '',
    body,
    person,
    policy: usedPolicy,
  });
  if ('fault' in composed) throw new Error(composed.fault);
  const nowMs = change.nowMs ?? NOW;
  return {
    nowMs,
    policy: usedPolicy,
    pkg,
    message: composed.message,
    body,
    attested: [],
    seen: [],
    person,
    world: sampleWorld(pkg, change.world),
    desk: sampleDesk(change.desk, nowMs),
    recent: [],
    approval: null,
    ...change.input,
  };
}

/** The same input at release: signed `agoMs` ago, with other signed fields where given. */
export function released(input: GateInput, agoMs = MINUTE, change: Partial<SignedContent> = {}): GateInput {
  const signed = SignedContent.parse({
    formatVersion: 1,
    messageId: '<new@tallyhook.example>',
    message: input.message,
    messageKind: input.pkg.messageKind,
    packageId: input.pkg.id,
    packageRevision: input.pkg.revision,
    decisionId: 'dec-1',
    facts: citedFacts(input.pkg, input.body).map(({ id, value }) => ({ id, value })),
    templateVersion: 'new-money@4',
    promptVersion: 'first-touch@7',
    model: 'template-drafter',
    policyVersion: input.policy.version,
    personId: input.person.id,
    role: input.person.role,
    deviceId: 'device-1',
    atMs: input.nowMs - agoMs,
    seen: [],
    attested: [],
    ...change,
  });
  return { ...input, approval: { signed, signatureFault: null } };
}
