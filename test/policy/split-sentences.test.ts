/** Sentences of a plain-text email: where they begin and end, and that nothing is lost between them. */
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { splitSentences } from '../../shared/policy/claims/split-sentences.ts';
import { BODY } from './sample.ts';

const texts = (body: string) => splitSentences(body).map((sentence) => sentence.text);

describe('sentences', () => {
  test.each<readonly [string, string, readonly string[]]>([
    ['two in a line', 'We read it. You decide.', ['We read it.', 'You decide.']],
    ['a question and an answer', 'Why? Because it pays!', ['Why?', 'Because it pays!']],
    ['a company with Inc.', 'Contoso Inc. raised money. They grow.', ['Contoso Inc. raised money.', 'They grow.']],
    ['Inc. at the end', 'We serve Contoso Inc. They grow.', ['We serve Contoso Inc.', 'They grow.']],
    ['a number after No.', 'You are No. 1 there. Good.', ['You are No. 1 there.', 'Good.']],
    ['the answer no', 'Is it? No. It is not.', ['Is it?', 'No.', 'It is not.']],
    ['the U.S. inside', 'The U.S. team is new. Good.', ['The U.S. team is new.', 'Good.']],
    ['decimals and money', 'It costs $1.5M. Or 2.4 percent.', ['It costs $1.5M.', 'Or 2.4 percent.']],
    ['versions', 'You run v2.1.3 today. Fine.', ['You run v2.1.3 today.', 'Fine.']],
    [
      'e.g. and i.e.',
      'Some carriers, e.g. by sea, i.e. slow ones, err. True.',
      ['Some carriers, e.g. by sea, i.e. slow ones, err.', 'True.'],
    ],
    ['an address', 'See https://a.example/x.html?y=1. Thanks.', ['See https://a.example/x.html?y=1.', 'Thanks.']],
    ['initials', 'J. Smith wrote. So did I.', ['J. Smith wrote.', 'So did I.']],
    ['Dr. and Mr.', 'Dr. Reyes met Mr. Okafor. It went well.', ['Dr. Reyes met Mr. Okafor.', 'It went well.']],
    ['an ellipsis inside', 'Well... that helps. Good.', ['Well... that helps.', 'Good.']],
    ['quotes', 'She said “yes.” He left.', ['She said “yes.”', 'He left.']],
    ['bullets', 'We do:\n- reading\n- checking', ['We do:', '- reading', '- checking']],
    ['numbered points', 'Two ways:\n1. Read it.\n2. Skip it.', ['Two ways:', '1. Read it.', '2. Skip it.']],
    [
      'a wrapped line',
      'This sentence goes on and on until the line is full and\nthen ends here. Next.',
      ['This sentence goes on and on until the line is full and\nthen ends here.', 'Next.'],
    ],
    [
      'short lines of their own',
      'Quick question\nDo you check invoices?',
      ['Quick question', 'Do you check invoices?'],
    ],
    ['paragraphs', 'One\n\nTwo', ['One', 'Two']],
    ['months', 'It opened on 3 Mar. 2026 in Berlin. Good.', ['It opened on 3 Mar. 2026 in Berlin.', 'Good.']],
  ])('%s', (_name, body, expected) => {
    expect(texts(body)).toEqual(expected);
  });

  test.each<readonly [string, readonly string[]]>([
    [BODY, ['greeting', ...Array<string>(6).fill('prose'), 'sign-off', 'sign-off']],
    [
      'Dana,\n\nOne.\n\nKind regards,\nSam Okafor\nAccount Executive | Tallyhook\n+49 30 5550 1234',
      ['greeting', 'prose', 'sign-off', 'sign-off', 'sign-off', 'sign-off'],
    ],
    ['Hi Dana, we saw your round and your plans for growth.', ['prose']],
    ['One.\n\nThanks', ['prose', 'sign-off']],
    ['One.\n\nSam Okafor', ['prose', 'sign-off']],
    ['Sam Okafor', ['prose']],
    ['Best,\nthe team grew a lot last year and needs more people soon, so please read all of this.', ['prose']],
  ])('roles of %#', (body, roles) => {
    expect(splitSentences(body).map((sentence) => sentence.role)).toEqual(roles);
  });
});

test('whatever is typed: sentences are in order, apart, cut from the text, and leave out only white space', () => {
  const piece = fc.oneof(
    fc.constantFrom(
      '. ',
      '! ',
      '?',
      '\n',
      '\n\n',
      ' ',
      'Inc. ',
      'No. ',
      '1. ',
      '- ',
      'U.S. ',
      'Hi Dana,\n',
      'Best,\n',
      '”',
      '…',
      '3.5',
    ),
    fc.lorem({ maxCount: 4 }),
    fc.string({ maxLength: 6 }),
  );
  fc.assert(
    fc.property(fc.array(piece, { maxLength: 40 }), (pieces) => {
      const body = pieces.join('');
      let last = 0;
      let between = '';
      for (const { start, end, text } of splitSentences(body)) {
        expect(start).toBeGreaterThanOrEqual(last);
        expect(body.slice(start, end)).toBe(text);
        expect(text.trim()).not.toBe('');
        between += body.slice(last, start);
        last = end;
      }
      expect((between + body.slice(last)).trim()).toBe('');
    }),
    { numRuns: 500 },
  );
});
