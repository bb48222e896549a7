/** A decision acts once, only for the package's owner, only about what was on screen; and undo takes all of it back while it can. */
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { Decision, RejectionReason } from '../../shared/domain/decision.ts';
import type { HandoffPackage } from '../../shared/domain/handoff-package.ts';
import { PersonId } from '../../shared/domain/ids.ts';
import { consequenceOf } from '../../shared/policy/rejection.ts';
import { BODY, DAY, person } from '../policy/sample.ts';
import type { turnedClock } from '../send/desk-parts.ts';
import { openParts, packageNumber, smtpTo, UNDO_MS, type Parts } from '../send/desk-parts.ts';
import { startServer, type TestServer } from '../send/smtp-servers.ts';

// Real files, servers and processes on a machine that may be busy.
vi.setConfig({ testTimeout: 60_000 });

let server: TestServer;
let desk: Parts;
let pkg: HandoffPackage;
beforeEach(async () => {
  server = await startServer();
  desk = openParts({ transport: smtpTo(server.port) });
  [pkg] = desk.add(packageNumber(1)) as [HandoffPackage];
});
afterEach(async () => {
  await desk.discard();
  await server.stop();
});

const submit = (decision: Decision) => desk.decide.submit(decision, person.id);
const because = (decision: Decision) => {
  const answer = submit(decision);
  return answer.kind === 'refused' ? answer.because : answer.kind;
};
const state = () => desk.ledger.copies.readPackage(pkg.id)?.review.state;
const writesIn = (ms: number) => desk.ledger.writeBacks.due(desk.clock.nowMs() + ms, 100).map(({ write }) => write);
/** Delivers what is due by then; a later write about the same thing waits for the earlier one. */
const deliver = (ms: number) => {
  const nowMs = desk.clock.nowMs() + ms;
  const delivered = writesIn(ms);
  for (const write of delivered) {
    const opId = write.kind === 'push' ? write.op.opId : write.opId;
    desk.ledger.writeBacks.settle(opId, { opId, kind: 'ok', because: '', retryAfterMs: null }, nowMs, nowMs);
  }
  return delivered;
};

describe('an approval', () => {
  it('that comes five times acts once and is answered the same way', async () => {
    const decision = desk.approval(pkg);
    const answers = Array.from({ length: 5 }, () => submit(decision));
    expect(new Set(answers.map((answer) => JSON.stringify(answer))).size).toBe(1);
    expect(desk.ledger.sends.inState(['held'])).toHaveLength(1);
    await desk.later(UNDO_MS);
    expect(submit(decision)).toEqual(answers[0]);
    expect(server.mails).toHaveLength(1);
  });

  it('with an id that another decision has is refused', () => {
    const decision = desk.approval(pkg);
    submit(decision);
    expect(because(Decision.parse({ ...decision, activeMs: 1 }))).toMatch(/Another decision has this id/);
  });

  it('signs what was on screen and nothing else', () => {
    const decision = desk.approval(pkg) as Extract<Decision, { kind: 'approve' }>;
    const shown = (change: object) => because({ ...decision, message: { ...decision.message, ...change } });
    expect(shown({ to: 'eve@evil.example' })).toMatch(/the recipient differs/);
    expect(shown({ from: 'eve@evil.example' })).toMatch(/the sender differs/);
    expect(shown({ text: `${decision.message.text} ` })).toMatch(/the text differs/);
    expect(shown({ to: 'eve@evil.example', text: 'x' })).toMatch(/the recipient, the text differ/);
    expect(because({ ...decision, body: `${decision.body}!` })).toMatch(/the text differs/);
    expect(desk.ledger.sends.inState(['countersigned', 'held'])).toEqual([]);
  });

  it('of an edited text carries the edit, signs its facts with their values, and leaves out those of removed sentences', () => {
    const body = BODY.replace(/ Other logistics teams[^.]*\./, '');
    const answer = submit(desk.approval(pkg, { body, editClass: 'light', seen: ['length'] }));
    expect(answer.kind).toBe('accepted');
    const row = desk.ledger.sends.inState(['held'])[0]!;
    const signed = JSON.parse(row.countersignature.signed) as {
      facts: { id: string; value: string }[];
      message: { text: string };
    };
    expect(signed.facts.map(({ id }) => id)).toEqual(['f-funding', 'f-job', 'f-product', 'f-sites']);
    expect(signed.facts[0]!.value).toBe('Series B, $12M');
    expect(signed.message.text.startsWith(body)).toBe(true);
  });

  it.each([
    [
      'a claim nobody answers for',
      { body: BODY.replace('Best,', 'We saved 9,000 hours.\n\nBest,') },
      /9,000|sentence|changed/i,
    ],
    [
      'another person’s attestation',
      { attested: [{ sentence: 'x', personId: 'person-eve', atMs: 1 }] },
      /attested by somebody else/,
    ],
    ['an older revision', { packageRevision: 1 }, /newer revision \(2\)/],
    ['an unseen ask', { body: BODY.replace(/\n\nTallyhook reads[^]*40%\./, '') }, /words/],
  ])('with %s is refused in words', (_what, change, words) => {
    expect(because(desk.approval(pkg, change))).toMatch(words);
    expect(state()).toBe('ready');
    expect(desk.ledger.trace.page(0, 10)).toEqual([]);
  });

  it('of a suppressed contact is refused, and of one outside the send window is signed and leaves later', () => {
    (desk.clock as ReturnType<typeof turnedClock>).set(Date.UTC(2026, 10, 11, 20));
    desk.inTouch();
    expect(submit(desk.approval(pkg)).kind).toBe('accepted');
    const [second] = desk.add(packageNumber(2));
    desk.ledger.suppressions.put([
      {
        id: 's',
        scope: 'contact',
        value: 'con-2',
        reason: 'request',
        source: '',
        evidence: '',
        atMs: 1,
        by: 'crm',
        expiresAtMs: null,
      } as never,
    ]);
    expect(because(desk.approval(second!))).toMatch(/suppression list/);
  });

  it('is the owner’s alone', () => {
    const eve = PersonId.parse('person-eve');
    desk.ledger.copies.setPeople([person, { ...person, id: eve }]);
    const decision = desk.approval(pkg);
    expect(desk.decide.submit(decision, eve)).toMatchObject({ kind: 'refused' });
    expect(desk.decide.submit(Decision.parse({ ...decision, personId: eve }), eve)).toEqual({
      kind: 'refused',
      because: 'This package belongs to somebody else now.',
    });
    const [nobodys] = desk.add(packageNumber(3, 'first-touch', { review: { ...pkg.review, ownerId: null } }));
    expect(because(desk.approval(nobodys!))).toBe('This package is nobody’s yet.');
  });

  it('of a package that has a message on its way is refused', () => {
    desk.approve(pkg);
    expect(because(desk.approval(pkg))).toBe('This package is approved already; nothing was done.');
  });
});

describe('undo of an approval', () => {
  it('takes it back while it is held, once, and frees the package', async () => {
    const { sendId, decisionId } = desk.approve(pkg);
    expect(desk.decide.undo(decisionId, PersonId.parse('person-eve')).kind).toBe('no');
    expect(desk.decide.undo(decisionId, person.id)).toEqual({ kind: 'ok' });
    expect(desk.decide.undo(decisionId, person.id)).toEqual({ kind: 'ok' });
    await desk.later(10 * UNDO_MS);
    expect([desk.send(sendId).state, state(), server.mails.length]).toEqual(['undone', 'ready', 0]);
    expect(desk.approve(desk.ledger.copies.readPackage(pkg.id)!).sendId).not.toBe(sendId);
  });

  it('comes too late once it left, and says when that was', async () => {
    const { decisionId } = desk.approve(pkg);
    await desk.later(UNDO_MS);
    expect(desk.decide.undo(decisionId, person.id)).toEqual({ kind: 'no', because: 'It left at 10:00.' });
  });

  it('against the release: exactly one of them wins', { timeout: 30_000 }, async () => {
    const wins = { undo: 0, release: 0 };
    for (let at = 0; at < 12; at += 1) {
      const [each] = desk.add(packageNumber(100 + at));
      const { sendId, decisionId } = desk.approve(each!);
      const undo = () => desk.decide.undo(decisionId, person.id).kind === 'ok';
      // From just before the release to while the server is being spoken to.
      let undone = at % 3 === 0 && undo();
      expect(desk.engine.sendNow(sendId, person.id).kind).toBe(undone ? 'no' : 'ok');
      await new Promise((resolve) => setTimeout(resolve, at));
      undone = undo();
      await desk.engine.whenIdle();
      expect([at, desk.send(sendId).state]).toEqual([at, undone ? 'undone' : 'sent']);
      wins[undone ? 'undo' : 'release'] += 1;
    }
    expect(wins).toEqual({ undo: 4, release: 8 });
    expect(server.mails).toHaveLength(8);
  });

  it('also takes back what waits, but only inside the window', async () => {
    desk.ledger.copies.setPause({ scope: 'all', value: '', reason: 'test', byPersonId: person.id, atMs: 1 });
    const { sendId, decisionId } = desk.approve(pkg);
    desk.engine.sendNow(sendId, person.id);
    await desk.engine.whenIdle();
    expect(desk.send(sendId).state).toBe('deferred');
    expect(desk.decide.undo(decisionId, person.id)).toEqual({ kind: 'ok' });
    const [second] = desk.add(packageNumber(2));
    const late = desk.approve(second!);
    await desk.later(UNDO_MS);
    expect(desk.decide.undo(late.decisionId, person.id)).toEqual({
      kind: 'no',
      because: 'The undo window ended at 10:00; it waits to leave.',
    });
  });
});

describe('a rejection', () => {
  it.each(RejectionReason.options)(
    'for %s does what the table says, after the undo window, and undo takes all of it back',
    (reason) => {
      const decision = desk.other(pkg, { kind: 'reject', reason, note: '', sentence: null });
      expect(submit(decision).kind).toBe('accepted');
      const consequence = consequenceOf(reason);
      expect(state()).toBe(consequence === 'suppress' ? 'suppressed' : 'rejected');
      expect(writesIn(UNDO_MS - 1)).toEqual([]);
      const kinds = writesIn(UNDO_MS)
        .map((write) => (write.kind === 'push' ? write.op.kind : write.kind))
        .sort();
      expect(kinds).toEqual(
        {
          redraft: ['package-outcome'],
          'drop-contact': ['lifecycle', 'package-outcome'],
          suppress: ['package-outcome', 'suppress'],
        }[consequence],
      );
      const matching = () =>
        desk.ledger.suppressions.matching(
          { email: pkg.contact.email, accountId: pkg.account.id, contactId: pkg.contact.id },
          desk.clock.nowMs(),
        ).length;
      expect(matching()).toBe(consequence === 'suppress' ? 1 : 0);
      expect(desk.decide.undo(decision.id, person.id)).toEqual({ kind: 'ok' });
      expect([state(), writesIn(DAY), matching()]).toEqual(['ready', [], 0]);
    },
  );

  it('settles when its window is over; undo then says when that was', () => {
    const decision = desk.other(pkg, { kind: 'reject', reason: 'tone', note: '', sentence: null });
    submit(decision);
    expect(desk.decide.nextDueAtMs()).toBe(desk.clock.nowMs() + UNDO_MS);
    (desk.clock as ReturnType<typeof turnedClock>).set(desk.clock.nowMs() + UNDO_MS);
    expect(desk.decide.settleDue(desk.clock.nowMs())).toBe(1);
    expect(desk.ledger.decisions.read(decision.id)?.state).toBe('settled');
    expect(desk.decide.undo(decision.id, person.id)).toEqual({
      kind: 'no',
      because: 'The undo window ended at 10:00.',
    });
    expect(writesIn(0)).toHaveLength(1);
  });
});

describe('do not contact', () => {
  const says = (scope: string, one = pkg) =>
    desk.other(one, { kind: 'do-not-contact', scope, note: 'asked on the phone' });

  it.each([
    ['contact', 'con-1'],
    ['domain', 'firm-1.example'],
    ['global', 'dana.reyes@firm-1.example'],
  ])('suppresses the %s at once, also for what is on its way', async (scope, value) => {
    const { sendId } = desk.approve(pkg);
    expect(submit(says(scope)).kind).toBe('accepted');
    expect(desk.ledger.copies.packageWorld(pkg.id)?.suppressions).toMatchObject([
      { scope, value, by: person.id, evidence: 'asked on the phone' },
    ]);
    await desk.later(UNDO_MS);
    expect([desk.send(sendId).state, server.mails.length]).toEqual(['refused', 0]);
  });

  it('is never a whole public mail domain', () => {
    const [gmail] = desk.add(
      packageNumber(2, 'first-touch', { contact: { ...packageNumber(2).contact, email: 'dana@gmail.com' } }),
    );
    expect(because(says('domain', gmail))).toMatch(/public mail provider/);
  });

  it('is taken back by undo', () => {
    const decision = says('global');
    submit(decision);
    expect(desk.decide.undo(decision.id, person.id)).toEqual({ kind: 'ok' });
    expect(desk.ledger.copies.packageWorld(pkg.id)?.suppressions).toEqual([]);
    expect([state(), writesIn(DAY)]).toEqual(['ready', []]);
  });
});

describe('an escalation', () => {
  const raise = () => {
    const decision = desk.other(pkg, { kind: 'escalate', trigger: 'pricing-or-legal', note: 'asks for a quote' });
    submit(decision);
    return { decision, id: `esc-${decision.id}` as never };
  };

  it('has its SLA, moves the lead after the undo window, and is accepted once, by its owner', () => {
    const { id } = raise();
    expect(desk.ledger.decisions.readEscalation(id)).toMatchObject({
      state: 'open',
      dueAtMs: desk.clock.nowMs() + 2 * 3_600_000,
      contactName: 'Dana Reyes',
    });
    expect(state()).toBe('escalated');
    expect(deliver(UNDO_MS)).toMatchObject([
      { op: { kind: 'package-outcome', state: 'escalated' } },
      { op: { kind: 'lifecycle', stage: 'escalated' } },
    ]);
    expect(desk.decide.acceptEscalation(id, PersonId.parse('person-eve')).kind).toBe('no');
    expect(desk.decide.acceptEscalation(id, person.id)).toEqual({ kind: 'ok' });
    expect(desk.decide.acceptEscalation(id, person.id)).toEqual({ kind: 'ok' });
    expect(desk.decide.declineEscalation(id, person.id, 'no').kind).toBe('no');
    expect(
      writesIn(DAY).filter(
        (write) => write.kind === 'push' && write.op.kind === 'lifecycle' && write.op.stage === 'qualifying',
      ),
    ).toHaveLength(1);
  });

  it('declined gives the package back with the reason', () => {
    const { id } = raise();
    expect(desk.decide.declineEscalation(id, person.id, 'just a question')).toEqual({ kind: 'ok' });
    expect(desk.ledger.decisions.readEscalation(id)).toMatchObject({
      state: 'declined',
      declinedBecause: 'just a question',
    });
    expect(state()).toBe('ready');
    deliver(UNDO_MS);
    expect(deliver(UNDO_MS)).toMatchObject([
      { op: { kind: 'package-outcome', state: 'ready', because: 'escalation declined: just a question' } },
    ]);
  });

  it('is withdrawn by undo, unless a human took it already', () => {
    const one = raise();
    expect(desk.decide.undo(one.decision.id, person.id)).toEqual({ kind: 'ok' });
    expect([desk.ledger.decisions.readEscalation(one.id)?.state, state(), writesIn(DAY)]).toEqual([
      'withdrawn',
      'ready',
      [],
    ]);
    const two = raise();
    desk.decide.acceptEscalation(two.id, person.id);
    expect(desk.decide.undo(two.decision.id, person.id)).toEqual({
      kind: 'no',
      because: 'The escalation was accepted already.',
    });
  });
});

describe('a snooze', () => {
  it('hides the package until its time and then brings it back', () => {
    const untilMs = desk.clock.nowMs() + 3_600_000;
    submit(desk.other(pkg, { kind: 'snooze', until: { kind: 'time', atMs: untilMs } }));
    expect(state()).toBe('snoozed');
    desk.decide.settleDue(untilMs - 1);
    expect(state()).toBe('snoozed');
    desk.decide.settleDue(untilMs);
    expect(state()).toBe('ready');
  });
  it('for a fresh signal ends with the package’s expiry at the latest', () => {
    submit(desk.other(pkg, { kind: 'snooze', until: { kind: 'fresh-signal' } }));
    desk.decide.settleDue(pkg.review.expiresAtMs);
    expect(state()).toBe('ready');
  });
  it('into the past is refused', () => {
    expect(because(desk.other(pkg, { kind: 'snooze', until: { kind: 'time', atMs: 1 } }))).toBe(
      'That time is over; choose a later one.',
    );
  });
  it('is taken back by undo', () => {
    const decision = desk.other(pkg, { kind: 'snooze', until: { kind: 'time', atMs: desk.clock.nowMs() + DAY } });
    submit(decision);
    desk.decide.undo(decision.id, person.id);
    expect([state(), desk.ledger.decisions.dueSnoozes(desk.clock.nowMs() + 2 * DAY)]).toEqual(['ready', []]);
  });
});

describe('a fault in the middle', () => {
  it('leaves nothing behind: no decision, no send, no line in the trust log', async () => {
    const broken = openParts({
      around: (ledger) => ({
        ...ledger,
        sends: {
          ...ledger.sends,
          move: () => {
            throw new Error('disk full');
          },
        },
      }),
    });
    const [one] = broken.add(packageNumber(1));
    const decision = broken.approval(one!);
    expect(() => broken.decide.submit(decision, person.id)).toThrow('disk full');
    expect(broken.ledger.decisions.read(decision.id)).toBeNull();
    expect(broken.ledger.sends.readByDecision(decision.id)).toBeNull();
    expect(broken.ledger.trace.page(0, 10)).toEqual([]);
    expect(broken.ledger.copies.readPackage(one!.id)?.review.state).toBe('ready');
    await broken.discard();
  });
});
