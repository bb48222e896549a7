/** The words of the attention checks in the settings. */
import type { CatchRate } from '../../../shared/domain/decoy.ts';

const day = new Intl.DateTimeFormat('en-GB', { day: 'numeric', month: 'long', year: 'numeric' });

export const ATTENTION_WORDS = {
  title: 'Attention checks',
  explains:
    'A copy of a package with one known fault stands in the place of the real one, in this share of Review. It can’t be sent, whatever is decided; after the decision it says what was planted, and the real package comes back.',
  share: 'Share of Review',
  off: 'Off',
  percent: (share: number) => `${share} %`,
  notYours: 'A lead or RevOps switches this; nothing here is yours to change.',
  noPolicy: 'The policy arrives with the first sync.',
  note: (share: number) => (share === 0 ? 'Attention checks off' : `Attention checks at ${share} %`),
  own: 'You caught',
  onlyYou: 'You see this first, and nobody else sees it here.',
  none: 'None decided yet',
} as const;

/** `3 of 4, since 2 November 2026`; what was put away is said and not counted. */
export function catchRateWords({ caught, missed, putOff, sinceMs }: CatchRate): string {
  if (sinceMs === null) return ATTENTION_WORDS.none;
  const away = putOff === 0 ? '' : `; ${putOff} put away, not counted`;
  return `${caught} of ${caught + missed}, since ${day.format(sinceMs)}${away}`;
}
