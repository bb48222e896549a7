/** The test mail to oneself, over a real SMTP server that files what it takes into a real IMAP mailbox as providers do. */
import { describe, expect, it, onTestFinished, vi } from 'vitest';
import { calibrate } from '../../electron/inbox/calibrate.ts';
import { makeImapReader } from '../../electron/inbox/imap.ts';
import { systemRandom } from '../../electron/platform/random.ts';
import type { Clock } from '../../electron/ports/clock.ts';
import { makeSmtpTransport } from '../../electron/send/smtp.ts';
import { startServer, type TestServer } from '../send/smtp-servers.ts';
import { startImap, type FolderWish, type ImapServer } from './imap-servers.ts';

vi.setConfig({ testTimeout: 60_000 });

/** Goes on by itself as soon as somebody waits, so that a wait of seconds takes none. */
function hurriedClock(): Clock {
  let nowMs = Date.UTC(2026, 10, 25, 12);
  return {
    nowMs: () => nowMs,
    wakeAt(atMs, wake) {
      const timer = setImmediate(() => {
        nowMs = Math.max(nowMs, atMs);
        wake();
      });
      return () => clearImmediate(timer);
    },
  };
}

type Provider = (raw: string, imap: ImapServer) => void;

async function calibrated(provider: Provider, folders?: Readonly<Record<string, FolderWish>>) {
  const imap = await startImap(folders === undefined ? {} : { folders, plugins: ['SPECIAL-USE'] });
  const smtp: TestServer = await startServer({
    onData(stream, _session, done) {
      const chunks: Buffer[] = [];
      stream.on('data', (chunk: Buffer) => chunks.push(chunk));
      stream.on('end', () => {
        const raw = Buffer.concat(chunks).toString('utf8');
        taken.push(raw);
        provider(raw, imap);
        done(null, 'taken');
      });
    },
  });
  const taken: string[] = [];
  onTestFinished(() => smtp.stop());
  const reader = makeImapReader({
    server: { host: '127.0.0.1', port: imap.port, tls: 'none' },
    login: () => Promise.resolve({ kind: 'password', user: 'sam', password: 'open sesame' }),
  });
  const transport = makeSmtpTransport({
    account: { host: '127.0.0.1', port: smtp.port, tls: 'none', user: '' },
    login: () => Promise.resolve(null),
  });
  onTestFinished(() => Promise.all([reader.close(), transport.close()]).then(() => undefined));
  const answer = await calibrate(
    { clock: hurriedClock(), random: systemRandom(), reader, transport },
    'sam@ourco.example',
  );
  return { answer, taken };
}

const AUTH =
  'Authentication-Results: mx.ourco.example;\n dkim=pass header.d=ourco.example header.s=key1;\n spf=pass smtp.mailfrom=ourco.example; dmarc=fail\n' +
  'DKIM-Signature: v=1; a=rsa-sha256; c=relaxed/relaxed; d=OurCo.example; s=key1;\n h=from:to:subject; bh=abc; b=def\n';

describe('a test mail', () => {
  it('shows a provider that keeps the Message-ID, files in Sent, signs and checks', async () => {
    const { answer, taken } = await calibrated((raw, imap) => {
      imap.file('Sent', raw);
      imap.file('INBOX', `${AUTH}Authentication-Results: forged.example; spf=fail\n${raw}`);
    });
    expect(answer).toMatchObject({
      kind: 'ok',
      calibration: {
        address: 'sam@ourco.example',
        sentFolder: 'Sent',
        filedInSent: true,
        messageId: 'kept',
        originalIdHeader: null,
        signatures: [{ domain: 'ourco.example', selector: 'key1' }],
        results: { by: 'mx.ourco.example', spf: 'pass', dkim: 'pass', dmarc: 'fail' },
      },
    });
    expect(taken).toHaveLength(1);
    expect(taken[0]).toMatch(
      /^From: <sam@ourco\.example>\r\nTo: <sam@ourco\.example>\r\nSubject: Countersign test [0-9a-f]{10}\r\n/,
    );
  });

  it('shows under which header the id it was sent with is kept', async () => {
    const { answer } = await calibrated((raw, imap) => {
      const renamed = raw.replace(
        /^Message-ID: (.*)$/m,
        'Message-ID: <made@provider.example>\nX-Google-Original-Message-ID: $1',
      );
      imap.file('Sent', renamed);
      imap.file('INBOX', renamed);
    });
    expect(answer).toMatchObject({
      calibration: {
        messageId: 'rewritten',
        originalIdHeader: 'X-Google-Original-Message-ID',
        signatures: [],
        results: null,
      },
    });
  });

  it('shows that the id is gone, and that nothing is filed', async () => {
    const { answer } = await calibrated((raw, imap) =>
      imap.file('INBOX', raw.replace(/^Message-ID: .*$/m, 'Message-ID: <made@provider.example>')),
    );
    expect(answer).toMatchObject({
      calibration: { messageId: 'gone', originalIdHeader: null, filedInSent: false, sentFolder: 'Sent' },
    });
  });

  it('in a mailbox without a Sent folder says so', async () => {
    const { answer } = await calibrated((raw, imap) => imap.file('INBOX', raw), { Notes: {} });
    expect(answer).toMatchObject({ calibration: { sentFolder: null, filedInSent: false, messageId: 'kept' } });
  });

  it('that does not arrive says what to do, and claims nothing', async () => {
    const { answer } = await calibrated((raw, imap) => imap.file('Sent', raw));
    expect(answer).toEqual({
      kind: 'no',
      because:
        'The server took the test mail, and it has not arrived in the Inbox. Look into Spam; try again in a few minutes.',
    });
  });
});
