/**
 * The CRM as the desk sees it: embedded SQLite today, Odoo, HubSpot and Salesforce behind the same port. Every adapter classifies
 * its own faults; a timeout is `unknown` and is looked up by the op's id before it is repeated.
 */
import type { Account } from '../../shared/domain/account.ts';
import type { Contact } from '../../shared/domain/contact.ts';
import type { Engagement } from '../../shared/domain/engagement.ts';
import type { HandoffPackage, PackageFile } from '../../shared/domain/handoff-package.ts';
import type { AccountId, ContactId, OpportunityId, PackageId, PersonId } from '../../shared/domain/ids.ts';
import type { Lead } from '../../shared/domain/lead.ts';
import type { LibraryKind } from '../../shared/domain/library-entry.ts';
import type { LifecycleStage } from '../../shared/domain/lifecycle-stage.ts';
import type { Opportunity } from '../../shared/domain/opportunity.ts';
import type { Actor, Person } from '../../shared/domain/person.ts';
import type { Suppression } from '../../shared/domain/suppression.ts';
import type { Touch } from '../../shared/domain/touch.ts';
import type { z } from 'zod';

/** What can be pulled. Each kind has a cursor of its own. */
export type PulledKind = 'account' | 'contact' | 'package' | 'touch' | 'engagement' | 'lead' | 'opportunity';

export type PulledBody<K extends PulledKind> = {
  account: Account;
  contact: Contact;
  package: HandoffPackage;
  touch: Touch;
  engagement: z.infer<typeof Engagement> & { readonly id: string };
  /** By its contact's id. */
  lead: Lead;
  opportunity: Opportunity;
}[K];

/** One pulled object; a null body is a deletion. A lead comes again when its contact's lifecycle stage changes. */
export interface Pulled<K extends PulledKind = PulledKind> {
  readonly kind: K;
  readonly id: string;
  readonly body: PulledBody<K> | null;
}

/** A record the adapter could not read: kept and shown, never a reason to stop the rest. */
export interface Unreadable {
  readonly kind: PulledKind;
  readonly id: string;
  readonly field: string;
  readonly reason: string;
}

export interface PullPage<K extends PulledKind = PulledKind> {
  readonly items: readonly Pulled<K>[];
  readonly unreadable: readonly Unreadable[];
  /** Where the next pull goes on. At least once: an item may come again. */
  readonly cursor: string;
  readonly more: boolean;
  /** Items still to come after this page, where the CRM can say. */
  readonly remaining: number | null;
  /** The CRM's own date for this answer, where it gives one (rail `clock`). */
  readonly serverAtMs: number | null;
}

/** One write. `opId` makes it idempotent: repeated, it acts once. */
export type PushOp = { readonly opId: string; readonly actor: Actor; readonly personId: PersonId | null } &
  /** The package is null for mail of somebody we know that answers no package of ours. */
  (
    | { readonly kind: 'activity'; readonly touch: Touch; readonly packageId: PackageId | null }
    | {
        readonly kind: 'lifecycle';
        readonly contactId: ContactId;
        readonly stage: LifecycleStage;
        readonly because: string;
      }
    | { readonly kind: 'source-tag'; readonly contactId: ContactId; readonly tag: 'ai' | 'ai-edited' | 'human' }
    | {
        readonly kind: 'package-outcome';
        readonly packageId: PackageId;
        readonly state: HandoffPackage['review']['state'];
        readonly because: string;
        readonly atMs: number;
      }
    | { readonly kind: 'task'; readonly contactId: ContactId; readonly title: string; readonly dueAtMs: number }
    /** A suggestion the agent may make where it may not write: shown to a person in the CRM. */
    | {
        readonly kind: 'suggestion';
        readonly contactId: ContactId;
        readonly field: string;
        readonly value: string;
        readonly because: string;
      }
    /** Upserts account, contact and package of an imported file. */
    | {
        readonly kind: 'package';
        readonly pkg: PackageFile;
        readonly ownerId: PersonId;
        readonly readyAtMs: number;
        readonly expiresAtMs: number;
      }
    /**
     * Upserts what enrichment found and the next-step date; account and contact come with an import. Its stage is not written (`lifecycle`
     * does that), nor the owner of a lead that is there already, unless the actor may write ownership.
     */
    | { readonly kind: 'lead'; readonly lead: Lead; readonly account: Account | null; readonly contact: Contact | null }
    /** A new one. A CRM that lets a role open or move none answers `forbidden`. */
    | { readonly kind: 'opportunity'; readonly opportunity: Opportunity }
    | {
        readonly kind: 'opportunity-stage';
        readonly opportunityId: OpportunityId;
        readonly standing: Opportunity['standing'];
      }
  );

export interface PushResult {
  readonly opId: string;
  /** `unknown`: no answer; look the op up before repeating. `unchanged` counts as ok: the same op or content was there. */
  readonly kind: 'ok' | 'unchanged' | 'conflict' | 'forbidden' | 'gone' | 'invalid' | 'throttled' | 'unknown';
  readonly because: string;
  readonly retryAfterMs: number | null;
}

/** Who takes which entry off the suppression list, and why. */
export interface SuppressionRemoval {
  readonly entry: Suppression;
  readonly personId: PersonId;
  readonly because: string;
  /** Where the contact's own written request lies; an unsubscribe or complaint is not taken off without it. */
  readonly writtenRequest: string | null;
}

/** A fault of the whole call. `permanent` needs a person (wrong key, no rights); `retryable` comes back by itself. */
export class ConnectorFault extends Error {
  readonly kind: 'retryable' | 'permanent';
  constructor(kind: 'retryable' | 'permanent', message: string, cause?: unknown) {
    super(message, { cause });
    this.name = 'ConnectorFault';
    this.kind = kind;
  }
}

export interface ConnectorDescription {
  readonly vendor: 'embedded' | 'odoo' | 'hubspot' | 'salesforce';
  readonly title: string;
  /** Kinds it can pull, in the order they should be pulled. */
  readonly kinds: readonly PulledKind[];
  /** Whether team documents can live there, and whether `claim` is a real compare-and-set. */
  readonly holdsDocuments: boolean;
  readonly claimsAtomically: boolean;
  /** Where opt-outs and threads can be asked for, so that `world-fresh` knows what a check means. */
  readonly reportsOptOuts: boolean;
  readonly reportsThreads: boolean;
}

export type DocumentKind = 'policy' | 'public-key' | 'grant' | 'scorecard' | LibraryKind;

export interface TeamDocument {
  readonly id: string;
  readonly version: number;
  readonly body: unknown;
}

/** One version of a team document, with who wrote it and when. */
export interface TeamDocumentVersion extends TeamDocument {
  /** Null where the CRM wrote it itself. */
  readonly byPersonId: PersonId | null;
  readonly atMs: number;
}

export interface Connector {
  describe(): Promise<ConnectorDescription>;
  /** The user the connection is signed in as, and everybody on the team. */
  whoAmI(): Promise<{ readonly person: Person; readonly people: readonly Person[] }>;
  /** One page after `cursor` (null: from the start). */
  pull<K extends PulledKind>(kind: K, cursor: string | null, limit: number): Promise<PullPage<K>>;
  /** Which of these ids are gone: deletes that no cursor shows. */
  reconcile(kind: PulledKind, ids: readonly string[]): Promise<{ readonly gone: readonly string[] }>;
  push(ops: readonly PushOp[]): Promise<readonly PushResult[]>;
  /** Which of these ops were carried out, for ops that ended `unknown`. */
  lookUp(opIds: readonly string[]): Promise<readonly { readonly opId: string; readonly done: boolean }[]>;
  readonly suppression: {
    /** Every entry after the cursor, removals included (null body). */
    pull(cursor: string | null): Promise<{
      readonly items: readonly { readonly id: string; readonly entry: Suppression | null }[];
      readonly cursor: string;
      readonly more: boolean;
    }>;
    /** Entries that match right now; a fault means unknown, and unknown means: do not send. */
    check(contact: {
      readonly email: string;
      readonly accountId: AccountId;
      readonly contactId: ContactId;
    }): Promise<readonly Suppression[]>;
    add(opId: string, entry: Suppression): Promise<PushResult>;
    /** All of them or none: one op of an import. */
    addAll(opId: string, entries: readonly Suppression[]): Promise<PushResult>;
    /** Takes an entry off, whichever list it stands in; `gone` where there is none. */
    remove(opId: string, removal: SuppressionRemoval): Promise<PushResult>;
  };
  readonly optOuts: {
    /** Opt-outs the CRM or its pages collected since the cursor, removals included (null body). */
    pull(cursor: string | null): Promise<{
      readonly items: readonly { readonly id: string; readonly entry: Suppression | null }[];
      readonly cursor: string;
      readonly more: boolean;
    }>;
  };
  readonly documents: {
    get(kind: DocumentKind, id: string): Promise<TeamDocument | null>;
    list(kind: DocumentKind): Promise<readonly TeamDocument[]>;
    /** Every version of one document, newest first. */
    history(kind: DocumentKind, id: string): Promise<readonly TeamDocumentVersion[]>;
    /** Writes version `version` if the newest is `version - 1`; `conflict` otherwise. */
    put(kind: DocumentKind, id: string, version: number, body: unknown): Promise<'ok' | 'conflict' | 'forbidden'>;
  };
  /** Takes an unassigned package; `lost` where somebody else was first. */
  claim(packageId: PackageId, personId: PersonId): Promise<'claimed' | 'lost'>;
  close(): Promise<void>;
}
