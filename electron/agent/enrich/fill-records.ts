/** Fills what a record does not say from facts that do. It never overwrites what the CRM says, and never touches how we stand to a company. */
import type { Account } from '../../../shared/domain/account.ts';
import { Account as AccountSchema } from '../../../shared/domain/account.ts';
import type { Contact } from '../../../shared/domain/contact.ts';
import { Contact as ContactSchema } from '../../../shared/domain/contact.ts';
import type { Fact } from '../../../shared/domain/fact.ts';
import { factsByPath } from '../../../shared/policy/drafting/fill-template.ts';
import type { LeadFile } from '../../ports/agent-ledger.ts';

export interface FilledFile {
  readonly file: LeadFile;
  /** Whether a record says more than the CRM's copy does. */
  readonly filled: boolean;
}

export function fillRecords(file: LeadFile): FilledFile {
  const facts = factsByPath(file.lead.facts);
  const account = filledAccount(file.account, facts);
  const contact = filledContact(file.contact, facts);
  return { file: { ...file, account, contact }, filled: account !== file.account || contact !== file.contact };
}

type Facts = ReadonlyMap<string, Fact>;

function filledAccount(account: Account, facts: Facts): Account {
  const said = (path: string): string => facts.get(`account.${path}`)?.value.trim() ?? '';
  const headcount = Number(said('headcount').replace(/[\s,.’']/gu, ''));
  const change = {
    ...(account.headcount === null && said('headcount') !== '' && Number.isSafeInteger(headcount) ? { headcount } : {}),
    ...(account.industry === '' && said('industry') !== '' ? { industry: said('industry') } : {}),
    ...(account.geography === '' && said('geography') !== '' ? { geography: said('geography') } : {}),
    ...(account.technographics.length === 0 && said('technographics') !== ''
      ? {
          technographics: said('technographics')
            .split(/\s*[,;]\s*/u)
            .filter((tool) => tool !== ''),
        }
      : {}),
  };
  return changed(account, change, AccountSchema);
}

function filledContact(contact: Contact, facts: Facts): Contact {
  const said = (path: string): string => facts.get(`contact.${path}`)?.value.trim() ?? '';
  const change = {
    ...(contact.title === '' && said('title') !== '' ? { title: said('title') } : {}),
    ...(contact.country === null && said('country') !== '' ? { country: said('country').toUpperCase() } : {}),
    ...(/^(?:UTC|Etc\/)/iu.test(contact.timeZone) && said('time-zone') !== '' ? { timeZone: said('time-zone') } : {}),
  };
  return changed(contact, change, ContactSchema);
}

/** The record with the change, where it is still a good one; a fact that does not fit leaves it as it was. */
function changed<T extends object>(
  record: T,
  change: Partial<T>,
  schema: { safeParse(value: unknown): { readonly success: true; readonly data: T } | { readonly success: false } },
): T {
  if (Object.keys(change).length === 0) return record;
  const read = schema.safeParse({ ...record, ...change });
  return read.success ? read.data : record;
}
