/** A package with one known fault, shown to a person to see whether they read. It is never a package: nothing of it can be signed or sent. */
import { z } from 'zod';
import type { DecisionId, PackageId, PersonId } from './ids.ts';
import { line } from './text.ts';

/** Faults that no rail finds, so that only a reader can. */
export const FaultKind = z.enum(['asked-to-wait', 'foreign-fact', 'other-why-now', 'other-role']);
export type FaultKind = z.infer<typeof FaultKind>;

export const PlantedFault = z.object({
  kind: FaultKind,
  /** Where a reader would have met it, in words. */
  where: line(300),
  was: line(1_000),
  is: line(1_000),
});
export type PlantedFault = z.infer<typeof PlantedFault>;

/** `put-off`: snoozed, which says nothing either way. */
export const DecoyVerdict = z.enum(['caught', 'missed', 'put-off']);
export type DecoyVerdict = z.infer<typeof DecoyVerdict>;

/** What a person is told once they have decided. */
export const DecoyReveal = z.object({ verdict: DecoyVerdict, planted: PlantedFault });
export type DecoyReveal = z.infer<typeof DecoyReveal>;

/** What the ledger alone knows of it. */
export interface Decoy {
  /** Looks like a package's id, and is none. */
  readonly id: PackageId;
  /** How the trust log speaks of it: tells nobody which of their packages it is. */
  readonly mark: string;
  readonly personId: PersonId;
  /** The real package in whose place it stands, and which comes back after the decision. */
  readonly sourceId: PackageId;
  readonly planted: PlantedFault;
  readonly madeAtMs: number;
  /** Null while it waits to be decided. */
  readonly end: {
    readonly verdict: DecoyVerdict | 'withdrawn';
    readonly decisionId: DecisionId | null;
    readonly atMs: number;
  } | null;
}

/** A person's own count, for that person alone. */
export const CatchRate = z.object({
  caught: z.int().min(0),
  missed: z.int().min(0),
  putOff: z.int().min(0),
  /** When the first of them was decided; null where none was. */
  sinceMs: z.int().nullable(),
});
export type CatchRate = z.infer<typeof CatchRate>;
