/** A send's life from countersignature to outcome, over a real ledger and real SMTP servers. */
import { afterEach, describe, expect, it, vi } from 'vitest';
import { SuppressionId } from '../../shared/domain/ids.ts';
import { person } from '../policy/sample.ts';
import {
  openParts,
  packageNumber,
  policy,
  smtpTo,
  turnedClock,
  UNDO_MS,
  type Parts,
  type PartsWish,
} from './desk-parts.ts';
import { startFaultyServer, startServer, type Fault, type TestServer } from './smtp-servers.ts';

// Real files, servers and processes on a machine that may be busy.
vi.setConfig({ testTimeout: 60_000 });

const cleanUps: (() => Promise<void>)[] = [];
afterEach(async () => {
  for (const cleanUp of cleanUps.splice(0).reverse()) await cleanUp();
});
const serve = async (server: Promise<TestServer>): Promise<TestServer> => {
  const started = await server;
  cleanUps.push(() => started.stop());
  return started;
};
const open = (wish: PartsWish = {}): Parts => {
  const parts = openParts(wish);
  cleanUps.push(() => parts.discard());
  return parts;
};
const withServer = async (wish: PartsWish = {}) => {
  const server = await serve(startServer());
  return { server, desk: open({ transport: smtpTo(server.port), ...wish }) };
};
const withFault = async (fault: (connection: number) => Fault | null, wish: PartsWish = {}) => {
  const server = await serve(startFaultyServer(fault));
  return { server, desk: open({ transport: smtpTo(server.port), ...wish }) };
};
const writes = (desk: Parts) =>
  desk.ledger.writeBacks
    .due(desk.clock.nowMs() + 1e9, 100)
    .flatMap(({ write }) => (write.kind === 'push' ? [write.op] : []));
const path = (desk: Parts, id: Parameters<Parts['send']>[0]) => desk.ledger.sends.transitions(id).map(({ to }) => to);
const today = '2026-11-11';

describe('an approval', () => {
  it('is held for the undo window, then leaves with the countersigned fields, and the CRM hears of it', async () => {
    const { server, desk } = await withServer();
    const [pkg] = desk.add(packageNumber(1));
    const { sendId } = desk.approve(pkg!);
    await desk.later(UNDO_MS - 1);
    expect([desk.send(sendId).state, server.mails.length]).toEqual(['held', 0]);
    await desk.later(1);
    expect(path(desk, sendId)).toEqual(['countersigned', 'held', 'released', 'reserved', 'transmitting', 'sent']);
    const send = desk.send(sendId);
    expect(server.mails.map(({ to }) => to)).toEqual([['dana.reyes@firm-1.example']]);
    expect(server.mails[0]!.raw).toContain(`Message-ID: ${send.messageId}\r\n`);
    expect(send).toMatchObject({ state: 'sent', sentAtMs: desk.clock.nowMs(), attempts: 1, serverReply: '250 taken' });
    expect(desk.ledger.copies.readPackage(pkg!.id)?.review.state).toBe('sent');
    expect(desk.ledger.decisions.read(send.decisionId)?.state).toBe('settled');
    expect(desk.ledger.sends.takenOn(send.mailboxId, today)).toBe(1);
    expect(
      writes(desk)
        .map((op) => op.kind)
        .sort(),
    ).toEqual(['activity', 'lifecycle', 'package-outcome', 'source-tag']);
    expect(writes(desk)).toContainEqual(
      expect.objectContaining({ kind: 'lifecycle', stage: 'sequencing', contactId: 'con-1', actor: 'sdr' }),
    );
    expect(writes(desk)).toContainEqual(expect.objectContaining({ kind: 'source-tag', tag: 'ai' }));
    expect(desk.ledger.trace.firstBrokenLine()).toBeNull();
    expect(desk.ledger.trace.page(0, 100).filter(({ kind }) => kind === 'gate')).toHaveLength(1);
    expect(JSON.stringify(desk.ledger.trace.page(0, 100))).not.toMatch(/@[a-z.-]+\.example|Dana|warehouse/);
  });

  it('leaves at once with send now, and only for the person who approved it', async () => {
    const { server, desk } = await withServer();
    const [pkg] = desk.add(packageNumber(1));
    const { sendId } = desk.approve(pkg!);
    expect(desk.engine.sendNow(sendId, 'person-eve' as never).kind).toBe('no');
    expect(desk.engine.sendNow(sendId, person.id)).toEqual({ kind: 'ok' });
    await desk.engine.whenIdle();
    expect(server.mails).toHaveLength(1);
    expect(desk.engine.sendNow(sendId, person.id)).toEqual({
      kind: 'no',
      because: 'Its undo window is over; it is sent.',
    });
  });

  it('gets a fresh undo window after the machine slept', async () => {
    const { server, desk } = await withServer();
    const [pkg] = desk.add(packageNumber(1));
    const { sendId } = desk.approve(pkg!);
    (desk.clock as ReturnType<typeof turnedClock>).set(desk.clock.nowMs() + 3_600_000);
    desk.inTouch();
    await desk.engine.tick();
    await desk.engine.whenIdle();
    expect([desk.send(sendId).state, server.mails.length]).toEqual(['held', 0]);
    await desk.later(UNDO_MS);
    expect([desk.send(sendId).state, server.mails.length]).toEqual(['sent', 1]);
  });
});

describe('the gate at release', () => {
  it('refuses who was suppressed after the approval, and says so to the person and the CRM', async () => {
    const { server, desk } = await withServer();
    const [pkg] = desk.add(packageNumber(1));
    const { sendId } = desk.approve(pkg!);
    desk.ledger.suppressions.put([
      {
        id: 'sup-1',
        scope: 'domain',
        value: 'firm-1.example',
        reason: 'unsubscribe',
        source: 'crm',
        evidence: '',
        atMs: desk.clock.nowMs(),
        by: 'crm',
        expiresAtMs: null,
      } as never,
    ]);
    await desk.later(UNDO_MS);
    expect(desk.send(sendId)).toMatchObject({
      state: 'refused',
      findings: [expect.objectContaining({ code: 'suppressed', answer: 'refuse' })],
    });
    expect(server.mails).toEqual([]);
    expect(desk.ledger.sends.takenOn(desk.send(sendId).mailboxId, today)).toBe(0);
    expect(desk.ledger.copies.readPackage(pkg!.id)?.review.state).toBe('refused');
    expect(writes(desk)).toEqual([expect.objectContaining({ kind: 'package-outcome', state: 'refused' })]);
  });

  it('asks the CRM about the recipient right before the gate, only about what is due, and what it answers counts', async () => {
    const asked: string[][] = [];
    const { server, desk } = await withServer({
      askSuppressions: (ledger, sends) => {
        asked.push(sends.map(({ to }) => to));
        const [entry] = sends.map(({ to }) => ({
          id: SuppressionId.parse('crm-1'),
          scope: 'global' as const,
          value: to,
          reason: 'unsubscribe' as const,
          source: 'crm',
          evidence: 'asked right before the gate',
          atMs: 1,
          by: 'crm',
          expiresAtMs: null,
        }));
        if (entry !== undefined) ledger.suppressions.put([entry]);
        return Promise.resolve();
      },
    });
    const [pkg] = desk.add(packageNumber(1));
    const { sendId } = desk.approve(pkg!);
    await desk.later(UNDO_MS - 1);
    expect(asked).toEqual([]);
    await desk.later(1);
    expect(asked).toEqual([['dana.reyes@firm-1.example']]);
    expect(desk.send(sendId)).toMatchObject({
      state: 'refused',
      findings: [expect.objectContaining({ code: 'suppressed' })],
    });
    expect(server.mails).toEqual([]);
  });

  it('is asked once more before the end of the message: a suppression that comes meanwhile cuts the connection', async () => {
    let desk: Parts | null = null;
    const server = await serve(
      startServer({
        onRcptTo(_address, _session, done) {
          desk!.ledger.suppressions.put([
            {
              id: 'sup-1',
              scope: 'contact',
              value: 'con-1',
              reason: 'request',
              source: 'crm',
              evidence: '',
              atMs: desk!.clock.nowMs(),
              by: 'crm',
              expiresAtMs: null,
            } as never,
          ]);
          done();
        },
      }),
    );
    desk = open({ transport: smtpTo(server.port) });
    const [pkg] = desk.add(packageNumber(1));
    const { sendId } = desk.approve(pkg!);
    await desk.later(UNDO_MS);
    await desk.later(1_000);
    expect(path(desk, sendId).slice(3)).toEqual(['reserved', 'transmitting', 'retry', 'refused']);
    expect(server.mails).toEqual([]);
    expect(desk.ledger.sends.takenOn(desk.send(sendId).mailboxId, today)).toBe(0);
  });

  it('asks the CRM once for all that wait where the world is stale, and defers with a check to clear it where that fails', async () => {
    let asked = 0;
    let online = false;
    const refreshWorld = () => {
      asked += 1;
      if (!online) return Promise.reject(new Error('offline'));
      desk.inTouch();
      return Promise.resolve();
    };
    const { server, desk } = await withServer({ refreshWorld });
    const ids = desk.add(packageNumber(1), packageNumber(2), packageNumber(3)).map((pkg) => desk.approve(pkg).sendId);
    (desk.clock as ReturnType<typeof turnedClock>).set(desk.clock.nowMs() + 16 * 60_000);
    await desk.later(UNDO_MS + 2_000);
    expect(asked).toBe(1);
    expect(ids.map((id) => [desk.send(id).state, desk.send(id).clearsAtMs])).toEqual(ids.map(() => ['deferred', null]));
    online = true;
    await desk.engine.recheckDeferred();
    await desk.engine.whenIdle();
    expect(ids.map((id) => desk.send(id).state)).toEqual(['sent', 'sent', 'sent']);
    expect(asked).toBe(2);
    expect(server.mails).toHaveLength(3);
  });

  it('defers to the recipient’s next business hour, comes back by itself, and leaves then', async () => {
    const { server, desk } = await withServer({ clock: turnedClock(Date.UTC(2026, 10, 11, 18)) });
    const [pkg] = desk.add(packageNumber(1));
    const { sendId } = desk.approve(pkg!);
    await desk.later(UNDO_MS);
    expect(desk.send(sendId)).toMatchObject({ state: 'deferred', clearsAtMs: Date.UTC(2026, 10, 12, 7) });
    expect(desk.ledger.copies.readPackage(pkg!.id)?.review.state).toBe('deferred');
    await desk.later(Date.UTC(2026, 10, 12, 7) - desk.clock.nowMs());
    expect([desk.send(sendId).state, server.mails.length]).toEqual(['sent', 1]);
  });

  it('lets an approval expire that waited too long, as its own end', async () => {
    const { server, desk } = await withServer({ refreshWorld: () => Promise.reject(new Error('offline')) });
    const [pkg] = desk.add(packageNumber(1));
    const { sendId } = desk.approve(pkg!);
    (desk.clock as ReturnType<typeof turnedClock>).set(desk.clock.nowMs() + 16 * 60_000);
    await desk.later(UNDO_MS + 2_000);
    expect(desk.send(sendId).state).toBe('deferred');
    await desk.later(97 * 3_600_000);
    expect(desk.send(sendId).state).toBe('expired');
    expect(writes(desk)).toEqual([expect.objectContaining({ kind: 'package-outcome', state: 'expired' })]);
    expect(server.mails).toEqual([]);
  });

  it('holds everything while sending is paused, and lets it go after', async () => {
    const { server, desk } = await withServer();
    const [pkg] = desk.add(packageNumber(1));
    const { sendId } = desk.approve(pkg!);
    desk.ledger.copies.setPause({
      scope: 'all',
      value: '',
      reason: 'kill switch',
      byPersonId: person.id,
      atMs: desk.clock.nowMs(),
    });
    await desk.later(UNDO_MS);
    expect(desk.send(sendId).state).toBe('deferred');
    desk.ledger.copies.clearPause('all', '');
    await desk.engine.recheckDeferred();
    await desk.engine.whenIdle();
    expect([desk.send(sendId).state, server.mails.length]).toEqual(['sent', 1]);
  });

  it.each([
    ['all', ''],
    ['mailbox', person.mailbox.id],
    ['segment', 'seg-logistics'],
    ['sequence', 'seq-1'],
    ['version', 'new-money@4'],
  ] as const)('does not end a message whose %s was paused after its slot was taken', async (scope, value) => {
    const reached: string[] = [];
    const desk = open({
      transport: {
        async transmit(_envelope, _bytes, beforeMark) {
          desk.ledger.copies.setPause({
            scope,
            value,
            reason: 'stop',
            byPersonId: person.id,
            atMs: desk.clock.nowMs(),
          });
          try {
            await beforeMark(() => true);
            reached.push('mark');
          } catch {
            return { kind: 'not-accepted', reason: 'cut' };
          }
          return { kind: 'accepted', reply: '250 ok', serverAtMs: null };
        },
        test: () => Promise.resolve(null),
        close: () => Promise.resolve(),
      },
    });
    const [pkg] = desk.add(packageNumber(1));
    const { sendId } = desk.approve(pkg!);
    await desk.later(UNDO_MS);
    expect(reached).toEqual([]);
    expect(desk.send(sendId)).toMatchObject({ state: 'deferred', findings: [{ code: 'paused' }] });
    expect(desk.ledger.sends.takenOn(desk.send(sendId).mailboxId, today)).toBe(0);
  });

  it('wakes on a full disk without a throw, and gives the undo window anew once there is room', async () => {
    let isFull = false;
    const { desk } = await withServer({
      around: (ledger) => ({
        ...ledger,
        transact(work) {
          if (isFull) throw new Error('database or disk is full');
          return ledger.transact(work);
        },
      }),
    });
    const [pkg] = desk.add(packageNumber(1));
    const { sendId } = desk.approve(pkg!);
    const wokenAtMs = desk.clock.nowMs() + 3_600_000;
    (desk.clock as ReturnType<typeof turnedClock>).set(wokenAtMs);
    isFull = true;
    expect(() => desk.engine.renewUndoWindows()).not.toThrow();
    isFull = false;
    await desk.engine.tick();
    expect(desk.send(sendId)).toMatchObject({ state: 'held', releaseAtMs: wokenAtMs + UNDO_MS });
  });

  it('waits without a mailbox, and keeps nothing reserved', async () => {
    const desk = open();
    const [pkg] = desk.add(packageNumber(1));
    const { sendId } = desk.approve(pkg!);
    await desk.later(UNDO_MS);
    expect(desk.send(sendId).state).toBe('deferred');
    expect(desk.ledger.sends.takenOn(desk.send(sendId).mailboxId, today)).toBe(0);
    const server = await serve(startServer());
    desk.use(smtpTo(server.port));
    await desk.engine.recheckDeferred();
    await desk.engine.whenIdle();
    expect(desk.send(sendId).state).toBe('sent');
  });
});

describe('the mailbox’s day', () => {
  const small = { ...policy, limits: { ...policy.limits, mailboxPerDay: 2 } };

  it('takes replies before first touches, and the rest leaves the next day', async () => {
    const { server, desk } = await withServer({ policy: small });
    desk.ledger.copies.applyPulled(
      'touch',
      [
        {
          kind: 'touch',
          id: 'in-4',
          body: {
            id: 'in-4',
            contactId: 'con-4',
            accountId: 'acc-4',
            channel: 'email',
            direction: 'inbound',
            atMs: desk.clock.nowMs() - 60_000,
            subject: 'Re',
            snippet: '',
            outcome: 'reply',
            source: 'human',
            templateVersion: null,
            promptVersion: null,
            messageId: null,
          } as never,
        },
      ],
      't1',
    );
    const ids = desk
      .add(packageNumber(1), packageNumber(2), packageNumber(3), packageNumber(4, 'reply'))
      .map((pkg) => desk.approve(pkg).sendId);
    await desk.later(UNDO_MS);
    expect(ids.map((id) => desk.send(id).state)).toEqual(['sent', 'deferred', 'deferred', 'sent']);
    // The next business day in Berlin begins at midnight; the send window opens at eight.
    await desk.later(24 * 3_600_000);
    expect(ids.map((id) => desk.send(id).state)).toEqual(['sent', 'sent', 'sent', 'sent']);
    expect(server.mails).toHaveLength(4);
  });
});

describe('a server that fails', () => {
  it('for now gets the same bytes and Message-ID again, later and not too often', async () => {
    const { server, desk } = await withFault((connection) => (connection < 3 ? { afterDot: '451 4.3.0 later' } : null));
    const [pkg] = desk.add(packageNumber(1));
    const { sendId } = desk.approve(pkg!);
    await desk.later(UNDO_MS);
    expect(desk.send(sendId)).toMatchObject({ state: 'retry', attempts: 1, serverReply: '451 4.3.0 later' });
    const first = Buffer.from(desk.ledger.sends.read(sendId)!.mime!).toString();
    expect(desk.ledger.sends.takenOn(desk.send(sendId).mailboxId, today)).toBe(0);
    await desk.later(3_600_000);
    expect(desk.send(sendId)).toMatchObject({ state: 'sent', attempts: 3 });
    expect(server.mails.map(({ raw }) => `${raw}\r\n`)).toEqual([first.replaceAll(/^\./gm, '..')]);
  });

  it('for now, every time, ends as failed with its slot given back and the CRM told', async () => {
    const { desk } = await withFault(() => ({ rcpt: '450 4.2.1 busy' }));
    const [pkg] = desk.add(packageNumber(1));
    const { sendId } = desk.approve(pkg!);
    await desk.later(UNDO_MS);
    await desk.later(6 * 3_600_000);
    expect(desk.send(sendId)).toMatchObject({ state: 'failed', attempts: policy.limits.transmitAttempts });
    expect(desk.ledger.sends.takenOn(desk.send(sendId).mailboxId, today)).toBe(0);
    expect(writes(desk)).toEqual([
      expect.objectContaining({ kind: 'package-outcome', state: 'refused', because: '450 4.2.1 busy' }),
    ]);
  });

  it('for good fails the message and gives the slot back', async () => {
    const { desk } = await withFault(() => ({ rcpt: '550 5.1.1 no such user' }));
    const [pkg] = desk.add(packageNumber(1));
    const { sendId } = desk.approve(pkg!);
    await desk.later(UNDO_MS);
    expect(desk.send(sendId)).toMatchObject({ state: 'failed', serverReply: '550 5.1.1 no such user' });
    expect(desk.ledger.copies.pauses()).toEqual([]);
    expect(desk.ledger.sends.takenOn(desk.send(sendId).mailboxId, today)).toBe(0);
  });

  it('because of the sender pauses the whole mailbox', async () => {
    const { server, desk } = await withFault(() => ({ afterDot: '550 5.7.26 unauthenticated sender' }));
    const [one, two] = desk.add(packageNumber(1), packageNumber(2));
    const first = desk.approve(one!).sendId;
    await desk.later(UNDO_MS);
    const second = desk.approve(two!).sendId;
    await desk.later(UNDO_MS);
    expect(desk.send(first).state).toBe('failed');
    expect(desk.send(second)).toMatchObject({
      state: 'deferred',
      findings: [expect.objectContaining({ code: 'paused' })],
    });
    expect(desk.ledger.copies.pauses()).toMatchObject([{ scope: 'mailbox', byPersonId: 'system' }]);
    expect(server.mails).toEqual([]);
  });

  it('that can’t be reached is tried by one message at a sync, and its success brings the others', async () => {
    const away = smtpTo(1);
    let offered = 0;
    const desk = open({ transport: { ...away, transmit: (...values) => ((offered += 1), away.transmit(...values)) } });
    const ids = desk
      .add(...Array.from({ length: 6 }, (_, at) => packageNumber(at)))
      .map((pkg) => desk.approve(pkg).sendId);
    await desk.later(UNDO_MS);
    await desk.engine.whenIdle();
    const before = offered;
    await desk.engine.recheckDeferred();
    await desk.engine.whenIdle();
    expect(offered - before).toBe(1);
    const server = await serve(startServer());
    desk.use(smtpTo(server.port));
    await desk.engine.recheckDeferred();
    await desk.engine.whenIdle();
    expect(ids.map((id) => desk.send(id).state)).toEqual(ids.map(() => 'sent'));
    expect(server.mails).toHaveLength(6);
  });

  it('that can’t be reached for hours costs no attempts: the message leaves when it is back, once', async () => {
    const desk = open({ transport: smtpTo(1) });
    const [pkg] = desk.add(packageNumber(1));
    const { sendId } = desk.approve(pkg!);
    await desk.later(3 * 3_600_000);
    expect(desk.send(sendId).state).toBe('retry');
    expect(desk.send(sendId).attempts).toBeGreaterThan(policy.limits.transmitAttempts);
    const server = await serve(startServer());
    desk.use(smtpTo(server.port));
    await desk.engine.recheckDeferred();
    await desk.engine.whenIdle();
    expect([desk.send(sendId).state, server.mails.length]).toEqual(['sent', 1]);
  });
});

describe('an uncertain send', () => {
  it('is found in the mailbox by its Message-ID and counts as sent, never sent again', async () => {
    const server = await serve(startFaultyServer(() => 'cut-after-dot-but-keep'));
    const lookup = {
      findByMessageId: (id: string) =>
        Promise.resolve(server.mails.some(({ raw }) => raw.includes(id)) ? ('found' as const) : ('absent' as const)),
    };
    const desk = open({ transport: smtpTo(server.port), lookup });
    const [pkg] = desk.add(packageNumber(1));
    const { sendId } = desk.approve(pkg!);
    await desk.later(UNDO_MS);
    expect(path(desk, sendId).slice(-3)).toEqual(['transmitting', 'uncertain', 'sent']);
    await desk.later(96 * 3_600_000);
    expect(server.mails).toHaveLength(1);
    expect(desk.ledger.sends.takenOn(desk.send(sendId).mailboxId, today)).toBe(1);
  });

  it('that is not found stays uncertain, keeps its slot, and asks the person after the stored grace', async () => {
    const { server, desk } = await withFault(() => 'cut-after-dot', {
      lookup: { where: 'the Sent folder', findByMessageId: () => Promise.resolve('absent') },
    });
    const [pkg] = desk.add(packageNumber(1));
    const { sendId } = desk.approve(pkg!);
    await desk.later(UNDO_MS);
    const handedOverAtMs = desk.clock.nowMs();
    await desk.later(14 * 60_000);
    expect(desk.send(sendId).serverReply).toMatch(/It is being looked for/);
    // Each look is kept, so that the person can see what was tried; the first is made at once, then one a minute.
    expect(desk.send(sendId).doubt).toEqual({
      handedOverAtMs,
      asksAtMs: handedOverAtMs + 15 * 60_000,
      looks: 15,
      lastLook: { atMs: desk.clock.nowMs(), where: 'the Sent folder', answer: 'absent' },
    });
    await desk.later(60_000);
    expect(desk.send(sendId)).toMatchObject({
      state: 'uncertain',
      serverReply: expect.stringMatching(/Nobody can tell whether it arrived/) as string,
    });
    expect(desk.ledger.sends.takenOn(desk.send(sendId).mailboxId, today)).toBe(1);
    await desk.later(200 * 3_600_000);
    expect(desk.send(sendId).state).toBe('uncertain');
    expect(desk.send(sendId).attempts).toBe(1);
    expect(server.mails).toEqual([]);
  });

  it.each([
    ['arrived', 'sent', 'sent'],
    ['draft-again', 'abandoned', 'ready'],
  ] as const)('takes the person’s answer %s', async (answer, state, pkgState) => {
    const { desk } = await withFault(() => 'cut-after-dot');
    const [pkg] = desk.add(packageNumber(1));
    const { sendId } = desk.approve(pkg!);
    await desk.later(UNDO_MS);
    expect(desk.engine.resolve(sendId, answer, 'person-eve' as never).kind).toBe('no');
    expect(desk.engine.resolve(sendId, answer, person.id)).toEqual({ kind: 'ok' });
    expect(desk.engine.resolve(sendId, answer, person.id).kind).toBe('no');
    expect(desk.send(sendId).state).toBe(state);
    expect(desk.ledger.copies.readPackage(pkg!.id)?.review.state).toBe(pkgState);
    if (answer === 'arrived') return;
    const again = desk.approve(desk.ledger.copies.readPackage(pkg!.id)!).sendId;
    expect(desk.send(again).messageId).not.toBe(desk.send(sendId).messageId);
  });
});

describe('many at once', () => {
  it('use at most three connections of a mailbox', async () => {
    let connected = 0;
    let most = 0;
    const server = await serve(
      startServer({
        onConnect(_session, done) {
          most = Math.max(most, (connected += 1));
          setTimeout(() => done(), 10);
        },
        onClose: () => void (connected -= 1),
      }),
    );
    const desk = open({ transport: smtpTo(server.port) });
    const ids = desk
      .add(...Array.from({ length: 12 }, (_, at) => packageNumber(at)))
      .map((pkg) => desk.approve(pkg).sendId);
    await desk.later(UNDO_MS);
    expect(ids.map((id) => desk.send(id).state)).toEqual(ids.map(() => 'sent'));
    expect(server.mails).toHaveLength(12);
    expect(most).toBeLessThanOrEqual(3);
    expect(most).toBeGreaterThan(1);
  });
});
