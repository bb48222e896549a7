/** What the claim checker says of one sentence. */
import type { FactId, PersonId } from '../../domain/ids.ts';

/** A checkable part of a sentence, as offsets into the body, and the fact that contains it. */
export interface ClaimSpan {
  readonly start: number;
  readonly end: number;
  readonly text: string;
  /** `event`: that something happened to them; `bridge`: what a signal must mean for them. */
  readonly kind: 'number' | 'date' | 'name' | 'superlative' | 'event' | 'bridge';
  /** The cited fact it stands in; `context` for the contact, the account, the sender or our own company; null where nothing holds it. */
  readonly heldBy: FactId | 'context' | null;
  /** Why a cited fact that looks like it does not hold it; null where it is held, or where nothing looks like it. */
  readonly mismatch: string | null;
}

export interface SentenceCheck {
  readonly start: number;
  readonly end: number;
  readonly text: string;
  /** `changed` sentences were not in the draft in these words: unsupported until a person attests them by name. */
  readonly state: 'supported' | 'not-factual' | 'stale' | 'unsupported' | 'attested';
  readonly changed: boolean;
  /** Facts the producer cites for it. */
  readonly factIds: readonly FactId[];
  readonly spans: readonly ClaimSpan[];
  readonly attestedBy: PersonId | null;
  /** For what is unsupported, the fact of the package that comes nearest; null where none does. */
  readonly nearestFactId: FactId | null;
  /** For what is stale, how old its fact is. */
  readonly ageMs: number | null;
  /** One sentence of words for the reader; empty where there is nothing to say. */
  readonly reason: string;
}
