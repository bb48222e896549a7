/**
 * The answers by which mail providers judge a sender, as they document them: what each means and where that is written. A table only; what
 * follows from it is decided in `smtp-reply.ts` and `transmit.ts`.
 */

export interface ProviderCode {
  /** The enhanced status code without its class (4 or 5), such as `7.26`; null where only the words tell. */
  readonly code: string | null;
  /** Words that must stand in the answer too, where the code alone is also used for other things. */
  readonly words?: RegExp;
  /**
   * `sender`: it objects to who sends or how they are set up. `limit`: this mailbox has sent all it may for now, often for the day.
   * `rate`: too fast for the moment; waiting is enough.
   */
  readonly about: 'sender' | 'limit' | 'rate';
  /** For the person whose mailbox it is. */
  readonly says: string;
  readonly source: string;
}

const GMAIL = 'Gmail SMTP errors and codes (support.google.com/a/answer/3726730)';
const GMAIL_SENDERS = 'Gmail email sender guidelines (support.google.com/a/answer/81126)';
const EXCHANGE =
  'Email non-delivery reports in Exchange Online (learn.microsoft.com/exchange/mail-flow-best-practices)';
const OUTLOOK = 'Outlook.com postmaster, troubleshooting (sendersupport.olc.protection.outlook.com)';
const YAHOO = 'Yahoo Sender Hub, SMTP error codes (senders.yahooinc.com/smtp-error-codes)';
const POSTFIX = 'Postfix anvil(8) and SMTPD_POLICY: limits of a server that runs Postfix';

const UNAUTHENTICATED = 'it can not tell that your mail comes from your domain (SPF or DKIM is missing)';
const TENANT_LIMIT = 'your whole organisation has sent all it may today';
const TOO_FAST = 'mail comes faster than it takes at the moment';
const BAD_NAME = 'earlier mail from your address, domain or server has a bad name';

/** The first row that fits counts. */
export const PROVIDER_CODES: readonly ProviderCode[] = [
  { code: '7.26', about: 'sender', says: UNAUTHENTICATED, source: GMAIL },
  { code: '7.27', about: 'sender', says: 'SPF does not pass for your domain', source: GMAIL },
  { code: '7.28', about: 'limit', says: 'it sees an unusual rate of mail from you', source: GMAIL },
  { code: '7.29', about: 'sender', says: 'the mail reached it without TLS', source: GMAIL },
  { code: '7.30', about: 'sender', says: 'DKIM does not pass for your domain', source: GMAIL },
  { code: '7.31', about: 'sender', says: 'your domain publishes no DMARC policy', source: GMAIL_SENDERS },
  { code: '7.32', about: 'sender', says: 'the From address does not fit SPF or DKIM (alignment)', source: GMAIL },
  { code: '7.24', about: 'sender', says: 'the SPF record of your domain looks wrong to it', source: GMAIL },
  {
    code: '7.25',
    about: 'sender',
    says: 'your server’s address has no name that points back to it (PTR)',
    source: GMAIL,
  },
  {
    code: '7.23',
    about: 'sender',
    says: 'your server’s address has no name that points back to it (PTR)',
    source: GMAIL,
  },
  {
    code: '4.5',
    words: /daily|sending limit|quota/i,
    about: 'limit',
    says: 'your mailbox has sent all it may today',
    source: GMAIL,
  },
  { code: null, words: /likely unsolicited mail|very low reputation/i, about: 'sender', says: BAD_NAME, source: GMAIL },

  {
    code: '7.515',
    about: 'sender',
    says: 'your domain does not meet the authentication it asks for (SPF, DKIM, DMARC)',
    source: OUTLOOK,
  },
  { code: '7.705', about: 'limit', says: TENANT_LIMIT, source: EXCHANGE },
  {
    code: '7.708',
    about: 'sender',
    says: 'it takes no mail from the network address of your server',
    source: EXCHANGE,
  },
  { code: '7.232', about: 'limit', says: TENANT_LIMIT, source: EXCHANGE },
  { code: '7.233', about: 'limit', says: TENANT_LIMIT, source: EXCHANGE },
  { code: '7.750', about: 'sender', says: 'your domain is not registered with your organisation', source: EXCHANGE },
  { code: '7.501', about: 'sender', says: 'it has blocked your address for spam', source: EXCHANGE },
  { code: '7.502', about: 'sender', says: 'it has blocked your address', source: EXCHANGE },
  { code: '7.503', about: 'sender', says: 'it has blocked your address', source: EXCHANGE },
  { code: '7.511', about: 'sender', says: 'it has blocked your server’s address', source: EXCHANGE },
  { code: '7.60', about: 'sender', says: 'the account may not send under this From address', source: EXCHANGE },
  {
    code: '1.8',
    words: /outbound|bad sender/i,
    about: 'sender',
    says: 'it has blocked your address for sending spam',
    source: EXCHANGE,
  },
  {
    code: '1.90',
    about: 'limit',
    says: 'your mailbox has written to as many people as it may today',
    source: EXCHANGE,
  },
  {
    code: '3.2',
    words: /STOREDRV|thread limit|concurrent/i,
    about: 'rate',
    says: 'too many connections or messages at once',
    source: EXCHANGE,
  },
  { code: '7.500', about: 'rate', says: 'its servers are busy with your mail', source: EXCHANGE },
  { code: '7.650', about: 'rate', says: 'it takes mail from your server’s address slowly for now', source: OUTLOOK },
  {
    code: '7.651',
    about: 'rate',
    says: 'it does not know your server’s address yet and takes its mail slowly',
    source: OUTLOOK,
  },
  { code: null, words: /\bRP-00[123]\b/, about: 'rate', says: TOO_FAST, source: OUTLOOK },
  { code: null, words: /\((?:S3140|S3150)\)|\b(?:SC|DY|OU)-00\d\b/, about: 'sender', says: BAD_NAME, source: OUTLOOK },

  {
    code: null,
    words: /\[TSS?0?4\]|\[TSS0?9\]|\[TSS11\]|\[TS0[12]\]/,
    about: 'rate',
    says: 'people complained about mail from you, or it came in unusual numbers',
    source: YAHOO,
  },
  { code: null, words: /\[TS03\]|\[BL2\d\]|\[GL01\]/, about: 'sender', says: BAD_NAME, source: YAHOO },
  { code: '7.9', words: /policy reasons/i, about: 'sender', says: UNAUTHENTICATED, source: YAHOO },

  {
    code: null,
    words:
      /\b4\d\d\b.*(?:too (?:much|many) (?:mail|messages|connections|recipients from)|rate limit|too fast|throttl)/is,
    about: 'rate',
    says: TOO_FAST,
    source: POSTFIX,
  },
];
