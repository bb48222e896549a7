/** Whatever a person's message holds, the bytes say exactly that, and nothing of it becomes a header. */
import fc from 'fast-check';
import { expect, it } from 'vitest';
import { buildMime, mimeFault } from '../../electron/send/mime.ts';
import { OutgoingMessage } from '../../shared/domain/outgoing-message.ts';
import { SignedContent } from '../../shared/domain/countersignature.ts';
import { composeMessage } from '../../shared/policy/compose-message.ts';
import { person, policy, samplePackage } from '../policy/sample.ts';
import { signedSample } from './signed-sample.ts';

/** Any code point, and often what breaks mail: line ends, dots, soft hyphens, header words, encoded words, long runs. */
const piece = fc.oneof(
  { weight: 4, arbitrary: fc.string({ unit: 'grapheme', maxLength: 60 }) },
  { weight: 2, arbitrary: fc.string({ unit: 'binary', maxLength: 60 }) },
  {
    weight: 3,
    arbitrary: fc.constantFrom(
      '\r\nBcc: eve@evil.example\r\n',
      '\nSubject: other\n\n',
      '\n.\n',
      '\r\n.\r\nMAIL FROM:<eve@evil.example>\r\n',
      '=?utf-8?Q?=0D=0ABcc:_eve@evil.example?=',
      '=3D=0D=0A',
      'ß'.repeat(200),
      '好'.repeat(120),
      'x'.repeat(1_200),
      'word '.repeat(300),
      ' trailing \t ',
      'From the start',
      '\u202Eevil\u2066',
      '\u0000\u0007',
    ),
  },
);
/** What a keyboard makes in any language: it can be signed as it is. */
const typed = fc
  .string({ unit: 'grapheme', minLength: 1, maxLength: 80 })
  .map((words) => words.replace(/[\p{Cc}\p{Cf}\p{Zl}\p{Zp}\p{Cs}\p{Co}\p{Cn}]/gu, '') || 'x');
const text = fc.oneof(
  typed,
  fc.array(piece, { minLength: 1, maxLength: 6 }).map((pieces) => pieces.join('')),
);

const messageIds = fc
  .array(fc.stringMatching(/^<[a-z0-9.]{1,40}@[a-z0-9]{1,20}\.example>$/), { minLength: 1, maxLength: 20 })
  .map((ids) => ids.join(' '));
/** Values as the composer makes them, of any length. */
const headerValues = fc.record(
  {
    'In-Reply-To': messageIds.map((ids) => ids.split(' ')[0] ?? ''),
    References: messageIds,
    'List-Unsubscribe': fc.stringMatching(
      /^<https:\/\/tallyhook\.example\/out\?c=[A-Za-z0-9%._-]{1,200}>, <mailto:[a-z]{1,20}@tallyhook\.example>$/,
    ),
    'List-Unsubscribe-Post': fc.constant('List-Unsubscribe=One-Click'),
  },
  { requiredKeys: [] },
);

const wish = fc.record({
  subject: text,
  body: text,
  name: text.map((words) => words.slice(0, 160)),
  headers: headerValues,
});

const headEnd = (mail: string) => mail.indexOf('\r\n\r\n');

it('a message either can’t be signed, or leaves as exactly the bytes that say what was signed', async () => {
  let left = 0;
  await fc.assert(
    fc.asyncProperty(wish, async ({ subject, body, name, headers }) => {
      const sender = { ...person, name };
      const composed = composeMessage({ pkg: samplePackage(), subject, body, person: sender, policy });
      if ('fault' in composed) return;
      const message = OutgoingMessage.parse({ ...composed.message, headers });
      const signed = SignedContent.parse({ ...signedSample(), message });
      const bytes = await buildMime(signed, 1_800_000_000_000);
      const mail = Buffer.from(bytes).toString('latin1');
      // What could be signed can leave: it is read back exactly as it was signed.
      expect(await mimeFault(bytes, signed)).toBeNull();
      left += 1;
      const lines = mail.split('\r\n');
      expect(Math.max(...lines.map((line) => line.length))).toBeLessThanOrEqual(998);
      expect(mail).toMatch(/^[\r\n\t\x20-\x7E]*$/);
      expect(mail.replaceAll('\r\n', '')).not.toMatch(/[\r\n]/);
      // Quoted-printable: no line of the body is longer than 76 characters.
      expect(
        Math.max(
          ...mail
            .slice(headEnd(mail) + 4)
            .split('\r\n')
            .map((line) => line.length),
        ),
      ).toBeLessThanOrEqual(76);
      const names = mail
        .slice(0, headEnd(mail))
        .replace(/\r\n[ \t]/g, ' ')
        .split('\r\n')
        .map((line) => line.slice(0, line.indexOf(':')).toLowerCase());
      const allowed = [
        'from',
        'to',
        'subject',
        'message-id',
        'date',
        'mime-version',
        'content-type',
        'content-transfer-encoding',
      ];
      for (const name of names)
        expect([...allowed, ...Object.keys(headers).map((key) => key.toLowerCase())]).toContain(name);
      expect(new Set(names).size).toBe(names.length);
      expect(mail.slice(0, headEnd(mail))).toContain(`Message-ID: ${signed.messageId}`);
    }),
    { numRuns: 400 },
  );
  expect(left).toBeGreaterThan(100);
}, 120_000);

it('the check finds any change of a byte that changes what the message says', async () => {
  const signed = signedSample();
  const bytes = await buildMime(signed, 1_800_000_000_000);
  await fc.assert(
    fc.asyncProperty(
      fc.constantFrom('Bcc: eve@evil.example', 'Reply-To: eve@evil.example', 'X-Model: prompt'),
      async (header) => {
        const mail = Buffer.from(bytes).toString('latin1');
        const at = headEnd(mail) + 2;
        const altered = Buffer.from(`${mail.slice(0, at)}${header}\r\n${mail.slice(at)}`, 'latin1');
        expect(await mimeFault(altered, signed)).toMatch(/was not countersigned/);
      },
    ),
  );
  await fc.assert(
    fc.asyncProperty(fc.nat({ max: bytes.length - 1 }), fc.constantFrom(0x41, 0x0a, 0x3d), async (at, byte) => {
      const altered = Uint8Array.from(bytes);
      if (altered[at] === byte) return;
      altered[at] = byte;
      if ((await mimeFault(altered, signed)) !== null) return;
      // Only what no reader is shown may differ unseen: the date, the encoding's spelling, the case of a header's name.
      const line = Buffer.from(bytes).toString('latin1').slice(0, at).split('\r\n').length - 1;
      const original = Buffer.from(bytes).toString('latin1').split('\r\n')[line] ?? '';
      expect(original).toMatch(/^(?:Date|MIME-Version|Content-Type|Content-Transfer-Encoding|[A-Z][A-Za-z-]+):/);
    }),
    { numRuns: 300 },
  );
}, 120_000);
