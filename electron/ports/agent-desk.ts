/**
 * All that the agent is given of the desk. There is no send, no mailbox, no decision and no policy to write in it: whatever a model says,
 * there is nothing here that could carry it out beyond a draft, a standing and a move along the lifecycle.
 */
import type { PackageId } from '../../shared/domain/ids.ts';
import type { ThreadMessage } from '../../shared/domain/handoff-package.ts';
import type { Person } from '../../shared/domain/person.ts';
import type { DeskWorld, Pause } from '../../shared/domain/world.ts';
import type { PolicyDocument } from '../../shared/policy/limits.ts';
import type { AgentLedger } from './agent-ledger.ts';
import type { Clock } from './clock.ts';
import type { PushOp } from './connector.ts';
import type { EmailVerifier, EnrichmentProvider } from './enrichment.ts';
import type { Log } from './log.ts';
import type { Model } from './model.ts';
import type { Random } from './random.ts';

/** What the agent may ask the CRM to write; who asks is filled in by the desk. */
export type AgentOp = OpOf<'lifecycle'> | OpOf<'package'> | OpOf<'lead'> | OpOf<'suggestion'>;
type OpOf<K extends PushOp['kind']> = Omit<Extract<PushOp, { kind: K }>, 'actor' | 'personId'>;

/** How long work is told of. */
export interface RunCount {
  add(count: number, remaining: number | null): void;
  end(state: 'done' | 'stopped' | 'failed', problem: string | null): void;
}

export interface AgentDesk {
  readonly clock: Clock;
  readonly random: Random;
  readonly log: Log;
  readonly ledger: AgentLedger;
  /** Everything in `work` becomes durable together. */
  transact<T>(work: () => T): T;
  /** Enqueues it in the transaction it is called in; the CRM's door holds it against the permission table. */
  write(op: AgentOp): void;
  /** Something was enqueued: deliver it. */
  deliver(): void;
  policy(): PolicyDocument | null;
  pauses(): readonly Pause[];
  /** Who is signed in: the agent works on their leads alone. */
  person(): Person;
  /** For the rails that judge a text; they read no more of it than a draft needs. */
  deskWorld(nowMs: number): DeskWorld;
  /** The mail that left for this package as it was sent, or null where this desk did not send it. */
  sentMessage(packageId: PackageId): ThreadMessage | null;
  /** Messages that were approved and wait for a slot of the person's mailbox. */
  waitingSends(): number;
  /** Messages the person's mailbox may send on its next day. */
  slotsTomorrow(nowMs: number): number;
  /** Null: the template drafter writes. */
  model(): Model | null;
  /** Why no draft may be written although a model was chosen; null where all is well. */
  modelProblem(): string | null;
  /** Whether the template drafter writes where the model gives nothing usable. */
  templateFallback(): boolean;
  readonly providers: () => readonly EnrichmentProvider[];
  readonly verifiers: () => readonly EmailVerifier[];
  startCount(label: string): RunCount;
  /** State, counts or queues changed. */
  onChange(): void;
}
