/** No entry of the suppression list matches the recipient, by any scope. Nothing overrides it. */
import type { Suppression } from '../../domain/suppression.ts';
import { sayDay } from '../local-time.ts';
import { finding, type Rail } from '../rail.ts';
import { normaliseAddress } from '../suppression-match.ts';

const SCOPES: Readonly<Record<Suppression['scope'], string>> = {
  global: 'This address',
  domain: 'Everybody at this domain',
  account: 'Everybody at this account',
  contact: 'This contact',
};

const REASONS: Readonly<Record<Suppression['reason'], string>> = {
  unsubscribe: 'they unsubscribed',
  complaint: 'they complained about our mail',
  'hard-bounce': 'mail to them bounced for good',
  request: 'they asked not to be contacted',
  legal: 'legal asked for it',
  sensitive: 'the subject is sensitive',
  manual: 'a person put them on the list',
};

export const suppressedRail: Rail = {
  code: 'suppressed',
  title: 'Not suppressed',
  kinds: ['first-touch', 'follow-up', 'reply'],
  owner: 'security-legal',
  approver: 'security-legal',
  evaluate({ message, nowMs, person, world }) {
    const target = { field: 'to', start: 0, end: message.to.length } as const;
    const findings = world.suppressions
      .filter((entry) => entry.expiresAtMs === null || entry.expiresAtMs > nowMs)
      .map((entry) =>
        finding(
          'suppressed',
          'refuse',
          {
            evidence: `${SCOPES[entry.scope]} is on the suppression list since ${sayDay(entry.atMs, person.mailbox.timeZone)} (${entry.value}): ${REASONS[entry.reason]}.`,
            clears: clearsWhen(entry, person.mailbox.timeZone),
          },
          { target },
        ),
      );
    // The entries were looked up for the CRM's address; of another one nothing is known.
    if (world.email === null || normaliseAddress(world.email) !== normaliseAddress(message.to)) {
      findings.push(
        finding(
          'suppressed',
          'refuse',
          {
            evidence: `The suppression list was not looked up for ${message.to}: the CRM has ${world.email ?? 'no address'} for this contact.`,
            clears: 'The message goes to the address that the CRM has.',
          },
          { target, unknown: true },
        ),
      );
    }
    return findings;
  },
};

function clearsWhen(entry: Suppression, timeZone: string): string {
  if (entry.expiresAtMs !== null)
    return `The entry ends ${sayDay(entry.expiresAtMs, timeZone)}; until then nobody can send this.`;
  return entry.reason === 'unsubscribe' || entry.reason === 'complaint'
    ? 'Only the contact’s own written request; nobody can send this anyway.'
    : 'Only RevOps can take the entry off the list, with a reason; nobody can send this anyway.';
}
