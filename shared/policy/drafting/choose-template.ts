/** Which approved templates fit a step, the closest first; among equals a stable lot of the contact decides, so that a segment does not get one text. */
import type { DraftPurpose, Template } from '../../domain/outreach-library.ts';
import type { LibraryEntryOf } from '../../domain/library-entry.ts';
import { versionName } from '../../domain/library-entry.ts';
import type { SignalType } from '../../domain/signal.ts';
import { versionFor } from '../cohort.ts';
import { lotOf } from '../stable-hash.ts';

export interface TemplateWish {
  readonly purpose: DraftPurpose;
  readonly segmentId: string;
  readonly signalType: SignalType | null;
  /** The sequence's step; 1 for the first touch. */
  readonly step: number;
  /** For a reply. */
  readonly move: string | null;
  readonly contactId: string;
  /** Ids of templates this person was written to by: nobody gets the same words twice. */
  readonly used: ReadonlySet<string>;
}

export interface ChosenTemplate {
  /** `freight-follow-up-1@3`. */
  readonly version: string;
  readonly template: Template;
}

export function chooseTemplates(
  entries: readonly LibraryEntryOf<'template'>[],
  wish: TemplateWish,
): readonly ChosenTemplate[] {
  return entries
    .flatMap((entry) => {
      if (entry.segmentId !== null && entry.segmentId !== wish.segmentId) return [];
      if (wish.used.has(entry.id)) return [];
      const chosen = versionFor(entry, wish.contactId);
      if (chosen === null || !fits(chosen.body, wish)) return [];
      return [
        {
          version: versionName(entry.id, chosen.version),
          template: chosen.body,
          closeness: closeness(chosen.body) + (entry.segmentId === null ? 0 : 4),
          lot: lotOf(`${wish.contactId} ${entry.id}`),
        },
      ];
    })
    .sort((one, other) => other.closeness - one.closeness || one.lot - other.lot)
    .map(({ version, template }) => ({ version, template }));
}

function fits({ purpose, signalTypes, steps, move }: Template, wish: TemplateWish): boolean {
  return (
    purpose === wish.purpose &&
    move === wish.move &&
    (signalTypes.length === 0 || (wish.signalType !== null && signalTypes.includes(wish.signalType))) &&
    (steps.length === 0 || steps.includes(wish.step))
  );
}

/** One that was written for just this goes before one for any. */
const closeness = ({ signalTypes, steps }: Template): number =>
  (signalTypes.length > 0 ? 2 : 0) + (steps.length > 0 ? 1 : 0);
