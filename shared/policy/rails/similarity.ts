/** A message is not one that the mailbox sent already with another name in it. It compares words, not what they mean. */
import { sayDay } from '../local-time.ts';
import { finding, type Rail } from '../rail.ts';
import { nearestOf, shinglesOf } from '../shingles.ts';

export const similarityRail: Rail = {
  code: 'similarity',
  title: 'Unlike what was sent before',
  kinds: ['first-touch', 'follow-up'],
  owner: 'marketing',
  approver: 'marketing',
  evaluate({ body, person, policy, recent }) {
    const { similarityAskPercent, similarityRefusePercent } = policy.limits;
    const nearest = nearestOf(shinglesOf(body), recent);
    if (nearest === null || nearest.percent < similarityAskPercent) return [];
    const refuses = nearest.percent >= similarityRefusePercent;
    const day = sayDay(nearest.recent.sentAtMs, person.mailbox.timeZone);
    const limit = refuses ? similarityRefusePercent : similarityAskPercent;
    return [
      finding('similarity', refuses ? 'refuse' : 'ask', {
        evidence: `${Math.floor(nearest.percent)} % the same as the message to ${nearest.recent.accountName} of ${day}; from ${limit} % on it ${refuses ? 'counts as the same' : 'reads as bulk mail'}.`,
        clears: refuses
          ? 'Write what is true of this reader only; greeting, sign-off and footer do not count.'
          : 'Change what could stand in any letter, or look at both and go on.',
      }),
    ];
  },
};
