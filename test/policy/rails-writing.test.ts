/** The rails about how the letter is written. */
import { RecentBody } from '../../shared/domain/recent-body.ts';
import { shinglesOf } from '../../shared/policy/shingles.ts';
import { COLD, F, limits, R, U, railTable, THEMES } from './rail-table.ts';
import { BODY, DAY, NOW, policy, sampleInput, type Change } from './sample.ts';

const { row, check } = railTable(THEMES.writing);

// length
const words = (count: number) => Array.from({ length: count }, () => 'word').join(' ');
for (const [count, expected] of [
  [69, /^69 words; .* 70 to 120/],
  [70, null],
  [120, null],
  [121, /^121 words/],
] as const) {
  row(
    'length',
    [F],
    `${count} words`,
    { body: words(count) },
    expected === null ? null : { answer: 'ask', says: expected },
  );
}
row('length', [U, R], 'only a first touch has a length', { body: words(3) }, null);

// one-call-to-action
row('one-call-to-action', COLD, 'one question', {}, null);
row(
  'one-call-to-action',
  COLD,
  'none',
  { body: 'Hi Dana,\n\nWe read invoices.\n\nBest,\nSam' },
  { answer: 'ask', says: /asks for nothing/ },
);
row(
  'one-call-to-action',
  COLD,
  'two',
  { body: 'Hi Dana,\n\nWorth a call? Let me know if Thursday works.\n\nBest,\nSam' },
  { answer: 'ask', says: /2 calls to action: “Worth a call\?”/ },
);
row('one-call-to-action', [R], 'a reply may ask what it likes', { body: 'Why? When? Where?' }, null);

// links
row('links', COLD, 'one plain link', { body: 'See https://tallyhook.example/how for more.' }, null);
row(
  'links',
  COLD,
  'two links',
  { body: 'https://tallyhook.example/a and https://tallyhook.example/b' },
  { answer: 'ask', says: /2 links; the limit is 1/ },
);
row('links', COLD, 'a shortener', { body: 'See https://bit.ly/3xyz' }, { answer: 'ask', says: /bit\.ly hides/ });
row(
  'links',
  COLD,
  'text that names another place',
  { body: '[northwind.example](https://elsewhere.example/x)' },
  { answer: 'ask', says: /shows northwind\.example but goes to elsewhere\.example/ },
);
row(
  'links',
  COLD,
  'text that names the same place',
  { body: '<a href="https://www.tallyhook.example/x">tallyhook.example</a>' },
  null,
);
row(
  'links',
  COLD,
  'a pixel',
  { body: 'Hi <img src="https://t.example/p.gif" width=1>' },
  { answer: 'ask', says: /tracking pixel/ },
);
row(
  'links',
  COLD,
  'a link that follows the reader',
  { body: 'See https://tallyhook.example/how?utm_source=mail' },
  {
    answer: 'ask',
    says: /tallyhook\.example carries “utm_source”/,
    target: { field: 'body', text: 'https://tallyhook.example/how?utm_source=mail' },
  },
);
row(
  'links',
  COLD,
  'a link with a query of its own',
  { body: 'See https://tallyhook.example/how?lang=de&page=2' },
  null,
);
row(
  'links',
  COLD,
  'a bare address of an open counter',
  { body: 'https://mail.tallyhook.example/open/9f8e7d6c5b4a3921' },
  { answer: 'ask', says: /tells when the mail is opened/ },
);
row('links', [R], 'a reply may link', { body: 'https://a.example https://b.example' }, null);

// spam-phrasing
const spam: Change = {
  policy: { phrases: { ...policy.phrases, spam: ['act now', 'double your revenue', '100% free'] } },
};
const ps = (words: string) => ({ body: `${BODY}\n\nPS: ${words}` });
row('spam-phrasing', COLD, 'plain words', spam, null);
row(
  'spam-phrasing',
  COLD,
  'a listed phrase',
  { ...spam, ...ps('Act now and double your revenue.') },
  {
    answer: 'ask',
    says: /Reads like an advertisement: “Act now”, “double your revenue”/,
    target: { field: 'body', text: 'Act now' },
  },
);
row(
  'spam-phrasing',
  COLD,
  'a listed phrase in the subject, with look-alike letters',
  { ...spam, subject: 'Аct nоw, Dana' },
  { answer: 'ask', says: /“Аct nоw”/, target: { field: 'subject', text: 'Аct nоw' } },
);
row('spam-phrasing', COLD, 'its words apart', { ...spam, ...ps('They act, and now you can too.') }, null);
row('spam-phrasing', COLD, 'one exclamation mark', ps('Thanks!'), null);
row('spam-phrasing', COLD, 'two exclamation marks', ps('Thanks! Really!'), {
  answer: 'ask',
  says: /^2 exclamation marks; the limit is 1/,
});
row('spam-phrasing', COLD, 'two words in capitals', ps('THIS is REALLY it.'), null);
row(
  'spam-phrasing',
  COLD,
  'three words in capitals',
  { subject: 'FREE invoices', ...ps('REALLY GOOD ones.') },
  {
    answer: 'ask',
    says: /^3 words in capitals: “FREE”, “REALLY”, “GOOD”; the limit is 2/,
    target: { field: 'subject', text: 'FREE' },
  },
);
row(
  'spam-phrasing',
  COLD,
  'short forms and figures are no shouting',
  ps('HIPAA, GDPR, NIST, SEPA, A1234 and ISO 27001.'),
  null,
);
row(
  'spam-phrasing',
  COLD,
  'names the package writes so',
  (kind) => {
    const input = sampleInput({ kind, ...ps('ACME, BOLT and CRUX use it.') });
    return {
      ...input,
      pkg: { ...input.pkg, account: { ...input.pkg.account, technographics: ['ACME', 'BOLT', 'CRUX'] } },
    };
  },
  null,
);
row(
  'spam-phrasing',
  COLD,
  'another limit in the policy',
  { ...limits({ exclamationMarksMax: 3 }), ...ps('A! B! C!') },
  null,
);
row('spam-phrasing', [R], 'a reply may be glad', { ...spam, ...ps('Great!! ACT NOW, REALLY, PLEASE!') }, null);

// similarity
const sent = (body: string, change: Partial<RecentBody> = {}): RecentBody =>
  RecentBody.parse({
    sendId: 'send-1',
    mailboxId: 'mailbox-sam',
    sentAtMs: NOW - 8 * DAY,
    accountName: 'Contoso Freight',
    shingles: shinglesOf(body),
    ...change,
  });
const recent = (...bodies: readonly RecentBody[]): Change => ({ input: { recent: bodies } });
const other = 'Hi Lena,\n\nYour new dock in Rotterdam opens in May. Who plans the night shifts there?\n\nBest,\nSam';
row('similarity', COLD, 'nothing was sent yet', {}, null);
row('similarity', COLD, 'another letter was sent', recent(sent(other)), null);
row('similarity', COLD, 'the same letter was sent', recent(sent(other), sent(BODY)), {
  answer: 'refuse',
  says: /^100 % the same as the message to Contoso Freight of Tue 3 Nov; from 95 % on/,
  clears: /greeting, sign-off and footer do not count/,
  clearsAtMs: null,
});
row(
  'similarity',
  COLD,
  'the same letter under another greeting, sign-off, footer and link',
  recent(
    sent(
      `${BODY.replace('Hi Dana', 'Hello Ines').replace('Best,', 'Kind regards,')}\n\n-- \nNot for you?\n1 Sample Street`,
    ),
  ),
  { answer: 'refuse', says: /^100 % the same/ },
);
row(
  'similarity',
  COLD,
  'nearly the same letter',
  recent(sent(BODY.replace('Series B of $12M that Northwind closed', 'Series C of $30M that Contoso closed'))),
  { answer: 'ask', says: /^8\d % the same as .*; from 80 % on it reads as bulk mail/ },
);
row('similarity', COLD, 'half of it', recent(sent(BODY.replace(/Tallyhook reads[\s\S]*$/u, ''))), null);
row(
  'similarity',
  COLD,
  'the nearest is named',
  recent(
    sent(BODY.replace('November', 'October'), { accountName: 'Near Ltd' }),
    sent(other, { accountName: 'Far Ltd' }),
  ),
  { answer: 'ask', says: /message to Near Ltd/ },
);
row(
  'similarity',
  COLD,
  'other limits in the policy',
  {
    ...limits({ similarityAskPercent: 100, similarityRefusePercent: 100 }),
    ...recent(sent(BODY.replace('November', 'May'))),
  },
  null,
);
row('similarity', [R], 'an answer may be the answer given before', recent(sent(BODY)), null);

check();
