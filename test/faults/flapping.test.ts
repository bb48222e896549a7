/** Two hundred random decisions while CRM and mail server fail in every way they can: each approval must end in exactly one known place. */
import { DatabaseSync } from 'node:sqlite';
import { join } from 'node:path';
import { afterAll, expect, test } from 'vitest';
import { asPackageFile } from '../../electron/crm/embedded/fill-demo.ts';
import { composePackages } from '../../electron/crm/embedded/demo/compose-packages.ts';
import { readDemoIngredients } from '../../electron/crm/embedded/demo/demo-ingredients.ts';
import { seededDraw } from '../../electron/crm/embedded/demo/seeded-draw.ts';
import { openLedger } from '../../electron/ledger/open-ledger.ts';
import { hostPaths } from '../../electron/platform/paths.ts';
import { systemRandom } from '../../electron/platform/random.ts';
import type { Clock } from '../../electron/ports/clock.ts';
import type { Desk } from '../../electron/ports/desk.ts';
import { Decision, type DecisionRecord } from '../../shared/domain/decision.ts';
import type { HandoffPackage } from '../../shared/domain/handoff-package.ts';
import type { Person } from '../../shared/domain/person.ts';
import type { Send } from '../../shared/domain/send.ts';
import { CONTRACT_FINGERPRINT, CONTRACT_VERSION } from '../../shared/ipc/history.ts';
import { composeMessage } from '../../shared/policy/compose-message.ts';
import { PolicyDocument } from '../../shared/policy/limits.ts';
import { bodyOf } from '../feed-bodies.ts';
import { sampleMailbox } from '../policy/sample.ts';
import { startFaultyServer, type Fault, type TestServer } from '../send/smtp-servers.ts';
import { newHome, openFaultyDesk, watchfulLog, type CrmMood } from './desk-under-faults.ts';
import { fastClock } from './fast-clock.ts';

const DECISIONS = 200;
const RESOURCES = join(import.meta.dirname, '..', '..', 'resources');
const SEED = 20_261_121;
/** A Tuesday on which everybody in the demo is at work soon. */
const MORNING = Date.UTC(2026, 10, 24, 9, 12);
/** Fewer than this sent would mean that the faults were never met. */
const LEAST_SENT = 10;

/** Everything the desk's feed says now, by kind. */
async function readFeed(desk: Desk) {
  const packages = new Map<string, HandoffPackage>();
  const sends = new Map<string, Send>();
  const decisions = new Map<string, DecisionRecord>();
  let policy: PolicyDocument | null = null;
  for (let afterSeq = 0, more = true; more;) {
    const page = await desk.handlers['feed.page']({ epoch: null, afterSeq, limit: 1_000 });
    // A null epoch is answered from the start: later pages name it.
    const rest =
      afterSeq === 0 ? page : await desk.handlers['feed.page']({ epoch: page.epoch, afterSeq, limit: 1_000 });
    for (const item of rest.items) {
      if (item.kind === 'package' && item.body !== null) packages.set(item.id, bodyOf(item.kind, item.body)!);
      if (item.kind === 'send' && item.body !== null) sends.set(item.id, item.body);
      if (item.kind === 'decision' && item.body !== null) decisions.set(item.id, item.body);
      if (item.kind === 'policy') policy = item.body;
    }
    afterSeq = rest.upToSeq;
    more = rest.more;
  }
  return { packages, sends, decisions, policy };
}

async function until(what: string, holds: () => Promise<boolean>): Promise<void> {
  for (const endAt = Date.now() + 90_000; ;) {
    if (await holds()) return;
    if (Date.now() > endAt) throw new Error(`waited in vain until ${what}`);
    await new Promise((resume) => setTimeout(resume, 50));
  }
}

/** Packages under ids, domains and addresses of their own, as a file that another agent wrote. */
function foreignPackages(nowMs: number, count: number, ownerId: string): string {
  const ingredients = readDemoIngredients(join(RESOURCES, 'demo'));
  return [...composePackages(count, { ingredients, nowMs, seed: SEED, ownerId })]
    .map((pkg) =>
      JSON.stringify(asPackageFile(pkg))
        .replaceAll('.example', '.flap.example')
        .replace(/"(acc|con|pkg)-/g, '"flap-$1-'),
    )
    .join('\n');
}

async function importFile(desk: Desk, text: string) {
  const bytes = Buffer.from(text);
  const begun = await desk.handlers['import.begin']({ fileName: 'foreign.jsonl', bytes: bytes.length });
  if (begun.kind !== 'ready') throw new Error(begun.because);
  for (let at = 0; at < bytes.length; at += 300_000) {
    const base64 = bytes.subarray(at, at + 300_000).toString('base64');
    await desk.handlers['import.append']({ importId: begun.importId, base64 });
  }
  return desk.handlers['import.finish']({ importId: begun.importId });
}

function randomDecision(
  draw: ReturnType<typeof seededDraw>,
  at: { pkg: HandoffPackage; person: Person; policy: PolicyDocument; nowMs: number; number: number },
): Decision {
  const { pkg, person, policy, nowMs } = at;
  const common = {
    id: `decision-${at.number}`,
    packageId: pkg.id,
    packageRevision: pkg.revision,
    personId: person.id,
    atMs: nowMs,
    openedAtMs: nowMs,
    activeMs: 9_000,
  };
  const kind = draw.fraction();
  if (kind < 0.08) return Decision.parse({ ...common, kind: 'reject', reason: 'tone', note: '', sentence: null });
  if (kind < 0.12) return Decision.parse({ ...common, kind: 'escalate', trigger: 'other', note: '' });
  if (kind < 0.16) return Decision.parse({ ...common, kind: 'do-not-contact', scope: 'contact', note: '' });
  if (kind < 0.2)
    return Decision.parse({ ...common, kind: 'snooze', until: { kind: 'time', atMs: nowMs + 36_000_000 } });
  const { subject, body } = pkg.draft ?? { subject: '', body: '' };
  const composed = composeMessage({ pkg, subject, body, person, policy });
  if ('fault' in composed) throw new Error(composed.fault);
  const { message } = composed;
  return Decision.parse({
    ...common,
    kind: 'approve',
    message: { to: message.to, from: message.from.address, subject, text: message.text },
    body,
    editClass: 'unedited',
    seen: ['length', 'one-call-to-action', 'links', 'similarity'],
    attested: [],
  });
}

/** What DNS and weeks of sending would have said of the mailbox: its mail is signed, and its ramp has room for a day's cap. */
function letThrough(home: string, clock: Clock, { mailbox }: Person): void {
  const { ledger: path } = hostPaths(home, RESOURCES);
  const opened = openLedger({ path, clock, random: systemRandom(), expectExisting: true });
  if (opened.kind !== 'open') throw new Error(opened.problem);
  const { authentication } = sampleMailbox({}, clock.nowMs());
  if (authentication === null) throw new Error('the sample is not signed');
  const { mailboxes } = opened.ledger;
  mailboxes.recordAuthentication(mailbox.id, authentication);
  mailboxes.thawRamp(mailbox.id, new Date(clock.nowMs()).toISOString().slice(0, 10), 100);
  opened.ledger.close();
}

const servers: TestServer[] = [];
afterAll(() => Promise.all(servers.map((server) => server.stop())));

test('each of 200 decisions ends in one known place while CRM and mail server fail, and nothing is sent twice', async () => {
  const draw = seededDraw(SEED);
  let calm = false;
  const faults: readonly (Fault | null)[] = [
    'cut-at-greeting',
    'cut-at-data',
    'cut-mid-data',
    'cut-after-dot',
    'cut-after-dot-but-keep',
    { rcpt: '451 4.7.1 later' },
    { rcpt: '550 5.1.1 nobody here' },
    { afterDot: '451 4.3.0 later' },
  ];
  const server = await startFaultyServer(() =>
    calm || draw.fraction() > 0.4 ? null : (faults[Math.floor(draw.fraction() * faults.length)] ?? null),
  );
  servers.push(server);

  const mood = (): CrmMood => {
    if (calm) return 'well';
    const roll = draw.fraction();
    return roll < 0.7 ? 'well' : roll < 0.9 ? 'down' : 'late';
  };
  const home = newHome();
  const log = watchfulLog();
  const clock: Clock = fastClock(120, MORNING);
  const open = () => openFaultyDesk({ home, clock, log, mood });

  calm = true;
  let desk = await open();
  expect(
    await desk.handlers['mailbox.use']({
      kind: 'smtp',
      account: {
        smtp: { host: '127.0.0.1', port: server.port, tls: 'none' },
        imap: null,
        user: '',
        auth: { kind: 'password' },
      },
      secrets: { password: null, refreshToken: null, clientSecret: null },
    }),
  ).toEqual({ kind: 'ok' });
  await until(
    'the first sync is done',
    async () => (await desk.handlers['desk.status']({})).crm.state === 'up-to-date',
  );
  const welcome = await desk.handlers['desk.hello']({
    contractVersion: CONTRACT_VERSION,
    fingerprint: CONTRACT_FINGERPRINT,
  });
  if (welcome.kind !== 'welcome') throw new Error('the desk did not open');
  const { person } = welcome;
  const report = await importFile(desk, foreignPackages(clock.nowMs(), DECISIONS, person.id));
  expect(report).toMatchObject({ accepted: DECISIONS, refused: 0, problem: null });
  const start = await readFeed(desk);
  if (start.policy === null) throw new Error('the policy was not read');
  const policy = PolicyDocument.parse(start.policy);
  const mine = [...start.packages.values()].filter(
    (pkg) => pkg.id.startsWith('flap-') && pkg.review.ownerId === person.id,
  );
  expect(mine).toHaveLength(DECISIONS);

  await desk.close();
  letThrough(home, clock, person);
  desk = await open();

  calm = false;
  const accepted = new Set<string>();
  const refused = new Map<string, string>();
  const approvals = new Set<string>();
  for (const [number, pkg] of mine.entries()) {
    const decision = randomDecision(draw, { pkg, person, policy, nowMs: clock.nowMs(), number });
    const answer = await desk.handlers['decision.submit']({ decision });
    // Handed over again, as after a lost answer.
    if (draw.fraction() < 0.3) expect(await desk.handlers['decision.submit']({ decision })).toEqual(answer);
    if (answer.kind === 'accepted') accepted.add(decision.id);
    if (answer.kind === 'accepted' && decision.kind === 'approve') approvals.add(decision.id);
    if (answer.kind === 'refused') refused.set(decision.id, answer.because);
    if (answer.kind === 'accepted' && draw.fraction() < 0.12)
      await desk.handlers['decision.undo']({ decisionId: decision.id });
    if (draw.fraction() < 0.25) await new Promise((resume) => setTimeout(resume, draw.fraction() * 30));
    if (number === 70 || number === 140) {
      await desk.close();
      desk = await open();
    }
  }
  expect(accepted.size + refused.size).toBe(DECISIONS);
  // The demo's templates are few: a text that was sent already is the one thing that is refused here.
  expect([...refused.values()].filter((because) => !because.includes('the same as the message to'))).toEqual([]);

  // Some more minutes of failures, then everything works again.
  await new Promise((resume) => setTimeout(resume, 1_500));
  calm = true;
  await desk.handlers['sync.run']({});
  // Whatever may still leave stays where it is from here on, so that the end can be counted.
  await desk.handlers['pause.set']({ pause: { scope: 'all', value: '', reason: 'counting' } });
  const BUSY = new Set(['countersigned', 'held', 'released', 'reserved', 'transmitting', 'retry']);
  await until(
    'nothing is on its way',
    async () => ![...(await readFeed(desk)).sends.values()].some((send) => BUSY.has(send.state)),
  );
  // A person answers half of the uncertain ones.
  for (const send of (await readFeed(desk)).sends.values()) {
    if (send.state !== 'uncertain' || draw.fraction() < 0.5) continue;
    const arrived = server.mails.some((mail) => mail.raw.includes(send.messageId));
    const answer = await desk.handlers['send.resolve']({
      sendId: send.id,
      answer: arrived ? 'arrived' : 'draft-again',
    });
    expect(answer).toEqual({ kind: 'ok' });
  }
  await until(
    'every CRM write is delivered',
    async () => (await desk.handlers['desk.status']({})).crm.waitingWrites === 0,
  );

  const end = await readFeed(desk);
  const places: Record<string, number> = {};
  const sendOf = new Map([...end.sends.values()].map((send) => [send.decisionId as string, send]));
  for (const id of approvals) {
    const state = sendOf.get(id)?.state ?? 'lost';
    places[state] = (places[state] ?? 0) + 1;
  }
  const counted = ['sent', 'refused', 'expired', 'undone', 'deferred', 'failed', 'uncertain', 'abandoned'].reduce(
    (sum, state) => sum + (places[state] ?? 0),
    0,
  );
  console.log(`approvals ${approvals.size}: ${JSON.stringify(places)}; server took ${server.mails.length}`);
  expect(places['lost']).toBeUndefined();
  expect(counted).toBe(approvals.size);
  expect(places['sent'] ?? 0).toBeGreaterThanOrEqual(LEAST_SENT);

  // The server is the judge: no Message-ID twice, every sent one is there, and nothing is there that was undone, refused or failed.
  const taken = new Map<string, number>();
  for (const mail of server.mails) {
    const id = /^Message-ID: (<[^>]+>)/im.exec(mail.raw)?.[1] ?? 'none';
    taken.set(id, (taken.get(id) ?? 0) + 1);
  }
  expect([...taken.values()].every((times) => times === 1)).toBe(true);
  for (const send of end.sends.values()) {
    if (send.state === 'sent') expect(taken.get(send.messageId)).toBe(1);
    if (['undone', 'refused', 'failed', 'expired', 'deferred', 'abandoned'].includes(send.state))
      expect(taken.has(send.messageId)).toBe(false);
  }
  expect([...end.sends.values()].filter((send) => send.state === 'sent').length).toBeLessThanOrEqual(
    policy.limits.mailboxPerDay,
  );

  await desk.close();
  const crm = new DatabaseSync(join(home, 'workspace.sqlite'), { readOnly: true });
  const activities = crm
    .prepare(
      'SELECT message_id, count(*) AS times FROM activities WHERE message_id IS NOT NULL AND package_id LIKE ? GROUP BY message_id',
    )
    .all('flap-%');
  crm.close();
  const sentIds = [...end.sends.values()].filter((send) => send.state === 'sent').map((send) => send.messageId);
  expect(activities.map((row) => row['message_id']).sort()).toEqual([...sentIds].sort());
  expect(activities.every((row) => row['times'] === 1)).toBe(true);
  expect(log.faults).toEqual([]);
}, 240_000);
