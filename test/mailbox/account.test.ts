/** The configured way out: kept without its password, never another server's password, never a silent fallback. */
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { openMailboxAccount } from '../../electron/mailbox/account.ts';
import { runOnlySecrets } from '../../electron/platform/secrets-run-only.ts';
import { writeDurably } from '../../electron/platform/write-durably.ts';
import { makeSmtpTransport } from '../../electron/send/smtp.ts';
import type { SmtpAccount } from '../../shared/ipc/contract.ts';
import { makeCertificate, startServer } from '../send/smtp-servers.ts';

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

const byPassword = (account: SmtpAccount, read: () => string | null) => () => {
  const password = read();
  return Promise.resolve(password === null ? null : { kind: 'password' as const, user: account.user, password });
};
const opened = (trusted: readonly string[] = []) =>
  openMailboxAccount({
    path,
    secrets,
    write: writeDurably,
    tryAccount: (account, password) => makeSmtpTransport({ account, login: byPassword(account, password), trusted }),
  });
const WORK: SmtpAccount = { host: 'smtp.ourco.example', port: 587, tls: 'starttls', user: 'sam@ourco.example' };

describe('the chosen mailbox', () => {
  it('is the embedded one until a person chooses', () => {
    expect(opened().read()).toEqual({ kind: 'sink' });
  });

  it('is found again after a restart, its password never in the file', () => {
    expect(opened().useSmtp(WORK, 'open sesame')).toEqual({ kind: 'ok' });
    expect(readFileSync(path, 'utf8')).not.toContain('sesame');
    expect(opened().read()).toEqual({ kind: 'smtp', account: WORK });
    expect(opened().password()).toBe('open sesame');
  });

  it('keeps its password for the same server and user only', () => {
    const account = opened();
    account.useSmtp(WORK, 'open sesame');
    expect(account.useSmtp({ ...WORK, host: 'smtp.evil.example' }, null).kind).toBe('no');
    expect(account.useSmtp({ ...WORK, user: 'eve' }, null).kind).toBe('no');
    expect(account.useSmtp({ ...WORK, tls: 'none' }, null).kind).toBe('no');
    expect(account.read()).toEqual({ kind: 'smtp', account: WORK });
    expect(account.useSmtp({ ...WORK, tls: 'implicit' }, null)).toEqual({ kind: 'ok' });
    expect(account.password()).toBe('open sesame');
  });

  it('forgets the password with the account', () => {
    const account = opened();
    account.useSmtp(WORK, 'open sesame');
    account.useSink();
    expect([account.read(), account.hasPassword(), secrets.read('mailbox.smtp-password')]).toEqual([
      { kind: 'sink' },
      false,
      null,
    ]);
  });

  it('stays as it was where the disk refuses', () => {
    const account = openMailboxAccount({
      path,
      secrets,
      write: () => {
        throw Object.assign(new Error('full'), { code: 'ENOSPC' });
      },
      tryAccount: (each, password) => makeSmtpTransport({ account: each, login: byPassword(each, password) }),
    });
    expect(account.useSmtp(WORK, 'x')).toEqual({
      kind: 'no',
      because: 'The settings could not be saved (ENOSPC); the mailbox stays as it was.',
    });
    expect(account.read()).toEqual({ kind: 'sink' });
    expect(account.hasPassword()).toBe(false);
  });

  it.each(['{', '{"formatVersion":1,"kind":"smtp","account":{"host":""}}', '[]'])(
    'with damaged settings is no mailbox at all, never another one: %s',
    (content) => {
      writeFileSync(path, content);
      expect(opened().read()).toMatchObject({ kind: 'damaged' });
    },
  );

  it('is tried for real, with the words of what is wrong', async () => {
    const pair = makeCertificate();
    const server = await startServer({
      ...pair,
      authOptional: false,
      onAuth: (auth, _session, done) =>
        done(auth.password === 'open sesame' ? null : Object.assign(new Error('no'), { responseCode: 535 }), {
          user: auth.username,
        }),
    });
    const here: SmtpAccount = { host: 'localhost', port: server.port, tls: 'starttls', user: 'sam' };
    const account = opened([pair.cert]);
    expect(await account.test(here, 'open sesame')).toEqual({ kind: 'ok' });
    expect(await account.test(here, 'wrong')).toMatchObject({ kind: 'no' });
    expect(await account.test(here, null)).toEqual({
      kind: 'no',
      because: 'Type the password: none is kept for this server and user.',
    });
    expect(server.mails).toEqual([]);
    await server.stop();
  });
});
