/** The embedded mailbox keeps what it takes, takes only invented domains, and finds mail again after a restart. */
import { mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { SENT_BEFORE_FILE } from '../../electron/mailbox/sent-before.ts';
import { startSink, type Sink } from '../../electron/mailbox/sink.ts';
import { systemRandom } from '../../electron/platform/random.ts';
import { buildMime } from '../../electron/send/mime.ts';
import { makeSmtpTransport } from '../../electron/send/smtp.ts';
import { MailboxId } from '../../shared/domain/ids.ts';
import { signedSample } from '../send/signed-sample.ts';

// Real files, servers and processes on a machine that may be busy.
vi.setConfig({ testTimeout: 60_000 });

let dir: string;
let sink: Sink;
beforeEach(async () => {
  dir = mkdtempSync(join(tmpdir(), 'countersign-sink-'));
  sink = await startSink({ dir, random: systemRandom() });
});
afterEach(async () => {
  await sink.close();
  rmSync(dir, { recursive: true, force: true });
});

const way = () =>
  makeSmtpTransport({
    account: { host: sink.host, port: sink.port, tls: 'none', user: '' },
    login: () => Promise.resolve(null),
  });
const ENVELOPE = { from: 'sam@ourco.example', to: 'dana.reyes@northwind.example' };
const signed = signedSample();

describe('the embedded mailbox', () => {
  it('keeps the mail byte for byte before it says so', async () => {
    const bytes = await buildMime(signed, 1_800_000_000_000);
    expect(await sink.findByMessageId(signed.messageId)).toBe('absent');
    expect((await way().transmit(ENVELOPE, bytes, () => undefined)).kind).toBe('accepted');
    expect(readdirSync(join(dir, 'sent')).filter((name) => name.endsWith('.eml'))).toHaveLength(1);
    expect(await sink.findByMessageId(signed.messageId)).toBe('found');
    expect(await sink.readEml(signed.messageId)).toBe(Buffer.from(bytes).toString('utf8'));
  });

  it('keeps a duplicate as a file of its own, so that it can be seen', async () => {
    const bytes = await buildMime(signed, 1);
    await way().transmit(ENVELOPE, bytes, () => undefined);
    await way().transmit(ENVELOPE, bytes, () => undefined);
    expect(sink.filesOf(signed.messageId)).toHaveLength(2);
  });

  it('finds mail of earlier runs again and clears away what a crash left half written', async () => {
    await way().transmit(ENVELOPE, await buildMime(signed, 1), () => undefined);
    await sink.close();
    writeFileSync(join(dir, 'sent', 'half.eml.part'), 'Message-ID: <half@ourco.example>');
    sink = await startSink({ dir, random: systemRandom() });
    expect(await sink.findByMessageId(signed.messageId)).toBe('found');
    expect(await sink.findByMessageId('<half@ourco.example>')).toBe('absent');
    expect(sink.count()).toBe(1);
    expect(readdirSync(join(dir, 'sent'))).toHaveLength(1);
  });

  it('takes only invented domains', async () => {
    const outcome = await way().transmit(
      { ...ENVELOPE, to: 'dana@northwind.com' },
      await buildMime(signed, 1),
      () => undefined,
    );
    expect(outcome).toMatchObject({ kind: 'refused-permanently', code: 550 });
    expect(sink.count()).toBe(0);
  });

  it('answers for nothing it could not write', async () => {
    rmSync(join(dir, 'sent'), { recursive: true });
    const outcome = await way().transmit(ENVELOPE, await buildMime(signed, 1), () => undefined);
    expect(outcome).toMatchObject({ kind: 'refused-temporarily', code: 451 });
  });

  it('can be tried like any account', async () => {
    expect(await way().test()).toBeNull();
  });

  it('tells what each of its addresses sent, and what it had sent before, by time', async () => {
    const mailbox = { id: MailboxId.parse('mbx-1'), address: signed.message.from.address };
    const other = { id: MailboxId.parse('mbx-2'), address: 'kim@ourco.example' };
    expect(sink.sentSince(mailbox, 0)).toEqual([]);
    const leftAtMs = 1_800_000_000_000;
    await way().transmit(ENVELOPE, await buildMime(signed, leftAtMs), () => undefined);
    const left = { messageId: signed.messageId, atMs: leftAtMs };
    expect(sink.sentSince(mailbox, 0)).toEqual([left]);
    expect(sink.sentSince(other, 0)).toEqual([]);

    const before = [
      { mailboxId: 'mbx-1', messageId: null, atMs: leftAtMs - 9 },
      { mailboxId: 'mbx-2', messageId: '<a@ourco.example>', atMs: leftAtMs - 5 },
    ];
    writeFileSync(join(dir, SENT_BEFORE_FILE), JSON.stringify(before));
    await sink.close();
    sink = await startSink({ dir, random: systemRandom() });
    expect(sink.sentSince(mailbox, 0)).toEqual([{ messageId: null, atMs: leftAtMs - 9 }, left]);
    expect(sink.sentSince(mailbox, leftAtMs)).toEqual([left]);
    expect(sink.sentSince(other, 0)).toEqual([{ messageId: '<a@ourco.example>', atMs: leftAtMs - 5 }]);
    expect(sink.authentication(leftAtMs)).toMatchObject({ simulated: true, checkedAtMs: leftAtMs });
  });
});
