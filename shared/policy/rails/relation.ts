/** Cold mail goes to prospects and partners, never to a customer or a competitor, nor to whom a person ruled out. */
import { finding, type Rail } from '../rail.ts';

export const relationRail: Rail = {
  code: 'relation',
  title: 'Not a customer, a competitor or disqualified',
  kinds: ['first-touch', 'follow-up'],
  owner: 'sales-leadership',
  approver: 'sales-leadership',
  evaluate({ pkg, world }) {
    // The CRM's word of now and the package's word of then: either is enough to refuse.
    const relation = [world.relation, pkg.account.relation].find(
      (each) => each === 'customer' || each === 'competitor',
    );
    return [
      ...(relation === undefined
        ? []
        : [
            finding('relation', 'refuse', {
              evidence: `${pkg.account.name} is a ${relation}; cold mail goes to prospects only.`,
              clears: `The CRM would have to say that ${pkg.account.name} is no longer a ${relation}.`,
            }),
          ]),
      // It was made before: whoever ruled them out may be another than who reads it now.
      ...(world.isDisqualified
        ? [
            finding('relation', 'refuse', {
              evidence: `${pkg.contact.name} was disqualified; cold mail goes to leads that are still open.`,
              clears: 'Somebody would have to move the lead out of Disqualified.',
            }),
          ]
        : []),
    ];
  },
};
