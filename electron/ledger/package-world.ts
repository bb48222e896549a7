/**
 * What is known around one package, read from the ledger's copies as they are now. The contact and account as the CRM has them go
 * before the package's own snapshot; the snapshot's prior touches may add to what was sent, never to what was answered.
 */
import type { Account } from '../../shared/domain/account.ts';
import type { Contact } from '../../shared/domain/contact.ts';
import { domainOf } from '../../shared/domain/email-address.ts';
import type { HandoffPackage } from '../../shared/domain/handoff-package.ts';
import type { PackageWorld } from '../../shared/domain/world.ts';
import { mailboxDay } from '../../shared/policy/mailbox-day.ts';
import type { ContactWorld } from '../ports/agent-ledger.ts';
import type { Connection } from './connection.ts';
import { matchingEntries } from './matching-entries.ts';
import type { ParsedOnce } from './parsed-once.ts';

const DAY_MS = 86_400_000;
/** How far back touches count: the longest window a policy can set for them, `touchWindowDays`. */
const TOUCHES_KEPT_MS = 400 * DAY_MS;
/** The longest window a policy can set for new contacts of an account, `newContactsWindowDays`. */
const NEW_CONTACTS_KEPT_MS = 30 * DAY_MS;

interface SentBefore {
  readonly id: string;
  readonly messageId: string | null;
  readonly channel: string;
  readonly atMs: number;
}

/** What of a package its world needs where the CRM's copies are silent; kept small beside the package. */
interface WorldSnapshot {
  readonly email: Contact['email'];
  readonly verification: Contact['verification'];
  readonly verifiedAtMs: number | null;
  readonly timeZone: string;
  /** Missing in what was kept before these were known. */
  readonly country?: Contact['country'];
  readonly consent?: Contact['consent'];
  readonly relation: Account['relation'];
  readonly ownerId: PackageWorld['ownerId'];
  readonly outbound: readonly SentBefore[];
}

export function snapshotOf(pkg: HandoffPackage): WorldSnapshot {
  const { contact, account, review, priorTouches } = pkg;
  return {
    email: contact.email,
    verification: contact.verification,
    verifiedAtMs: contact.verifiedAtMs,
    timeZone: contact.timeZone,
    country: contact.country,
    consent: contact.consent,
    relation: account.relation,
    ownerId: review.ownerId,
    outbound: priorTouches
      .filter(
        (touch) => touch.contactId === contact.id && touch.direction === 'outbound' && touch.channel !== 'meeting',
      )
      .map(({ id, messageId, channel, atMs }) => ({ id, messageId, channel, atMs })),
  };
}

/** Null where the package is unknown or gone. */
export function readPackageWorld(
  connection: Connection,
  team: ParsedOnce,
  packageId: string,
  nowMs: number,
): PackageWorld | null {
  const row = connection.get(
    'SELECT contact_id, account_id, snapshot FROM packages WHERE id = ? AND gone = 0',
    packageId,
  );
  if (row === undefined) return null;
  const contactId = row.contact_id as PackageWorld['contactId'];
  const accountId = row.account_id as PackageWorld['accountId'];
  const snapshot = JSON.parse(String(row.snapshot)) as WorldSnapshot;
  const contact = readCopy(connection, 'SELECT body FROM contacts WHERE id = ?', contactId) as
    Contact | null | undefined;
  const account = readCopy(connection, 'SELECT body FROM accounts WHERE id = ?', accountId) as
    Account | null | undefined;
  const known = contact ?? snapshot;
  const email = contact === null ? null : known.email;
  return {
    packageId: packageId as PackageWorld['packageId'],
    contactId,
    accountId,
    email,
    verification: known.verification,
    verifiedAtMs: known.verifiedAtMs,
    timeZone: known.timeZone,
    relation: (account ?? snapshot).relation,
    isDisqualified:
      connection.get("SELECT 1 FROM leads WHERE id = ? AND stage = 'disqualified'", contactId) !== undefined,
    country: known.country ?? null,
    consent: known.consent ?? null,
    ownerId: snapshot.ownerId,
    suppressions: suppressionsOf(
      connection,
      new Set([snapshot.email, email ?? snapshot.email]),
      { accountId, contactId },
      nowMs,
    ),
    outboundAtMs: outboundAtMs(connection, contactId, snapshot.outbound, nowMs - TOUCHES_KEPT_MS),
    inboundAtMs: inboundAtMs(connection, contactId, nowMs - TOUCHES_KEPT_MS),
    meetingsAtMs: meetingsAtMs(connection, contactId, nowMs - TOUCHES_KEPT_MS),
    escalationsAtMs: escalationsAtMs(connection, contactId),
    recipientDomain: recipientDomain(connection, team, snapshot.ownerId, domainOf(email ?? snapshot.email), nowMs),
    newContactsOfAccount: newContactsOf(connection, accountId, contactId, nowMs - NEW_CONTACTS_KEPT_MS),
  };
}

/** The copy's body; null where the CRM deleted it, undefined where it never came. */
function readCopy(connection: Connection, sql: string, id: string): unknown {
  const row = connection.get(sql, id);
  if (row === undefined) return undefined;
  return typeof row.body === 'string' ? (JSON.parse(row.body) as unknown) : null;
}

/** The address in the draft and the one the contact has now both count: the message must reach neither where one is suppressed. */
function suppressionsOf(
  connection: Connection,
  emails: ReadonlySet<string>,
  ids: { readonly accountId: string; readonly contactId: string },
  nowMs: number,
): PackageWorld['suppressions'] {
  const byId = new Map(
    [...emails]
      .flatMap((email) => matchingEntries(connection, { email, ...ids }, nowMs))
      .map((entry) => [entry.id, entry]),
  );
  return [...byId.values()];
}

// A send counts from the moment its slot is taken, so that two packages for one contact can't both pass; once the CRM shows the
// same mail as a touch, that touch counts instead.
const OWN_SENDS = `touched_at_ms IS NOT NULL
  AND NOT EXISTS (SELECT 1 FROM touches WHERE touches.message_id = sends.message_id AND touches.body IS NOT NULL)`;

const OUTBOUND = `
  SELECT id, message_id, channel, at_ms FROM touches
  WHERE contact_id = ? AND at_ms >= ? AND direction = 'outbound' AND channel <> 'meeting' AND body IS NOT NULL
  UNION ALL
  SELECT id, message_id, 'email', touched_at_ms FROM sends
  WHERE contact_id = ? AND touched_at_ms >= ? AND ${OWN_SENDS}`;

function outboundAtMs(
  connection: Connection,
  contactId: string,
  before: readonly SentBefore[],
  sinceMs: number,
): number[] {
  const times: number[] = [];
  const seen = new Set<string>();
  for (const row of connection.all(OUTBOUND, contactId, sinceMs, contactId, sinceMs)) {
    times.push(Number(row.at_ms));
    seen.add(`id ${String(row.id)}`).add(`at ${String(row.channel)} ${String(row.at_ms)}`);
    if (row.message_id !== null) seen.add(`message ${String(row.message_id)}`);
  }
  for (const touch of before) {
    const isKnown =
      touch.atMs < sinceMs ||
      seen.has(`id ${touch.id}`) ||
      seen.has(`at ${touch.channel} ${touch.atMs}`) ||
      (touch.messageId !== null && seen.has(`message ${touch.messageId}`)) ||
      connection.get('SELECT 1 FROM touches WHERE id = ? AND body IS NULL', touch.id) !== undefined;
    if (!isKnown) times.push(touch.atMs);
  }
  return times.sort((a, b) => b - a);
}

function inboundAtMs(connection: Connection, contactId: string, sinceMs: number): number[] {
  return connection
    .all(
      `SELECT at_ms FROM touches WHERE contact_id = ? AND at_ms >= ? AND direction = 'inbound' AND channel = 'email' AND body IS NOT NULL
       ORDER BY at_ms DESC`,
      contactId,
      sinceMs,
    )
    .map((row) => Number(row.at_ms));
}

function meetingsAtMs(connection: Connection, contactId: string, sinceMs: number): number[] {
  return connection
    .all(
      `SELECT at_ms FROM touches WHERE contact_id = ? AND at_ms >= ? AND channel = 'meeting' AND body IS NOT NULL ORDER BY at_ms DESC`,
      contactId,
      sinceMs,
    )
    .map((row) => Number(row.at_ms));
}

/** A declined or withdrawn escalation gave the thread back. */
function escalationsAtMs(connection: Connection, contactId: string): number[] {
  return connection
    .all(
      `SELECT raised_at_ms FROM escalations WHERE contact_id = ? AND state IN ('open', 'accepted') ORDER BY raised_at_ms DESC`,
      contactId,
    )
    .map((row) => Number(row.raised_at_ms));
}

/** Counted for the mailbox of the package's owner, in its own day. Whom nobody owns, nobody has sent anything for. */
function recipientDomain(
  connection: Connection,
  team: ParsedOnce,
  ownerId: PackageWorld['ownerId'],
  name: string,
  nowMs: number,
): PackageWorld['recipientDomain'] {
  const mailbox = team.people().find(({ id }) => id === ownerId)?.mailbox;
  if (mailbox === undefined) return { name, takenToday: 0 };
  const row = connection.get(
    'SELECT count(*) AS taken FROM reservations WHERE mailbox_id = ? AND recipient_domain = ? AND day = ? AND cold = 1',
    mailbox.id,
    name,
    mailboxDay(nowMs, mailbox.timeZone).day,
  );
  return { name, takenToday: Number(row?.taken) };
}

const FIRST_TOUCHES = `
  SELECT contact_id, min(at_ms) AS first_at_ms FROM (
    SELECT contact_id, at_ms FROM touches
    WHERE account_id = ? AND contact_id <> ? AND direction = 'outbound' AND channel <> 'meeting' AND body IS NOT NULL
    UNION ALL
    SELECT contact_id, touched_at_ms FROM sends WHERE account_id = ? AND contact_id <> ? AND ${OWN_SENDS}
  ) GROUP BY contact_id HAVING first_at_ms >= ? ORDER BY first_at_ms DESC, contact_id`;

function newContactsOf(
  connection: Connection,
  accountId: string,
  contactId: string,
  sinceMs: number,
): PackageWorld['newContactsOfAccount'] {
  return connection.all(FIRST_TOUCHES, accountId, contactId, accountId, contactId, sinceMs).map((row) => ({
    contactId: row.contact_id as PackageWorld['contactId'],
    atMs: Number(row.first_at_ms),
  }));
}

/** Around a contact without a package: what the CRM's copies and this desk's sends say. */
export function readContactWorld(
  connection: Connection,
  { contactId, accountId, email }: { readonly contactId: string; readonly accountId: string; readonly email: string },
  nowMs: number,
): ContactWorld {
  return {
    suppressions: suppressionsOf(connection, new Set([email]), { accountId, contactId }, nowMs),
    outboundAtMs: outboundAtMs(connection, contactId, [], nowMs - TOUCHES_KEPT_MS),
    inboundAtMs: inboundAtMs(connection, contactId, nowMs - TOUCHES_KEPT_MS),
    meetingsAtMs: meetingsAtMs(connection, contactId, nowMs - TOUCHES_KEPT_MS),
    escalationsAtMs: escalationsAtMs(connection, contactId),
    newContactsOfAccount: newContactsOf(connection, accountId, contactId, nowMs - NEW_CONTACTS_KEPT_MS),
  };
}
