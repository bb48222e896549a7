/** What comes back to a whole desk over a real mailbox and a real list: what waits is stopped at once, and what can't be read is told. */
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { expect, onTestFinished, test, vi } from 'vitest';
import type { Connector } from '../../electron/ports/connector.ts';
import { startImap, type ImapServer } from '../inbox/imap-servers.ts';
import { startFaultyServer, startServer } from '../send/smtp-servers.ts';
import { approve, CLEAR, openTestDesk, release, SAM, sendOf, UNDO_MS, type DeskWish, type TestDesk } from './parts.ts';

// Real servers on a machine that may be busy.
vi.setConfig({ testTimeout: 60_000 });

const MINUTE = 60_000;
const NOTHING = { password: null, refreshToken: null, clientSecret: null };

async function smtpPort(): Promise<number> {
  const server = await startServer({
    allowInsecureAuth: true,
    onAuth: (_auth, _session, done) => done(null, { user: 'sam' }),
  });
  onTestFinished(() => server.stop());
  return server.port;
}

/** A desk whose person has chosen an account that can be read, with a password that the Inbox takes. */
async function readingDesk(
  imap: Pick<ImapServer, 'port'>,
  { wish = {}, smtp }: { wish?: DeskWish; smtp?: number } = {},
) {
  const one = await openTestDesk(wish);
  const answer = await one.call('mailbox.use', {
    kind: 'smtp',
    account: {
      smtp: { host: '127.0.0.1', port: smtp ?? (await smtpPort()), tls: 'none' },
      imap: { host: '127.0.0.1', port: imap.port, tls: 'none' },
      user: 'sam',
      auth: { kind: 'password' },
    },
    secrets: { ...NOTHING, password: 'open sesame' },
  });
  expect(answer).toEqual({ ok: true, value: { kind: 'ok' } });
  return one;
}

const inboxOf = async ({ status }: TestDesk) => (await status()).mailbox.inbox;
const isRead = (one: TestDesk) => one.until('the mailbox is read', async () => (await inboxOf(one)).state === 'ready');
const optOut = (from: string, id = 'u1') =>
  `From: ${from}\nTo: ${SAM.mailbox.address}\nSubject: unsubscribe\nMessage-ID: <${id}@firm.example>\n\n\n`;

test('an opt-out in the Inbox stops what waits for its undo window, and the CRM learns of it', async () => {
  const added: string[] = [];
  const around = (connector: Connector): Connector => ({
    ...connector,
    suppression: {
      ...connector.suppression,
      add: (opId, entry) => {
        added.push(`${entry.scope} ${entry.reason}`);
        return connector.suppression.add(opId, entry);
      },
    },
  });
  const imap = await startImap();
  const one = await readingDesk(imap, { wish: { around } });
  await isRead(one);
  const pkg = CLEAR[0]!;
  // Between two beats: it is read because somebody decides.
  imap.file('INBOX', optOut(pkg.contact.email));
  const sendId = await approve(one, pkg);
  await one.later(UNDO_MS - 1_000);
  await one.until('it is refused', async () => (await sendOf(one, sendId)).state === 'refused');
  expect((await sendOf(one, sendId)).findings).toMatchObject([{ code: 'suppressed' }]);
  await one.until('the CRM has it', () => added.length > 0);
  expect(added).toEqual(['global unsubscribe']);
  expect(one.faults).toEqual([]);
});

test('a mailbox that can’t be read is told in words, tried again, and what it would have said is not taken as nothing', async () => {
  const imap = await startImap({ users: { sam: { password: 'another' } } });
  const one = await readingDesk(imap);
  await one.until('it is refused', async () => (await inboxOf(one)).state === 'refused');
  expect((await inboxOf(one)).problem).toContain('did not accept the sign-in');
  // The opt-outs were last known when the CRM was pulled before the account was chosen.
  await one.later(20 * MINUTE);
  const sendId = await approve(one, CLEAR[0]!);
  await one.later(UNDO_MS);
  await one.until('it waits', async () => (await sendOf(one, sendId)).state === 'deferred');
  expect((await sendOf(one, sendId)).findings.map(({ code }) => code)).toContain('world-fresh');
  await one.call('mailbox.use', { kind: 'sink' });
  // The mailbox on this computer is a folder, and is read like any other.
  await one.until('it is read', async () => (await inboxOf(one)).state === 'ready');
  expect((await inboxOf(one)).problem).toBeNull();
});

test('a message whose fate is unknown is found in Sent', async () => {
  const imap = await startImap();
  const smtp = await startFaultyServer(() => 'cut-after-dot-but-keep');
  onTestFinished(() => smtp.stop());
  const one = await readingDesk(imap, { smtp: smtp.port });
  await isRead(one);
  const sendId = await approve(one, CLEAR[0]!);
  await release(one, sendId, 'uncertain');
  await one.later(MINUTE);
  expect((await sendOf(one, sendId)).state).toBe('uncertain');
  imap.file('Sent', smtp.mails[0]!.raw);
  await one.later(2 * MINUTE);
  await one.until('it is found', async () => (await sendOf(one, sendId)).state === 'sent');
  expect(smtp.mails).toHaveLength(1);
});

test('mail sent by other tools counts towards the mailbox’ day, our own does not count twice', async () => {
  const imap = await startImap();
  const one = await openTestDesk();
  const noon = one.clock.nowMs();
  for (let at = 0; at < 3; at += 1) {
    imap.file('Sent', `From: ${SAM.mailbox.address}\nMessage-ID: <other.${at}@mua.example>\n\nHello\n`, noon - 1_000);
  }
  await one.close();
  const again = await readingDesk(imap, { wish: { home: one.home, clock: one.clock } });
  await isRead(again);
  await again.until('it is counted', async () => {
    const world = (await again.feed('desk')).get('desk');
    return world?.mailboxes.find(({ id }) => id === SAM.mailbox.id)?.elsewhere?.today === 3;
  });
});

/** The team's policy as the CRM has it, with a list of opt-outs. */
const withList =
  (url: string) =>
  (connector: Connector): Connector => ({
    ...connector,
    documents: {
      ...connector.documents,
      async get(kind, id) {
        const document = await connector.documents.get(kind, id);
        if (kind !== 'policy' || document === null) return document;
        const body = document.body as { unsubscribe: object };
        return { ...document, body: { ...body, unsubscribe: { ...body.unsubscribe, listUrl: url } } };
      },
    },
  });

test('whoever is on the one-click list is not written to, and a list without its key is told', async () => {
  const pkg = CLEAR[0]!;
  const list: string[] = ['not a line'];
  const server = createServer((request, response) => {
    if (request.headers.authorization !== 'Bearer k-1') response.writeHead(401).end();
    else response.end(list.join('\n'));
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  onTestFinished(
    () =>
      new Promise<void>((resolve) => {
        server.closeAllConnections();
        server.close(() => resolve());
      }),
  );
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}/list`;
  const one = await openTestDesk({ around: withList(url) });
  const read = async () => {
    const answer = await one.call('opt-out-list.read', {});
    if (!answer.ok) throw new Error(answer.error.message);
    return answer.value;
  };
  expect(await read()).toMatchObject({ url, hasKey: false, state: 'refused' });
  await one.call('opt-out-list.set-key', { key: 'wrong' });
  await one.until(
    'the key is refused',
    async () => (await read()).problem === 'The opt-out list does not accept the key.',
  );
  await one.call('opt-out-list.set-key', { key: ' k-1 ' });
  await one.until('it is read', async () => (await read()).state === 'ready');
  expect(await read()).toMatchObject({ hasKey: true, problem: expect.stringContaining('One line') as string });

  const sendId = await approve(one, pkg);
  list.push(JSON.stringify({ c: pkg.contact.id, at: one.clock.nowMs() }));
  await one.later(90_000);
  await one.until('it is refused', async () => (await sendOf(one, sendId)).state === 'refused');
  expect((await sendOf(one, sendId)).findings.map(({ code }) => code)).toContain('suppressed');
  expect(JSON.stringify(await one.call('opt-out-list.read', {}))).not.toContain('k-1');
});
