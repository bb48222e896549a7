/** Small, valid objects of the domain for the store's tests; every part can be replaced. */
import { sampleMailbox } from '../../policy/sample.ts';
import { Decision } from '../../../shared/domain/decision.ts';
import { DraftEdit } from '../../../shared/domain/draft-edit.ts';
import { Escalation } from '../../../shared/domain/escalation.ts';
import { HandoffPackage } from '../../../shared/domain/handoff-package.ts';
import { Person } from '../../../shared/domain/person.ts';
import { Send } from '../../../shared/domain/send.ts';
import { DeskWorld, PackageWorld } from '../../../shared/domain/world.ts';
import { splitSentences } from '../../../shared/policy/claims/split-sentences.ts';
import { PolicyDocument } from '../../../shared/policy/limits.ts';
import type { DeskStatus } from '../../../shared/ipc/contract.ts';

export const NOW_MS = Date.UTC(2026, 10, 18, 10, 0, 0);
const HOUR_MS = 3_600_000;
const DAY_MS = 24 * HOUR_MS;

export function samplePerson(id = 'sam', role: Person['role'] = 'sdr'): Person {
  return Person.parse({
    id,
    name: 'Sam Osei',
    title: 'Sales development',
    role,
    mailbox: { id: `${id}-mailbox`, address: `${id}@ourco.example`, timeZone: 'Europe/Berlin' },
  });
}

/** 80 words of prose without a figure, a name or a link. */
const FILLER =
  'Teams like yours often tell us that the hard part is not the work itself but the waiting between the steps of it. ' +
  'We built a small tool that shows who is waiting for whom and why, so that the next step can start sooner. ' +
  'It takes an afternoon to set up and leaves your own systems as they are, which most people care about more than features. ' +
  'Would it be useful to see how it looks with your own process?';

export interface PackageChange {
  readonly id?: string;
  readonly revision?: number;
  readonly ownerId?: string | null;
  readonly state?: HandoffPackage['review']['state'];
  readonly queue?: HandoffPackage['review']['queue'];
  readonly tier?: 1 | 2 | 3;
  readonly accountName?: string;
  readonly contactName?: string;
  readonly body?: string;
  readonly readyAtMs?: number;
  readonly expiresAtMs?: number;
}

export function samplePackage(change: PackageChange = {}): HandoffPackage {
  const id = change.id ?? 'p1';
  const body = change.body ?? `Hi Dana,\n\n${FILLER}\n\nBest,\nSam`;
  return HandoffPackage.parse({
    formatVersion: 1,
    id,
    revision: change.revision ?? 1,
    messageKind: 'first-touch',
    handoffModel: 1,
    step: { kind: 'email', sequenceId: 'seq-1', sequenceName: 'Waiting', number: 1 },
    account: {
      id: `account-of-${id}`,
      name: change.accountName ?? 'Northwind',
      domain: 'northwind.example',
      website: null,
      industry: 'Logistics',
      headcount: 240,
      geography: 'Germany',
      technographics: [],
      tier: change.tier ?? 2,
      segmentId: 'seg-1',
      segmentName: 'Logistics DACH',
      relation: 'prospect',
      pins: [],
    },
    contact: {
      id: `contact-of-${id}`,
      accountId: `account-of-${id}`,
      name: change.contactName ?? 'Dana Reyes',
      title: 'Head of Operations',
      seniority: 'director',
      email: `dana.${id}@northwind.example`,
      verification: 'verified',
      verifiedAtMs: NOW_MS - 12 * DAY_MS,
      linkedinUrl: null,
      country: 'DE',
      timeZone: 'Europe/Berlin',
      roleMatch: { fit: 'strong', reason: 'runs operations' },
    },
    signals: [
      {
        id: 's1',
        type: 'hiring',
        value: 'Hiring dispatchers',
        source: 'Job board',
        url: 'https://jobs.example/1',
        observedAtMs: NOW_MS - 9 * DAY_MS,
        halfLifeDays: 30,
      },
    ],
    facts: [
      {
        id: 'f1',
        path: 'account.industry',
        label: 'Industry',
        value: 'Logistics',
        source: 'CRM',
        url: null,
        observedAtMs: NOW_MS - 9 * DAY_MS,
        confidence: 0.9,
        dataRule: 'allowed',
      },
    ],
    score: {
      overall: 84,
      fit: 80,
      trigger: 88,
      confidence: 0.8,
      drivers: [{ label: 'Hiring', weight: 12 }],
      route: 'sequence',
    },
    rationale: {
      whyAccount: 'fits',
      whyPerson: 'runs it',
      whyNow: { text: 'They are hiring dispatchers.', signalId: 's1' },
    },
    draft: {
      subject: 'Waiting between steps',
      body,
      sentences: splitSentences(body).map(({ text }) => ({ text, factIds: [] })),
      valuePropId: null,
      templateVersion: 't1',
      promptVersion: 'v1',
      model: 'template',
      generatedAtMs: NOW_MS - 2 * HOUR_MS,
    },
    engagement: [],
    priorTouches: [],
    thread: [],
    review: {
      ownerId: change.ownerId === undefined ? 'sam' : change.ownerId,
      queue: change.queue ?? 'review',
      priority: 0,
      readyAtMs: change.readyAtMs ?? NOW_MS - HOUR_MS,
      expiresAtMs: change.expiresAtMs ?? NOW_MS + 20 * HOUR_MS,
      state: change.state ?? 'ready',
      openedAtMs: null,
      activeMs: 0,
    },
  });
}

export function sampleWorld(id = 'p1', change: Partial<PackageWorld> = {}): PackageWorld {
  return PackageWorld.parse({
    packageId: id,
    contactId: `contact-of-${id}`,
    accountId: `account-of-${id}`,
    email: `dana.${id}@northwind.example`,
    verification: 'verified',
    verifiedAtMs: NOW_MS - 12 * DAY_MS,
    timeZone: 'Europe/Berlin',
    relation: 'prospect',
    ownerId: 'sam',
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

export function sampleDesk(nowMs = NOW_MS): DeskWorld {
  const checked = nowMs - 60_000;
  return DeskWorld.parse({
    checkedAtMs: { suppressions: checked, 'opt-outs': checked, threads: checked, owner: checked, policy: checked },
    ledgerLatestAtMs: nowMs - 1_000,
    serverDate: null,
    mailboxes: [
      {
        ...sampleMailbox({}, nowMs),
        id: 'sam-mailbox',
        address: 'sam@ourco.example',
        ownerId: 'sam',
        displayName: 'Sam Osei',
        timeZone: 'Europe/Berlin',
        dayStartAtMs: nowMs - 10 * HOUR_MS,
        dayEndAtMs: nowMs + 14 * HOUR_MS,
        takenToday: 3,
        waiting: 0,
      },
    ],
    confirmedAtMs: { sam: checked },
    pauses: [],
  });
}

export function samplePolicy(change: object = {}): PolicyDocument {
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
        name: 'Waiting',
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

export function sampleDecision(
  change: {
    readonly id?: string;
    readonly packageId?: string;
    readonly personId?: string;
    readonly atMs?: number;
    readonly activeMs?: number;
  } = {},
): Decision {
  return Decision.parse({
    id: change.id ?? 'd1',
    packageId: change.packageId ?? 'p1',
    packageRevision: 1,
    personId: change.personId ?? 'sam',
    atMs: change.atMs ?? NOW_MS,
    openedAtMs: (change.atMs ?? NOW_MS) - 30_000,
    activeMs: change.activeMs ?? 25_000,
    kind: 'reject',
    reason: 'tone',
    note: '',
    sentence: null,
  });
}

export function sampleSend(
  change: Partial<Omit<Send, 'id' | 'decisionId' | 'packageId' | 'personId'>> & {
    readonly id?: string;
    readonly decisionId?: string;
    readonly packageId?: string;
    readonly personId?: string;
  } = {},
): Send {
  return Send.parse({
    id: 'send-1',
    decisionId: 'd1',
    packageId: 'p1',
    personId: 'sam',
    mailboxId: 'sam-mailbox',
    messageId: '<m1@ourco.example>',
    to: 'dana.p1@northwind.example',
    toName: 'Dana Reyes',
    accountName: 'Northwind',
    subject: 'Waiting between steps',
    state: 'held',
    releaseAtMs: NOW_MS + 20_000,
    clearsAtMs: null,
    findings: [],
    attempts: 0,
    serverReply: null,
    countersignedAtMs: NOW_MS,
    sentAtMs: null,
    updatedAtMs: NOW_MS,
    ...change,
  });
}

export function sampleEscalation(id = 'e1', ownerId = 'sam', state: Escalation['state'] = 'open'): Escalation {
  return Escalation.parse({
    id,
    packageId: 'p1',
    trigger: 'other',
    note: '',
    raisedBy: 'agent',
    ownerId,
    raisedAtMs: NOW_MS,
    dueAtMs: NOW_MS + 2 * HOUR_MS,
    state,
    declinedBecause: null,
    answeredAtMs: null,
    accountName: 'Northwind',
    contactName: 'Dana Reyes',
  });
}

export function sampleEdit(
  change: { readonly packageId?: string; readonly body?: string; readonly updatedAtMs?: number } = {},
): DraftEdit {
  return DraftEdit.parse({
    packageId: change.packageId ?? 'p1',
    personId: 'sam',
    baseRevision: 1,
    subject: 'A changed subject',
    body: change.body ?? 'A changed body.',
    attested: [],
    updatedAtMs: change.updatedAtMs ?? NOW_MS,
  });
}

export const SAMPLE_STATUS: DeskStatus = {
  crm: {
    kind: 'embedded',
    state: 'up-to-date',
    lastPullAtMs: NOW_MS,
    problem: null,
    waitingWrites: 0,
    refusedWrites: 0,
  },
  mailbox: {
    kind: 'sink',
    address: 'sam@ourco.example',
    state: 'ready',
    problem: null,
    inbox: { state: 'off', lastReadAtMs: null, problem: null },
  },
  ledger: { state: 'open', problem: null },
  secrets: 'run-only',
  waitingSends: 0,
};
