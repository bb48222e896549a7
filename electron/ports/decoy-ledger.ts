/** What the ledger keeps of attention checks, apart from all packages: what stands here can't be read as one where something is signed. */
import type { CatchRate, Decoy } from '../../shared/domain/decoy.ts';
import type { HandoffPackage } from '../../shared/domain/handoff-package.ts';
import type { DecisionId, PackageId, PersonId } from '../../shared/domain/ids.ts';
import type { PackageWorld } from '../../shared/domain/world.ts';

/** What the page shows under a decoy's id; named so that it is not taken for a package by mistake. */
export interface ShownDecoy {
  readonly shown: HandoffPackage;
  readonly world: PackageWorld;
}

export interface DecoyLedger {
  /** This desk's own, drawn once: without it nobody can work out which packages become decoys. */
  seed(): string;
  read(id: PackageId): Decoy | null;
  readByDecision(id: DecisionId): Decoy | null;
  /** Those that wait to be decided. */
  open(): readonly Decoy[];
  /** What the page was given under this id; null once it is decided. */
  shown(id: PackageId): HandoffPackage | null;
  /** Packages of this person that wait in Review as the CRM has them, and in whose place no decoy ever stood. */
  placesOf(personId: PersonId): readonly PackageId[];
  /** Whether anything has this id. */
  isTaken(id: string): boolean;
  create(decoy: Omit<Decoy, 'end'>, shown: ShownDecoy): void;
  /** Keeps what is known around it in step with the package it stands for. */
  refresh(id: PackageId, world: PackageWorld): void;
  /** Takes it off the page for good. */
  end(id: PackageId, end: NonNullable<Decoy['end']>): void;
  catchRate(personId: PersonId): CatchRate;
}
