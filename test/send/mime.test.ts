/** The bytes that leave say what was countersigned, and nothing else. */
import fc from 'fast-check';
import { describe, expect, it, vi } from 'vitest';
import { OutgoingMessage } from '../../shared/domain/outgoing-message.ts';
import { asciiAddress, buildMime, mimeFault } from '../../electron/send/mime.ts';
import { signedSample } from './signed-sample.ts';

// Real files, servers and processes on a machine that may be busy.
vi.setConfig({ testTimeout: 60_000 });

const DATE_MS = 1_800_000_000_000;
const text = (bytes: Uint8Array) => Buffer.from(bytes).toString('utf8');

describe('the bytes of a message', () => {
  it('have the countersigned Message-ID, one recipient, a fixed date and CRLF line ends', async () => {
    const bytes = await buildMime(signedSample(), DATE_MS);
    expect(text(bytes)).toContain('Message-ID: <0b9f0c1e-5a7a-4c5c-9d0e-1f2a3b4c5d6e@ourco.example>\r\n');
    expect(text(bytes)).toContain('To: dana.reyes@northwind.example\r\n');
    expect(text(bytes)).toContain('Date: Fri, 15 Jan 2027 08:00:00 +0000\r\n');
    expect(text(bytes).replaceAll('\r\n', '')).not.toMatch(/[\r\n]/);
    expect(await mimeFault(bytes, signedSample())).toBeNull();
  });

  it('are the same each time they are made for one date', async () => {
    const once = await buildMime(signedSample(), DATE_MS);
    expect(text(await buildMime(signedSample(), DATE_MS))).toBe(text(once));
  });

  it.each([
    ['a comma and quotes in the sender’s name', { from: { name: 'Okafor, "Sam"', address: 'sam@ourco.example' } }],
    [
      'letters outside ASCII in name, subject and text',
      {
        from: { name: 'Søren Ünlü', address: 'sam@ourco.example' },
        subject: 'Grüße — 你好 🙂',
        text: 'Zoë, déjà vu 🙂\n\n\tTab\n',
      },
    ],
    ['a recipient domain outside ASCII', { to: 'dana@bücher.example' }],
    ['lines that begin with a dot, From and dashes', { text: '.\n..\nFrom here on\n-- \n--boundary\n' }],
    ['trailing spaces and long lines', { text: `spaces at the end   \n${'long '.repeat(400)}\nend` }],
    [
      'threading headers longer than a line',
      {
        headers: {
          'In-Reply-To': '<a@northwind.example>',
          References: Array.from({ length: 12 }, (_, at) => `<message-${at}-of-a-long-thread@northwind.example>`).join(
            ' ',
          ),
        },
      },
    ],
    [
      'one-click opt-out',
      {
        headers: {
          'List-Unsubscribe': '<https://optout.ourco.example/u?id=1>, <mailto:opt-out@ourco.example>',
          'List-Unsubscribe-Post': 'List-Unsubscribe=One-Click',
        },
      },
    ],
  ])('carry %s faithfully', async (_what, message) => {
    const signed = signedSample({}, message);
    const bytes = await buildMime(signed, DATE_MS);
    expect(await mimeFault(bytes, signed)).toBeNull();
    expect(
      text(bytes)
        .split('\r\n')
        .every((line) => Buffer.byteLength(line) <= 998),
    ).toBe(true);
  });

  it('either agree with any message that can be signed, or are refused before they leave', async () => {
    const oneLine = (max: number) =>
      fc
        .string({ unit: 'binary', maxLength: max })
        .map((value) => value.replace(/[\p{Cc}\u2028\u2029]/gu, '').toWellFormed());
    const prose = fc
      .string({ unit: 'binary', maxLength: 300 })
      .map((value) => value.replace(/[^\P{Cc}\t\n]/gu, '').toWellFormed());
    let agreed = 0;
    await fc.assert(
      fc.asyncProperty(oneLine(40), oneLine(200), prose, async (name, subject, body) => {
        const signed = signedSample(
          {},
          { from: { name: name.trim(), address: 'sam@ourco.example' }, subject: subject.trim(), text: body },
        );
        const bytes = await buildMime(signed, DATE_MS);
        if ((await mimeFault(bytes, signed)) === null) agreed += 1;
        // However odd the text, it never makes a second recipient or a header of its own.
        const head = text(bytes)
          .split('\r\n\r\n')[0]!
          .replaceAll(/\r\n[ \t]/g, ' ')
          .split('\r\n');
        expect(head.filter((line) => /^(to|cc|bcc):/i.test(line))).toEqual(['To: dana.reyes@northwind.example']);
        expect(head.length).toBeLessThanOrEqual(9);
      }),
      { numRuns: 200 },
    );
    expect(agreed).toBeGreaterThan(160);
  });

  it('are refused where the subject would read differently at the other end', async () => {
    const signed = signedSample({}, { subject: '=?utf-8?B?WW91IHdvbg==?=' });
    const bytes = await buildMime(signed, DATE_MS);
    const fault = await mimeFault(bytes, signed);
    if (fault === null) expect(text(bytes)).not.toContain('Subject: =?utf-8?B?WW91IHdvbg==?=');
    else expect(fault).toBe('the subject differs');
  });

  it.each([
    ['a second recipient', /^To: .*$/m, 'To: dana.reyes@northwind.example, eve@evil.example', 'the recipient differs'],
    ['another recipient', /^To: .*$/m, 'To: eve@evil.example', 'the recipient differs'],
    ['a Bcc', /^Subject:/m, 'Bcc: eve@evil.example\r\nSubject:', 'the header bcc was not countersigned'],
    ['a Reply-To', /^Subject:/m, 'Reply-To: eve@evil.example\r\nSubject:', 'the header reply-to was not countersigned'],
    ['another sender name', /^From: Sam Okafor/m, 'From: The Board', 'the sender differs'],
    ['another subject', /^Subject: .*$/m, 'Subject: Invoice', 'the subject differs'],
    ['another Message-ID', /0b9f0c1e/, '1b9f0c1e', 'the Message-ID differs'],
    ['another word in the body', /Rotterdam on/, 'Antwerp on', 'the text differs'],
    ['another opt-out address', /opt-out@ourco/, 'opt-out@evil', 'the header list-unsubscribe differs'],
    ['a bare line feed', /Hi Dana,\r\n/, 'Hi Dana,\n', 'a line does not end with CRLF'],
  ])('with %s are told apart from what was signed', async (_what, from, to, fault) => {
    const signed = signedSample();
    const changed = text(await buildMime(signed, DATE_MS)).replace(from, to);
    expect(await mimeFault(Buffer.from(changed), signed)).toBe(fault);
  });
});

describe('a recipient that would redirect the envelope', () => {
  it.each([
    'a@b.example,c@d.example',
    'a@b.example\r\nBcc: c@d.example',
    '<a@b.example>',
    'a@b.example c@d.example',
    '"x"@b.example',
  ])('can’t be signed: %j', (to) => {
    expect(OutgoingMessage.shape.to.safeParse(to).success).toBe(false);
    expect(() => signedSample({}, { to })).toThrow();
  });

  it('has its domain in ASCII in the envelope', () => {
    expect(asciiAddress('dana@bücher.example')).toBe('dana@xn--bcher-kva.example');
  });
});
