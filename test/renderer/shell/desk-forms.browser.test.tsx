/** Connections, settings and import over the played main process: what is asked, what is sent, what is said. */
import { screen, within, waitFor } from '@testing-library/react';
import { afterEach, expect, test } from 'vitest';
import { useDeskView } from '../../../renderer/view-state/desk-view.ts';
import { SAMPLE_STATUS, sampleDesk } from '../store/sample.ts';
import { closeShell, openShell, type OpenShell } from './open-shell.tsx';

afterEach(closeShell);

async function openConnections(listUrl: string | null = null): Promise<OpenShell> {
  const shell = await openShell(1, (main) => {
    main.answers.set('mailbox.read', () => ({
      kind: 'sink',
      account: null,
      kept: { password: false, refreshToken: false, clientSecret: false },
      calibration: null,
    }));
    main.answers.set('mailbox.use', () => ({ kind: 'ok' }));
    main.answers.set('mailbox.test', () => ({
      smtp: { kind: 'no', because: 'The server refused the password (535).' },
      imap: null,
    }));
    main.answers.set('opt-out-list.read', () => ({
      url: listUrl,
      hasKey: false,
      state: listUrl === null ? 'off' : 'refused',
      lastReadAtMs: null,
      problem: null,
    }));
    main.answers.set('secrets.unlock', () => ({ kind: 'ok' }));
  });
  useDeskView.getState().set({ screen: 'connections' });
  await screen.findByRole('heading', { name: 'Connections' });
  return shell;
}

test('the test button of a mail account says what is wrong with each way, and the account is sent as typed', async () => {
  const { main, user } = await openConnections();
  await user.click(screen.getByRole('radio', { name: 'Mail account' }));
  await user.click(await screen.findByRole('button', { name: 'Test' }));
  expect(main.calledWith('mailbox.test')).toHaveLength(0);
  expect(screen.getByText(/Which server\?/)).toBeTruthy();

  await user.type(screen.getByLabelText('Server'), 'smtp.ourco.example');
  await user.selectOptions(screen.getByLabelText('Encryption'), 'implicit');
  expect(screen.getByLabelText<HTMLInputElement>('Port').value).toBe('465');
  await user.type(screen.getByLabelText('User'), 'sam');
  await user.type(screen.getByLabelText('Password'), 'a s,ecret');
  await user.click(screen.getByRole('button', { name: 'Test' }));
  expect(await screen.findByText('The server refused the password (535).')).toBeTruthy();
  expect(main.calledWith('mailbox.test')).toEqual([
    {
      account: {
        smtp: { host: 'smtp.ourco.example', port: 465, tls: 'implicit' },
        imap: null,
        user: 'sam',
        auth: { kind: 'password' },
      },
      secrets: { password: 'a s,ecret', refreshToken: null, clientSecret: null },
    },
  ]);
  await user.click(screen.getByRole('button', { name: 'Use this account' }));
  expect(await screen.findByText('From now on mail leaves through this account.')).toBeTruthy();
});

test('a provider brings its servers and sign-in service; the token and its client are asked for', async () => {
  const { main, user } = await openConnections();
  main.answers.set('mailbox.test', () => ({
    smtp: { kind: 'ok' },
    imap: { kind: 'no', because: 'The sign-in service no longer accepts the refresh token.' },
  }));
  await user.click(screen.getByRole('radio', { name: 'Mail account' }));
  await user.click(await screen.findByRole('radio', { name: 'Google' }));
  expect(screen.getByLabelText<HTMLInputElement>('Inbox server').value).toBe('imap.gmail.com');
  await user.click(screen.getByRole('button', { name: 'Test' }));
  expect(main.calledWith('mailbox.test')).toHaveLength(0);
  expect(screen.getByText('A token signs a user in: type your address.')).toBeTruthy();
  expect(screen.getByText('The token belongs to a client: paste its id.')).toBeTruthy();

  await user.type(screen.getByLabelText('User'), 'sam@ourco.example');
  await user.type(screen.getByLabelText('Client id'), 'client-1');
  await user.type(screen.getByLabelText('Refresh token'), ' 1//token ');
  await user.click(screen.getByRole('button', { name: 'Test' }));
  expect(await screen.findByText('Connected, encrypted and signed in. Nothing was sent.')).toBeTruthy();
  expect(screen.getByText('The sign-in service no longer accepts the refresh token.')).toBeTruthy();
  expect(main.calledWith('mailbox.test')).toEqual([
    {
      account: {
        smtp: { host: 'smtp.gmail.com', port: 465, tls: 'implicit' },
        imap: { host: 'imap.gmail.com', port: 993, tls: 'implicit' },
        user: 'sam@ourco.example',
        auth: {
          kind: 'oauth',
          authorizationUrl: 'https://accounts.google.com/o/oauth2/v2/auth',
          tokenUrl: 'https://oauth2.googleapis.com/token',
          clientId: 'client-1',
          scope: 'https://mail.google.com/',
        },
      },
      secrets: { password: null, refreshToken: '1//token', clientSecret: null },
    },
  ]);
  await user.click(screen.getByRole('radio', { name: 'Another' }));
  expect(screen.getByLabelText<HTMLInputElement>('Server').value).toBe('');
});

test('a test mail to oneself shows what it learnt, or why it learnt nothing', async () => {
  const { main, user } = await openConnections();
  const server = { host: 'mail.ourco.example', port: 993, tls: 'implicit' } as const;
  main.answers.set('mailbox.read', () => ({
    kind: 'smtp',
    account: { smtp: server, imap: server, user: 'sam', auth: { kind: 'password' } },
    kept: { password: true, refreshToken: false, clientSecret: false },
    calibration: null,
  }));
  main.tell('desk.status', {
    ...SAMPLE_STATUS,
    mailbox: {
      ...SAMPLE_STATUS.mailbox,
      kind: 'smtp',
      inbox: { state: 'unreachable', lastReadAtMs: null, problem: 'Nothing answers at this host and port.' },
    },
  });
  expect(await screen.findByText('The Inbox can’t be read right now')).toBeTruthy();
  await user.click(await screen.findByRole('radio', { name: 'Mail account (in use)' }));
  main.answers.set('mailbox.calibrate', () => ({ kind: 'no', because: 'The test mail was refused: 550 no.' }));
  await user.click(await screen.findByRole('button', { name: 'Send a test mail to myself' }));
  expect(await screen.findByText('The test mail was refused: 550 no.')).toBeTruthy();
  main.answers.set('mailbox.calibrate', () => ({
    kind: 'ok',
    calibration: {
      atMs: 1,
      address: 'sam@ourco.example',
      sentFolder: 'Sent',
      filedInSent: false,
      messageId: 'rewritten',
      originalIdHeader: 'X-Original-Id',
      signatures: [],
      results: { by: 'mx', spf: 'pass', dkim: 'fail', dmarc: 'none' },
    },
  }));
  await user.click(screen.getByRole('button', { name: 'Send a test mail to myself' }));
  expect(await screen.findByText('Replaced; ours is kept in X-Original-Id.')).toBeTruthy();
  expect(screen.getByText(/does not show in “Sent”/)).toBeTruthy();
  expect(screen.getByText(/No DKIM signature/)).toBeTruthy();
  expect(screen.getByText('SPF pass, DKIM fail, DMARC none')).toBeTruthy();
});

test('the key of the opt-out list is sent once and not shown again', async () => {
  const { main, user } = await openConnections('https://optouts.ourco.example/list');
  main.answers.set('opt-out-list.set-key', () => ({ kind: 'ok' }));
  await user.type(await screen.findByLabelText('Key of the list'), 'k-1{Enter}');
  expect(main.calledWith('opt-out-list.set-key')).toEqual([{ key: 'k-1' }]);
  expect(screen.getByLabelText<HTMLInputElement>('Key of the list').value).toBe('');
});

test('no encryption is offered to a server on this computer only', async () => {
  const { main, user } = await openConnections();
  await user.click(screen.getByRole('radio', { name: 'Mail account' }));
  await user.type(await screen.findByLabelText('Server'), 'smtp.ourco.example');
  await user.selectOptions(screen.getByLabelText('Encryption'), 'none');
  await user.click(screen.getByRole('button', { name: 'Use this account' }));
  expect(screen.getByText('Without encryption only a server on this computer can be used.')).toBeTruthy();
  expect(main.calledWith('mailbox.use')).toHaveLength(0);
  await user.clear(screen.getByLabelText('Server'));
  await user.type(screen.getByLabelText('Server'), '127.0.0.1');
  await user.click(screen.getByRole('button', { name: 'Use this account' }));
  expect(main.calledWith('mailbox.use')).toHaveLength(1);
});

test('a locked store of secrets asks for its passphrase and refuses a short one here', async () => {
  const { main, user } = await openConnections();
  main.tell('desk.status', { ...SAMPLE_STATUS, secrets: 'sealed-file-locked' });
  await user.type(await screen.findByLabelText('Passphrase'), 'short{Enter}');
  expect(screen.getByText('At least 8 characters are needed.')).toBeTruthy();
  expect(main.calledWith('secrets.unlock')).toHaveLength(0);
  await user.type(screen.getByLabelText('Passphrase'), ' no more{Enter}');
  expect(main.calledWith('secrets.unlock')).toEqual([{ passphrase: 'short no more' }]);
  expect(screen.getByLabelText<HTMLInputElement>('Passphrase').value).toBe('');
});

test('a sync shows its count and rate, and can be stopped', async () => {
  const { main, user } = await openConnections();
  for (const channel of ['sync.run', 'sync.stop']) main.answers.set(channel, () => ({ kind: 'ok' }));
  await user.click(screen.getByRole('button', { name: 'Sync now' }));
  expect(main.calledWith('sync.run')).toHaveLength(1);
  main.tell('progress', {
    task: 'sync',
    label: 'Contacts',
    done: 500,
    total: 2_000,
    perSecond: 250,
    state: 'running',
    problem: null,
  });
  expect(await screen.findByText('500 of 2,000 · 250/s')).toBeTruthy();
  await user.click(screen.getByRole('button', { name: 'Stop' }));
  expect(main.calledWith('sync.stop')).toHaveLength(1);
});

test('everything is paused with a reason only, and let go again', async () => {
  const { main, user, nowMs } = await openShell(1);
  for (const channel of ['pause.set', 'pause.clear']) main.answers.set(channel, () => ({ kind: 'ok' }));
  useDeskView.getState().set({ screen: 'settings' });
  await user.click(await screen.findByRole('button', { name: 'Pause everything' }));
  expect(main.calledWith('pause.set')).toHaveLength(0);
  await user.type(screen.getByLabelText('Reason'), 'Wrong price in the template{Enter}');
  expect(main.calledWith('pause.set')).toEqual([
    { pause: { scope: 'all', value: '', reason: 'Wrong price in the template' } },
  ]);
  main.put('desk', 'desk', {
    ...sampleDesk(nowMs),
    pauses: [{ scope: 'all', value: '', reason: 'Wrong price', byPersonId: 'system', atMs: nowMs }],
  });
  await user.click(await screen.findByRole('button', { name: 'Let mail leave again' }));
  expect(main.calledWith('pause.clear')).toEqual([{ scope: 'all', value: '' }]);
});

test('theme and density apply at once and are remembered', async () => {
  const { user } = await openShell(1);
  useDeskView.getState().set({ screen: 'settings' });
  await user.click(await screen.findByRole('radio', { name: 'Dark' }));
  await user.click(screen.getByRole('radio', { name: 'Compact' }));
  expect(document.documentElement.dataset).toMatchObject({ theme: 'dark', density: 'compact' });
  expect(JSON.parse(localStorage.getItem('countersign.appearance') ?? '')).toEqual({
    theme: 'dark',
    density: 'compact',
  });
  await user.click(screen.getByRole('radio', { name: 'Light' }));
  await user.click(screen.getByRole('radio', { name: 'Comfortable' }));
});

test('an import hands the file over, and lists each refused package with its place, field and reason', async () => {
  const { main, user } = await openShell(1, (played) => {
    played.answers.set('import.begin', () => ({ kind: 'ready', importId: 'i1' }));
    played.answers.set('import.append', () => ({ kind: 'ok' }));
    played.answers.set('import.finish', () => ({
      fileName: 'p.jsonl',
      accepted: 2,
      unchanged: 0,
      refused: 501,
      refusals: [{ place: 'line 7', field: 'contact.email', reason: 'not exactly one e-mail address' }],
      problem: null,
    }));
  });
  useDeskView.getState().set({ overlay: 'import' });
  const dialog = await screen.findByRole('dialog', { name: 'Import a file' });
  const input = dialog.querySelector<HTMLInputElement>('input[type="file"]') as HTMLInputElement;
  await user.upload(input, new File(['{"a":1}\n'], 'p.jsonl'));
  const report = await within(dialog).findByRole('table');
  expect(within(report).getAllByRole('row')[1]?.textContent).toBe('line 7contact.emailnot exactly one e-mail address');
  expect(within(dialog).getByText(/500 more were refused/)).toBeTruthy();
  expect(main.calledWith('import.begin')).toEqual([{ fileName: 'p.jsonl', bytes: 8 }]);
  await user.click(within(dialog).getByRole('button', { name: 'Go to review' }));
  await waitFor(() => expect(screen.queryByRole('dialog')).toBeNull());
});

test('a file that can’t be taken says why and lets another be chosen', async () => {
  const { user } = await openShell(1, (played) => {
    played.answers.set('import.begin', () => ({ kind: 'no', because: 'The file is larger than 200 MB.' }));
  });
  useDeskView.getState().set({ overlay: 'import' });
  const dialog = await screen.findByRole('dialog', { name: 'Import a file' });
  await user.upload(dialog.querySelector('input[type="file"]') as HTMLInputElement, new File(['x'], 'big.json'));
  expect((await within(dialog).findByRole('alert')).textContent).toBe('The file is larger than 200 MB.');
  expect(within(dialog).getByRole('button', { name: 'Choose a file…' })).toBeTruthy();
});
