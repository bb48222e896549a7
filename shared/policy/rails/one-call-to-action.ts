/** A message asks for exactly one thing. It counts asks by form, sentence by sentence; the greeting and the sign-off don't count. */
import { findAsks } from '../calls-to-action.ts';
import { finding, type Rail } from '../rail.ts';

export const oneCallToActionRail: Rail = {
  code: 'one-call-to-action',
  title: 'One call to action',
  kinds: ['first-touch', 'follow-up'],
  owner: 'marketing',
  approver: 'marketing',
  evaluate({ body }) {
    const asks = findAsks(body);
    const second = asks[1];
    if (asks.length === 0) {
      return [
        finding('one-call-to-action', 'ask', {
          evidence: 'The message asks for nothing: there is no question and no request.',
          clears: 'End with one question or request.',
        }),
      ];
    }
    if (second === undefined) return [];
    const quoted = asks.slice(0, 3).map((ask) => `“${ask.text.length > 60 ? `${ask.text.slice(0, 57)}…` : ask.text}”`);
    return [
      finding(
        'one-call-to-action',
        'ask',
        {
          evidence: `${asks.length} calls to action: ${quoted.join(', ')}; one is answered more often.`,
          clears: 'Keep the one that matters most.',
        },
        { target: { field: 'body', start: second.start, end: second.end } },
      ),
    ];
  },
};
