/** What DNS would say of an invented domain: made-up answers for the embedded mailbox, always labelled simulated. It asks no network. */
import type { Authentication } from '../../shared/domain/mailbox-world.ts';

export function fixtureAuthentication(checkedAtMs: number): Authentication {
  return {
    checkedAtMs,
    simulated: true,
    spf: 'pass',
    dkim: 'pass',
    dmarc: 'pass',
    aligned: true,
    selector: 'demo',
    problems: [],
  };
}
