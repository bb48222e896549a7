/** Connections of a mailbox over real SMTP servers: kept between messages, few, and never a reason to lose or to repeat one. */
import { createServer, type AddressInfo, type Socket } from 'node:net';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { makeSmtpTransport, type SmtpOptions } from '../../electron/send/smtp.ts';
import type { ReadMailLogin } from '../../electron/ports/mail-login.ts';
import type { SmtpAccount } from '../../shared/ipc/contract.ts';
import { makeCertificate, startServer, type TestServer } from './smtp-servers.ts';

vi.setConfig({ testTimeout: 60_000 });

const ENVELOPE = { from: 'sam@ourco.example', to: 'dana.reyes@northwind.example' };
const BYTES = Buffer.from('Subject: hello\r\n\r\nHello.\r\n');
const NO_LOGIN: ReadMailLogin = () => Promise.resolve(null);
const nothing = () => undefined;

const stops: (() => Promise<void>)[] = [];
afterEach(async () => {
  for (const stop of stops.splice(0)) await stop();
});

function over(port: number, change: Partial<SmtpAccount> = {}, options: Partial<SmtpOptions> = {}) {
  const way = makeSmtpTransport({
    account: { host: '127.0.0.1', port, tls: 'none', user: '', ...change },
    login: NO_LOGIN,
    ...options,
  });
  stops.unshift(() => way.close());
  return way;
}

async function listening(server: TestServer | Promise<TestServer>): Promise<TestServer> {
  const started = await server;
  stops.push(() => started.stop());
  return started;
}

/** A real server that counts what connects to it. */
async function counting(options: Parameters<typeof startServer>[0] = {}) {
  const counts = { opened: 0, open: 0, most: 0 };
  const server = await listening(
    startServer({
      onConnect: (_session, done) => {
        counts.opened += 1;
        counts.open += 1;
        counts.most = Math.max(counts.most, counts.open);
        done();
      },
      onClose: () => void (counts.open -= 1),
      ...options,
    }),
  );
  return { server, counts };
}

/** Says a line for each command until the script of that connection ends; then it does what the script says. */
type Ending = 'cut' | { readonly say: string };
async function scripted(
  endingOf: (connection: number, message: number) => { readonly at: string; readonly does: Ending } | null,
) {
  const sockets = new Set<Socket>();
  const mails: string[] = [];
  let connections = 0;
  const server = createServer((socket) => {
    sockets.add(socket);
    socket.on('error', nothing);
    const connection = (connections += 1);
    let message = 1;
    let buffered = '';
    let inData = false;
    socket.write('220 test\r\n');
    socket.on('data', (chunk) => {
      buffered += chunk.toString('latin1');
      const ending = () => endingOf(connection, message);
      const end = (does: Ending) => (does === 'cut' ? socket.destroy() : void socket.write(`${does.say}\r\n`));
      for (;;) {
        const stop = inData ? '\r\n.\r\n' : '\r\n';
        const at = buffered.indexOf(stop);
        if (inData && buffered.length > 0 && ending()?.at === 'body') return void end(ending()!.does);
        if (at < 0) return;
        const line = buffered.slice(0, at);
        buffered = buffered.slice(at + stop.length);
        const verb = inData ? 'DOT' : line.slice(0, 4).toUpperCase();
        inData = false;
        const plan = ending();
        if (plan?.at === verb) {
          if (verb === 'DOT') message += 1;
          end(plan.does);
          if (plan.does === 'cut') return;
        } else if (verb === 'DATA') {
          inData = true;
          socket.write('354 go on\r\n');
        } else if (verb === 'DOT') {
          mails.push(line);
          message += 1;
          socket.write('250 taken\r\n');
        } else if (verb === 'QUIT') socket.end('221 bye\r\n');
        else socket.write('250 fine\r\n');
      }
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  stops.push(
    () =>
      new Promise((resolve) => {
        for (const socket of sockets) socket.destroy();
        server.close(() => resolve());
      }),
  );
  return { port: (server.address() as AddressInfo).port, mails, connections: () => connections };
}

describe('a mailbox’s connections', () => {
  it('are kept between messages', async () => {
    const { server, counts } = await counting();
    const way = over(server.port);
    for (let message = 0; message < 5; message += 1)
      expect((await way.transmit(ENVELOPE, BYTES, nothing)).kind).toBe('accepted');
    expect([server.mails.length, counts.opened]).toEqual([5, 1]);
  });

  it('are never more than three, however many messages wait', async () => {
    const { server, counts } = await counting();
    const way = over(server.port);
    const outcomes = await Promise.all(Array.from({ length: 20 }, () => way.transmit(ENVELOPE, BYTES, nothing)));
    expect(outcomes.every(({ kind }) => kind === 'accepted')).toBe(true);
    expect([server.mails.length, counts.most, counts.opened]).toEqual([20, 3, 3]);
  });

  it('end by themselves after a moment without a message', async () => {
    const { server, counts } = await counting();
    const way = over(server.port, {}, { idleMs: 20 });
    await way.transmit(ENVELOPE, BYTES, nothing);
    await vi.waitFor(() => expect(counts.open).toBe(0));
    expect((await way.transmit(ENVELOPE, BYTES, nothing)).kind).toBe('accepted');
    expect(counts.opened).toBe(2);
  });

  it('end when the way out is closed, and none is opened after that', async () => {
    const { server, counts } = await counting();
    const way = over(server.port);
    await way.transmit(ENVELOPE, BYTES, nothing);
    await way.close();
    await vi.waitFor(() => expect(counts.open).toBe(0));
    expect(await way.transmit(ENVELOPE, BYTES, nothing)).toEqual({
      kind: 'not-accepted',
      reason: 'The desk is closing this way out.',
      unreachable: true,
    });
    expect(counts.opened).toBe(1);
  });

  it('that were refused a recipient take the next message without its envelope', async () => {
    const { server, counts } = await counting({
      onRcptTo: (address, _session, done) =>
        done(
          address.address.startsWith('nobody')
            ? Object.assign(new Error('5.1.1 no such user'), { responseCode: 550 })
            : null,
        ),
    });
    const way = over(server.port);
    const to = (local: string) => way.transmit({ ...ENVELOPE, to: `${local}@northwind.example` }, BYTES, nothing);
    expect((await to('nobody')).kind).toBe('refused-permanently');
    expect((await to('dana')).kind).toBe('accepted');
    expect(server.mails.map((mail) => mail.to)).toEqual([['dana@northwind.example']]);
    expect(counts.opened).toBe(1);
  });
});

describe('a kept connection that has ended meanwhile', () => {
  it.each([
    ['is cut at the next sender', 'MAIL', 'cut'],
    ['is told 421 at the next sender', 'MAIL', { say: '421 4.4.2 idle for too long' }],
    ['is cut at the recipient', 'RCPT', 'cut'],
    ['is cut at DATA', 'DATA', 'cut'],
    ['is cut in the middle of the text', 'body', 'cut'],
  ] as const)('and %s: the message goes out on a new one, marked once', async (_what, at, does) => {
    const server = await scripted((connection, message) => (connection === 1 && message === 2 ? { at, does } : null));
    const way = over(server.port);
    await way.transmit(ENVELOPE, BYTES, nothing);
    let marks = 0;
    // Long enough that it can't all be on its way before the server cuts it.
    const long = Buffer.concat([BYTES, Buffer.alloc(8_000_000, 'a line of text\r\n')]);
    const outcome = await way.transmit(ENVELOPE, long, () => void (marks += 1));
    expect([outcome.kind, marks, server.mails.length, server.connections()]).toEqual(['accepted', 1, 2, 2]);
  });

  it('after the mark is uncertain, and nothing is offered again', async () => {
    const server = await scripted((_connection, message) => (message === 2 ? { at: 'DOT', does: 'cut' } : null));
    const way = over(server.port);
    await way.transmit(ENVELOPE, BYTES, nothing);
    let marks = 0;
    const outcome = await way.transmit(ENVELOPE, BYTES, () => void (marks += 1));
    expect([outcome.kind, marks, server.mails.length, server.connections()]).toEqual(['uncertain', 1, 1, 1]);
  });

  it('and whose last look says no is not offered again', async () => {
    const server = await scripted(() => null);
    const way = over(server.port);
    await way.transmit(ENVELOPE, BYTES, nothing);
    let looks = 0;
    const outcome = await way.transmit(ENVELOPE, BYTES, () => {
      looks += 1;
      throw new Error('suppressed');
    });
    expect([outcome.kind, looks, server.mails.length, server.connections()]).toEqual(['not-accepted', 1, 1, 1]);
  });

  it('and a new one that ends too is told once: the message was not accepted', async () => {
    const server = await scripted((connection, message) =>
      connection > 1 || message === 2 ? { at: 'MAIL', does: 'cut' } : null,
    );
    const way = over(server.port);
    await way.transmit(ENVELOPE, BYTES, nothing);
    expect((await way.transmit(ENVELOPE, BYTES, nothing)).kind).toBe('not-accepted');
    expect(server.connections()).toBe(2);
  });

  it('because the server closed it is noticed without offering the message', async () => {
    const { server, counts } = await counting({ socketTimeout: 500 });
    const way = over(server.port);
    await way.transmit(ENVELOPE, BYTES, nothing);
    await vi.waitFor(() => expect(counts.open).toBe(0));
    expect((await way.transmit(ENVELOPE, BYTES, nothing)).kind).toBe('accepted');
    expect(server.mails).toHaveLength(2);
  });
});

describe('a sign-in by token', () => {
  const pair = makeCertificate();
  const tokens = (good: string) =>
    startServer({
      ...pair,
      secure: true,
      authOptional: false,
      authMethods: ['XOAUTH2', 'PLAIN'],
      onAuth: (auth, _session, done) =>
        auth.method === 'XOAUTH2' && auth.accessToken === good && auth.username === 'sam@ourco.example'
          ? done(null, { user: 'sam' })
          : done(null, { data: { status: '401', schemes: 'bearer', scope: 'mail' } }),
    });
  const asked = (read: (renew: boolean) => string | null) => {
    const renewals: boolean[] = [];
    const login: ReadMailLogin = (options) => {
      const renew = options?.renew ?? false;
      renewals.push(renew);
      const accessToken = read(renew);
      return Promise.resolve(accessToken === null ? null : { kind: 'token', user: 'sam@ourco.example', accessToken });
    };
    return { login, renewals };
  };
  const secure = { tls: 'implicit', user: 'sam@ourco.example' } as const;

  it('is XOAUTH2, asked for once a connection', async () => {
    const server = await listening(tokens('token-1'));
    const { login, renewals } = asked(() => 'token-1');
    const way = over(server.port, secure, { login, trusted: [pair.cert] });
    expect((await way.transmit(ENVELOPE, BYTES, nothing)).kind).toBe('accepted');
    expect((await way.transmit(ENVELOPE, BYTES, nothing)).kind).toBe('accepted');
    expect(renewals).toEqual([false]);
    expect(server.mails[0]).toMatchObject({ secure: true, user: 'sam' });
  });

  it('that is refused is renewed and tried once more', async () => {
    const server = await listening(tokens('token-2'));
    const { login, renewals } = asked((renew) => (renew ? 'token-2' : 'token-1'));
    const way = over(server.port, secure, { login, trusted: [pair.cert] });
    expect((await way.transmit(ENVELOPE, BYTES, nothing)).kind).toBe('accepted');
    expect(renewals).toEqual([false, true]);
    expect(await way.test()).toBeNull();
  });

  it('that is refused twice pauses the mailbox and says what to do', async () => {
    const server = await listening(tokens('token-3'));
    const { login, renewals } = asked(() => 'token-1');
    const way = over(server.port, secure, { login, trusted: [pair.cert] });
    const outcome = await way.transmit(ENVELOPE, BYTES, nothing);
    expect(outcome).toMatchObject({ kind: 'refused-temporarily', code: 535, pausesMailbox: true, limitsRate: false });
    expect(outcome.kind === 'refused-temporarily' && outcome.reply).toMatch(/sign in again/);
    expect(JSON.stringify(outcome)).not.toContain('token-1');
    expect(renewals).toEqual([false, true]);
  });

  it('that can’t be had leaves the message where it is', async () => {
    const server = await listening(tokens('token-1'));
    const nobody = over(server.port, secure, { login: NO_LOGIN, trusted: [pair.cert] });
    expect(await nobody.transmit(ENVELOPE, BYTES, nothing)).toMatchObject({ kind: 'not-accepted', unreachable: true });
    const away = over(server.port, secure, {
      login: () => Promise.reject(new TypeError('fetch failed: secret')),
      trusted: [pair.cert],
    });
    expect(await away.transmit(ENVELOPE, BYTES, nothing)).toEqual({
      kind: 'not-accepted',
      reason: 'A sign-in for the mailbox could not be had right now (TypeError).',
      unreachable: true,
    });
    expect(server.mails).toEqual([]);
  });
});
