/** What each reason for a rejection does: said on screen before the key is pressed, and done by the main process after it. */
import type { RejectionReason } from '../domain/decision.ts';

/** redraft: the producer may write again. drop-contact: this person is not written to by this work. suppress: nobody writes to them again. */
export type RejectionConsequence = 'redraft' | 'drop-contact' | 'suppress';

const CONSEQUENCES: Readonly<Record<RejectionReason, RejectionConsequence>> = {
  'wrong-fact': 'redraft',
  'weak-signal': 'redraft',
  'wrong-person': 'drop-contact',
  'not-icp': 'drop-contact',
  'bad-timing': 'redraft',
  tone: 'redraft',
  'spam-risk': 'redraft',
  unclear: 'redraft',
  'do-not-contact': 'suppress',
  other: 'redraft',
};

/** What follows from rejecting for this reason. */
export function consequenceOf(reason: RejectionReason): RejectionConsequence {
  return CONSEQUENCES[reason];
}
