/** Text from outside, at its worst: what could add a recipient, break a header, leave a folder or open the wrong thing is refused. */
import fc from 'fast-check';
import { domainToASCII } from 'node:url';
import { describe, expect, test } from 'vitest';
import { DomainName } from '../../shared/domain/account.ts';
import { MessageId } from '../../shared/domain/countersignature.ts';
import { Draft, MAX_BODY_CHARS } from '../../shared/domain/draft.ts';
import { domainOf, EmailAddress, isReservedDomain } from '../../shared/domain/email-address.ts';
import { PackageFile } from '../../shared/domain/handoff-package.ts';
import { PackageId } from '../../shared/domain/ids.ts';
import { OutgoingMessage } from '../../shared/domain/outgoing-message.ts';
import { line, prose, WebUrl } from '../../shared/domain/text.ts';
import { EpochMs, TimeZone } from '../../shared/domain/time.ts';
import { foreignPackage } from '../crm/parts.ts';

const isTaken = (schema: { safeParse(value: unknown): { success: boolean } }) => (value: unknown) =>
  schema.safeParse(value).success;
/** As `text` in a test's name: nothing invisible. */
const shown = (value: unknown) =>
  JSON.stringify(value).replace(/[^ -~]/gu, (char) => `\\u{${char.codePointAt(0)!.toString(16)}}`);
const rows = (values: readonly unknown[]) => values.map((value) => [shown(value).slice(0, 80), value] as const);

describe('an e-mail address', () => {
  test.each(
    rows([
      'dana@northwind.example',
      'dana.reyes+news@mail.north-wind.example',
      "o'brien@northwind.example",
      'dana_%=?^`{|}~!#$&*/-@northwind.example',
      'DANA@Northwind.Example',
      'dana@bücher.example',
      'dana@xn--bcher-kva.example',
      'dana@例え.test',
      `${'a'.repeat(60)}@${'b'.repeat(63)}.${'c'.repeat(63)}.${'d'.repeat(57)}.example`,
    ]),
  )('%s is one', (_name, address) => {
    expect(isTaken(EmailAddress)(address)).toBe(true);
  });

  test.each(
    rows([
      '',
      'dana',
      '@northwind.example',
      'dana@',
      'dana@localhost',
      'dana@northwind.example,eve@evil.example',
      'dana@northwind.example, eve@evil.example',
      'dana@northwind.example;eve@evil.example',
      'dana@northwind.example eve@evil.example',
      'dana@northwind.example\r\nBcc: eve@evil.example',
      'dana@northwind.example\nBcc: eve@evil.example',
      'dana@northwind.example\r',
      'dana@northwind.example\n',
      '\ndana@northwind.example',
      'dana\u0000@northwind.example',
      'dana@northwind.example\u2028Bcc: eve@evil.example',
      ' dana@northwind.example',
      'dana@northwind.example ',
      'Dana Reyes <dana@northwind.example>',
      '<dana@northwind.example>',
      '"dana reyes"@northwind.example',
      '"dana@northwind.example,"@evil.example',
      'dana(comment)@northwind.example',
      'team: dana@northwind.example;',
      'dana@@northwind.example',
      'dana@northwind@evil.example',
      'dana@northwind.example@evil.example',
      'mailto:dana@northwind.example',
      'dana@northwind.example?bcc=eve@evil.example',
      'dana@northwind..example',
      '.dana@northwind.example',
      'dana.@northwind.example',
      'dana..reyes@northwind.example',
      'dana@-northwind.example',
      'dana@northwind-.example',
      'dana@northwind.example.',
      'dana@.northwind.example',
      'dana@northwind.e',
      'dana@[127.0.0.1]',
      'dana@[IPv6:::1]',
      'dänä@northwind.example',
      // Characters that are read as a comma, an at sign, a dot or another letter.
      'dana@northwind.example，eve@evil.example',
      'dana＠northwind.example',
      'dana@northwind。example',
      'dana@ｎorthwind.example',
      'dana@north⒈example.test',
      'dana@northwind.example\u200b',
      'dana@\u202eelpmaxe.dniwhtron',
      'dana@north\u00adwind.example',
      `dana@${'n'.repeat(64)}.example`,
      `${'a'.repeat(245)}@b.example`,
      null,
      ['dana@northwind.example'],
      { address: 'dana@northwind.example' },
    ]),
  )('%s is none', (_name, address) => {
    expect(isTaken(EmailAddress)(address)).toBe(false);
  });

  test('that is taken holds one @, nothing that could end a header or begin another address, and reads as a server reads it', () => {
    const plain = ['dana', 'eve', '-', '+', '.', 'ü', 'ß', '例', 'evil.test'];
    const wild = [
      '@',
      ',',
      ';',
      '<',
      '>',
      '"',
      ' ',
      '\r\n',
      '\t',
      ':',
      '(',
      '\\',
      '１',
      '⒈',
      '＠',
      'ﬁ',
      '\u200b',
      '\u0000',
    ];
    const piece = fc.oneof(
      { weight: 4, arbitrary: fc.constantFrom(...plain) },
      { weight: 1, arbitrary: fc.constantFrom(...wild) },
    );
    const some = fc.array(piece, { maxLength: 2 });
    const candidate = fc
      .tuple(some, fc.constant('dana@'), some, fc.constant('northwind.example'), some)
      .map((parts) => parts.flat().join(''));
    let taken = 0;
    fc.assert(
      fc.property(candidate, (text) => {
        const parsed = EmailAddress.safeParse(text);
        if (!parsed.success) return;
        taken += 1;
        const address = parsed.data;
        expect(address.split('@')).toHaveLength(2);
        expect(address).not.toMatch(/[\s\p{Cc}\p{Cf}\p{Z},;:<>()"\\[\]]/u);
        const ascii = domainToASCII(domainOf(address));
        // Either the same labels in ASCII, or a name that no server can have.
        if (ascii !== '') expect(ascii.split('.')).toHaveLength(domainOf(address).split('.').length);
      }),
      { numRuns: 5_000 },
    );
    expect(taken, 'some of them are addresses').toBeGreaterThan(300);
  });

  test.each([
    ['northwind.example', true],
    ['mail.northwind.example', true],
    ['EXAMPLE', true],
    ['northwind.test.', true],
    ['mail.invalid', true],
    ['localhost', true],
    ['example.com', false],
    ['northwind-example.org', false],
    ['test.northwind.io', false],
    ['notexample', false],
  ])('at %s: reserved for examples is %s', (domain, reserved) => {
    expect(isReservedDomain(domain)).toBe(reserved);
  });
});

describe('one line', () => {
  const isLine = isTaken(line(20));
  test.each(rows(['', 'a', 'Ünïcödé — “ok”', '日本語', '👩‍💻', 'x'.repeat(20)]))('%s is one', (_name, text) => {
    expect(isLine(text)).toBe(true);
  });
  test.each(
    rows([
      'a\nb',
      'a\rb',
      'a\r\nBcc: x',
      'a\tb',
      'a\u0000',
      '\u001b[31m',
      'a\u0085b',
      'a\u2028b',
      'a\u2029b',
      '\u007f',
      'x'.repeat(21),
      7,
      null,
    ]),
  )('%s is none', (_name, text) => {
    expect(isLine(text)).toBe(false);
  });
});

describe('prose', () => {
  const isProse = isTaken(prose(20));
  test.each(rows(['', 'a\nb', '\n\n', 'a\tb\n', '\t', 'Ünïcödé\n日本語']))('%s is some', (_name, text) => {
    expect(isProse(text)).toBe(true);
  });
  test.each(rows(['a\r\nb', 'a\rb', 'a\u0000b', 'a\u0008', '\u001b[2J', 'a\u0085', 'x'.repeat(21)]))(
    '%s is none',
    (_name, text) => {
      expect(isProse(text)).toBe(false);
    },
  );
});

describe('an id', () => {
  test.each(rows(['a', '0', 'pkg-1', 'acc_1', 'import:1:pkg.2', 'A'.repeat(120)]))('%s is one', (_name, id) => {
    expect(isTaken(PackageId)(id)).toBe(true);
  });
  test.each(
    rows([
      '',
      ' ',
      '.',
      '..',
      '../x',
      '-rf',
      '_x',
      ':x',
      'a/b',
      'a\\b',
      'a b',
      'a\n',
      'a\u0000',
      'é',
      'a%2fb',
      "a'; --",
      '<a>',
      'A'.repeat(121),
      1,
    ]),
  )('%s is none', (_name, id) => {
    expect(isTaken(PackageId)(id)).toBe(false);
  });
});

describe('a time zone', () => {
  test.each(rows(['Europe/Berlin', 'UTC', 'America/Argentina/Buenos_Aires', 'Asia/Kolkata', 'Etc/GMT+5']))(
    '%s is one',
    (_name, zone) => {
      expect(isTaken(TimeZone)(zone)).toBe(true);
    },
  );
  test.each(
    rows([
      '',
      'Mars/Olympus',
      'Europe/Berlin\n',
      ' Europe/Berlin',
      '../../etc/localtime',
      'Europe/',
      '+99:00',
      'x'.repeat(65),
      null,
    ]),
  )('%s is none', (_name, zone) => {
    expect(isTaken(TimeZone)(zone)).toBe(false);
  });
});

describe('a web address', () => {
  test.each(
    rows([
      'https://northwind.example',
      'http://northwind.example/a?b=c#d',
      'HTTPS://Northwind.Example/',
      'https://bücher.example/ä',
      'https://northwind.example:8443/@team',
      'https://northwind.example/?to=a@b',
    ]),
  )('%s is one', (_name, url) => {
    expect(isTaken(WebUrl)(url)).toBe(true);
  });
  test.each(
    rows([
      '',
      'northwind.example',
      '//northwind.example',
      '/etc/passwd',
      'javascript:alert(1)',
      'JavaScript:alert(1)//https://northwind.example',
      'java\nscript:alert(1)',
      'data:text/html,<script>alert(1)</script>',
      'file:///etc/passwd',
      'blob:https://northwind.example/1',
      'view-source:https://northwind.example',
      'ftp://northwind.example',
      'mailto:dana@northwind.example',
      'https://',
      'https:northwind.example',
      'https://northwind.example@evil.test/',
      'https://dana:secret@northwind.example/',
      'https://@evil.test',
      'https://northwind.example/a b',
      'https://northwind.example/\u0000',
      'https://northwind.example/\u202egpj.exe',
      'https://north\u200bwind.example/',
      `https://northwind.example/${'a'.repeat(2_000)}`,
      null,
    ]),
  )('%s is none', (_name, url) => {
    expect(isTaken(WebUrl)(url)).toBe(false);
  });
  test('with a line break has none once it is taken', () => {
    for (const url of [
      'https://northwind.example/\r\nBcc: x',
      'https://north\nwind.example',
      'https://northwind.example\n',
    ]) {
      const parsed = WebUrl.safeParse(url);
      if (parsed.success) expect(parsed.data).not.toMatch(/[\r\n\t]/);
    }
  });
});

describe('a domain name', () => {
  test.each(rows(['northwind.example', 'a.b-c.example', 'bücher.example', '0.example']))(
    '%s is one',
    (_name, domain) => {
      expect(isTaken(DomainName)(domain)).toBe(true);
    },
  );
  test.each(
    rows([
      '',
      'northwind',
      'Northwind.example',
      'https://northwind.example',
      'northwind.example/',
      '-a.example',
      'a-.example',
      'a..example',
      'a b.example',
      'a.example\n',
      '.example',
    ]),
  )('%s is none', (_name, domain) => {
    expect(isTaken(DomainName)(domain)).toBe(false);
  });
});

test.each(rows([-1, 1.5, Number.NaN, Infinity, 8_640_000_000_000_001, '2026-11-18', null]))(
  '%s is no moment',
  (_name, at) => {
    expect(isTaken(EpochMs)(at)).toBe(false);
  },
);

test.each(rows(['a@b', '<a b@c.example>', '<a@b@c>', '<a@b>\r\nBcc: x', '<>', '<a@b', '<ä@b.example>']))(
  '%s is no Message-ID',
  (_name, id) => {
    expect(isTaken(MessageId)(id)).toBe(false);
  },
);

describe('a message that leaves', () => {
  const message = {
    mailboxId: 'mailbox-sam',
    from: { name: 'Sam Okafor', address: 'sam@ourco.example' },
    to: 'dana@northwind.example',
    cc: [],
    bcc: [],
    subject: 'Planners in Leeds',
    text: 'Hi Dana',
    headers: { 'List-Unsubscribe': '<mailto:no@ourco.example>' },
  };
  const isMessage = isTaken(OutgoingMessage);
  test('has one recipient and the headers of the list, and nothing else', () => {
    expect(isMessage(message)).toBe(true);
    for (const wrong of [
      { ...message, cc: ['eve@evil.example'] },
      { ...message, bcc: ['eve@evil.example'] },
      { ...message, to: ['dana@northwind.example'] },
      { ...message, subject: 'Hi\r\nBcc: eve@evil.example' },
      { ...message, from: { name: 'Sam\nBcc: eve@evil.example', address: 'sam@ourco.example' } },
      { ...message, headers: { Bcc: 'eve@evil.example' } },
      { ...message, headers: { 'X-Mailer': 'x' } },
      { ...message, headers: { References: '<a@b>\r\nBcc: eve@evil.example' } },
      { ...message, text: 'Hi\r\n.\r\nMAIL FROM:<x>' },
    ])
      expect(isMessage(wrong), shown(wrong)).toBe(false);
  });
});

describe('a package file', () => {
  const file = foreignPackage('larkspur');
  /** The path and words of the first thing at fault. */
  const faultOf = (change: (pkg: PackageFile) => void): string => {
    const copy = structuredClone(file);
    change(copy);
    const issue = PackageFile.safeParse(copy).error?.issues[0];
    return issue === undefined ? 'none' : `${issue.path.join('.')}: ${issue.message}`;
  };
  const loose = (pkg: PackageFile) => pkg as unknown as Record<string, Record<string, unknown>>;

  test.each<readonly [string, (pkg: PackageFile) => void, string]>([
    ['as it is', () => undefined, 'none'],
    [
      'a fact id twice',
      (pkg) => void pkg.facts.push(pkg.facts[0]!),
      `facts.${file.facts.length}.id: the fact id ${file.facts[0]!.id} is used twice`,
    ],
    [
      'a contact of another account',
      (pkg) => void (loose(pkg)['contact']!['accountId'] = 'acc-other'),
      'contact.accountId: the contact belongs to another account than the package',
    ],
    [
      'a why-now without its signal',
      (pkg) => void (pkg.signals = []),
      `rationale.whyNow.signalId: there is no signal ${file.rationale.whyNow.signalId} in the package`,
    ],
    ['a why-now about no signal', (pkg) => void (pkg.rationale.whyNow.signalId = null), 'none'],
    ['an email step without a draft', (pkg) => void (pkg.draft = null), 'draft: an email step needs a draft'],
    ['a call with a draft', (pkg) => void (pkg.step.kind = 'call'), 'draft: only an email step has a draft'],
    [
      'a call without one',
      (pkg) => void Object.assign(pkg, { draft: null, step: { ...pkg.step, kind: 'call' } }),
      'none',
    ],
    [
      'a sentence that is not in the body',
      (pkg) => void (pkg.draft!.sentences[1]!.text += '!'),
      'draft.sentences.1.text: this sentence does not stand in the body',
    ],
    [
      'a citation of no fact',
      (pkg) =>
        void (loose(pkg)['draft']!['sentences'] = [{ text: file.draft!.sentences[0]!.text, factIds: ['fact-none'] }]),
      'draft.sentences.0.factIds.0: there is no fact fact-none in the package',
    ],
    [
      'a header in the subject',
      (pkg) => void (pkg.draft!.subject = 'Hi\r\nBcc: eve@evil.example'),
      'draft.subject: line breaks and control characters are not allowed here',
    ],
    [
      'two recipients',
      (pkg) => void (pkg.contact.email = 'a@b.example,c@d.example'),
      'contact.email: not exactly one e-mail address (no commas, spaces, line breaks or display names)',
    ],
    [
      'a link that runs',
      (pkg) => void (pkg.facts[0]!.url = 'javascript:alert(1)'),
      'facts.0.url: only http and https addresses are allowed',
    ],
    [
      'an unknown time zone',
      (pkg) => void (pkg.contact.timeZone = 'Mars/Olympus'),
      'contact.timeZone: not a known IANA time zone',
    ],
  ])('%s', (_what, change, fault) => {
    expect(faultOf(change)).toBe(fault);
  });

  test.each<readonly [string, (pkg: PackageFile) => void]>([
    ['a later format', (pkg) => void (loose(pkg)['formatVersion'] = 2 as never)],
    [
      '201 facts',
      (pkg) =>
        void (pkg.facts = Array.from({ length: 201 }, (_unused, at) => ({ ...pkg.facts[0]!, id: `f-${at}` as never }))),
    ],
    ['a body of 20,001 characters', (pkg) => void (pkg.draft!.body += 'x'.repeat(MAX_BODY_CHARS))],
    ['a score of 101', (pkg) => void (pkg.score.overall = 101)],
    ['a confidence that is no number', (pkg) => void (pkg.score.confidence = Number.NaN)],
    ['a half-life of 0 days', (pkg) => void (pkg.signals[0]!.halfLifeDays = 0)],
    ['a country by its name', (pkg) => void (pkg.contact.country = 'Germany')],
    ['a tier of 4', (pkg) => void (pkg.account.tier = 4 as never)],
  ])('%s is refused', (_what, change) => {
    expect(faultOf(change)).not.toBe('none');
  });

  test('keeps nothing that the domain does not know', () => {
    const parsed = PackageFile.parse({ ...file, review: { state: 'approved' }, revision: 9, approvedBy: 'me' });
    expect(parsed).toEqual(file);
  });
});

test('a megabyte where a name was asked for is refused at once, whatever it is made of', () => {
  const makers = ['a', 'a.', 'a@', 'a@b.', '\t', '\n ', '-', 'ü', 'a-', 'https://', '%'].map((text) =>
    text.repeat(Math.ceil(1_000_000 / text.length)),
  );
  const began = performance.now();
  for (const text of makers) {
    for (const schema of [EmailAddress, DomainName, PackageId, TimeZone, WebUrl, MessageId, line(300), prose(300)])
      expect(isTaken(schema)(text)).toBe(false);
    expect(isTaken(Draft.shape.body)(text)).toBe(false);
  }
  expect(performance.now() - began).toBeLessThan(2_000);
});
