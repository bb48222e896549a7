/** What the CRM's tests share: a clock that stands, a demo in a fresh file, and the world of a package as the ledger would make it. */
import { domainOf } from '../../shared/domain/email-address.ts';
import { sampleMailbox } from '../policy/sample.ts';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { randomBytes, randomUUID } from 'node:crypto';
import { tmpdir } from 'node:os';
import { DatabaseSync } from 'node:sqlite';
import { join } from 'node:path';
import { onTestFinished } from 'vitest';
import { composeDemo, type DemoWorkspace } from '../../electron/crm/embedded/demo/compose-demo.ts';
import { asDocuments, composeLibrary } from '../../electron/crm/embedded/demo/compose-library.ts';
import { readDemoIngredients } from '../../electron/crm/embedded/demo/demo-ingredients.ts';
import { fillDemo } from '../../electron/crm/embedded/fill-demo.ts';
import { openWorkspace, type Workspace } from '../../electron/crm/embedded/open-workspace.ts';
import { readLibraryDefaults } from '../../electron/crm/library-defaults.ts';
import type { Clock } from '../../electron/ports/clock.ts';
import type { Random } from '../../electron/ports/random.ts';
import type { HandoffPackage, PackageFile } from '../../shared/domain/handoff-package.ts';
import type { PersonId } from '../../shared/domain/ids.ts';
import type { Person } from '../../shared/domain/person.ts';
import type { DeskWorld, PackageWorld } from '../../shared/domain/world.ts';
import { composeMessage } from '../../shared/policy/compose-message.ts';
import { evaluateGate } from '../../shared/policy/gate.ts';
import { PolicyDocument } from '../../shared/policy/limits.ts';
import { matchesRecipient } from '../../shared/policy/suppression-match.ts';

const root = join(import.meta.dirname, '..', '..');
const DAY_MS = 86_400_000;

export const ingredients = readDemoIngredients(join(root, 'resources/demo'));
/** What the demo's agent writes by. */
export const libraryEntries = composeLibrary({
  ingredients,
  defaults: readLibraryDefaults(join(root, 'resources/library'), Date.UTC(2026, 10, 18, 10, 30)),
  nowMs: Date.UTC(2026, 10, 18, 10, 30),
});
export const demoPolicy = PolicyDocument.parse(
  JSON.parse(readFileSync(join(root, 'resources/policy.demo.json'), 'utf8')),
);
/** A Wednesday. */
export const NOW_MS = Date.UTC(2026, 10, 18, 10, 30);
export const SAM = 'person-sam' as PersonId;
export const MIRA = 'person-mira' as PersonId;
export const TOMAS = 'person-tomas' as PersonId;

export const standingClock = (nowMs = NOW_MS): Clock => ({
  nowMs: () => nowMs,
  wakeAt: (_atMs, wake) => {
    const timer = setTimeout(wake, 0);
    return () => clearTimeout(timer);
  },
});

export const random: Random = {
  bytes: (count) => randomBytes(count),
  uuid: () => randomUUID(),
  fraction: () => Math.random(),
};

export function freshFile(): string {
  const folder = mkdtempSync(join(tmpdir(), 'workspace-'));
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
  return join(folder, 'crm.sqlite');
}

let template: Promise<Buffer> | null = null;

/** The demo's file is made once for each test file and copied from then on. */
async function demoFile(): Promise<Buffer> {
  const folder = mkdtempSync(join(tmpdir(), 'workspace-'));
  const path = join(folder, 'demo.sqlite');
  await fillDemo(path, {
    ingredients,
    nowMs: NOW_MS,
    random,
    documents: () => [{ kind: 'policy', id: 'team', version: 1, body: demoPolicy }, ...asDocuments(libraryEntries)],
    onProgress: () => undefined,
  });
  const bytes = readFileSync(path);
  rmSync(folder, { recursive: true, force: true });
  return bytes;
}

/** A workspace with the demo in it, closed when the test ends. */
export async function demoWorkspace(): Promise<{ readonly workspace: Workspace; readonly path: string }> {
  const path = freshFile();
  template ??= demoFile();
  writeFileSync(path, await template);
  // Every copy is a file of its own.
  const database = new DatabaseSync(path);
  database.prepare("UPDATE meta SET value = ? WHERE key = 'epoch'").run(randomUUID());
  database.close();
  const workspace = openWorkspace({ path, clock: standingClock(), random, signedInAs: null });
  onTestFinished(() => workspace.close());
  return { workspace, path };
}

/** The demo is composed once a test file for this. */
let clearFirstTouch: HandoffPackage | null = null;

function findClearFirstTouch(): HandoffPackage {
  const { packages } = composeDemo({ ingredients, nowMs: NOW_MS });
  const queued = packages.find((one) => one.kind === 'first-touch' && one.state === 'clear');
  if (queued === undefined) throw new Error('the demo has no clear first touch');
  return queued.pkg;
}

/** A valid package of a company the demo does not have. */
export function foreignPackage(name: string, change: (pkg: PackageFile) => void = () => undefined): PackageFile {
  const { review: _review, revision: _revision, ...body } = (clearFirstTouch ??= findClearFirstTouch());
  const old = body.account.id;
  const domain = body.account.domain;
  const text = JSON.stringify(body)
    .replaceAll(old, `acc-${name}`)
    .replaceAll(body.contact.id, `con-${name}`)
    .replaceAll(body.id, `pkg-${name}`)
    .replaceAll(domain, `${name}.example`);
  const pkg = JSON.parse(text) as PackageFile;
  change(pkg);
  return pkg;
}

/** The world around a package, as a pull of the demo shows it. */
export function worldOf(demo: DemoWorkspace, pkg: HandoffPackage, nowMs: number): PackageWorld {
  const recipient = { email: pkg.contact.email, accountId: pkg.account.id, contactId: pkg.contact.id };
  const touches = demo.touches.map(({ touch }) => touch);
  const own = touches.filter((touch) => touch.contactId === pkg.contact.id);
  const crm = demo.contacts.find(({ contact }) => contact.id === pkg.contact.id)?.contact;
  const account = demo.accounts.find((one) => one.account.id === pkg.account.id)?.account;
  const firsts = new Map<PackageWorld['contactId'], number>();
  for (const touch of touches) {
    if (touch.accountId !== pkg.account.id || touch.contactId === pkg.contact.id || touch.direction !== 'outbound')
      continue;
    firsts.set(touch.contactId, Math.min(firsts.get(touch.contactId) ?? Infinity, touch.atMs));
  }
  const times = (direction: 'outbound' | 'inbound') =>
    own
      .filter((touch) => touch.direction === direction)
      .map((touch) => touch.atMs)
      .sort((one, other) => other - one);
  return {
    packageId: pkg.id,
    contactId: pkg.contact.id,
    accountId: pkg.account.id,
    email: crm?.email ?? null,
    verification: crm?.verification ?? 'unknown',
    verifiedAtMs: crm?.verifiedAtMs ?? null,
    timeZone: pkg.contact.timeZone,
    relation: account?.relation ?? 'prospect',
    ownerId: pkg.review.ownerId,
    suppressions: [...demo.suppressions, ...demo.optOuts].filter((entry) => matchesRecipient(entry, recipient, nowMs)),
    outboundAtMs: times('outbound'),
    inboundAtMs: times('inbound'),
    country: crm?.country ?? null,
    consent: crm?.consent ?? null,
    meetingsAtMs: own.filter(({ channel }) => channel === 'meeting').map(({ atMs }) => atMs),
    isDisqualified: false,
    escalationsAtMs: [],
    recipientDomain: { name: domainOf(pkg.contact.email), takenToday: 0 },
    newContactsOfAccount: [...firsts]
      .filter(([, atMs]) => atMs > nowMs - 30 * DAY_MS)
      .map(([contactId, atMs]) => ({ contactId, atMs })),
  };
}

function freshDesk(people: readonly Person[], nowMs: number): DeskWorld {
  return {
    checkedAtMs: { suppressions: nowMs, 'opt-outs': nowMs, threads: nowMs, owner: nowMs, policy: nowMs },
    ledgerLatestAtMs: nowMs,
    serverDate: null,
    mailboxes: people.map((person) => ({
      ...sampleMailbox({}, nowMs),
      ...person.mailbox,
      ownerId: person.id,
      displayName: person.name,
      dayStartAtMs: nowMs - 3_600_000,
      dayEndAtMs: nowMs + DAY_MS,
      takenToday: 0,
      takenThisWeek: 0,
      coldToday: 0,
      coldThisWeek: 0,
    })),
    confirmedAtMs: Object.fromEntries(people.map(({ id }) => [id, nowMs])),
    pauses: [],
  };
}

/** What the gate says of a package of the demo, with a fresh world and the demo's policy. */
export function verdictOf(demo: DemoWorkspace, pkg: HandoffPackage, nowMs: number) {
  const person = demo.people.find((one) => one.id === pkg.review.ownerId);
  if (person === undefined || pkg.draft === null) throw new Error(`${pkg.id} has no owner or no draft`);
  const { subject, body } = pkg.draft;
  const composed = composeMessage({ pkg, subject, body, person, policy: demoPolicy });
  if ('fault' in composed) throw new Error(`${pkg.id}: ${composed.fault}`);
  return evaluateGate({
    nowMs,
    policy: demoPolicy,
    pkg,
    message: composed.message,
    body,
    attested: [],
    seen: [],
    person,
    world: worldOf(demo, pkg, nowMs),
    desk: freshDesk(demo.people, nowMs),
    recent: [],
    approval: null,
  });
}
