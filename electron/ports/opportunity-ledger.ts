/** Opportunities as the ledger keeps them. Synchronous; every call joins the transaction it is made in. */
import type { Account, Tier } from '../../shared/domain/account.ts';
import type { Contact } from '../../shared/domain/contact.ts';
import type { ContactId, OpportunityId, SegmentId } from '../../shared/domain/ids.ts';
import type { Opportunity, OpportunityStage } from '../../shared/domain/opportunity.ts';
import type { LeadFilter, WaitingPlace } from './agent-ledger.ts';

/** An opportunity with the records around it, as the copies have them. */
export interface OpportunityFile {
  readonly opportunity: Opportunity;
  readonly account: Account;
  readonly contact: Contact;
}

/** The board narrows leads and opportunities alike. */
export type OpportunityFilter = Pick<LeadFilter, 'ownerId' | 'tiers' | 'segments' | 'search'>;

/** How many opportunities each choice of a filter would leave beside the choices of the other kind; none of a choice that leaves none. */
export interface OpportunityChoices {
  readonly tiers: ReadonlyMap<Tier, number>;
  readonly segments: ReadonlyMap<SegmentId, { readonly name: string; readonly count: number }>;
}

export interface OpportunityLedger {
  read(id: OpportunityId): OpportunityFile | null;
  /** One stage, the longest there first; `next` leads on, null at the end. */
  waiting(
    stage: OpportunityStage,
    filter: OpportunityFilter,
    after: WaitingPlace | null,
    limit: number,
  ): { readonly files: readonly OpportunityFile[]; readonly next: WaitingPlace | null };
  count(stage: OpportunityStage, filter: OpportunityFilter): number;
  choices(filter: OpportunityFilter): OpportunityChoices;
  /** One of the contact's that stands in one of these stages; null where none does. */
  ofContact(contactId: ContactId, stages: readonly OpportunityStage[]): Opportunity | null;
  /**
   * Stands here at once, and in the CRM by the write that the caller enqueues: a pull of what the CRM had before does not undo it, its refusal
   * does.
   */
  put(opportunity: Opportunity): void;
}
