/** The mailbox a person chose, as the status shows it: usable, out of reach, or locked away; and what waits meanwhile. */
import { createServer } from 'node:net';
import type { AddressInfo } from 'node:net';
import { onTestFinished, expect, test } from 'vitest';
import { sealedFileSecrets } from '../../electron/platform/secrets-sealed-file.ts';
import { recordingLog } from '../hosts/recording-desk.ts';
import { startServer } from '../send/smtp-servers.ts';
import { folderOfTest } from '../sync/parts.ts';
import { approve, CLEAR, openTestDesk, release, sendOf, type TestDesk } from './parts.ts';

const mailboxOf = async ({ status }: TestDesk) => (await status()).mailbox;
const account = (port: number, user = '') =>
  ({ smtp: { host: '127.0.0.1', port, tls: 'none' }, imap: null, user, auth: { kind: 'password' } }) as const;
const typed = (password: string | null) => ({ password, refreshToken: null, clientSecret: null });

/** A port where nothing listens. */
async function silentPort(): Promise<number> {
  const server = createServer();
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  await new Promise((resolve) => server.close(resolve));
  return port;
}

test('a server that does not answer is shown as out of reach while approvals wait, and as ready once it took one', async () => {
  const one = await openTestDesk();
  const port = await silentPort();
  expect(await mailboxOf(one)).toMatchObject({ kind: 'sink', state: 'ready', problem: null });
  await one.call('mailbox.use', { kind: 'smtp', account: account(port), secrets: typed(null) });
  expect(await mailboxOf(one), 'nobody has tried it yet').toMatchObject({ kind: 'smtp', state: 'ready' });
  const sendId = await approve(one, CLEAR[0]!);
  await release(one, sendId, 'retry');
  expect(await mailboxOf(one)).toMatchObject({
    kind: 'smtp',
    state: 'unreachable',
    problem: 'Nothing answers at this host and port. Approvals wait, and it is tried again by itself.',
  });
  expect(one.events.filter(({ event }) => event === 'desk.status').at(-1)?.payload).toMatchObject({
    mailbox: { state: 'unreachable' },
  });
  const server = await startServer({}, port);
  onTestFinished(() => server.stop());
  await one.later(3_600_000);
  await one.until('it has left', async () => (await sendOf(one, sendId)).state === 'sent');
  expect(await mailboxOf(one)).toMatchObject({ state: 'ready', problem: null });
  expect(server.mails).toHaveLength(1);
  // Shown as it was made: this server's copy is not ours to read.
  const mail = await one.call('send.eml', { sendId });
  expect(mail.ok && mail.value.raw?.trimEnd()).toBe(server.mails[0]!.raw.trimEnd());
});

test('another choice forgets what was said of the one before', async () => {
  const one = await openTestDesk();
  await one.call('mailbox.use', { kind: 'smtp', account: account(await silentPort()), secrets: typed(null) });
  const sendId = await approve(one, CLEAR[0]!);
  await release(one, sendId, 'retry');
  expect(await mailboxOf(one)).toMatchObject({ state: 'unreachable' });
  await one.call('mailbox.use', { kind: 'sink' });
  expect(await mailboxOf(one)).toMatchObject({ kind: 'sink', state: 'ready', problem: null });
  // The pause between two messages of one mailbox counts from the try.
  await one.later(60_000);
  await one.until('it leaves by the new one', async () => (await sendOf(one, sendId)).state === 'sent');
});

test('an account that is tried with a wrong port is refused in words, and nothing changes', async () => {
  const one = await openTestDesk();
  expect(await one.call('mailbox.test', { account: account(await silentPort()), secrets: typed(null) })).toEqual({
    ok: true,
    value: { smtp: { kind: 'no', because: 'Nothing answers at this host and port.' }, imap: null },
  });
  expect(await one.call('mailbox.read', {})).toEqual({
    ok: true,
    value: {
      kind: 'sink',
      account: null,
      kept: { password: false, refreshToken: false, clientSecret: false },
      calibration: null,
    },
  });
});

test('a password that is locked away after a restart holds approvals until the passphrase opens it', async () => {
  const server = await startServer({
    authOptional: false,
    allowInsecureAuth: true,
    onAuth: (auth, _session, done) =>
      auth.password === 'right' ? done(null, { user: 'sam' }) : done(new Error('wrong password')),
  });
  onTestFinished(() => server.stop());
  const sealed = `${folderOfTest()}/secrets.json`;
  const secrets = sealedFileSecrets(sealed, recordingLog());
  expect(await secrets.unlock('a long passphrase')).toBe(true);
  const one = await openTestDesk({ secrets });
  await one.call('mailbox.use', { kind: 'smtp', account: account(server.port, 'sam'), secrets: typed('right') });
  expect(await mailboxOf(one)).toMatchObject({ state: 'ready' });
  await one.close();

  const again = await openTestDesk({
    home: one.home,
    secrets: sealedFileSecrets(sealed, recordingLog()),
    clock: one.clock,
  });
  expect(await mailboxOf(again)).toMatchObject({ kind: 'smtp', state: 'locked' });
  expect(await again.call('desk.status', {})).toMatchObject({ value: { secrets: 'sealed-file-locked' } });
  expect(await again.call('secrets.unlock', { passphrase: 'a wrong passphrase' })).toMatchObject({
    ok: true,
    value: { kind: 'no' },
  });
  expect(await mailboxOf(again)).toMatchObject({ state: 'locked' });
  expect(await again.call('secrets.unlock', { passphrase: 'a long passphrase' })).toEqual({
    ok: true,
    value: { kind: 'ok' },
  });
  expect(await mailboxOf(again)).toMatchObject({ state: 'ready' });
  expect(await release(again, await approve(again, CLEAR[0]!), 'sent', 'failed', 'retry')).toMatchObject({
    state: 'sent',
  });
  expect(server.mails).toHaveLength(1);
});
