/** What deciding needs from the rest of the desk. */
import type { Countersignature, SignedContent } from '../../shared/domain/countersignature.ts';
import type { Decision } from '../../shared/domain/decision.ts';
import type { HandoffPackage } from '../../shared/domain/handoff-package.ts';
import type { DeviceId } from '../../shared/domain/ids.ts';
import type { Person } from '../../shared/domain/person.ts';
import type { PackageWorld } from '../../shared/domain/world.ts';
import type { PolicyDocument } from '../../shared/policy/limits.ts';
import type { Clock } from '../ports/clock.ts';
import type { Ledger } from '../ports/ledger.ts';
import type { Random } from '../ports/random.ts';

export interface DecidePorts {
  readonly ledger: Ledger;
  readonly clock: Clock;
  readonly random: Random;
  readonly deviceId: DeviceId;
  /** Signs with the key of `content.personId` on this device. */
  readonly sign: (content: SignedContent) => Countersignature;
  /** A fresh Message-ID at the sender's domain. */
  readonly newMessageId: (domain: string) => string;
  /** Called after something changed, so that whoever waits can look again. */
  readonly onChange: () => void;
}

/** One decision with what the ledger knows of its package. */
export interface Case<D extends Decision = Decision> {
  readonly decision: D;
  readonly person: Person;
  readonly pkg: HandoffPackage;
  readonly world: PackageWorld;
  readonly policy: PolicyDocument;
  readonly nowMs: number;
  readonly undoUntilMs: number;
}

/** Why nothing was done, in words for the person. */
export interface Refusal {
  readonly kind: 'refused';
  readonly because: string;
}

export const refused = (because: string): Refusal => ({ kind: 'refused', because });
