import { DatabaseSync } from 'node:sqlite';
import { describe, expect, test } from 'vitest';
import { composeDemo } from '../../electron/crm/embedded/demo/compose-demo.ts';
import { composePackages } from '../../electron/crm/embedded/demo/compose-packages.ts';
import type { DemoState } from '../../electron/crm/embedded/demo/queue-plan.ts';
import { fillDemo } from '../../electron/crm/embedded/fill-demo.ts';
import type { RailCode } from '../../shared/domain/finding.ts';
import { HandoffPackage } from '../../shared/domain/handoff-package.ts';
import { Opportunity, OpportunityStage } from '../../shared/domain/opportunity.ts';
import { findAsks } from '../../shared/policy/calls-to-action.ts';
import { checkClaims, unheldInSubject } from '../../shared/policy/claims/check-claims.ts';
import { queueRank } from '../../shared/policy/queue-order.ts';
import { countWords } from '../../shared/policy/word-count.ts';
import { demoPolicy, demoWorkspace, freshFile, ingredients, MIRA, NOW_MS, random, SAM, verdictOf } from './parts.ts';

const demo = composeDemo({ ingredients, nowMs: NOW_MS });

/** The rail that stops each state on show. */
const STOPPED_BY: Readonly<Record<Exclude<DemoState, 'clear' | 'first-in-line' | 'near-duplicate'>, RailCode>> = {
  'stale-signal': 'approval-expired',
  'suppressed-contact': 'suppressed',
  customer: 'relation',
  competitor: 'relation',
  'risky-address': 'email-verified',
  'old-verification': 'email-verified',
  'sixth-touch': 'frequency-contact',
  'too-soon': 'spacing',
  'unsupported-claim': 'claims',
  'over-long': 'length',
  'two-asks': 'one-call-to-action',
  'short-link': 'links',
  'unapproved-claim': 'banned-claims',
  'no-consent': 'consent',
  'thread-live': 'thread-live',
};

const MOMENTS = [
  ['a Wednesday morning', NOW_MS],
  ['a Saturday night', Date.UTC(2026, 10, 21, 23, 0)],
  ['a Monday just after midnight', Date.UTC(2027, 2, 1, 0, 5)],
  ['the last day of March', Date.UTC(2027, 2, 31, 16, 0)],
  ['New Year’s Eve', Date.UTC(2026, 11, 31, 22, 59)],
  ['a leap day', Date.UTC(2028, 1, 29, 9, 0)],
  ['a May morning', Date.UTC(2027, 4, 4, 7, 30)],
] as const;

describe.each(MOMENTS)('the demo on %s', (_name, nowMs) => {
  const at = composeDemo({ ingredients, nowMs });
  const review = at.packages.filter(({ pkg }) => pkg.review.queue === 'review');

  test.each([
    [SAM, 34],
    [MIRA, 28],
  ])('at least 60 %% of the review queue of %s is clear to send, and the first three certainly', (ownerId, size) => {
    const mine = review
      .filter(({ pkg }) => pkg.review.ownerId === ownerId)
      .sort((one, other) => queueRank(one.pkg) - queueRank(other.pkg));
    expect(mine).toHaveLength(size);
    const clear = mine.filter(({ pkg }) => verdictOf(at, pkg, nowMs).answer === 'clear');
    expect(clear.length / mine.length).toBeGreaterThanOrEqual(0.6);
    for (const { pkg } of mine.slice(0, 3))
      expect(verdictOf(at, pkg, nowMs)).toEqual({ answer: 'clear', findings: [] });
  });

  test('every package shows the state it was made for, by the rail that stops it', () => {
    for (const { pkg, state } of review) {
      const verdict = verdictOf(at, pkg, nowMs);
      const codes = verdict.findings.map((finding) => finding.code);
      if (state === 'clear' || state === 'first-in-line' || state === 'near-duplicate')
        expect([pkg.id, state, verdict.findings]).toEqual([pkg.id, state, []]);
      else expect([pkg.id, state, codes]).toEqual([pkg.id, state, expect.arrayContaining([STOPPED_BY[state]])]);
    }
  });

  test('nothing of it happened in the future, and everything still waits', () => {
    for (const { touch } of at.touches) expect(touch.atMs).toBeLessThan(nowMs);
    for (const { contact } of at.contacts) expect(contact.verifiedAtMs ?? 0).toBeLessThan(nowMs);
    for (const { pkg } of at.packages) {
      for (const part of [...pkg.signals, ...pkg.facts]) expect(part.observedAtMs).toBeLessThan(nowMs);
      for (const message of pkg.thread) expect(message.atMs).toBeLessThan(pkg.review.readyAtMs);
      expect(pkg.draft?.generatedAtMs ?? 0).toBeLessThan(pkg.review.readyAtMs);
      expect(pkg.review.readyAtMs).toBeLessThan(nowMs);
      expect(pkg.review.readyAtMs).toBeGreaterThan(nowMs - 86_400_000);
      expect(pkg.review.expiresAtMs).toBeGreaterThan(nowMs + 4 * 3_600_000);
    }
  });
});

describe('the demo', () => {
  test('has 300 accounts in four segments, 140 more for the agent, their people, and both queues', () => {
    expect(demo.accounts).toHaveLength(440);
    expect(new Set(demo.accounts.map(({ account }) => account.segmentId)).size).toBe(4);
    expect(demo.contacts.length).toBeGreaterThan(400);
    expect(demo.touches.length).toBeGreaterThan(1_000);
    expect(demo.suppressions.length).toBeGreaterThanOrEqual(38);
    expect(new Set(demo.suppressions.map((entry) => entry.scope)).size).toBe(4);
    expect(demo.packages.filter(({ pkg }) => pkg.review.queue === 'calls').every(({ pkg }) => pkg.draft === null)).toBe(
      true,
    );
    expect(new Set(demo.packages.map(({ state }) => state)).size).toBe(Object.keys(STOPPED_BY).length + 3);
    const mailHistory = demo.touches.map(({ touch }) => (NOW_MS - touch.atMs) / 86_400_000);
    expect(Math.max(...mailHistory)).toBeGreaterThan(55);
  });

  test('has opportunities of both SDRs, all stages in sight for the first, with people nobody in a queue is about', () => {
    const stagesOf = (ownerId: string) =>
      new Set(demo.opportunities.filter((each) => each.ownerId === ownerId).map(({ standing }) => standing.stage));
    expect([...stagesOf(SAM)]).toEqual(OpportunityStage.options);
    expect(stagesOf(MIRA).size).toBeGreaterThan(4);
    const queued = new Set(demo.packages.map(({ pkg }) => pkg.contact.id));
    const contacts = new Map(demo.contacts.map((row) => [row.contact.id, row]));
    const accounts = new Map(demo.accounts.map(({ account }) => [account.id, account]));
    for (const each of demo.opportunities) {
      expect(Opportunity.parse(each)).toEqual(each);
      expect(queued.has(each.contactId)).toBe(false);
      expect(contacts.get(each.contactId)?.stage).toBe('meeting-set');
      expect(contacts.get(each.contactId)?.contact.accountId).toBe(each.accountId);
      expect(accounts.get(each.accountId)?.relation === 'customer').toBe(each.standing.stage === 'closed-won');
      expect(each.standing.sinceAtMs).toBeLessThan(NOW_MS);
    }
  });

  test('is the same for the same moment', () => {
    expect(composeDemo({ ingredients, nowMs: NOW_MS })).toEqual(demo);
  });

  test('every package has the published shape', () => {
    for (const { pkg } of demo.packages) expect(HandoffPackage.parse(pkg)).toEqual(pkg);
  });

  test('names nobody twice: addresses, ids, domains and company names are unique and reserved', () => {
    const unique = (values: readonly string[]) => expect(new Set(values).size).toBe(values.length);
    unique(demo.contacts.map(({ contact }) => contact.email));
    unique(demo.contacts.map(({ contact }) => contact.id));
    unique(demo.accounts.map(({ account }) => account.domain));
    unique(demo.accounts.map(({ account }) => account.name));
    unique(demo.touches.map(({ touch }) => touch.id));
    unique(demo.packages.map(({ pkg }) => pkg.id));
    for (const { contact } of demo.contacts) expect(contact.email).toMatch(/\.example$/u);
    const urls = JSON.stringify(demo).match(/https?:\/\/[^"\s/]+/gu) ?? [];
    // The one outside host is the shortener on show; nothing ever calls it.
    expect(
      new Set(urls.map((url) => url.replace(/^.*\/\//u, '')).filter((host) => !host.endsWith('.example'))),
    ).toEqual(new Set(['bit.ly']));
  });

  test('packages, contacts and touches agree with each other', () => {
    const contacts = new Map(demo.contacts.map(({ contact }) => [contact.id, contact]));
    const touches = new Map(demo.touches.map(({ touch }) => [touch.id, touch]));
    for (const { pkg } of demo.packages) {
      expect(contacts.get(pkg.contact.id)).toEqual(pkg.contact);
      expect(demo.accounts.find(({ account }) => account.id === pkg.account.id)?.account).toEqual(pkg.account);
      for (const touch of pkg.priorTouches) expect(touches.get(touch.id)).toEqual(touch);
    }
    for (const { touch } of demo.touches) expect(contacts.get(touch.contactId)?.accountId).toBe(touch.accountId);
  });

  test('sentences cover the whole letter but its greeting and sign-off', () => {
    for (const { pkg } of demo.packages) {
      if (pkg.draft === null) continue;
      const rest = pkg.draft.sentences.reduce((body, sentence) => body.replace(sentence.text, ''), pkg.draft.body);
      const lines = rest
        .split('\n')
        .map((line) => line.trim())
        .filter((line) => line !== '');
      expect([pkg.id, lines.length]).toEqual([pkg.id, lines.length > 2 ? 3 : 2]);
    }
  });

  test('no two letters of one queue say the same, except the pair on show', () => {
    const bodies = demo.packages.flatMap(({ pkg, state }) =>
      pkg.draft === null || state === 'near-duplicate' ? [] : [pkg.draft.body.split('\n\n').slice(1, 3).join(' ')],
    );
    expect(new Set(bodies).size).toBe(bodies.length);
    const pair = demo.packages.filter(({ state }) => state === 'near-duplicate').map(({ pkg }) => pkg);
    expect(pair[0]?.draft?.body.split('\n\n').slice(1)).toEqual(pair[1]?.draft?.body.split('\n\n').slice(1));
    expect(pair[0]?.contact.email).not.toBe(pair[1]?.contact.email);
  });

  test('is written once, and says how far it is', async () => {
    const path = freshFile();
    const seen: number[] = [];
    const options = {
      ingredients,
      nowMs: NOW_MS,
      random,
      documents: () => [],
      onProgress: (done: number, total: number) => seen.push(done / total),
    };
    expect(await fillDemo(path, options)).toBe('filled');
    expect(seen.at(-1)).toBe(1);
    expect(seen.length).toBeGreaterThan(3);
    expect(await fillDemo(path, options)).toBe('there-already');
  });

  test('stands in plain tables that any SQLite client reads', async () => {
    const { path } = await demoWorkspace();
    const database = new DatabaseSync(path, { readOnly: true });
    const count = (sql: string) => Number(database.prepare(sql).get()?.['n']);
    expect(count('SELECT count(*) AS n FROM accounts')).toBe(440);
    expect(count('SELECT count(*) AS n FROM leads')).toBe(demo.leads.length);
    expect(count("SELECT count(*) AS n FROM contacts WHERE lifecycle_stage = 'sequencing'")).toBeGreaterThan(50);
    expect(
      count("SELECT count(*) AS n FROM contacts WHERE source_tag IN ('ai', 'ai-edited', 'human')"),
    ).toBeGreaterThan(100);
    expect(
      count(
        "SELECT count(*) AS n FROM activities a JOIN contacts c ON c.id = a.contact_id WHERE a.channel = 'email' AND a.direction = 'outbound'",
      ),
    ).toBeGreaterThan(800);
    expect(
      count(
        "SELECT count(*) AS n FROM packages WHERE owner_id = 'person-sam' AND queue = 'review' AND state = 'ready'",
      ),
    ).toBe(34);
    database.close();
  });
});

describe('composed packages', () => {
  test('any number of them is clear of claims, well sized and unique', () => {
    const packages = [...composePackages(1_200, { ingredients, nowMs: NOW_MS, seed: 11 })];
    expect(new Set(packages.map((pkg) => pkg.id)).size).toBe(1_200);
    expect(new Set(packages.map((pkg) => pkg.contact.email)).size).toBe(1_200);
    for (const pkg of packages) {
      const person = ingredients.company.people.find((one) => one.id === pkg.review.ownerId);
      if (person === undefined || pkg.draft === null) throw new Error('no owner or draft');
      const claim = {
        pkg,
        body: pkg.draft.body,
        attested: [],
        person,
        companyName: demoPolicy.companyName,
        nowMs: NOW_MS,
      };
      const faults = checkClaims(claim).filter((check) => check.state === 'unsupported' || check.state === 'stale');
      expect([pkg.id, faults, unheldInSubject(pkg.draft.subject, claim)]).toEqual([pkg.id, [], []]);
      expect(findAsks(pkg.draft.body)).toHaveLength(1);
      if (pkg.messageKind !== 'first-touch') continue;
      expect(countWords(pkg.draft.body)).toBeGreaterThanOrEqual(70);
      expect(countWords(pkg.draft.body)).toBeLessThanOrEqual(120);
    }
    const bytes = packages.reduce((sum, pkg) => sum + JSON.stringify(pkg).length, 0) / packages.length;
    expect(bytes).toBeGreaterThan(5_000);
    expect(bytes).toBeLessThan(7_500);
    for (const pkg of packages.slice(0, 40)) expect(HandoffPackage.safeParse(pkg).success).toBe(true);
  });
});
