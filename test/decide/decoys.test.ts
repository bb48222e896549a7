/** An attention check looks like any package, can't be signed or sent whatever is decided about it, and says afterwards what was planted. */
import fc from 'fast-check';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { EscalationTrigger, RejectionReason, type Decision } from '../../shared/domain/decision.ts';
import type { Decoy } from '../../shared/domain/decoy.ts';
import { HandoffPackage } from '../../shared/domain/handoff-package.ts';
import { PersonId } from '../../shared/domain/ids.ts';
import { SendState } from '../../shared/domain/send.ts';
import { makeSearch } from '../../electron/search/search-everything.ts';
import type { Found } from '../../shared/ipc/channels/search.ts';
import type { PolicyDocument } from '../../shared/policy/limits.ts';
import { aTouch } from '../ledger/fixtures.ts';
import { person } from '../policy/sample.ts';
import { openParts, packageNumber, policy, UNDO_MS, type Parts } from '../send/desk-parts.ts';
import { readItems } from '../feed-bodies.ts';

// Real files, on a machine that may be busy.
vi.setConfig({ testTimeout: 60_000 });

const withShare = (attentionSharePercent: number): PolicyDocument => ({
  ...policy,
  limits: { ...policy.limits, attentionSharePercent },
});
const NAMES = ['Dana Reyes', 'Ottilie Brandvold', 'Ravi Menon', 'Ines Duarte', 'Tomas Lind'];
const FUNDING = ['Series B of $12M', 'Series C of $31M', 'Series A of $4M'];

/** Alike enough that wrong things fit, different enough that they are wrong. */
function unlike(number: number): HandoffPackage {
  const pkg = packageNumber(number);
  const name = NAMES[number % NAMES.length]!;
  const first = name.split(' ')[0]!;
  const value = FUNDING[number % FUNDING.length]!;
  const own = (text: string) => text.replace('Hi Dana,', `Hi ${first},`).replace(FUNDING[0]!, () => value);
  return HandoffPackage.parse({
    ...pkg,
    contact: { ...pkg.contact, name },
    facts: pkg.facts.map((fact) => (fact.id === 'f-funding' ? { ...fact, value } : fact)),
    signals: [{ ...pkg.signals[0]!, value, type: number % 2 === 0 ? 'funding' : 'hiring' }],
    rationale: { ...pkg.rationale, whyNow: { text: `${value}, seen by ${number}`, signalId: pkg.signals[0]!.id } },
    draft: {
      ...pkg.draft!,
      subject: pkg.draft!.subject.replace('Series B', value.slice(0, 8)),
      body: own(pkg.draft!.body),
      sentences: pkg.draft!.sentences.map((sentence) => ({ ...sentence, text: own(sentence.text) })),
    },
    review: { ...pkg.review, expiresAtMs: pkg.review.expiresAtMs + number * 3_600_000 },
  });
}

let desk: Parts;
beforeEach(() => {
  desk = openParts({ policy: withShare(2) });
});
afterEach(() => desk.discard());

// Numbers long enough that another id of their shape is free.
let next = 1_000;
/** Adds packages until one of them has been replaced: which ones the desk's own seed says. */
function aDecoy(): { decoy: Decoy; shown: HandoffPackage; real: HandoffPackage } {
  for (let tries = 0; tries < 60; tries += 1) {
    if (tries > 0) desk.add(...Array.from({ length: 25 }, () => unlike(next++)));
    desk.decide.lookAtDecoys(person.id);
    const [decoy] = desk.ledger.decoys.open();
    if (decoy === undefined) continue;
    return {
      decoy,
      shown: HandoffPackage.parse(desk.ledger.decoys.shown(decoy.id)),
      real: desk.ledger.copies.readPackage(decoy.sourceId)!,
    };
  }
  throw new Error('no decoy in 1,500 packages');
}
/** What the palette would show for these words. */
function looked(words: string): readonly Found[] {
  const path = join(mkdtempSync(join(tmpdir(), 'countersign-search-')), 'search.sqlite');
  const log = { info: () => undefined, warn: () => undefined, error: () => undefined };
  const search = makeSearch({ clock: desk.clock, log, ledger: desk.ledger, path });
  try {
    for (;;) {
      const { found, unread } = search.everything(words, person, 10);
      if (unread === 0) return found;
    }
  } finally {
    search.close();
    rmSync(dirname(path), { recursive: true });
  }
}

const submit = (decision: Decision) => desk.decide.submit(decision, person.id);
const feedItems = () => readItems(desk.ledger.feed.page(null, 0, 2_000));
const attention = () =>
  desk.ledger.trace
    .page(0, 1_000)
    .filter(({ kind }) => kind === 'attention')
    .map(({ subject }) => subject);

/** Everything that would have left a mark outside: none of it may. */
function marks(parts: Parts) {
  const { ledger, clock } = parts;
  return {
    sends: ledger.sends.countIn(SendState.options),
    writes: ledger.writeBacks.due(clock.nowMs() + 400 * 86_400_000, 100).length,
    suppressions: ledger.suppressions.counts().reduce((sum, { entries }) => sum + entries, 0),
    escalations: feedItems().filter(({ kind }) => kind === 'escalation').length,
    decisions: feedItems().filter(({ kind }) => kind === 'decision').length,
    slots: ledger.sends.takenOn(person.mailbox.id, '2026-11-11'),
    signed: ledger.trace
      .page(0, 1_000)
      .filter(({ kind }) => ['countersigned', 'decision', 'suppression'].includes(kind)),
  };
}
const NONE = { sends: 0, writes: 0, suppressions: 0, escalations: 0, decisions: 0, slots: 0, signed: [] };

describe('before the decision', () => {
  it('there is none where the policy does not ask for any, however many packages wait', () => {
    desk.ledger.copies.setPolicy(withShare(0));
    desk.add(...Array.from({ length: 100 }, (_, at) => unlike(at + 1)));
    desk.decide.lookAtDecoys(person.id);
    expect(desk.ledger.decoys.open()).toEqual([]);
    expect(attention()).toEqual([]);
  });

  it('a search finds one package for its address, never the one that waits behind it', () => {
    const { shown, real } = aDecoy();
    const packages = looked(real.contact.email).filter(({ kind }) => kind === 'package');
    expect(packages.map(({ id, state }) => [id, state])).toEqual([[shown.id, 'ready']]);
  });

  it('nothing tells it apart: the same fields, an id of the same shape, a world of its own, the place of the real one', () => {
    desk.add(HandoffPackage.parse({ ...unlike(9_000), priorTouches: [aTouch()] }));
    const { decoy, shown, real } = aDecoy();
    // Every path of field names; lists may be longer or shorter.
    const namesIn = (value: unknown, path = ''): readonly string[] =>
      Array.isArray(value)
        ? value.flatMap((each) => namesIn(each, `${path}[]`))
        : typeof value === 'object' && value !== null
          ? Object.entries(value).flatMap(([name, of]) => namesIn(of, `${path}.${name}`))
          : [path];
    const items = feedItems();
    const stored = (kind: string, id: string) => items.find((item) => item.kind === kind && item.id === id)!.body;
    const known = new Set(items.flatMap((item) => (item.id === decoy.id ? [] : namesIn(item.body, item.kind))));
    for (const kind of ['package', 'world'])
      expect(namesIn(stored(kind, decoy.id), kind).filter((path) => !known.has(path))).toEqual([]);
    const shape = (id: string) => id.replace(/\d/g, '0').replace(/[a-z]/g, 'a');
    expect(shape(decoy.id)).toBe(shape(decoy.sourceId));
    expect(shown.review.state).toBe('ready');
    expect({ ...shown.review, state: null }).toEqual({ ...real.review, state: null });
    expect(shown.contact.email).toBe(real.contact.email);
    expect(real.review.state).toBe('superseded');
    // The log says that there is one, and not which.
    expect(attention()).toEqual([{ act: 'made', check: decoy.mark }]);
  });

  it('exactly one thing is wrong with it, and it is what the check says', () => {
    const { decoy, shown, real } = aDecoy();
    const { planted } = decoy;
    expect(JSON.stringify(shown)).toContain(JSON.stringify(planted.is).slice(1, -1));
    const undone = JSON.stringify({ ...shown, id: real.id, review: real.review });
    expect(undone).not.toBe(JSON.stringify(real));
    expect(planted.was).not.toBe(planted.is);
  });

  it('a person has at most one at once, and each package is replaced at most once', () => {
    const { decoy } = aDecoy();
    desk.decide.lookAtDecoys(person.id);
    expect(desk.ledger.decoys.open()).toEqual([decoy]);
    submit(desk.other(desk.ledger.decoys.shown(decoy.id)!, { kind: 'escalate', trigger: 'other', note: '' }));
    desk.decide.lookAtDecoys(person.id);
    expect(desk.ledger.decoys.open().every(({ sourceId }) => sourceId !== decoy.sourceId)).toBe(true);
  });

  it('it goes without a word where the switch is turned off or the real package goes, and the real one is back', () => {
    const { decoy } = aDecoy();
    desk.ledger.copies.setPolicy(withShare(0));
    desk.decide.lookAtDecoys(person.id);
    expect(desk.ledger.decoys.open()).toEqual([]);
    expect(desk.ledger.decoys.shown(decoy.id)).toBeNull();
    expect(desk.ledger.copies.readPackage(decoy.sourceId)?.review.state).toBe('ready');
    expect(desk.ledger.decoys.catchRate(person.id)).toEqual({ caught: 0, missed: 0, putOff: 0, sinceMs: null });
    expect(attention().map(({ act }) => act)).toEqual(['made', 'withdrawn']);
  });
});

describe('a decision about one', () => {
  it('as it stands is a miss; it is answered with what was planted, the same again, and the real package is back', () => {
    const { decoy, shown } = aDecoy();
    const decision = desk.approval(shown);
    const answer = submit(decision);
    expect(answer).toEqual({ kind: 'attention-check', reveal: { verdict: 'missed', planted: decoy.planted } });
    expect(submit(decision)).toEqual(answer);
    expect(submit(desk.approval(shown))).toMatchObject({ kind: 'refused' });
    expect(desk.ledger.copies.readPackage(decoy.sourceId)?.review.state).toBe('ready');
    expect(feedItems().find(({ id, kind }) => kind === 'package' && id === decoy.id)?.body).toBeNull();
    expect(desk.ledger.decoys.catchRate(person.id)).toMatchObject({ caught: 0, missed: 1 });
    expect(attention().at(-1)).toMatchObject({ act: 'missed', check: decoy.mark, fault: decoy.planted.kind });
    expect(desk.decide.undo(decision.id, person.id)).toMatchObject({
      kind: 'no',
      because: expect.stringMatching(/attention check/) as string,
    });
    // The real package is decided like every other one.
    expect(submit(desk.approval(desk.ledger.copies.readPackage(decoy.sourceId)!))).toMatchObject({ kind: 'accepted' });
  });

  it('about the real one, which was on its way when the decoy came, counts as it is, and the decoy goes', () => {
    const { decoy, real } = aDecoy();
    expect(submit(desk.approval(real))).toMatchObject({ kind: 'accepted' });
    expect(desk.ledger.decoys.read(decoy.id)?.end?.verdict).toBe('withdrawn');
    expect(desk.ledger.copies.readPackage(real.id)?.review.state).toBe('approved');
    expect(desk.ledger.sends.inState(['held'])).toHaveLength(1);
  });

  it('is somebody’s own: nobody else can answer it or find it in their count', () => {
    const { shown } = aDecoy();
    const eve = PersonId.parse('person-eve');
    const decision = desk.approval(shown);
    expect(desk.decide.submit(decision, eve)).toMatchObject({ kind: 'refused' });
    submit(decision);
    expect(desk.ledger.decoys.catchRate(eve)).toEqual({ caught: 0, missed: 0, putOff: 0, sinceMs: null });
  });

  it('never leaves a mark outside: whatever is decided, in whatever order, undone, repeated, over a restart', async () => {
    const act = fc.oneof(
      fc.constant({ kind: 'approve' as const }),
      fc.record({ kind: fc.constant('edit' as const), more: fc.constantFrom(' Indeed.', '\n\nPS', '') }),
      fc.record({ kind: fc.constant('reject' as const), reason: fc.constantFrom(...RejectionReason.options) }),
      fc.record({ kind: fc.constant('escalate' as const), trigger: fc.constantFrom(...EscalationTrigger.options) }),
      fc.record({
        kind: fc.constant('do-not-contact' as const),
        scope: fc.constantFrom('contact', 'domain', 'global'),
      }),
      fc.constant({ kind: 'snooze-time' as const }),
      fc.constant({ kind: 'snooze-signal' as const }),
      fc.constant({ kind: 'undo' as const }),
      fc.constant({ kind: 'repeat' as const }),
      fc.constant({ kind: 'later' as const }),
      fc.constant({ kind: 'look' as const }),
      fc.constant({ kind: 'restart' as const }),
    );
    const note = '';
    await fc.assert(
      fc.asyncProperty(fc.array(act, { minLength: 1, maxLength: 8 }), async (acts) => {
        const { decoy, shown } = aDecoy();
        const whole = desk.approval(shown);
        const made: Decision[] = [];
        for (const one of acts) {
          const decide = (decision: Decision) => {
            made.push(decision);
            expect(submit(decision).kind).not.toBe('accepted');
          };
          switch (one.kind) {
            case 'approve':
              decide({ ...whole, id: desk.approval(shown).id });
              break;
            case 'edit':
              decide(desk.approval(shown, { body: `${shown.draft!.body}${one.more}`, editClass: 'minor' }));
              break;
            case 'reject':
              decide(desk.other(shown, { ...one, note, sentence: null }));
              break;
            case 'escalate':
            case 'do-not-contact':
              decide(desk.other(shown, { ...one, note }));
              break;
            case 'snooze-time':
              decide(desk.other(shown, { kind: 'snooze', until: { kind: 'time', atMs: desk.clock.nowMs() + 60_000 } }));
              break;
            case 'snooze-signal':
              decide(desk.other(shown, { kind: 'snooze', until: { kind: 'fresh-signal' } }));
              break;
            case 'undo':
              for (const { id } of made) expect(desk.decide.undo(id, person.id).kind).toBe('no');
              break;
            case 'repeat':
              for (const decision of made) expect(submit(decision).kind).not.toBe('accepted');
              break;
            case 'look':
              desk.decide.lookAtDecoys(person.id);
              break;
            case 'later':
              await desk.later(UNDO_MS);
              desk.decide.settleDue(desk.clock.nowMs());
              break;
            case 'restart': {
              const { dir, clock } = desk;
              await desk.close();
              desk = openParts({ dir, clock, policy: withShare(2) });
            }
          }
          expect(marks(desk)).toEqual(NONE);
          expect(desk.ledger.decoys.read(decoy.id)?.planted).toEqual(decoy.planted);
        }
      }),
      { numRuns: 15 },
    );
  });

  it('can’t be signed even by a part that takes it for a package: no package, no world, and neither a decision nor a send can be written', () => {
    const { decoy, shown, real } = aDecoy();
    expect(desk.ledger.copies.readPackage(decoy.id)).toBeNull();
    expect(desk.ledger.copies.packageWorld(decoy.id)).toBeNull();
    expect(desk.ledger.copies.packageParties(decoy.id)).toBeNull();
    expect(() => desk.ledger.decisions.create(desk.approval(shown), 1)).toThrow(/a decoy is not decided/);
    // A real approval's send, put under the decoy's id.
    desk.ledger.decisions.setPackageState(real.id, null);
    expect(submit(desk.approval(real)).kind).toBe('accepted');
    const [{ send, countersignature }] = desk.ledger.sends.inState(['held']) as [
      ReturnType<typeof desk.ledger.sends.inState>[number],
    ];
    const forged = {
      ...send,
      state: 'countersigned',
      id: 'send-forged',
      messageId: '<forged@tallyhook.example>',
      packageId: decoy.id,
    };
    expect(() => desk.ledger.sends.create(forged as typeof send, countersignature)).toThrow(
      /a package that the ledger does not know/,
    );
  });
});
