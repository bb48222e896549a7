/** Says why an address is blocked: each entry that means it, by which scope, and what would clear it. It reads only, and clears nobody. */
import type { Person } from '../../shared/domain/person.ts';
import type { Suppression } from '../../shared/domain/suppression.ts';
import type { ResponseOf } from '../../shared/ipc/contract.ts';
import type { ListedEntry } from '../../shared/ipc/channels/suppression.ts';
import { matchesRecipient } from '../../shared/policy/suppression-match.ts';
import { clearsWhen, whyItMatches } from '../../shared/policy/suppression-words.ts';
import type { Ledger } from '../ports/ledger.ts';
import type { ListedSuppression } from '../ports/suppression-ledger.ts';
import { readAsked, undoUntil } from './suppress.ts';

/** Contacts of one address that are looked at. */
const KNOWN = 20;

export function explainSuppression(
  ledger: Ledger,
  person: Person,
  text: string,
  nowMs: number,
): ResponseOf<'suppression.explain'> {
  const foldPlus = ledger.copies.policy()?.suppression.foldPlusAddresses ?? true;
  const asked = readAsked(text, foldPlus);
  if (asked === null)
    return { kind: 'unreadable', because: 'Write an address, a domain, or the CRM’s id of a contact or account.' };
  const known = asked.email.startsWith('@') || asked.email === '' ? [] : ledger.known.atAddress(asked.email, KNOWN);
  const recipients = [
    { email: asked.email, accountId: asked.id, contactId: asked.id },
    ...known.map(({ accountId, contactId }) => ({ email: asked.email, accountId, contactId })),
  ];
  const found = new Map<string, Suppression>();
  for (const recipient of recipients) {
    for (const entry of ledger.suppressions.matching(recipient, nowMs)) {
      if (matchesRecipient(entry, recipient, nowMs, foldPlus)) found.set(entry.id, entry);
    }
  }
  const shown = { normalised: asked.shown, known: known.map(({ name, accountName }) => ({ name, accountName })) };
  if (found.size === 0) return { kind: 'clear', ...shown };
  const matches = [...found.values()].map((entry) => ({
    row: toRow(ledger, person, ledger.suppressions.read(entry.id) ?? { entry, source: 'suppression' }, nowMs),
    why: whyItMatches(entry, {
      email: asked.email,
      contactName: ledger.known.contactName(entry.value),
      accountName: ledger.known.accountName(entry.value),
    }),
    clears: clearsWhen(entry, person.mailbox.timeZone),
  }));
  return { kind: 'blocked', ...shown, matches };
}

/** An entry as the list shows it to this person. */
export function toRow(
  ledger: Ledger,
  person: Person,
  { entry, source }: ListedSuppression,
  nowMs: number,
): ListedEntry {
  return {
    entry,
    origin: source,
    about:
      entry.scope === 'account'
        ? ledger.known.accountName(entry.value)
        : entry.scope === 'contact' && !entry.value.includes('@')
          ? ledger.known.contactName(entry.value)
          : null,
    undoUntilMs: undoUntil(ledger, entry, person.id, nowMs),
    isLeaving: ledger.writeBacks.openForSuppression(entry.id)?.write.kind === 'unsuppress',
  };
}
