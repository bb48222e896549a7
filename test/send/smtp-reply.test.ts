/** What a server's answer means for the message and for its mailbox, in the providers' own words. */
import { describe, expect, it } from 'vitest';
import { PROVIDER_CODES } from '../../electron/send/provider-codes.ts';
import { isRateRefusal, isSenderPolicy, judgementOf, pauseReason, refusalOf } from '../../electron/send/smtp-reply.ts';

const ABOUT: readonly [reply: string, about: 'sender' | 'limit' | 'rate' | 'nobody'][] = [
  ['550-5.7.26 This mail has been blocked because the sender is unauthenticated.', 'sender'],
  ['421-4.7.26 This mail has been rate limited because it is unauthenticated.', 'sender'],
  ['550-5.7.27 This mail has been blocked because the sender is unauthenticated. SPF did not pass', 'sender'],
  ['421-4.7.28 Gmail has detected an unusual rate of unsolicited mail originating from your SPF domain', 'limit'],
  ['550-5.7.28 An unusual rate of unsolicited mail', 'limit'],
  ['421-4.7.29 This email has been rate limited because it was not sent over TLS', 'sender'],
  ['550-5.7.30 This mail has been blocked: DKIM did not pass', 'sender'],
  ['550-5.7.31 no DMARC record', 'sender'],
  ['421-4.7.32 Your email has been rate limited because the From: header is not aligned', 'sender'],
  ['550-5.7.25 The IP address sending this message does not have a PTR record', 'sender'],
  ['550-5.7.24 The SPF record of the sending domain has one or more suspicious entries', 'sender'],
  ['421-4.7.23 The IP address sending this message does not have a PTR record', 'sender'],
  ['550 5.4.5 Daily user sending limit exceeded', 'limit'],
  ['550-5.7.1 Our system has detected that this message is likely unsolicited mail', 'sender'],
  ['421-4.7.0 This message is suspicious due to the very low reputation of the sending domain', 'sender'],
  ['550 5.7.515 Access denied, sending domain does not meet the required authentication level', 'sender'],
  ['550 5.7.705 Access denied, tenant has exceeded threshold', 'limit'],
  ['550 5.7.708 Access denied, traffic not accepted from this IP', 'sender'],
  ['550 5.7.233 Tenant exceeded its daily limit for external recipients', 'limit'],
  ['550 5.7.232 Trial tenant exceeded its daily limit for external recipients', 'limit'],
  ['550 5.7.750 Client blocked from sending from unregistered domains', 'sender'],
  ['550 5.7.502 Access denied, banned sender', 'sender'],
  ['550 5.7.503 Access denied, banned sender', 'sender'],
  ['550 5.7.511 Access denied, banned sender', 'sender'],
  ['550 5.7.501 Access denied, spam abuse detected', 'sender'],
  ['550 5.7.60 SMTP; Client does not have permissions to send as this sender', 'sender'],
  ['550 5.1.8 Access denied, bad outbound sender', 'sender'],
  ['550 5.1.90 Your message can’t be sent because you’ve reached your daily limit for message recipients', 'limit'],
  ['432 4.3.2 STOREDRV.ClientSubmit; sender thread limit exceeded', 'rate'],
  ['451 4.7.500 Server busy. Please try again later', 'rate'],
  ['451 4.7.650 The mail server has been temporarily rate limited due to IP reputation', 'rate'],
  ['451 4.7.651 The mail server has been temporarily rate limited', 'rate'],
  ['421 RP-001 The mail server IP connecting has exceeded the rate limit allowed', 'rate'],
  ['550 5.7.1 Unfortunately, messages from your IP were not sent (S3150)', 'sender'],
  ['421 4.7.0 [TSS04] Messages temporarily deferred due to unexpected volume or user complaints', 'rate'],
  ['421 4.7.1 [TS03] All messages permanently deferred', 'sender'],
  ['554 5.7.9 Message not accepted for policy reasons', 'sender'],
  ['450 4.7.1 Error: too much mail from 192.0.2.1', 'rate'],
  ['421 4.7.0 mail.firm.example Error: too many connections from 192.0.2.1', 'rate'],
  ['451 4.7.1 Rate limit exceeded', 'rate'],
  ['550 5.1.1 The email account that you tried to reach does not exist', 'nobody'],
  ['550 5.1.10 RESOLVER.ADR.RecipientNotFound', 'nobody'],
  ['452 4.2.2 The recipient’s inbox is out of storage space', 'nobody'],
  ['450 4.2.1 The user you are trying to contact is receiving mail at a rate that prevents delivery', 'nobody'],
  ['450 4.2.0 Greylisted, see http://postgrey.example/help/', 'nobody'],
  ['550 5.7.1 rejected', 'nobody'],
  ['550 5.4.5 mail system congestion', 'nobody'],
  ['552 5.2.2 Mailbox full, quota exceeded', 'nobody'],
  ['554 5.3.2 system not accepting network messages', 'nobody'],
  ['250 2.0.0 OK', 'nobody'],
];

describe('an answer', () => {
  it.each(ABOUT)('%s is about the %s', (reply, about) => {
    expect(judgementOf(reply)?.about ?? 'nobody').toBe(about);
    expect(isSenderPolicy(reply)).toBe(about === 'sender' || about === 'limit');
    expect(isRateRefusal(reply)).toBe(about === 'limit' || about === 'rate');
  });

  it('says in its outcome whether the mailbox pauses and whether its rate is limited', () => {
    expect(refusalOf(550, '550 5.4.5 Daily user sending limit exceeded')).toEqual({
      kind: 'refused-permanently',
      code: 550,
      reply: '550 5.4.5 Daily user sending limit exceeded',
      pausesMailbox: true,
      limitsRate: true,
    });
    expect(refusalOf(451, '451 4.7.500 Server busy')).toMatchObject({
      kind: 'refused-temporarily',
      pausesMailbox: false,
      limitsRate: true,
    });
    expect(refusalOf(354, '354 go on')).toBeNull();
    expect(refusalOf(250, '250 ok')).toBeNull();
    expect(refusalOf(600, '600 what')).toBeNull();
  });
});

describe('the table of codes', () => {
  it('has a test for each of its rows', () => {
    const met = new Set(ABOUT.map(([reply]) => judgementOf(reply)));
    const missed = PROVIDER_CODES.filter((row) => !met.has(row)).map(({ code, words }) => code ?? String(words));
    expect(missed).toEqual([]);
  });

  it('says what it means and where that stands', () => {
    for (const { says, source } of PROVIDER_CODES) {
      expect(says.length).toBeGreaterThan(10);
      expect(source).toMatch(/\(.+\)/);
    }
  });
});

describe('the reason of a pause', () => {
  it('is the code’s meaning, with the server’s own words', () => {
    expect(pauseReason('550-5.7.27 SPF did\r\n550 5.7.27 not pass')).toBe(
      'the provider says that SPF does not pass for your domain (550-5.7.27 SPF did 550 5.7.27 not pass)',
    );
  });

  it('is the server’s words where the code is not known, and never too long to keep', () => {
    expect(pauseReason('The server did not accept the user name or the password: 535 no')).toBe(
      'The server did not accept the user name or the password: 535 no',
    );
    expect(pauseReason(`550 5.7.26 ${'x'.repeat(900)}`)).toHaveLength(300);
  });
});
