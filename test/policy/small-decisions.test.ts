/** Small decisions: which addresses an entry means, how much was edited, what asks for something, what is a link. */
import fc from 'fast-check';
import { domainToASCII } from 'node:url';
import { describe, expect, test } from 'vitest';
import type { Suppression } from '../../shared/domain/suppression.ts';
import { asciiDomain } from '../../shared/policy/ascii-domain.ts';
import { findAsks } from '../../shared/policy/calls-to-action.ts';
import { editClass, wordDiff } from '../../shared/policy/edit-class.ts';
import { findLinks, hostOf } from '../../shared/policy/find-links.ts';
import { isPublicMailDomain, matchesRecipient, normaliseAddress } from '../../shared/policy/suppression-match.ts';
import { countWords } from '../../shared/policy/word-count.ts';
import { BODY, NOW } from './sample.ts';

const entry = (scope: Suppression['scope'], value: string, expiresAtMs: number | null = null) =>
  ({ id: 's', scope, value, reason: 'manual', source: '', evidence: '', atMs: 0, by: 'x', expiresAtMs }) as Suppression;
const recipient = (email: string) => ({ email, accountId: 'acc-1', contactId: 'con-1' });

describe('a suppression entry', () => {
  test.each<readonly [string, Suppression, string, boolean]>([
    ['the address itself', entry('global', 'dana@northwind.example'), 'dana@northwind.example', true],
    ['other capitals', entry('global', ' Dana@Northwind.EXAMPLE '), 'dana@northwind.example', true],
    ['a plus-address in the list', entry('global', 'dana+news@northwind.example'), 'dana@northwind.example', true],
    ['a plus-address in the message', entry('global', 'dana@northwind.example'), 'dana+x@northwind.example', true],
    [
      'dots where the provider ignores them',
      entry('global', 'dana.reyes@gmail.com'),
      'd.anareyes@googlemail.com',
      true,
    ],
    ['dots where they count', entry('global', 'dana.reyes@northwind.example'), 'danareyes@northwind.example', false],
    ['another person', entry('global', 'dan@northwind.example'), 'dana@northwind.example', false],
    ['a domain', entry('domain', 'northwind.example'), 'dana@northwind.example', true],
    ['a domain written with @', entry('domain', '@Northwind.example.'), 'dana@northwind.example', true],
    ['a domain written with a star', entry('domain', '*.northwind.example'), 'dana@northwind.example', true],
    ['a sub-domain', entry('domain', 'northwind.example'), 'dana@eu.mail.northwind.example', true],
    ['a domain that only ends alike', entry('domain', 'wind.example'), 'dana@northwind.example', false],
    ['the domain above', entry('domain', 'eu.northwind.example'), 'dana@northwind.example', false],
    ['the same domain in another script', entry('domain', 'xn--bcher-kva.example'), 'dana@bücher.example', true],
    ['the same address in another script', entry('global', 'dana@Bücher.example'), 'dana@xn--bcher-kva.example', true],
    ['an account', entry('account', 'acc-1'), 'dana@northwind.example', true],
    ['another account', entry('account', 'acc-10'), 'dana@northwind.example', false],
    ['a contact by id', entry('contact', 'con-1'), 'dana@northwind.example', true],
    ['a contact by address', entry('contact', 'DANA@northwind.example'), 'dana@northwind.example', true],
    ['another contact', entry('contact', 'con-2'), 'dana@northwind.example', false],
    ['an empty domain', entry('domain', '@'), 'dana@northwind.example', false],
    ['one that ends later', entry('global', 'dana@northwind.example', NOW + 1), 'dana@northwind.example', true],
    ['one that has ended', entry('global', 'dana@northwind.example', NOW), 'dana@northwind.example', false],
  ])('%s', (_name, suppression, email, expected) => {
    expect(matchesRecipient(suppression, recipient(email), NOW)).toBe(expected);
  });
  test('no other spelling of a suppressed address gets past it', () => {
    const address = fc
      .tuple(fc.stringMatching(/^[a-z][a-z0-9]{0,8}$/), fc.stringMatching(/^[a-z]{1,8}$/))
      .map(([local, host]) => `${local}@${host}.example`);
    const spell = (email: string, plus: string, upper: boolean) => {
      const [local = '', domain = ''] = email.split('@');
      const spelt = `${local}${plus === '' ? '' : `+${plus}`}@${domain}`;
      return upper ? spelt.toUpperCase() : spelt;
    };
    fc.assert(
      fc.property(address, fc.stringMatching(/^[a-z0-9+]{0,5}$/), fc.boolean(), (email, plus, upper) => {
        const spelt = spell(email, plus, upper);
        expect(normaliseAddress(spelt)).toBe(normaliseAddress(email));
        expect(matchesRecipient(entry('global', email), recipient(spelt), NOW)).toBe(true);
        expect(matchesRecipient(entry('contact', spelt), recipient(email), NOW)).toBe(true);
        expect(normaliseAddress(normaliseAddress(spelt))).toBe(normaliseAddress(spelt));
      }),
    );
  });
  test('domains are spelt as the platform spells them', () => {
    for (const domain of [
      'bücher.example',
      'münchen.test',
      '例え.example',
      'ελληνικά.example',
      'пример.example',
      'a.b-c.example',
      'Ünïcödé-lang.example',
    ]) {
      expect(asciiDomain(domain), domain).toBe(domainToASCII(domain));
    }
  });
  test('a public mail domain is known as one', () => {
    expect(isPublicMailDomain('Gmail.com')).toBe(true);
    expect(isPublicMailDomain('northwind.example')).toBe(false);
  });
});

describe('the class of an edit', () => {
  const original = Array.from({ length: 100 }, (_unused, at) => `word${at}`).join(' ');
  const replaced = (count: number) =>
    original
      .split(' ')
      .map((word, at) => (at < count ? `other${at}` : word))
      .join(' ');
  test.each([
    ['unedited', original],
    ['unedited', original.replaceAll(' ', '\n')],
    ['minor', `${original}.`],
    ['minor', replaced(1)],
    ['minor', replaced(14)],
    ['light', replaced(15)],
    ['light', replaced(39)],
    ['heavy', replaced(40)],
    ['heavy', replaced(100)],
    ['heavy', 'Something else altogether'],
    ['heavy', ''],
    ['minor', original.split(' ').slice(10).join(' ')],
    ['light', `${original} ${original.split(' ').slice(0, 40).join(' ')}`],
  ])('%s (%#)', (expected, edited) => {
    expect(editClass(original, edited)).toBe(expected);
  });
  test('a diff’s parts are the two texts again, whatever they are', () => {
    const words = fc
      .array(fc.constantFrom('a', 'b', 'c', '.', '\n', ' ', 'é', '’'), { maxLength: 30 })
      .map((parts) => parts.join(''));
    fc.assert(
      fc.property(words, words, (left, right) => {
        const parts = wordDiff(left, right);
        const without = (kind: string) =>
          parts
            .filter((part) => part.kind !== kind)
            .map((part) => part.text)
            .join('');
        expect(without('removed')).toBe(right);
        expect(without('added').split(/\s+/).join('')).toBe(left.split(/\s+/).join(''));
      }),
    );
  });
  test('two texts of 20,000 characters with nothing in common are heavy, in reasonable time', () => {
    const long = (word: string) => Array.from({ length: 3_000 }, (_unused, at) => `${word}${at}`).join(' ');
    const started = performance.now();
    expect(editClass(long('left'), long('rght'))).toBe('heavy');
    expect(performance.now() - started).toBeLessThan(3_000);
  });
  test('words are what has a letter or digit', () => {
    expect(countWords('Hi Dana,\n\n— 3 new – “sites” ... 24/7 -')).toBe(6);
    expect(countWords('')).toBe(0);
    expect(countWords(BODY)).toBeGreaterThan(70);
  });
});

describe('asks', () => {
  test.each<readonly [string, number]>([
    ['Worth a call?', 1],
    ['Worth a quick look', 1],
    ['Reply yes and I will send it.', 1],
    ['Please book a time at https://cal.com/sam.', 1],
    ['Let me know if Thursday works.', 1],
    ['If this is of use, let me know.', 1],
    ['I’d love to show you how it works.', 1],
    ['You can grab a slot: https://calendly.com/sam/15', 1],
    ['Would Tuesday or Wednesday suit you better?', 1],
    ['Is this yours, or does someone else own it? Who?', 2],
    ['Worth a call? Book one here. Or reply.', 2],
    ['P.S. Could you forward this?', 1],
    ['- Tell me more about it', 1],
    ['We read every invoice. Nothing else.', 0],
    ['Our readers reply within a day.', 0],
    ['I saw that you book freight by hand.', 0],
    ['See you in Hamburg.', 0],
    ['Hi Dana,\n\nWe read invoices.\n\nThanks,\nSam', 0],
  ])('%s', (text, expected) => {
    expect(findAsks(text)).toHaveLength(expected);
  });
});

describe('links', () => {
  test.each<readonly [string, readonly string[]]>([
    ['no link, though northwind.example is named', []],
    ['https://a.example/x, and www.b.example.', ['https://a.example/x', 'www.b.example']],
    ['[here](https://a.example/x)', ['https://a.example/x']],
    [
      '<a href="https://a.example/x">here</a> <img src=https://p.example/1.gif>',
      ['https://a.example/x', 'https://p.example/1.gif'],
    ],
    ['![](https://p.example/1.gif)', ['https://p.example/1.gif']],
    ['(https://a.example/y)', ['https://a.example/y']],
  ])('%s', (text, urls) => {
    expect(findLinks(text).map((link) => link.url)).toEqual(urls);
    for (const link of findLinks(text)) expect(text.slice(link.start, link.end)).toContain(link.url);
  });
  test('a host is what the browser goes to, not what stands before @', () => {
    expect(hostOf('https://tallyhook.example@evil.example/x')).toBe('evil.example');
    expect(hostOf('HTTPS://WWW.Tallyhook.example:8443/x?y')).toBe('tallyhook.example');
  });
});
