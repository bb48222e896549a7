/** What a person is told of an attention check they have decided: what was planted, and whether they saw it. */
import type { DecoyReveal } from '../../shared/domain/decoy.ts';
import type { Notice } from './notify.ts';

const VERDICTS: Readonly<Record<DecoyReveal['verdict'], { readonly kind: Notice['kind']; readonly words: string }>> = {
  caught: { kind: 'caught', words: 'That was an attention check, and you caught it.' },
  missed: { kind: 'missed', words: 'That was an attention check, and it got past you. Nothing was sent.' },
  'put-off': { kind: 'info', words: 'That was an attention check. It counts neither way.' },
};

/** As much of a planted text as is read in passing. */
const MOST_CHARS = 100;
const short = (text: string): string => (text.length <= MOST_CHARS ? text : `${text.slice(0, MOST_CHARS).trimEnd()}…`);

export function revealNotice({ verdict, planted }: DecoyReveal): Pick<Notice, 'kind' | 'text'> {
  const { kind, words } = VERDICTS[verdict];
  const instead = planted.was === '' ? '' : ` instead of “${short(planted.was)}”`;
  return {
    kind,
    text: `${words} Planted in ${planted.where}: “${short(planted.is)}”${instead}. The real package is back in Review.`,
  };
}

export const NOTHING_TO_UNDO =
  'Your last decision was about an attention check: nothing was signed and nobody was written to, so there is nothing to take back.';
