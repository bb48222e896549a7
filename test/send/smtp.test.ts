/** One message over SMTP against real servers: what is reported is what happened, and the mark parts safe-to-repeat from uncertain. */
import { afterEach, beforeAll, describe, expect, it, vi } from 'vitest';
import type { SmtpAccount } from '../../shared/ipc/contract.ts';
import { buildMime } from '../../electron/send/mime.ts';
import { makeSmtpTransport, type SmtpOptions } from '../../electron/send/smtp.ts';
import { signedSample } from './signed-sample.ts';
import { makeCertificate, startFaultyServer, startServer, type Fault, type TestServer } from './smtp-servers.ts';

// Real files, servers and processes on a machine that may be busy.
vi.setConfig({ testTimeout: 60_000 });

const ENVELOPE = { from: 'sam@ourco.example', to: 'dana.reyes@northwind.example' };
const account = (port: number, change: Partial<SmtpAccount> = {}): SmtpAccount => ({
  host: '127.0.0.1',
  port,
  tls: 'none',
  user: '',
  ...change,
});
const byPassword = (password: string) => () => Promise.resolve({ kind: 'password' as const, user: 'sam', password });
const transport = (port: number, change: Partial<SmtpAccount> = {}, options: Partial<SmtpOptions> = {}) =>
  makeSmtpTransport({ account: account(port, change), login: byPassword('open sesame'), ...options });

let servers: TestServer[] = [];
const started = async (server: Promise<TestServer>) => {
  const one = await server;
  servers.push(one);
  return one;
};
afterEach(async () => {
  await Promise.all(servers.map((server) => server.stop()));
  servers = [];
});

async function transmit(
  port: number,
  change: Partial<SmtpAccount> = {},
  options: Partial<SmtpOptions> = {},
  bytes?: Uint8Array,
) {
  let marks = 0;
  const outcome = await transport(port, change, options).transmit(
    ENVELOPE,
    bytes ?? (await buildMime(signedSample(), 1_800_000_000_000)),
    () => void (marks += 1),
  );
  return { outcome, marks };
}

describe('a server that takes the message', () => {
  it('gets exactly the bytes and one recipient, and the mark is made once before it has the end of the message', async () => {
    const server = await started(startServer());
    const bytes = await buildMime(signedSample(), 1_800_000_000_000);
    let takenAtMark = -1;
    const outcome = await transport(server.port).transmit(
      ENVELOPE,
      bytes,
      () => void (takenAtMark = server.mails.length),
    );
    expect(outcome).toMatchObject({ kind: 'accepted', reply: '250 taken' });
    expect(takenAtMark).toBe(0);
    expect(server.mails.map(({ from, to }) => ({ from, to }))).toEqual([{ from: ENVELOPE.from, to: [ENVELOPE.to] }]);
    expect(server.mails[0]!.raw).toBe(Buffer.from(bytes).toString('utf8'));
  });

  it('gets a message of some megabytes whole, leading dots included', async () => {
    const server = await started(startServer());
    const bytes = Buffer.from(`Subject: big\r\n\r\n${'.dot at the start of a line\r\n'.repeat(100_000)}`);
    const { outcome, marks } = await transmit(server.port, {}, {}, bytes);
    expect([outcome.kind, marks]).toEqual(['accepted', 1]);
    expect(server.mails[0]!.raw).toBe(bytes.toString());
  });
});

describe('TLS and sign-in', () => {
  let pair: { key: string; cert: string };
  beforeAll(() => (pair = makeCertificate()));
  const secure = (implicit: boolean) =>
    startServer({
      ...pair,
      secure: implicit,
      authOptional: false,
      onAuth: (auth, _session, done) =>
        auth.username === 'sam' && auth.password === 'open sesame'
          ? done(null, { user: 'sam' })
          : done(Object.assign(new Error('no such user'), { responseCode: 535 })),
    });

  it.each([
    ['implicit', true],
    ['starttls', false],
  ] as const)('with %s carry the same bytes after the password was accepted', async (tls, implicit) => {
    const server = await started(secure(implicit));
    const { outcome, marks } = await transmit(server.port, { tls, user: 'sam' }, { trusted: [pair.cert] });
    expect([outcome.kind, marks]).toEqual(['accepted', 1]);
    expect(server.mails[0]).toMatchObject({ secure: true, user: 'sam', to: [ENVELOPE.to] });
  });

  it('refuse a certificate nobody vouches for, before any password is said', async () => {
    const server = await started(secure(true));
    const { outcome, marks } = await transmit(server.port, { tls: 'implicit', user: 'sam' });
    expect(outcome).toMatchObject({ kind: 'not-accepted', unreachable: true });
    expect(outcome.kind === 'not-accepted' && outcome.reason).toMatch(/No secure connection/);
    expect(marks).toBe(0);
  });

  it('never go on in clear text where STARTTLS was asked for and is not offered', async () => {
    const server = await started(startServer());
    const { outcome } = await transmit(server.port, { tls: 'starttls', user: 'sam' });
    expect(outcome.kind).toBe('not-accepted');
    expect(server.mails).toEqual([]);
  });

  it('report a refused password as the mailbox’s trouble, not the message’s', async () => {
    const server = await started(secure(true));
    const { outcome } = await transmit(
      server.port,
      { tls: 'implicit', user: 'sam' },
      { trusted: [pair.cert], login: byPassword('wrong') },
    );
    expect(outcome).toMatchObject({ kind: 'refused-temporarily', code: 535, pausesMailbox: true });
  });

  it('are tested without sending, and say in words what is wrong', async () => {
    const server = await started(secure(false));
    const good = { tls: 'starttls', user: 'sam' } as const;
    expect(await transport(server.port, good, { trusted: [pair.cert] }).test()).toBeNull();
    expect(await transport(server.port, good, { trusted: [pair.cert], login: byPassword('wrong') }).test()).toMatch(
      /did not accept the user name or the password/,
    );
    expect(await transport(server.port, good).test()).toMatch(/No secure connection/);
    expect(await transport(1, {}).test()).toBe('Nothing answers at this host and port.');
    expect(await transport(587, { host: 'mail.ourco.example' }).test()).toBe(
      'Without TLS only a server on this computer may be used.',
    );
    expect(server.mails).toEqual([]);
  });
});

describe('a server that fails', () => {
  const cases: readonly [string, Fault, string, number][] = [
    ['hangs up at once', 'cut-at-greeting', 'not-accepted', 0],
    ['hangs up at DATA', 'cut-at-data', 'not-accepted', 0],
    ['hangs up after the final dot', 'cut-after-dot', 'uncertain', 1],
    ['took it and hangs up without a word', 'cut-after-dot-but-keep', 'uncertain', 1],
    ['falls silent after the final dot', 'silent-after-dot', 'uncertain', 1],
    ['says something that is no answer', { afterDot: 'hello?' }, 'uncertain', 1],
    ['refuses the recipient for good', { rcpt: '550 5.1.1 no such user' }, 'refused-permanently', 0],
    ['refuses the recipient for now', { rcpt: '450 4.2.1 busy' }, 'refused-temporarily', 0],
    ['refuses DATA for now', { data: '451 4.3.0 later' }, 'refused-temporarily', 0],
    ['refuses the message for good', { afterDot: '554 5.7.1 spam' }, 'refused-permanently', 1],
    ['refuses the message for now', { afterDot: '421 4.7.28 too fast' }, 'refused-temporarily', 1],
  ];
  it.each(cases)('and %s is reported so', async (_what, fault, kind, marks) => {
    const server = await started(startFaultyServer(() => fault));
    const result = await transmit(server.port, {}, { silenceMs: 300 });
    expect([result.outcome.kind, result.marks]).toEqual([kind, marks]);
  });

  it('and hangs up in the middle of the data is never reported as refused or taken', async () => {
    const server = await started(startFaultyServer(() => 'cut-mid-data'));
    const big = Buffer.from(`Subject: big\r\n\r\n${'a line of text\r\n'.repeat(400_000)}`);
    const { outcome, marks } = await transmit(server.port, {}, {}, big);
    expect([outcome.kind, marks]).toEqual(['not-accepted', 0]);
    const small = await transmit(server.port);
    expect(['not-accepted', 'uncertain']).toContain(small.outcome.kind);
    expect(small.outcome.kind === 'uncertain').toBe(small.marks === 1);
  });

  it('and answers before the message is complete never makes it count as taken', async () => {
    const server = await started(startFaultyServer(() => ({ earlyReply: '552 5.3.4 too big' })));
    const { outcome } = await transmit(server.port);
    expect(outcome.kind).toBe('refused-permanently');
  });

  it('and can’t be reached was not even offered the message', async () => {
    expect((await transmit(1)).outcome).toEqual({
      kind: 'not-accepted',
      reason: 'Nothing answers at this host and port.',
      unreachable: true,
    });
  });

  it('is cut before the end of the message where the mark can’t be made', async () => {
    const server = await started(startServer());
    const outcome = await transport(server.port).transmit(ENVELOPE, await buildMime(signedSample(), 1), () => {
      throw new Error('disk full');
    });
    expect(outcome.kind).toBe('not-accepted');
    await new Promise((resolve) => setTimeout(resolve, 100));
    expect(server.mails).toEqual([]);
  });

  it('is let go when the desk closes: an unanswered message is uncertain', async () => {
    const server = await started(startFaultyServer(() => 'silent-after-dot'));
    const way = transport(server.port);
    const outcome = way.transmit(
      ENVELOPE,
      await buildMime(signedSample(), 1),
      () => void setTimeout(() => void way.close(), 100),
    );
    expect((await outcome).kind).toBe('uncertain');
  });
});

describe('what must hold before a connection is opened', () => {
  it.each(['a@b.example,c@d.example', 'a@b.example>\r\nRCPT TO:<c@d.example', ''])(
    'one recipient: %j is refused',
    async (to) => {
      const server = await started(startServer());
      const outcome = await transport(server.port).transmit({ ...ENVELOPE, to }, Buffer.from('x'), () => undefined);
      expect(outcome).toMatchObject({
        kind: 'refused-permanently',
        reply: 'The recipient is not exactly one address.',
      });
      expect(server.mails).toEqual([]);
    },
  );
  it('invented addresses never go to another machine', async () => {
    const outcome = await transport(465, { host: 'smtp.ourco.com', tls: 'implicit' }).transmit(
      ENVELOPE,
      Buffer.from('x'),
      () => undefined,
    );
    expect(outcome).toMatchObject({ kind: 'refused-permanently' });
  });
});
