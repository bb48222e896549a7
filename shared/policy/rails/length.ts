/** A first touch is short enough to be read and long enough to say why. */
import { finding, type Rail } from '../rail.ts';
import { countWords } from '../word-count.ts';

export const lengthRail: Rail = {
  code: 'length',
  title: 'Length',
  kinds: ['first-touch'],
  owner: 'marketing',
  approver: 'marketing',
  evaluate({ body, policy }) {
    const { wordsMin, wordsMax } = policy.limits;
    const words = countWords(body);
    if (words >= wordsMin && words <= wordsMax) return [];
    return [
      finding('length', 'ask', {
        evidence: `${words} words; a first touch has ${wordsMin} to ${wordsMax}.`,
        clears:
          words > wordsMax ? `Take out ${words - wordsMax} words or more.` : `Add ${wordsMin - words} words or more.`,
      }),
    ];
  },
};
