/**
 * Puts somebody onto the suppression list for a person, takes that back in its undo window, and asks the CRM to take an entry off. An entry
 * blocks from the moment it is written; one that is to go blocks until the CRM has let go of it.
 */
import { EmailAddress } from '../../shared/domain/email-address.ts';
import type { SuppressionId } from '../../shared/domain/ids.ts';
import type { Person } from '../../shared/domain/person.ts';
import { Suppression } from '../../shared/domain/suppression.ts';
import type { ParsedRequestOf, ResponseOf } from '../../shared/ipc/contract.ts';
import { whyNotRemoveSuppression } from '../../shared/policy/permissions.ts';
import { domainNamed, isPublicMailDomain, normaliseAddress } from '../../shared/policy/suppression-match.ts';
import type { Clock } from '../ports/clock.ts';
import type { Ledger } from '../ports/ledger.ts';
import type { Random } from '../ports/random.ts';

export interface SuppressPorts {
  readonly ledger: Ledger;
  readonly clock: Clock;
  readonly random: Random;
}

type Added = ResponseOf<'suppression.add'>;
type No = Extract<Added, { kind: 'no' }>;

/** Whom an entry would mean, as the ledger keeps it. */
type Meant =
  { readonly kind: 'meant'; readonly value: string; readonly what: string; readonly contacts: number | null } | No;

const no = (because: string): No => ({ kind: 'no', because });
const DOMAIN = /^(?:[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?\.)+[a-z0-9][a-z0-9-]{0,61}[a-z0-9]$/;

export function addSuppression(
  { ledger, clock, random }: SuppressPorts,
  person: Person,
  wish: ParsedRequestOf<'suppression.add'>,
): Added {
  const policy = ledger.copies.policy();
  if (policy === null) return no('The CRM has not been read yet. Add it again after the first sync; nothing was kept.');
  const nowMs = clock.nowMs();
  if (wish.expiresAtMs !== null && wish.expiresAtMs <= nowMs) return no('The entry would end before it begins.');
  const meant = whoIsMeant(ledger, wish);
  if (meant.kind === 'no') return meant;
  if (meant.contacts !== null && !wish.confirmed)
    return { kind: 'confirm', what: meant.what, contacts: meant.contacts };
  const entry = Suppression.parse({
    id: `sup-${random.uuid()}`,
    scope: wish.scope,
    value: meant.value,
    reason: wish.reason,
    source: 'Suppression screen',
    evidence: wish.evidence,
    atMs: nowMs,
    by: person.id,
    expiresAtMs: wish.expiresAtMs,
  });
  const undoUntilMs = nowMs + policy.limits.undoSeconds * 1_000;
  ledger.transact(() => {
    ledger.suppressions.put([entry]);
    ledger.writeBacks.enqueue(
      { kind: 'suppress', opId: `${entry.id}.add`, entry, personId: person.id },
      undoUntilMs,
      null,
    );
    ledger.trace.append({
      atMs: nowMs,
      kind: 'suppression',
      actor: person.id,
      subject: { act: 'add', suppressionId: entry.id, scope: entry.scope, reason: entry.reason },
      inputs: entry,
    });
  });
  return { kind: 'added', id: entry.id, undoUntilMs };
}

function whoIsMeant(ledger: Ledger, { scope, value }: Pick<Suppression, 'scope' | 'value'>): Meant {
  const text = value.trim();
  switch (scope) {
    case 'global':
      return addressMeant(text);
    case 'contact': {
      if (text.includes('@')) return addressMeant(text);
      const name = ledger.known.contactName(text);
      return name === null
        ? no('No contact has this id. Write the contact’s address, or its id in the CRM.')
        : { kind: 'meant', value: text, what: name, contacts: null };
    }
    case 'domain': {
      const domain = domainNamed(text);
      if (!DOMAIN.test(domain)) return no(`“${text}” is no domain. Write it as in acme.example.`);
      if (isPublicMailDomain(domain))
        return no(
          `${domain} is a public mail provider: its whole domain can’t be suppressed. List the address itself.`,
        );
      return { kind: 'meant', value: domain, what: domain, contacts: ledger.known.contactsUnder('domain', domain) };
    }
    case 'account':
      return accountMeant(ledger, text);
    default:
      return scope satisfies never;
  }
}

function addressMeant(text: string): Meant {
  return EmailAddress.safeParse(text).success
    ? { kind: 'meant', value: text, what: text, contacts: null }
    : no(`“${text}” is not exactly one e-mail address.`);
}

function accountMeant(ledger: Ledger, text: string): Meant {
  const [account, second] = ledger.known.accountsNamed(text.includes('@') ? domainNamed(text) : text, 2);
  if (account === undefined)
    return no(
      'The CRM has no account of this id, domain or name. A domain entry blocks a company that it does not know.',
    );
  if (second !== undefined)
    return no('The CRM has several accounts of this name. Write the domain or the id of the one you mean.');
  return {
    kind: 'meant',
    value: account.id,
    what: account.name,
    contacts: ledger.known.contactsUnder('account', account.id),
  };
}

/** Until when whoever added the entry can take it back; null where they can't. */
export function undoUntil(ledger: Ledger, entry: Suppression, personId: Person['id'], nowMs: number): number | null {
  if (entry.by !== personId) return null;
  const open = ledger.writeBacks.openForSuppression(entry.id);
  const isOwnAdd = open?.write.kind === 'suppress' && open.decisionId === null && open.untried;
  return isOwnAdd && open.dueAtMs > nowMs ? open.dueAtMs : null;
}

export function undoSuppression(
  { ledger, clock }: SuppressPorts,
  person: Person,
  id: SuppressionId,
): ResponseOf<'suppression.undo'> {
  return ledger.transact(() => {
    const nowMs = clock.nowMs();
    const listed = ledger.suppressions.read(id);
    if (listed === null) return { kind: 'ok' };
    const { entry } = listed;
    if (entry.by !== person.id) return no('Only the person who added the entry can take it back.');
    if (undoUntil(ledger, entry, person.id, nowMs) === null || !ledger.writeBacks.voidUntried(`${id}.add`))
      return no('The undo window is over, and the CRM has the entry. RevOps can take it off the list, with a reason.');
    ledger.suppressions.remove([id]);
    ledger.trace.append({
      atMs: nowMs,
      kind: 'suppression',
      actor: person.id,
      subject: { act: 'undo', suppressionId: id, scope: entry.scope, reason: entry.reason },
    });
    return { kind: 'ok' };
  });
}

/** Asks the CRM; `opId` says what to wait for. A refusal of ours is traced as the CRM's would be. */
export function askToTakeOff(
  { ledger, clock, random }: SuppressPorts,
  person: Person,
  { id, because, writtenRequest }: ParsedRequestOf<'suppression.remove'>,
): { readonly kind: 'asked'; readonly opId: string } | No {
  return ledger.transact(() => {
    const nowMs = clock.nowMs();
    const entry = ledger.suppressions.read(id)?.entry;
    if (entry === undefined) return no('The entry is not on the list any more.');
    const open = ledger.writeBacks.openForSuppression(id);
    if (open?.write.kind === 'unsuppress') return { kind: 'asked', opId: open.write.opId };
    const opId = `${id}.remove.${random.uuid()}`;
    const why = whyNotRemoveSuppression(person.role, { entryReason: entry.reason, because, writtenRequest });
    const subject = { suppressionId: id, scope: entry.scope, reason: entry.reason };
    if (why !== null) {
      ledger.trace.append({
        atMs: nowMs,
        kind: 'write-refused',
        actor: person.id,
        subject: { opId, write: 'suppression-remove', actor: person.role, about: id },
      });
      return no(why);
    }
    const removal = { entry, personId: person.id, because, writtenRequest };
    ledger.writeBacks.enqueue({ kind: 'unsuppress', opId, removal }, nowMs, null);
    ledger.trace.append({
      atMs: nowMs,
      kind: 'suppression',
      actor: person.id,
      subject: { act: 'take-off', ...subject },
      inputs: removal,
    });
    return { kind: 'asked', opId };
  });
}

/** What was typed, as the list would be searched for it; null where it is nothing that could stand on the list. */
export function readAsked(
  text: string,
  foldPlus: boolean,
): { readonly email: string; readonly id: string; readonly shown: string } | null {
  const asked = text.trim();
  if (asked === '' || /\s/.test(asked)) return null;
  const at = asked.lastIndexOf('@');
  if (at > 0)
    return at === asked.length - 1 ? null : { email: asked, id: '', shown: normaliseAddress(asked, foldPlus) };
  const domain = domainNamed(asked);
  if (DOMAIN.test(domain)) return { email: `@${domain}`, id: asked, shown: domain };
  return { email: '', id: asked, shown: asked };
}
