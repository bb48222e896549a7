/** What the agent reads and keeps in the ledger. Synchronous; every call joins the transaction it is made in. */
import type { Account, Tier } from '../../shared/domain/account.ts';
import type { AgentRun, AgentStep, LeadStanding, ModelUse } from '../../shared/domain/agent-run.ts';
import type { Contact } from '../../shared/domain/contact.ts';
import type { HandoffPackage } from '../../shared/domain/handoff-package.ts';
import type { AgentRunId, ContactId, PersonId, ReplyId, SegmentId } from '../../shared/domain/ids.ts';
import type { Lead } from '../../shared/domain/lead.ts';
import type { LibraryEntry, LibraryEntryOf, LibraryKind } from '../../shared/domain/library-entry.ts';
import type { LifecycleStage } from '../../shared/domain/lifecycle-stage.ts';
import type { Reply, ReplyState } from '../../shared/domain/reply.ts';
import type { Touch } from '../../shared/domain/touch.ts';
import type { PackageWorld } from '../../shared/domain/world.ts';
import type { Engagement } from '../../shared/domain/engagement.ts';
import type { z } from 'zod';

/** What is known around a contact, whether or not there is a package about them. */
export type ContactWorld = Pick<
  PackageWorld,
  'suppressions' | 'outboundAtMs' | 'inboundAtMs' | 'meetingsAtMs' | 'escalationsAtMs' | 'newContactsOfAccount'
>;

/** A lead with the records around it, as the copies have them. */
export interface LeadFile {
  readonly lead: Lead;
  readonly account: Account;
  readonly contact: Contact;
  readonly standing: LeadStanding | null;
  /** When it came into its stage, here or in the CRM; null where nobody saw it. */
  readonly stageSinceMs: number | null;
}

export interface LeadFilter {
  readonly ownerId: PersonId | null;
  readonly stages: readonly LifecycleStage[];
  readonly queues: readonly LeadStanding['queue'][];
  readonly tiers: readonly Tier[];
  readonly segments: readonly SegmentId[];
  /** Part of a name, title, company or address; empty for all. */
  readonly search: string;
}

/** Where a reader of a stage in its order stands: after this one, a lead by its contact's id. */
export interface WaitingPlace {
  readonly waitsFromMs: number;
  readonly id: string;
}

/** How many leads each choice of a filter would leave beside the choices of the other kind; one that is on is there even where it leaves none. */
export interface LeadChoices {
  readonly tiers: readonly { readonly tier: Tier; readonly leads: number }[];
  readonly segments: readonly { readonly segmentId: SegmentId; readonly name: string; readonly leads: number }[];
}

/** Lets every lead pass; a filter names what it narrows by. */
export const EVERY_LEAD: LeadFilter = { ownerId: null, stages: [], queues: [], tiers: [], segments: [], search: '' };

/** A library document as the CRM's `documents` answer it. */
export interface LibraryDocument {
  readonly kind: LibraryKind;
  readonly id: string;
  readonly version: number;
  /** JSON. */
  readonly body: unknown;
}

export interface UnreadableDocument {
  readonly kind: 'unreadable';
  readonly document: Pick<LibraryDocument, 'kind' | 'id' | 'version'>;
  readonly field: string;
  readonly reason: string;
}

/** How the mails that a version is behind fared. */
export interface VersionFared {
  readonly sends: number;
  readonly replies: number;
  readonly positives: number;
  readonly optOuts: number;
}

/** How one mail fared: an answer counts for the last mail before it. */
export interface MailFared {
  readonly contactId: ContactId;
  readonly atMs: number;
  readonly isAnswered: boolean;
  readonly isPositive: boolean;
  /** Opted out or complained. */
  readonly hasLeft: boolean;
}

export interface AgentLedger {
  readonly leads: {
    read(contactId: ContactId): LeadFile | null;
    /**
     * In the order of their contact's id, after `afterId`; whole records, so in small pages. Empty filters mean all. Listed is a lead whose
     * contact and account are here too.
     */
    page(filter: LeadFilter, afterId: string | null, limit: number): readonly LeadFile[];
    /** One stage, the longest there first, in nurture the day that comes first; `next` leads on, null at the end. */
    waiting(
      stage: LifecycleStage,
      filter: LeadFilter,
      after: WaitingPlace | null,
      limit: number,
    ): { readonly files: readonly LeadFile[]; readonly next: WaitingPlace | null };
    count(filter: LeadFilter): number;
    choices(filter: LeadFilter): LeadChoices;
    /** Leads in nurture whose next-step date has come, the longest due first. */
    nextStepDue(ownerId: PersonId | null, nowMs: number, limit: number): readonly ContactId[];
    /**
     * Changed here at once, and in the CRM by the write that the caller enqueues. A pull of what the CRM had before does not undo it; a
     * value the CRM got from somebody else does, and so does the CRM's refusal of the write.
     */
    put(lead: Lead): void;
    /** What `put` changed is taken back: it stands where it stood, since when it did. */
    putBack(file: LeadFile): void;
    setStanding(standing: LeadStanding): void;
    /** Touches of the contact, newest first. */
    touches(contactId: ContactId, limit: number): readonly Touch[];
    /** What the contact did, newest first. */
    engagement(contactId: ContactId, limit: number): readonly z.infer<typeof Engagement>[];
    /** Null where the lead is unknown. */
    world(contactId: ContactId, nowMs: number): ContactWorld | null;
    /** Packages about the contact, newest first. */
    packages(contactId: ContactId, limit: number): readonly HandoffPackage[];
    /**
     * Contacts with a sent package, none in a person's hands or on its way, and no stage that ends a sequence: follow-ups are chosen among
     * them. Those that were left alone longest come first.
     */
    sequencing(ownerId: PersonId, limit: number): readonly ContactId[];
  };
  /** A package the local loop made: in the feed at once, like a pulled one. False where a package of this id is there already. */
  queuePackage(pkg: HandoffPackage): boolean;
  /** Packages a person still has to decide on. */
  openPackages(ownerId: PersonId): number;
  readonly library: {
    /** As pulled from the CRM's documents. Newest version of each. */
    list<K extends LibraryKind>(kind: K): readonly LibraryEntryOf<K>[];
    read(kind: LibraryKind, id: string): { readonly entry: LibraryEntry; readonly documentVersion: number } | null;
    put(entry: LibraryEntry, documentVersion: number): void;
    remove(kind: LibraryKind, id: string): void;
    /** Every known id of the kind, those that can't be read included. */
    ids(kind: LibraryKind): readonly string[];
    /** Whether exactly this document was taken in before, readable or not. */
    has(document: LibraryDocument): boolean;
    /** Parses and keeps it. One that can't be read is kept beside the last one that could, which stays in force. */
    takeIn(document: LibraryDocument): { readonly kind: 'read' } | UnreadableDocument;
    /** By the version's name, such as `outbound-voice@7`, as the CRM's timeline has it. */
    fared(version: string, nowMs: number): VersionFared;
    /** The team's newest mails as the CRM's timeline has them, newest first. */
    latestMails(limit: number, nowMs: number): readonly MailFared[];
    /** Documents whose newest version can't be read. */
    unreadable(): readonly UnreadableDocument[];
  };
  readonly runs: {
    begin(run: AgentRun): void;
    update(run: AgentRun): void;
    read(id: AgentRunId): AgentRun | null;
    /** Newest first. */
    latest(limit: number): readonly AgentRun[];
    /** Numbers it and keeps it. */
    record(step: Omit<AgentStep, 'no'>): AgentStep;
    /** Newest first. */
    stepsOf(subject: AgentStep['subject'], limit: number): readonly AgentStep[];
    /** Model use since then, over all runs. */
    usedSince(atMs: number): ModelUse;
  };
  readonly replies: {
    /** Adds or replaces, with its feed item. */
    put(reply: Reply): void;
    read(id: ReplyId): Reply | null;
    /** Oldest first. */
    inState(state: ReplyState, limit: number): readonly Reply[];
    /** Of one contact, newest first. */
    ofContact(contactId: ContactId, limit: number): readonly Reply[];
  };
}
