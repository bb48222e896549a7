/** Real ledger files in throw-away folders, and packages, sends and entries to fill them with. */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createHash } from 'node:crypto';
import { onTestFinished } from 'vitest';
import { openLedger, type LedgerPlace } from '../../electron/ledger/open-ledger.ts';
import type { Pulled } from '../../electron/ports/connector.ts';
import type { Ledger } from '../../electron/ports/ledger.ts';
import type { Random } from '../../electron/ports/random.ts';
import type { Clock } from '../../electron/ports/clock.ts';
import type { Countersignature } from '../../shared/domain/countersignature.ts';
import { Decision } from '../../shared/domain/decision.ts';
import { DraftEdit } from '../../shared/domain/draft-edit.ts';
import { Escalation } from '../../shared/domain/escalation.ts';
import { HandoffPackage } from '../../shared/domain/handoff-package.ts';
import { PackageId } from '../../shared/domain/ids.ts';
import { Lead } from '../../shared/domain/lead.ts';
import { Opportunity } from '../../shared/domain/opportunity.ts';
import { Person } from '../../shared/domain/person.ts';
import { Send } from '../../shared/domain/send.ts';
import { Suppression } from '../../shared/domain/suppression.ts';
import { Touch } from '../../shared/domain/touch.ts';

export const DAY_MS = 86_400_000;
/** Tuesday, 3 November 2026, 09:00 UTC. */
export const NOW_MS = Date.UTC(2026, 10, 3, 9);

export interface TestClock extends Clock {
  set(atMs: number): void;
}

export function stillClock(atMs = NOW_MS): TestClock {
  let nowMs = atMs;
  return {
    nowMs: () => nowMs,
    wakeAt: () => () => undefined,
    set(next) {
      nowMs = next;
    },
  };
}

/** Bytes that follow from a seed, so that a failing run can be had again. */
export function seededRandom(seed = 1): Random {
  let count = seed * 1_000_003;
  const bytes = (length: number) => {
    count += 1;
    return new Uint8Array(createHash('sha512').update(String(count)).digest().subarray(0, length));
  };
  return {
    bytes,
    uuid: () =>
      Buffer.from(bytes(16))
        .toString('hex')
        .replace(/^(.{8})(.{4})(.{4})(.{4})/, '$1-$2-$3-$4-'),
    fraction: () => Buffer.from(bytes(4)).readUInt32BE() / 2 ** 32,
  };
}

export function temporaryFolder(): string {
  const folder = mkdtempSync(join(tmpdir(), 'ledger-'));
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
  return folder;
}

export function temporaryPath(): string {
  return join(temporaryFolder(), 'ledger.sqlite');
}

/** Opens a ledger that must open. */
export function open(place: Partial<LedgerPlace> & { path: string }): Ledger {
  const opened = openLedger({ clock: stillClock(), random: seededRandom(), expectExisting: false, ...place });
  if (opened.kind !== 'open') throw new Error(opened.problem);
  return opened.ledger;
}

export interface Opened {
  readonly ledger: Ledger;
  readonly path: string;
  readonly clock: TestClock;
}

/** A new ledger that is closed with its test. */
export function newLedger(path = temporaryPath()): Opened {
  const clock = stillClock();
  const ledger = open({ path, clock });
  onTestFinished(() => ledger.close());
  return { ledger, path, clock };
}

export const packageId = (text: string) => PackageId.parse(text);

export interface PackageWish {
  readonly id?: string;
  readonly revision?: number;
  readonly state?: HandoffPackage['review']['state'];
  readonly contactId?: string;
  readonly accountId?: string;
  readonly email?: string;
  readonly subject?: string;
  readonly messageKind?: HandoffPackage['messageKind'];
  readonly ownerId?: string | null;
  readonly signalIds?: readonly string[];
  readonly priorTouches?: readonly Touch[];
  /** Makes the body about this long. */
  readonly chars?: number;
}

export function aPackage(wish: PackageWish = {}): HandoffPackage {
  const accountId = wish.accountId ?? 'account-1';
  const contactId = wish.contactId ?? 'contact-1';
  const sentence = 'Your team in Leeds grew to 240 people this spring.';
  const filler = 'We help logistics teams answer their carriers in the same hour. ';
  const body = `Hi Dana,\n\n${sentence} ${filler.repeat(Math.ceil((wish.chars ?? 200) / filler.length))}\n\nSam`;
  const signalIds = wish.signalIds ?? ['signal-1'];
  return HandoffPackage.parse({
    formatVersion: 1,
    id: wish.id ?? 'package-1',
    revision: wish.revision ?? 1,
    messageKind: wish.messageKind ?? 'first-touch',
    handoffModel: 1,
    step: { kind: 'email', sequenceId: 'sequence-1', sequenceName: 'Spring', number: 1 },
    account: anAccount({ id: accountId }),
    contact: aContact({ id: contactId, accountId, email: wish.email ?? 'dana.reyes@northwind.example' }),
    signals: signalIds.map((id) => ({
      id,
      type: 'hiring',
      value: 'Twelve new planners',
      source: 'Careers page',
      url: null,
      observedAtMs: NOW_MS - 9 * DAY_MS,
      halfLifeDays: 30,
    })),
    facts: [
      {
        id: 'fact-1',
        path: 'account.headcount',
        label: 'Headcount',
        value: '240',
        source: 'Company register',
        url: null,
        observedAtMs: NOW_MS - 20 * DAY_MS,
        confidence: 0.9,
        dataRule: 'allowed',
      },
    ],
    score: {
      overall: 84,
      fit: 80,
      trigger: 88,
      confidence: 0.8,
      drivers: [{ label: 'Hiring', weight: 20 }],
      route: 'sequence',
    },
    rationale: {
      whyAccount: 'Fits',
      whyPerson: 'Owns planning',
      whyNow: { text: 'They hire planners.', signalId: signalIds[0] ?? null },
    },
    draft: {
      subject: wish.subject ?? 'Planners in Leeds',
      body,
      sentences: [{ text: sentence, factIds: ['fact-1'] }],
      valuePropId: null,
      templateVersion: 't1',
      promptVersion: 'p1',
      model: 'm1',
      generatedAtMs: NOW_MS - DAY_MS,
    },
    engagement: [],
    priorTouches: wish.priorTouches ?? [],
    thread: [],
    review: {
      ownerId: wish.ownerId === undefined ? 'person-sam' : wish.ownerId,
      queue: 'review',
      priority: 0,
      readyAtMs: NOW_MS - 3_600_000,
      expiresAtMs: NOW_MS + DAY_MS,
      state: wish.state ?? 'ready',
      openedAtMs: null,
      activeMs: 0,
    },
  });
}

export function anAccount(
  wish: { id?: string; relation?: HandoffPackage['account']['relation'] } = {},
): HandoffPackage['account'] {
  return {
    id: wish.id ?? 'account-1',
    name: 'Northwind',
    domain: 'northwind.example',
    website: null,
    industry: 'Logistics',
    headcount: 240,
    geography: 'United Kingdom',
    technographics: [],
    tier: 1,
    segmentId: 'segment-1',
    segmentName: 'Logistics',
    relation: wish.relation ?? 'prospect',
    pins: [],
  } as unknown as HandoffPackage['account'];
}

export function aContact(
  wish: {
    id?: string;
    accountId?: string;
    email?: string;
    verification?: HandoffPackage['contact']['verification'];
    timeZone?: string;
  } = {},
): HandoffPackage['contact'] {
  return {
    id: wish.id ?? 'contact-1',
    accountId: wish.accountId ?? 'account-1',
    name: 'Dana Reyes',
    title: 'Head of planning',
    seniority: 'director',
    email: wish.email ?? 'dana.reyes@northwind.example',
    verification: wish.verification ?? 'verified',
    verifiedAtMs: NOW_MS - 12 * DAY_MS,
    linkedinUrl: null,
    country: 'GB',
    timeZone: wish.timeZone ?? 'Europe/London',
    roleMatch: { fit: 'strong', reason: 'Owns planning' },
  } as unknown as HandoffPackage['contact'];
}

export function aTouch(wish: Partial<Record<keyof Touch, unknown>> = {}): Touch {
  return Touch.parse({
    id: 'touch-1',
    contactId: 'contact-1',
    accountId: 'account-1',
    channel: 'email',
    direction: 'outbound',
    atMs: NOW_MS - 5 * DAY_MS,
    subject: 'Hello',
    snippet: '',
    outcome: 'sent',
    source: 'ai',
    templateVersion: null,
    promptVersion: null,
    messageId: null,
    ...wish,
  });
}

export function aSuppression(wish: Partial<Record<keyof Suppression, unknown>> = {}): Suppression {
  return Suppression.parse({
    id: 'suppression-1',
    scope: 'global',
    value: 'dana.reyes@northwind.example',
    reason: 'unsubscribe',
    source: 'reply',
    evidence: 'asked to be left alone',
    atMs: NOW_MS,
    by: 'agent',
    expiresAtMs: null,
    ...wish,
  });
}

export function aLead(wish: Partial<Record<keyof Lead, unknown>> = {}): Lead {
  return Lead.parse({
    contactId: 'contact-1',
    accountId: 'account-1',
    ownerId: 'person-sam',
    stage: 'new',
    nextStepAtMs: null,
    signals: [],
    facts: [],
    ...wish,
  });
}

export function anOpportunity(wish: Partial<Record<keyof Opportunity, unknown>> = {}): Opportunity {
  return Opportunity.parse({
    id: 'opportunity-1',
    accountId: 'account-1',
    contactId: 'contact-1',
    ownerId: 'person-sam',
    standing: { stage: 'discovery-scheduled', sinceAtMs: NOW_MS - DAY_MS, because: '' },
    amount: null,
    closesOn: null,
    ...wish,
  });
}

export const pulledPackage = (pkg: HandoffPackage): Pulled<'package'> => ({ kind: 'package', id: pkg.id, body: pkg });
export const pulledTouch = (touch: Touch): Pulled<'touch'> => ({ kind: 'touch', id: touch.id, body: touch });

export function applyPackages(ledger: Ledger, packages: readonly HandoffPackage[], cursor = 'c1'): number {
  return ledger.copies.applyPulled('package', packages.map(pulledPackage), cursor);
}

export function anApproval(wish: { id?: string; packageId?: string } = {}): Decision {
  return Decision.parse({
    id: wish.id ?? 'decision-1',
    packageId: wish.packageId ?? 'package-1',
    packageRevision: 1,
    personId: 'person-sam',
    atMs: NOW_MS,
    openedAtMs: NOW_MS - 30_000,
    activeMs: 30_000,
    kind: 'approve',
    message: {
      to: 'dana.reyes@northwind.example',
      from: 'sam@ourco.example',
      subject: 'Planners in Leeds',
      text: 'Hi',
    },
    body: 'Hi',
    editClass: 'unedited',
    seen: [],
    attested: [],
  });
}

export function aSend(wish: Partial<Record<Exclude<keyof Send, 'id'>, unknown>> & { readonly id?: string } = {}): Send {
  return Send.parse({
    id: 'send-1',
    decisionId: 'decision-1',
    packageId: 'package-1',
    personId: 'person-sam',
    mailboxId: 'mailbox-sam',
    messageId: `<${wish.id ?? 'send-1'}@ourco.example>`,
    to: 'dana.reyes@northwind.example',
    toName: 'Dana Reyes',
    accountName: 'Northwind',
    subject: 'Planners in Leeds',
    state: 'countersigned',
    releaseAtMs: NOW_MS + 20_000,
    clearsAtMs: null,
    findings: [],
    attempts: 0,
    serverReply: null,
    countersignedAtMs: NOW_MS,
    sentAtMs: null,
    updatedAtMs: NOW_MS,
    ...wish,
  });
}

/** The ledger keeps a signature, it doesn't check one. */
export const SIGNED: Countersignature = {
  signed: '{"formatVersion":1}',
  keyId: 'key-1',
  signature: 'AAAA',
} as unknown as Countersignature;

/** A package with a send of its own, countersigned. */
export function createSend(
  ledger: Ledger,
  number: number | string,
  wish: PackageWish & { mailboxId?: string } = {},
): Send {
  const pkg = aPackage({ id: `package-${number}`, ...wish });
  applyPackages(ledger, [pkg], `c-${number}`);
  const send = aSend({
    id: `send-${number}`,
    decisionId: `decision-${number}`,
    packageId: pkg.id,
    mailboxId: wish.mailboxId ?? 'mailbox-sam',
    to: pkg.contact.email,
  });
  ledger.sends.create(send, SIGNED);
  return send;
}

/** Moves a new send through these states in order. */
export function moveAlong(ledger: Ledger, send: Send, states: readonly Send['state'][], fromMs = NOW_MS): void {
  let from: Send['state'] = 'countersigned';
  states.forEach((to, step) => {
    if (!ledger.sends.move(send.id, from, to, fromMs + step, { because: 'test' }))
      throw new Error(`${from} to ${to} was refused`);
    from = to;
  });
}

export const SAM: Person = Person.parse({
  id: 'person-sam',
  name: 'Sam Okafor',
  title: 'SDR',
  role: 'sdr',
  mailbox: { id: 'mailbox-sam', address: 'sam@ourco.example', timeZone: 'Europe/Berlin' },
});

export function anEdit(wish: Partial<Record<keyof DraftEdit, unknown>> = {}): DraftEdit {
  return DraftEdit.parse({
    packageId: 'package-1',
    personId: 'person-sam',
    baseRevision: 1,
    subject: 'Mine',
    body: 'My words',
    attested: [],
    updatedAtMs: NOW_MS,
    ...wish,
  });
}

export function anEscalation(): Escalation {
  return Escalation.parse({
    id: 'escalation-1',
    packageId: 'package-1',
    trigger: 'pricing-or-legal',
    note: 'asks for a price',
    raisedBy: 'person-sam',
    ownerId: 'person-sam',
    raisedAtMs: NOW_MS,
    dueAtMs: NOW_MS + 7_200_000,
    state: 'open',
    declinedBecause: null,
    answeredAtMs: null,
    accountName: 'Northwind',
    contactName: 'Dana Reyes',
  });
}
