/** What DNS says of a sending domain, and what is to be done where it says too little. The zones are ours; the evaluation is the library's. */
import { createSocket, type Socket } from 'node:dgram';
import { describe, expect, onTestFinished, test } from 'vitest';
import { checkDomain } from '../../electron/mailbox/check-domain.ts';
import { systemDns } from '../../electron/platform/system-dns.ts';
import { DnsFault, type Dns } from '../../electron/ports/dns.ts';
import { MailCalibration } from '../../shared/domain/mail-calibration.ts';

const NOW = Date.UTC(2026, 10, 25, 9);
const DOMAIN = 'tallyhook.example';

const GOOD = {
  [DOMAIN]: ['v=spf1 include:_spf.mailhost.example ~all'],
  '_spf.mailhost.example': ['v=spf1 ip4:198.51.100.0/24 -all'],
  [`s1._domainkey.${DOMAIN}`]: ['v=DKIM1; k=rsa; p=MIGfMA0GCSqGSIb3DQEBAQUAA4GNADCBiQKBgQ'],
  [`_dmarc.${DOMAIN}`]: ['v=DMARC1; p=quarantine; rua=mailto:dmarc@tallyhook.example'],
};

/** A zone of TXT records; every other name is not there. */
function zoneOf(records: Readonly<Record<string, readonly string[]>>): Dns {
  return {
    resolve: (name, type) => {
      const texts = type === 'TXT' ? records[name] : undefined;
      return texts === undefined
        ? Promise.reject(new DnsFault('none', 'ENOTFOUND'))
        : Promise.resolve(texts.map((text) => [text]));
    },
  };
}

const calibrated = (change: Partial<MailCalibration> = {}) =>
  MailCalibration.parse({
    atMs: NOW,
    address: `sam@${DOMAIN}`,
    sentFolder: 'Sent',
    filedInSent: true,
    messageId: 'kept',
    originalIdHeader: null,
    signatures: [{ domain: DOMAIN, selector: 's1' }],
    results: { by: 'mx.mailhost.example', spf: 'pass', dkim: 'pass', dmarc: 'pass' },
    ...change,
  });

async function check(
  records: Readonly<Record<string, readonly string[]>>,
  calibration: MailCalibration | null = calibrated(),
) {
  const answer = await checkDomain({ dns: zoneOf(records), domain: DOMAIN, calibration, nowMs: NOW });
  if (answer.kind !== 'checked') throw new Error(answer.because);
  return answer.authentication;
}

const without = (name: string) => Object.fromEntries(Object.entries(GOOD).filter(([key]) => key !== name));
const results = (change: Partial<NonNullable<MailCalibration['results']>>) =>
  calibrated({ results: { by: 'mx.mailhost.example', spf: 'pass', dkim: 'pass', dmarc: 'pass', ...change } });

describe('a sending domain', () => {
  test('that is in order passes everything and is aligned', async () => {
    expect(await check(GOOD)).toEqual({
      checkedAtMs: NOW,
      simulated: false,
      spf: 'pass',
      dkim: 'pass',
      dmarc: 'pass',
      aligned: true,
      selector: 's1',
      problems: [],
    });
  });

  test.each<[string, Readonly<Record<string, readonly string[]>>, MailCalibration | null, object, RegExp]>([
    [
      'no test mail yet',
      GOOD,
      null,
      { spf: 'unknown', dkim: 'unknown', dmarc: 'pass', aligned: null },
      /send a test mail/,
    ],
    ['no SPF', without(DOMAIN), calibrated(), { spf: 'missing' }, /no SPF record/],
    [
      'two SPF records',
      { ...GOOD, [DOMAIN]: ['v=spf1 -all', 'v=spf1 ~all'] },
      calibrated(),
      { spf: 'fail' },
      /2 SPF records/,
    ],
    [
      'an SPF record that lets all in',
      { ...GOOD, [DOMAIN]: ['v=spf1 +all'] },
      calibrated(),
      { spf: 'fail' },
      /any server/,
    ],
    [
      'an SPF record that can’t be read',
      { ...GOOD, [DOMAIN]: ['v=spf1 include:nowhere.example -all'] },
      calibrated(),
      { spf: 'fail' },
      /can’t be evaluated/,
    ],
    ['SPF that failed for the test mail', GOOD, results({ spf: 'fail' }), { spf: 'fail' }, /does not name the server/],
    ['a mail that was not signed', GOOD, calibrated({ signatures: [] }), { dkim: 'missing' }, /not signed/],
    [
      'no key at the selector',
      without(`s1._domainkey.${DOMAIN}`),
      calibrated(),
      { dkim: 'missing' },
      /no DKIM key at s1\._domainkey/,
    ],
    [
      'a revoked key',
      { ...GOOD, [`s1._domainkey.${DOMAIN}`]: ['v=DKIM1; p='] },
      calibrated(),
      { dkim: 'fail' },
      /revoked/,
    ],
    ['a signature that failed', GOOD, results({ dkim: 'fail' }), { dkim: 'fail' }, /did not hold/],
    ['no DMARC', without(`_dmarc.${DOMAIN}`), calibrated(), { dmarc: 'missing', aligned: null }, /no DMARC record/],
    [
      'a signature for somebody else and no SPF',
      { ...GOOD, 's1._domainkey.mailhost.example': GOOD[`s1._domainkey.${DOMAIN}`] },
      calibrated({
        signatures: [{ domain: 'mailhost.example', selector: 's1' }],
        results: { by: 'mx', spf: 'none', dkim: 'pass', dmarc: 'fail' },
      }),
      { dkim: 'pass', dmarc: 'pass', aligned: false },
      /DMARC alignment/,
    ],
  ])('with %s', async (_name, records, calibration, expected, says) => {
    const answer = await check(records, calibration);
    expect(answer).toMatchObject(expected);
    expect(answer.problems.join('\n')).toMatch(says);
  });

  test('finds the DMARC record of the organisation above a sub-domain', async () => {
    const answer = await checkDomain({
      dns: zoneOf({ ...GOOD, 'mail.tallyhook.example': ['v=spf1 -all'] }),
      domain: 'mail.tallyhook.example',
      calibration: calibrated(),
      nowMs: NOW,
    });
    expect(answer).toMatchObject({ kind: 'checked', authentication: { dmarc: 'pass', aligned: true } });
  });
});

describe('the system’s DNS', () => {
  test('that nobody answers is said to be offline, and is no finding about the domain', async () => {
    const silent = await bound();
    const dns = systemDns([`127.0.0.1:${silent.port}`]);
    const answer = await checkDomain({ dns, domain: DOMAIN, calibration: calibrated(), nowMs: NOW });
    expect(answer).toMatchObject({ kind: 'offline' });
  }, 20_000);

  test('that says no such name is an answer', async () => {
    const server = await bound();
    // The question comes back with its answer bit and NXDOMAIN (RFC 1035 4.1.1).
    server.socket.on('message', (question, from) => {
      const answer = Buffer.from(question);
      answer.writeUInt16BE(0x8183, 2);
      server.socket.send(answer, from.port, from.address);
    });
    await expect(systemDns([`127.0.0.1:${server.port}`]).resolve(DOMAIN, 'TXT')).rejects.toMatchObject({
      kind: 'none',
    });
  });
});

async function bound(): Promise<{ readonly socket: Socket; readonly port: number }> {
  const socket = createSocket('udp4');
  await new Promise<void>((resolve) => socket.bind(0, '127.0.0.1', resolve));
  onTestFinished(() => {
    socket.close();
  });
  return { socket, port: socket.address().port };
}
