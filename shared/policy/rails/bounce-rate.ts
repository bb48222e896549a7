/** A mailbox whose mail bounces too often stops writing to strangers. What only warns is for the watch list, not for this message. */
import { withMailbox } from '../known-mailbox.ts';
import { finding, type Rail } from '../rail.ts';
import { bounceLevel } from '../rates.ts';

export const bounceRateRail: Rail = {
  code: 'bounce-rate',
  title: 'Bounces of the mailbox',
  kinds: ['first-touch', 'follow-up'],
  owner: 'revops',
  approver: 'revops',
  evaluate(input) {
    const { limits } = input.policy;
    return withMailbox('bounce-rate', input, ({ address, bounces }) => {
      const { level, limit, says } = bounceLevel(bounces, limits);
      if (level !== 'stop') return [];
      return [
        finding('bounce-rate', 'hold', {
          evidence: `Of ${address} in ${limits.rateWindowDays} days, ${says}; ${limit}.`,
          clears: 'RevOps looks at the addresses; it clears as bounces leave the window.',
        }),
      ];
    });
  },
};
