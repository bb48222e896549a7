/** What sending needs from the rest of the desk. */
import type { Countersignature, SignedContent } from '../../shared/domain/countersignature.ts';
import type { MailboxId } from '../../shared/domain/ids.ts';
import type { Send } from '../../shared/domain/send.ts';
import type { Clock } from '../ports/clock.ts';
import type { Ledger } from '../ports/ledger.ts';
import type { Log } from '../ports/log.ts';
import type { Random } from '../ports/random.ts';
import type { SentLookup, Transport } from '../ports/transport.ts';

export interface SendPorts {
  readonly ledger: Ledger;
  readonly clock: Clock;
  readonly random: Random;
  readonly log: Log;
  /** The mailbox's way out; null while it has none (no account chosen, its password locked away). */
  readonly transportFor: (mailboxId: MailboxId) => Transport | null;
  /** Where a message of this mailbox can be looked for; null where nowhere. */
  readonly lookupFor: (mailboxId: MailboxId) => SentLookup | null;
  /** Reads a countersignature and says why it does not hold; `signed` is null where it can't be read. */
  readonly verify: (countersignature: Countersignature) => {
    readonly signed: SignedContent | null;
    readonly fault: string | null;
  };
  /** Asks the CRM for suppressions, opt-outs, threads, owner and policy now. It fails where the CRM can't be reached. */
  readonly refreshWorld?: () => Promise<void>;
  /**
   * Asks the CRM about these recipients right before the gate, and puts what matches into the ledger, so that an opt-out of the last
   * seconds counts. It never fails: where the CRM can't be reached, rail `world-fresh` says how old its last word may be.
   */
  readonly askSuppressions?: (sends: readonly Pick<Send, 'id' | 'to' | 'packageId'>[]) => Promise<void>;
  /** Called after sends changed, so that the screen's counts can follow. */
  readonly onChange: () => void;
}
