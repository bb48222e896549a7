/** Decided within the review window after the package was ready, weekends not counted. In a preview, now counts as the decision. */
import { sayTime } from '../local-time.ts';
import { finding, type Rail } from '../rail.ts';
import { reviewExpiresAtMs } from '../review-end.ts';

export const reviewExpiredRail: Rail = {
  code: 'review-expired',
  title: 'Reviewed in time',
  kinds: ['first-touch', 'follow-up'],
  owner: 'revops',
  approver: 'sales-leadership',
  evaluate({ approval, nowMs, person, pkg, policy }) {
    const hours = policy.limits.reviewWindowHours;
    const { timeZone } = person.mailbox;
    const endAtMs = reviewExpiresAtMs(pkg.review.readyAtMs, hours, timeZone);
    const decidedAtMs = approval?.signed.atMs ?? nowMs;
    if (decidedAtMs <= endAtMs) return [];
    const ready = sayTime(pkg.review.readyAtMs, timeZone);
    const end = sayTime(endAtMs, timeZone);
    return [
      finding('review-expired', 'refuse', {
        evidence: `Ready since ${ready}; the review window of ${hours} h (weekends not counted) ended ${end}.`,
        clears: 'A new revision of the package with evidence of today.',
      }),
    ];
  },
};
