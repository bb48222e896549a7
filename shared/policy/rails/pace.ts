/** Between two cold messages of a mailbox lies a pause, drawn anew each time, so that it does not send like a machine. */
import { withMailbox } from '../known-mailbox.ts';
import { sayDuration } from '../local-time.ts';
import { finding, type Rail } from '../rail.ts';

export const paceRail: Rail = {
  code: 'pace',
  title: 'Pause between two sends',
  kinds: ['first-touch', 'follow-up'],
  owner: 'revops',
  approver: 'revops',
  evaluate(input) {
    const { nowMs, policy } = input;
    const { paceMaxSeconds, paceMinSeconds } = policy.limits;
    return withMailbox('pace', input, ({ nextSendAtMs }) => {
      if (nextSendAtMs === null || nextSendAtMs <= nowMs) return [];
      const left = sayDuration(nextSendAtMs - nowMs);
      return [
        finding(
          'pace',
          'hold',
          {
            evidence: `The mailbox sent a moment ago; between two messages lie ${paceMinSeconds} to ${paceMaxSeconds} s.`,
            clears: `Leaves by itself in ${left}.`,
          },
          { clearsAtMs: nextSendAtMs },
        ),
      ];
    });
  },
};
