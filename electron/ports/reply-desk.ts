/**
 * All that acting on replies is given of the desk. There is no send and no decision in it: a reply can become a class, a pause, a
 * suggestion, a drafted answer that waits for its person, or an escalation; whatever it says, nothing here writes to anybody.
 */
import type { ModelUse } from '../../shared/domain/agent-run.ts';
import type { Escalation } from '../../shared/domain/escalation.ts';
import type { HandoffPackage, ThreadMessage } from '../../shared/domain/handoff-package.ts';
import type { ContactId, PackageId } from '../../shared/domain/ids.ts';
import type { LibraryEntryOf } from '../../shared/domain/library-entry.ts';
import type { Person } from '../../shared/domain/person.ts';
import type { PlaybookMove } from '../../shared/domain/playbook.ts';
import type { Reply } from '../../shared/domain/reply.ts';
import type { ReplyReading } from '../../shared/domain/reply-reading.ts';
import type { PolicyDocument } from '../../shared/policy/limits.ts';
import type { AgentLedger, LeadFile } from './agent-ledger.ts';
import type { Clock } from './clock.ts';
import type { PushOp } from './connector.ts';
import type { Log } from './log.ts';

type OpOf<K extends PushOp['kind']> = Omit<Extract<PushOp, { kind: K }>, 'actor' | 'personId'>;
/** What acting on a reply may ask the CRM to write; the desk says that the agent asks. */
export type ReplyOp = OpOf<'lifecycle'> | OpOf<'lead'> | OpOf<'suggestion'> | OpOf<'package'>;

export interface DraftWish {
  readonly file: LeadFile;
  readonly reply: Reply;
  readonly move: Exclude<PlaybookMove, 'escalate'>;
  readonly guidance: string;
  /** The approved asset that answers it; null where the move offers none. */
  readonly asset: LibraryEntryOf<'asset'> | null;
}

export type DraftedAnswer =
  | {
      readonly kind: 'drafted';
      readonly pkg: HandoffPackage;
      readonly use: ModelUse;
      readonly versions: readonly string[];
    }
  /** A person writes it; why, in words. */
  | { readonly kind: 'none'; readonly because: string; readonly use: ModelUse }
  /** The desk is being closed: it is drafted after the next start. */
  | { readonly kind: 'stopped' };

export type ModelRead =
  | { readonly kind: 'read'; readonly reading: ReplyReading; readonly use: ModelUse; readonly version: string }
  | { readonly kind: 'none'; readonly because: string; readonly use: ModelUse }
  | { readonly kind: 'stopped' };

export interface ReplyDesk {
  readonly clock: Clock;
  readonly log: Log;
  readonly ledger: AgentLedger;
  /** Everything in `work` becomes durable together. */
  transact<T>(work: () => T): T;
  /** Enqueues it in the transaction it is called in; the CRM's door holds it against the permission table. */
  write(op: ReplyOp): void;
  policy(): PolicyDocument | null;
  people(): readonly Person[];
  readPackage(id: PackageId): HandoffPackage | null;
  /** What left to the contact as it was signed, footer included, newest first. */
  sentTo(contactId: ContactId): readonly ThreadMessage[];
  /** Opens it; one of the same id that is there already stays as it is. */
  raise(escalation: Escalation): void;
  /** A package that waits for its person goes to sleep until then. */
  snooze(id: PackageId, untilMs: number): void;
  /** The address that wrote, and the contact's: at once, everywhere. */
  suppress(reply: Reply, reason: 'unsubscribe' | 'complaint'): void;
  trace(subject: Readonly<Record<string, string | null>>): void;
  /** Asks the model what a reply is; null where none was chosen. */
  askModel: ((reply: Reply, answered: string | null) => Promise<ModelRead>) | null;
  draft(wish: DraftWish): Promise<DraftedAnswer>;
}
