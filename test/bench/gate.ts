/** How many gate evaluations one core makes a second, and whether a long suppression list slows the look-up behind them. */
import { rmSync } from 'node:fs';
import { join } from 'node:path';
import { composePackages } from '../../electron/crm/embedded/demo/compose-packages.ts';
import { openLedger } from '../../electron/ledger/open-ledger.ts';
import { systemRandom } from '../../electron/platform/random.ts';
import type { Clock } from '../../electron/ports/clock.ts';
import type { Ledger } from '../../electron/ports/ledger.ts';
import type { SuppressionCursor, SuppressionStretch } from '../../electron/ports/suppression-ledger.ts';
import type { HandoffPackage } from '../../shared/domain/handoff-package.ts';
import { RecentBody } from '../../shared/domain/recent-body.ts';
import { Suppression } from '../../shared/domain/suppression.ts';
import { composeMessage } from '../../shared/policy/compose-message.ts';
import { evaluateGate, RAILS } from '../../shared/policy/gate.ts';
import type { GateInput } from '../../shared/policy/rail.ts';
import { shinglesOf } from '../../shared/policy/shingles.ts';
import { demoPolicy, ingredients, OWNER, SEED } from './homes.ts';
import { alone, compared, type Bench } from './figure.ts';

const PACKAGES = 100;
const MEASURED_MS = 2_000;
const FEW = 10_000;
const MANY = 1_000_000;
const PUT_AT_ONCE = 20_000;
/** An evaluation reads the clock and the lists as main does at release; here they stand still. */
const NOW_MS = Date.UTC(2026, 10, 18, 10, 30);
const standing: Clock = { nowMs: () => NOW_MS, wakeAt: () => () => undefined };

/** Calls `work` over and over for about two seconds; how often a second. */
function rate(work: (turn: number) => void): number {
  let turns = 0;
  const startedAtMs = performance.now();
  let tookMs = 0;
  while (tookMs < MEASURED_MS) {
    for (let step = 0; step < 50; step += 1) work((turns += 1));
    tookMs = performance.now() - startedAtMs;
  }
  return (turns * 1_000) / tookMs;
}

function suppression(at: number): Suppression {
  const scope = (['global', 'domain', 'contact'] as const)[at % 3] ?? 'global';
  const name = `person-${String(at)}`;
  const value =
    scope === 'global'
      ? `${name}@firm-${String(at)}.example`
      : scope === 'domain'
        ? `firm-${String(at)}.example`
        : `con-x${String(at)}`;
  return Suppression.parse({
    id: `sup-${String(at)}`,
    scope,
    value,
    reason: 'unsubscribe',
    source: 'import',
    evidence: 'asked not to be written to',
    atMs: NOW_MS - at,
    by: 'crm',
    expiresAtMs: null,
  });
}

function add(ledger: Ledger, from: number, to: number): void {
  for (let at = from; at < to; at += PUT_AT_ONCE) {
    const entries = Array.from({ length: Math.min(PUT_AT_ONCE, to - at) }, (_, step) => suppression(at + step));
    ledger.suppressions.put(entries);
  }
}

/** As many bodies as the policy compares with, of letters like those judged. */
function recentBodies(packages: readonly HandoffPackage[]): readonly RecentBody[] {
  const bodies = packages.flatMap(({ account, draft, review }) =>
    draft === null || review.ownerId === null ? [] : [{ account, body: draft.body }],
  );
  return Array.from({ length: demoPolicy.limits.similarityBodies }, (_, at) => {
    const { account, body } = pick(bodies, at);
    return RecentBody.parse({
      sendId: `send-${String(at)}`,
      mailboxId: 'mailbox',
      sentAtMs: NOW_MS - at,
      accountName: account.name,
      // Each differs from the letter it was made of, as the letters of one mailbox do.
      shingles: shinglesOf(`${body}\n\nLetter ${String(at)} about ${account.name} number ${String(at * 7)}.`),
    });
  });
}

function inputsOf(ledger: Ledger): readonly GateInput[] {
  const packages = [...composePackages(PACKAGES, { ingredients, nowMs: NOW_MS, seed: SEED, ownerId: OWNER })];
  const person = ingredients.company.people.find(({ id }) => id === OWNER);
  if (person === undefined) throw new Error('the person is not on the team');
  ledger.copies.setPeople([person]);
  ledger.copies.setPolicy(demoPolicy);
  ledger.copies.applyPulled(
    'package',
    packages.map((pkg) => ({ kind: 'package', id: pkg.id, body: pkg })),
    'c1',
  );
  for (const check of ['suppressions', 'opt-outs', 'threads', 'owner', 'policy'] as const)
    ledger.copies.recordCheck(check, NOW_MS);
  ledger.copies.confirmPerson(person.id, NOW_MS);
  const desk = ledger.copies.deskWorld(NOW_MS);
  const recent = recentBodies(packages);
  return packages.map((pkg) => {
    const body = pkg.draft?.body ?? '';
    const composed = composeMessage({ pkg, subject: pkg.draft?.subject ?? '', body, person, policy: demoPolicy });
    const world = ledger.copies.packageWorld(pkg.id);
    if ('fault' in composed || world === null) throw new Error('a package can not be judged');
    return {
      nowMs: NOW_MS,
      policy: demoPolicy,
      pkg,
      message: composed.message,
      body,
      attested: [],
      seen: [],
      person,
      world,
      desk,
      recent,
      approval: null,
    };
  });
}

/** Along the whole list, a stretch at a time, as the list's search goes. */
function searchMs(ledger: Ledger): number {
  const filter = { scope: null, reason: null, source: null, search: 'nobody-of-this-name' };
  const startedAtMs = performance.now();
  let after: SuppressionCursor | null = null;
  do {
    const stretch: SuppressionStretch = ledger.suppressions.stretch(
      { filter, order: 'newest', after, limit: 200 },
      10_000,
    );
    after = stretch.next;
  } while (after !== null);
  return performance.now() - startedAtMs;
}

const pick = <T>(items: readonly T[], turn: number): T => {
  const item = items[turn % items.length];
  if (item === undefined) throw new RangeError('nothing to pick from');
  return item;
};

export const gate: Bench = {
  name: 'gate',
  run(place) {
    const path = join(place.folder, 'gate.sqlite');
    const opened = openLedger({ path, clock: standing, random: systemRandom(), expectExisting: false });
    if (opened.kind !== 'open') throw new Error(opened.problem);
    const { ledger } = opened;
    const inputs = inputsOf(ledger);
    const runs = place.runs('usual');
    const recipient = (turn: number) => {
      const { pkg } = pick(inputs, turn);
      return { email: pkg.contact.email, accountId: pkg.account.id, contactId: pkg.contact.id };
    };
    const evaluations = () => rate((turn) => void evaluateGate(pick(inputs, turn)));
    const lookUps = () => rate((turn) => void ledger.suppressions.matching(recipient(turn), NOW_MS));
    const counted = (measure: () => number): number[] => {
      measure();
      return Array.from({ length: runs }, measure);
    };
    add(ledger, 0, FEW);
    const gates = counted(evaluations);
    const few = counted(lookUps);
    place.say(`adding suppressions up to ${MANY.toLocaleString('en-US')}`);
    add(ledger, FEW, MANY);
    const many = counted(lookUps);
    const searches = counted(() => searchMs(ledger));
    ledger.close();
    for (const end of ['', '-wal', '-shm']) rmSync(`${path}${end}`, { force: true });
    return Promise.resolve([
      alone(
        'suppression: a search that finds nothing among 1,000,000',
        'ms',
        searches,
        '≤ 1,000 ms, in turns',
        (value) => value <= 1_000,
      ),
      alone(`gate: all ${String(RAILS.length)} rails, one core`, '/s', gates, '≥ 5,000/s', (value) => value >= 5_000),
      compared({
        what: 'gate: look-up among 1,000,000 suppressions',
        unit: '/s',
        ours: many,
        theirs: few,
        theirName: 'among 10,000:',
        budget: 'flat (≥ 0.8)',
        holds: (ours, theirs) => ours >= 0.8 * theirs,
      }),
    ]);
  },
};
