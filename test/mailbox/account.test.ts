/** The configured mailbox: kept without its secrets, never another server's secret, never a silent fallback, each way tried for real. */
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { makeImapReader } from '../../electron/inbox/imap.ts';
import { openMailboxAccount, type AccountPorts } from '../../electron/mailbox/account.ts';
import { systemHttp } from '../../electron/platform/http.ts';
import { runOnlySecrets } from '../../electron/platform/secrets-run-only.ts';
import { writeDurably } from '../../electron/platform/write-durably.ts';
import { makeSmtpTransport } from '../../electron/send/smtp.ts';
import type { MailAccount, MailSecrets } from '../../shared/domain/mail-account.ts';
import type { MailCalibration } from '../../shared/domain/mail-calibration.ts';
import { startImap } from '../inbox/imap-servers.ts';
import { turnedClock } from '../send/desk-parts.ts';
import { makeCertificate, startServer } from '../send/smtp-servers.ts';
import { startTokenEndpoint } from './token-endpoint.ts';

// Real files, servers and processes on a machine that may be busy.
vi.setConfig({ testTimeout: 60_000 });

let dir: string;
let path: string;
let secrets: ReturnType<typeof runOnlySecrets>;
beforeEach(() => {
  dir = mkdtempSync(join(tmpdir(), 'countersign-account-'));
  path = join(dir, 'mailbox.json');
  secrets = runOnlySecrets();
});
afterEach(() => rmSync(dir, { recursive: true, force: true }));

const opened = (trusted: readonly string[] = [], change: Partial<AccountPorts> = {}) =>
  openMailboxAccount({
    path,
    secrets,
    clock: turnedClock(),
    http: systemHttp,
    write: writeDurably,
    trySmtp: (account, login) =>
      makeSmtpTransport({ account: { ...account.smtp, user: account.user }, login, trusted }),
    tryImap: (server, login) => makeImapReader({ server, login, trusted }),
    ...change,
  });

const typed = (change: Partial<MailSecrets> = {}): MailSecrets => ({
  password: null,
  refreshToken: null,
  clientSecret: null,
  ...change,
});
const SESAME = typed({ password: 'open sesame' });
const SMTP = { host: 'smtp.ourco.example', port: 587, tls: 'starttls' } as const;
const IMAP = { host: 'imap.ourco.example', port: 993, tls: 'implicit' } as const;
const WORK: MailAccount = { smtp: SMTP, imap: IMAP, user: 'sam@ourco.example', auth: { kind: 'password' } };
const OAUTH: MailAccount = {
  ...WORK,
  auth: {
    kind: 'oauth',
    authorizationUrl: null,
    tokenUrl: 'https://login.example/token',
    clientId: 'client-1',
    scope: 'mail',
  },
};
const CALIBRATION: MailCalibration = {
  atMs: 1,
  address: 'sam@ourco.example',
  sentFolder: 'Sent',
  filedInSent: true,
  messageId: 'kept',
  originalIdHeader: null,
  signatures: [{ domain: 'ourco.example', selector: 's1' }],
  results: null,
};

describe('the chosen mailbox', () => {
  it('is the embedded one until a person chooses', () => {
    expect(opened().read()).toEqual({ kind: 'sink' });
  });

  it('is found again after a restart, its secrets never in the file', async () => {
    expect(opened().use(WORK, SESAME)).toEqual({ kind: 'ok' });
    expect(readFileSync(path, 'utf8')).not.toContain('sesame');
    expect(opened().read()).toEqual({ kind: 'smtp', account: WORK, calibration: null });
    expect(await opened().login()).toEqual({ kind: 'password', user: 'sam@ourco.example', password: 'open sesame' });
  });

  it('of the first format, with SMTP and a password only, is read as it was', async () => {
    secrets.write('mailbox.smtp-password', 'open sesame');
    writeFileSync(path, JSON.stringify({ formatVersion: 1, kind: 'smtp', account: { ...SMTP, user: 'sam' } }));
    expect(opened().read()).toEqual({
      kind: 'smtp',
      account: { smtp: SMTP, imap: null, user: 'sam', auth: { kind: 'password' } },
      calibration: null,
    });
    expect(opened().isLocked()).toBe(false);
    expect(await opened().login()).toMatchObject({ password: 'open sesame' });
    writeFileSync(path, JSON.stringify({ formatVersion: 1, kind: 'sink' }));
    expect(opened().read()).toEqual({ kind: 'sink' });
  });

  it.each([
    ['another host', { smtp: { ...SMTP, host: 'smtp.evil.example' } }],
    ['another Inbox', { imap: { ...IMAP, host: 'imap.evil.example' } }],
    ['another user', { user: 'eve' }],
    ['no encryption', { smtp: { ...SMTP, tls: 'none' } }],
    ['an Inbox without encryption', { imap: { ...IMAP, tls: 'none' } }],
  ] as const)('keeps its password from %s', (_name, change) => {
    const account = opened();
    account.use(WORK, SESAME);
    expect(account.use({ ...WORK, ...change }, typed()).kind).toBe('no');
    expect(account.read()).toMatchObject({ account: WORK });
  });

  it('keeps its password for the same servers, better encrypted or read no more', async () => {
    const account = opened();
    account.use(WORK, SESAME);
    const better: MailAccount = { ...WORK, smtp: { ...SMTP, tls: 'implicit' }, imap: null };
    expect(account.use(better, typed())).toEqual({ kind: 'ok' });
    expect(await account.login()).toMatchObject({ password: 'open sesame' });
  });

  it('keeps its refresh token from another sign-in service and another client', () => {
    const account = opened();
    expect(account.use(OAUTH, typed()).kind).toBe('no');
    expect(account.use(OAUTH, typed({ refreshToken: 'refresh-1', clientSecret: 'secret-1' }))).toEqual({ kind: 'ok' });
    expect(readFileSync(path, 'utf8')).not.toMatch(/refresh-1|secret-1/);
    const evil = {
      kind: 'oauth',
      authorizationUrl: null,
      tokenUrl: 'https://evil.example/token',
      clientId: 'client-1',
      scope: 'mail',
    } as const;
    expect(account.use({ ...OAUTH, auth: evil }, typed()).kind).toBe('no');
    expect(
      account.use({ ...OAUTH, auth: { ...evil, tokenUrl: 'https://login.example/token', clientId: 'x' } }, typed())
        .kind,
    ).toBe('no');
    expect(account.use(OAUTH, typed())).toEqual({ kind: 'ok' });
    expect(account.kept()).toEqual({ password: false, refreshToken: true, clientSecret: true });
    expect(account.use(WORK, typed()).kind, 'a token is no password').toBe('no');
  });

  it('forgets its secrets with the account', () => {
    const account = opened();
    account.use(WORK, SESAME);
    account.useSink();
    expect([account.read(), account.kept(), secrets.read('mailbox.smtp-password')]).toEqual([
      { kind: 'sink' },
      { password: false, refreshToken: false, clientSecret: false },
      null,
    ]);
  });

  it('keeps what a test mail showed of it, for as long as it is the same account', () => {
    const account = opened();
    account.use(WORK, SESAME);
    expect(account.keepCalibration(CALIBRATION)).toEqual({ kind: 'ok' });
    expect(opened().read()).toMatchObject({ calibration: CALIBRATION });
    account.use(WORK, typed({ password: 'another' }));
    expect(account.read()).toMatchObject({ calibration: CALIBRATION });
    account.use({ ...WORK, user: 'mira' }, SESAME);
    expect(account.read()).toMatchObject({ calibration: null });
    account.useSink();
    expect(account.keepCalibration(CALIBRATION).kind).toBe('no');
  });

  it('stays as it was where the disk refuses', () => {
    const account = opened([], {
      write: () => {
        throw Object.assign(new Error('full'), { code: 'ENOSPC' });
      },
    });
    expect(account.use(WORK, SESAME)).toEqual({
      kind: 'no',
      because: 'The settings could not be saved (ENOSPC); the mailbox stays as it was.',
    });
    expect(account.read()).toEqual({ kind: 'sink' });
    expect(account.kept().password).toBe(false);
  });

  it.each([
    '{',
    '{"formatVersion":1,"kind":"smtp","account":{"host":""}}',
    '{"formatVersion":2,"kind":"smtp","account":{"host":"smtp.ourco.example","port":1,"tls":"none","user":""}}',
    '{"formatVersion":3,"kind":"sink"}',
    '[]',
  ])('with damaged settings is no mailbox at all, never another one: %s', (content) => {
    writeFileSync(path, content);
    expect(opened().read()).toMatchObject({ kind: 'damaged' });
  });
});

describe('a test of an account', () => {
  it('says of each way what is wrong, and sends nothing', async () => {
    const pair = makeCertificate();
    const server = await startServer({
      ...pair,
      authOptional: false,
      onAuth: (auth, _session, done) =>
        done(auth.password === 'open sesame' ? null : Object.assign(new Error('no'), { responseCode: 535 }), {
          user: auth.username,
        }),
    });
    const imap = await startImap({ tls: pair });
    const here: MailAccount = {
      smtp: { host: 'localhost', port: server.port, tls: 'starttls' },
      imap: { host: 'localhost', port: imap.port, tls: 'implicit' },
      user: 'sam',
      auth: { kind: 'password' },
    };
    const account = opened([pair.cert]);
    expect(await account.test(here, SESAME)).toEqual({ smtp: { kind: 'ok' }, imap: { kind: 'ok' } });
    expect(await account.test({ ...here, imap: null }, SESAME)).toEqual({ smtp: { kind: 'ok' }, imap: null });
    expect(await account.test(here, typed({ password: 'wrong' }))).toMatchObject({
      smtp: { kind: 'no' },
      imap: { kind: 'no', because: expect.stringContaining('did not accept the sign-in') as string },
    });
    const deaf = await account.test({ ...here, imap: { host: 'localhost', port: 9, tls: 'implicit' } }, SESAME);
    expect(deaf).toEqual({
      smtp: { kind: 'ok' },
      imap: { kind: 'no', because: 'Nothing answers at this host and port.' },
    });
    const untyped = { kind: 'no', because: 'Type the password: none is kept for these servers and this user.' };
    expect(await account.test(here, typed())).toEqual({ smtp: untyped, imap: untyped });
    expect(server.mails).toEqual([]);
    await server.stop();
  });

  it('by a token reads with it, and a token that was replaced on the way is the one that is kept', async () => {
    const endpoint = await startTokenEndpoint(({ refresh_token }, count) =>
      refresh_token === (count === 1 ? 'refresh-1' : 'refresh-2')
        ? { body: { access_token: 'good', token_type: 'bearer', expires_in: 3_600, refresh_token: 'refresh-2' } }
        : { status: 400, body: { error: 'invalid_grant' } },
    );
    const imap = await startImap({ users: { sam: { accessToken: 'good' } } });
    const here: MailAccount = {
      smtp: { host: '127.0.0.1', port: 9, tls: 'none' },
      imap: { host: '127.0.0.1', port: imap.port, tls: 'none' },
      user: 'sam',
      auth: { kind: 'oauth', authorizationUrl: null, tokenUrl: endpoint.url, clientId: 'client-1', scope: '' },
    };
    const account = opened();
    expect(await account.test(here, typed({ refreshToken: 'refresh-1' }))).toMatchObject({ imap: { kind: 'ok' } });
    expect(account.use(here, typed({ refreshToken: 'refresh-1' }))).toEqual({ kind: 'ok' });
    expect(secrets.read('mailbox.refresh-token')).toBe('refresh-2');
    expect(await account.login()).toEqual({ kind: 'token', user: 'sam', accessToken: 'good' });
    expect(await account.test(here, typed({ refreshToken: 'stolen' }))).toMatchObject({
      imap: { kind: 'no', because: expect.stringContaining('no longer accepts the refresh token') as string },
    });
  });
});
