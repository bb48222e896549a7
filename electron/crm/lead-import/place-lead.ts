/**
 * Decides what a row becomes beside what the CRM knows: a new lead, gaps filled, nothing, or a refusal. It never overwrites what is there,
 * and gives the same person and company the same ids every time, so that a file taken twice is a file taken once.
 */
import type { z } from 'zod';
import { Account } from '../../../shared/domain/account.ts';
import { Contact } from '../../../shared/domain/contact.ts';
import { Fact } from '../../../shared/domain/fact.ts';
import { AccountId, ContactId, type PersonId } from '../../../shared/domain/ids.ts';
import type { Lead } from '../../../shared/domain/lead.ts';
import { Signal } from '../../../shared/domain/signal.ts';
import { SIGNAL_HALF_LIFE_DAYS } from '../../../shared/policy/signal-half-life.ts';
import { asciiDomain } from '../../../shared/policy/ascii-domain.ts';
import { normaliseAddress } from '../../../shared/policy/suppression-match.ts';
import { contentHash } from '../content-hash.ts';
import type { KnownRecords } from './known-records.ts';
import type { LeadDraft, Remark } from './read-lead-row.ts';

/** What is written: the records that are null stay as they are. */
export interface LeadWrite {
  readonly lead: Lead;
  readonly account: Account | null;
  readonly contact: Contact | null;
}

export type Placed =
  | { readonly kind: 'added' | 'filled'; readonly write: LeadWrite }
  | { readonly kind: 'known' }
  | ({ readonly kind: 'suppressed' } & Remark)
  | { readonly kind: 'duplicate'; readonly ofLine: number };

export interface PlaceParts {
  readonly records: KnownRecords;
  readonly known: 'skip' | 'fill';
  readonly ownerId: PersonId;
  readonly fileName: string;
  readonly nowMs: () => number;
}

/** Somebody typed it into a list once. */
const CONFIDENCE = 0.6;

/** Remembers the mailboxes and companies of the rows before. */
export function makePlacer({ records, known, ownerId, fileName, nowMs }: PlaceParts) {
  const lines = new Map<string, number>();
  /** Companies that the file brought: by their domain. */
  const brought = new Map<string, Account>();
  /** Companies of the CRM whose gaps the file has filled: by their id. */
  const fuller = new Map<string, Account>();

  /** The CRM's company with what rows before have filled, and what this one fills. */
  function fill(
    id: string,
    file: LeadDraft['account'],
  ): { readonly account: Account; readonly isFilled: boolean } | null {
    const crm = fuller.get(id) ?? records.account(id);
    if (crm === null) return null;
    // Whoever changed the company since is described by another one's fields.
    const isSame = asciiDomain(crm.domain) === asciiDomain(file.domain);
    const account = known === 'fill' && isSame ? filledAccount(crm, file) : crm;
    if (account !== crm) fuller.set(id, account);
    return { account, isFilled: account !== crm };
  }

  function accountFor(file: LeadDraft['account']): { readonly account: Account; readonly write: Account | null } {
    const domain = asciiDomain(file.domain);
    const first = brought.get(domain);
    if (first !== undefined) {
      const account = known === 'fill' ? filledAccount(first, file) : first;
      brought.set(domain, account);
      return { account, write: account };
    }
    const id = records.accountIdOf(domain);
    const there = id === null ? null : fill(id, file);
    if (there !== null) return { account: there.account, write: there.isFilled ? there.account : null };
    const account = { ...file, id: id ?? AccountId.parse(`csv-account-${contentHash(domain).slice(0, 32)}`) };
    brought.set(domain, account);
    return { account, write: account };
  }

  function findings(contactId: string, { facts, signal }: LeadDraft): Pick<Lead, 'facts' | 'signals'> {
    const source = `File ${fileName}`.slice(0, 200);
    const idOf = (...parts: readonly unknown[]) => `${contactId.slice(0, 80)}.csv-${contentHash(parts).slice(0, 16)}`;
    return {
      facts: facts.map(({ path, label, value }) =>
        Fact.parse({
          id: idOf(path),
          path,
          label,
          value,
          source,
          url: null,
          observedAtMs: nowMs(),
          confidence: CONFIDENCE,
          dataRule: 'allowed',
        } satisfies z.input<typeof Fact>),
      ),
      signals:
        signal === null
          ? []
          : [
              Signal.parse({
                ...signal,
                id: idOf(signal.type, signal.value),
                halfLifeDays: SIGNAL_HALF_LIFE_DAYS[signal.type],
              }),
            ],
    };
  }

  function addedLead(draft: LeadDraft, key: string): Placed {
    const { account, write } = accountFor(draft.account);
    const contactId = ContactId.parse(`csv-${contentHash(key).slice(0, 32)}`);
    return {
      kind: 'added',
      write: {
        account: write,
        contact: { ...draft.contact, id: contactId, accountId: account.id },
        lead: {
          contactId,
          accountId: account.id,
          ownerId,
          stage: 'new',
          nextStepAtMs: null,
          ...findings(contactId, draft),
        },
      },
    };
  }

  function filledLead(draft: LeadDraft, found: { readonly contact: Contact; readonly lead: Lead | null }): Placed {
    const company = fill(found.contact.accountId, draft.account);
    if (company === null) return { kind: 'known' };
    const contact = filledContact(found.contact, draft.contact);
    const { facts, signals } = findings(contact.id, draft);
    const before = found.lead;
    const lead: Lead = before ?? {
      contactId: contact.id,
      accountId: contact.accountId,
      ownerId,
      stage: 'new',
      nextStepAtMs: null,
      signals: [],
      facts: [],
    };
    const paths = new Set(lead.facts.map(({ path }) => path));
    const newFacts = facts.filter(({ path }) => !paths.has(path)).slice(0, 200 - lead.facts.length);
    const newSignals = lead.signals.length === 0 ? signals : [];
    const isFuller =
      before === null || company.isFilled || contact !== found.contact || newFacts.length + newSignals.length > 0;
    if (!isFuller) return { kind: 'known' };
    return {
      kind: 'filled',
      write: {
        account: company.isFilled ? company.account : null,
        contact: contact === found.contact ? null : contact,
        lead: { ...lead, facts: [...lead.facts, ...newFacts], signals: [...lead.signals, ...newSignals] },
      },
    };
  }

  return (draft: LeadDraft, line: number): Placed => {
    const key = normaliseAddress(draft.contact.email);
    const before = lines.get(key);
    if (before !== undefined) return { kind: 'duplicate', ofLine: before };
    lines.set(key, line);
    const found = records.contactAt(draft.contact.email);
    const listed = records.suppressionOf({
      email: draft.contact.email,
      contactId: found?.contact.id ?? '',
      accountId: found?.contact.accountId ?? records.accountIdOf(asciiDomain(draft.account.domain)) ?? '',
    });
    if (listed !== null)
      return {
        kind: 'suppressed',
        field: 'email',
        reason: `it is on the suppression list (${listed.scope}, ${listed.reason}): nobody there is written to`,
      };
    if (found === null) return addedLead(draft, key);
    return known === 'fill' ? filledLead(draft, found) : { kind: 'known' };
  };
}

function filledAccount(crm: Account, file: LeadDraft['account']): Account {
  return changed(crm, Account, {
    ...(crm.website === null && file.website !== null ? { website: file.website } : {}),
    ...(crm.industry === '' && file.industry !== '' ? { industry: file.industry } : {}),
    ...(crm.headcount === null && file.headcount !== null ? { headcount: file.headcount } : {}),
    ...(crm.geography === '' && file.geography !== '' ? { geography: file.geography } : {}),
    ...(crm.technographics.length === 0 && file.technographics.length > 0
      ? { technographics: file.technographics }
      : {}),
  });
}

function filledContact(crm: Contact, file: LeadDraft['contact']): Contact {
  return changed(crm, Contact, {
    ...(crm.title === '' && file.title !== '' ? { title: file.title, seniority: file.seniority } : {}),
    ...(crm.linkedinUrl === null && file.linkedinUrl !== null ? { linkedinUrl: file.linkedinUrl } : {}),
    ...(crm.country === null && file.country !== null ? { country: file.country } : {}),
    ...(crm.verification === 'unknown' && file.verification !== 'unknown'
      ? { verification: file.verification, verifiedAtMs: file.verifiedAtMs }
      : {}),
  });
}

/** The very record where nothing is added to it. */
function changed<T extends object>(before: T, schema: z.ZodType<T>, change: Partial<T>): T {
  return Object.keys(change).length === 0 ? before : schema.parse({ ...before, ...change });
}
