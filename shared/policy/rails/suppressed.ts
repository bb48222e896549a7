/** No entry of the suppression list matches the recipient, by any scope. Nothing overrides it. */
import type { Suppression } from '../../domain/suppression.ts';
import { sayDay } from '../local-time.ts';
import { finding, type Rail } from '../rail.ts';
import { normaliseAddress } from '../suppression-match.ts';
import { clearsWhen, REASON_WORDS, SCOPE_WORDS } from '../suppression-words.ts';

export const suppressedRail: Rail = {
  code: 'suppressed',
  title: 'Not suppressed',
  kinds: ['first-touch', 'follow-up', 'reply'],
  owner: 'security-legal',
  approver: 'security-legal',
  evaluate({ message, nowMs, person, pkg, policy, world }) {
    const { foldPlusAddresses } = policy.suppression;
    const target = { field: 'to', start: 0, end: message.to.length } as const;
    const findings = world.suppressions
      .filter((entry) => entry.expiresAtMs === null || entry.expiresAtMs > nowMs)
      .filter((entry) => foldPlusAddresses || !isAnotherTag(entry, [message.to, world.email, pkg.contact.email]))
      .map((entry) =>
        finding(
          'suppressed',
          'refuse',
          {
            evidence: `${SCOPE_WORDS[entry.scope]} is on the suppression list since ${sayDay(entry.atMs, person.mailbox.timeZone)} (${entry.value}): ${REASON_WORDS[entry.reason]}.`,
            clears: clearsWhen(entry, person.mailbox.timeZone),
          },
          { target },
        ),
      );
    // The entries were looked up for the CRM's address; of another one nothing is known.
    if (
      world.email === null ||
      normaliseAddress(world.email, foldPlusAddresses) !== normaliseAddress(message.to, foldPlusAddresses)
    ) {
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

/**
 * The ledger finds an address under every plus-part; where the policy keeps them apart, an entry for another one of the mailbox's
 * addresses does not count. Anything else that was found counts.
 */
function isAnotherTag(entry: Suppression, addresses: readonly (string | null)[]): boolean {
  if (!entry.value.includes('@') || (entry.scope !== 'global' && entry.scope !== 'contact')) return false;
  const known = addresses.filter((address) => address !== null);
  const isOneOf = (foldPlus: boolean) =>
    known.some((address) => normaliseAddress(address, foldPlus) === normaliseAddress(entry.value, foldPlus));
  return isOneOf(true) && !isOneOf(false);
}
