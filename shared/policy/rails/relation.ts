/** Cold mail goes to prospects and partners, never to a customer or a competitor. */
import { finding, type Rail } from '../rail.ts';

export const relationRail: Rail = {
  code: 'relation',
  title: 'Neither customer nor competitor',
  kinds: ['first-touch', 'follow-up'],
  owner: 'sales-leadership',
  approver: 'sales-leadership',
  evaluate({ pkg, world }) {
    // The CRM's word of now and the package's word of then: either is enough to refuse.
    const relation = [world.relation, pkg.account.relation].find(
      (each) => each === 'customer' || each === 'competitor',
    );
    if (relation === undefined) return [];
    return [
      finding('relation', 'refuse', {
        evidence: `${pkg.account.name} is a ${relation}; cold mail goes to prospects only.`,
        clears: `The CRM would have to say that ${pkg.account.name} is no longer a ${relation}.`,
      }),
    ];
  },
};
