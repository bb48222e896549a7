/** The leads of a run with an agent: one of each case the demo knows, and several that can go all the way to a draft. What the agent writes by goes with them. */
import { join } from 'node:path';
import type { Account } from '../../shared/domain/account.ts';
import type { Contact } from '../../shared/domain/contact.ts';
import type { Lead } from '../../shared/domain/lead.ts';
import { composeLeads } from '../../electron/crm/embedded/demo/compose-leads.ts';
import { asDocuments, composeLibrary } from '../../electron/crm/embedded/demo/compose-library.ts';
import type { DemoIngredients } from '../../electron/crm/embedded/demo/demo-ingredients.ts';
import type { FirstDocument } from '../../electron/crm/embedded/fill-demo.ts';
import { readLibraryDefaults } from '../../electron/crm/library-defaults.ts';

export interface SimLead {
  readonly lead: Lead;
  readonly account: Account;
  readonly contact: Contact;
}

/** Far past the companies of the packages. */
const FIRST_COMPANY = 400;
/** Enough that each case is dealt. */
const COMPANIES = 160;
const COMPLETE = 9;

/** In an order in which those that can be written to come early. */
export function simLeads(ingredients: DemoIngredients, nowMs: number, ownerId: string): readonly SimLead[] {
  const { people } = ingredients.company;
  const composed = composeLeads({
    ingredients,
    sdrs: people.filter(({ id }) => id === ownerId),
    first: FIRST_COMPANY,
    accounts: COMPANIES,
    seed: 7,
    nowMs,
  });
  const accounts = new Map(composed.companies.map(({ at }) => [at.account.id, at]));
  const taken = new Map<string, number>();
  const companies = new Set<string>();
  const complete: SimLead[] = [];
  const others: SimLead[] = [];
  for (const { lead, leadCase } of composed.leads) {
    const at = accounts.get(lead.accountId);
    const contact = at?.contacts.find((who) => who.contact.id === lead.contactId)?.contact;
    if (at === undefined || contact === undefined) continue;
    const before = taken.get(leadCase) ?? 0;
    // Of one company both people are leads, so that what one gets is looked at for the other.
    if (before >= (leadCase === 'complete' ? COMPLETE : 1)) continue;
    if (before > 1 && companies.has(lead.accountId)) continue;
    taken.set(leadCase, before + 1);
    companies.add(lead.accountId);
    (leadCase === 'complete' ? complete : others).push({ lead, account: at.account, contact });
  }
  return others.flatMap((other, at) => [...complete.slice(2 * at, 2 * at + 2), other]);
}

export function simLibrary(ingredients: DemoIngredients, resources: string, nowMs: number): readonly FirstDocument[] {
  const defaults = readLibraryDefaults(join(resources, 'library'), nowMs);
  return asDocuments(composeLibrary({ ingredients, defaults, nowMs }));
}
