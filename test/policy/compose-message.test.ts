/** The message exactly as it would leave: footer, threading, opt-out headers, and what can't be composed at all. */
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { EmailAddress } from '../../shared/domain/email-address.ts';
import { OutgoingMessage } from '../../shared/domain/outgoing-message.ts';
import { composeMessage } from '../../shared/policy/compose-message.ts';
import { BODY, NOW, person, policy, samplePackage } from './sample.ts';

const compose = (change: Partial<Parameters<typeof composeMessage>[0]> = {}) =>
  composeMessage({ pkg: samplePackage(), subject: 'Carrier invoices', body: BODY, person, policy, ...change });
const message = (change: Parameters<typeof compose>[0] = {}) => {
  const composed = compose(change);
  if ('fault' in composed) throw new Error(composed.fault);
  return composed.message;
};
const fault = (change: Parameters<typeof compose>[0]) => {
  const composed = compose(change);
  return 'fault' in composed ? composed.fault : null;
};
const thread = (ids: readonly (string | null)[]) =>
  ids.map((messageId, at) => ({
    messageId,
    direction: 'outbound',
    from: 'x',
    atMs: NOW + at,
    subject: 's',
    text: 't',
  }));

describe('a cold message', () => {
  test('goes from the person to the contact, body first, then opt-out line and postal address', () => {
    expect(message()).toEqual({
      mailboxId: 'mailbox-sam',
      from: { name: 'Sam Okafor', address: 'sam@tallyhook.example' },
      to: 'dana.reyes@northwind.example',
      cc: [],
      bcc: [],
      subject: 'Carrier invoices',
      text: `${BODY}\n\n-- \n${policy.unsubscribe.optOutLine}\n${policy.postalAddress}`,
      headers: { 'List-Unsubscribe': '<mailto:opt-out@tallyhook.example?subject=unsubscribe>' },
    });
  });
  test('has one-click headers where RevOps chose them, naming who opts out', () => {
    const one = { ...policy.unsubscribe, mode: 'one-click' as const, oneClickUrl: 'https://opt-out.example/u?l=1' };
    expect(message({ policy: { ...policy, unsubscribe: one } }).headers).toEqual({
      'List-Unsubscribe':
        '<https://opt-out.example/u?l=1&c=con-1>, <mailto:opt-out@tallyhook.example?subject=unsubscribe>',
      'List-Unsubscribe-Post': 'List-Unsubscribe=One-Click',
    });
  });
  test('has no opt-out header while RevOps has not chosen', () => {
    expect(message({ policy: { ...policy, unsubscribe: { ...policy.unsubscribe, mode: null } } }).headers).toEqual({});
  });
  test('quotes signs in the opt-out address that would end the header', () => {
    const mailto = 'a&b?c@tallyhook.example';
    expect(
      message({ policy: { ...policy, unsubscribe: { ...policy.unsubscribe, mailto } } }).headers['List-Unsubscribe'],
    ).toBe('<mailto:a%26b%3Fc@tallyhook.example?subject=unsubscribe>');
  });
  test('is the same for the same input', () => {
    expect(JSON.stringify(message())).toBe(JSON.stringify(message()));
  });
});

describe('a conversation', () => {
  test('a reply has no footer and no opt-out header', () => {
    const reply = message({ pkg: samplePackage('reply') });
    expect(reply.text).toBe(BODY);
    expect(reply.headers).toEqual({
      'In-Reply-To': '<two@northwind.example>',
      References: '<one@tallyhook.example> <two@northwind.example>',
    });
  });
  test('a first touch never claims to answer something', () => {
    expect(
      message({ pkg: samplePackage('first-touch', { thread: thread(['<a@b.example>']) }) }).headers,
    ).not.toHaveProperty('References');
  });
  test('the chain is in order of time, each id once, without what is not an id', () => {
    const ids = ['<a@b.example>', null, 'no id', '<b@b.example>', '<a b@c.example>', '<c@b.example>'];
    const pkg = samplePackage('follow-up', { thread: thread(ids).reverse() });
    expect(message({ pkg }).headers).toMatchObject({
      'In-Reply-To': '<c@b.example>',
      References: '<a@b.example> <b@b.example> <c@b.example>',
    });
  });
  test('a long chain keeps its root and its newest, and stays short of a mail server’s limit', () => {
    const ids = Array.from({ length: 90 }, (_unused, at) => `<message-number-${at}@a-long-domain-name.example>`);
    const { References, 'In-Reply-To': last } = message({
      pkg: samplePackage('follow-up', { thread: thread(ids) }),
    }).headers;
    expect(References!.length).toBeLessThanOrEqual(900);
    expect(References!.split(' ')[0]).toBe(ids[0]);
    expect(References!.split(' ').slice(1)).toEqual(ids.slice(-(References!.split(' ').length - 1)));
    expect(last).toBe(ids.at(-1));
  });
});

describe('what can’t be composed', () => {
  const pkg = samplePackage();
  const to = (email: string) => ({ pkg: { ...pkg, contact: { ...pkg.contact, email } } });
  test.each([
    'dana@northwind.example, eve@evil.example',
    'dana@northwind.example\r\nBcc: eve@evil.example',
    'dana@northwind.example\nRCPT TO:<eve@evil.example>',
    '<dana@northwind.example>',
    'Dana <dana@northwind.example>',
    'dana@northwind.example eve@evil.example',
    'dana@@northwind.example',
    'dana',
    '',
  ])('a recipient that is not exactly one address: %j', (email) => {
    expect(fault(to(email))).toMatch(/^The recipient can't be sent: not exactly one e-mail address/);
  });
  test.each([
    [{ subject: 'Hi\r\nBcc: eve@evil.example' }, /^The subject can't be sent: line breaks/],
    [{ subject: '  ' }, /subject is empty/],
    [{ body: ' \n ' }, /message is empty/],
    [{ body: 'a\0b' }, /^The text can't be sent/],
    [{ body: 'x'.repeat(25_000) }, /^The text can't be sent/],
    [{ pkg: { ...pkg, draft: null } }, /Only an email step/],
  ] as const)('%#', (change, says) => {
    expect(fault(change)).toMatch(says);
  });
  test('whatever is typed: either a fault in words, or a valid message to exactly the contact', () => {
    const nasty = fc.oneof(
      fc.string(),
      fc.constantFrom('a@b.example', '\r\nBcc: x@y.example', ',', '\0', '<', '"', '\u2028'),
    );
    fc.assert(
      fc.property(
        fc.array(nasty, { maxLength: 4 }),
        fc.array(nasty, { maxLength: 4 }),
        fc.array(nasty, { maxLength: 4 }),
        (a, b, c) => {
          const email = a.join('');
          const composed = compose({ ...to(email), subject: b.join(''), body: c.join('') });
          if ('fault' in composed) expect(composed.fault.length).toBeGreaterThan(10);
          else {
            expect(OutgoingMessage.parse(composed.message)).toEqual(composed.message);
            expect(EmailAddress.parse(composed.message.to)).toBe(email);
            for (const value of [composed.message.subject, ...Object.values(composed.message.headers)])
              expect(value).not.toMatch(/[\r\n\0]/);
          }
        },
      ),
      { numRuns: 500 },
    );
  });
});
