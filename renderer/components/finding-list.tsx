/** Findings with what was seen and what would clear each, told by shape and words. */
import type { Finding, RailAnswer } from '../../shared/domain/finding.ts';
import styles from './finding-list.module.css';
import type { Tone } from './tone.ts';
import { ToneShape } from './tone-shape.tsx';

/** What an answer means for the reader. */
export const ANSWER_TONES: Readonly<Record<RailAnswer, Tone>> = {
  refuse: 'refused',
  hold: 'attention',
  attest: 'refused',
  ask: 'attention',
};

/** A rail's code as words: `mailbox-day` is `Mailbox day`. */
export function railWords(code: Finding['code']): string {
  const words = code.replaceAll('-', ' ');
  return words.charAt(0).toUpperCase() + words.slice(1);
}

export function FindingList({ findings }: { readonly findings: readonly Finding[] }) {
  return (
    <ul className={styles.list}>
      {findings.map((finding, at) => (
        <li key={`${finding.code}-${at}`} className={styles.finding}>
          <ToneShape tone={ANSWER_TONES[finding.answer]} unknown={finding.unknown} size={14} label={finding.answer} />
          <div>
            <p data-copy>
              <strong className={styles.rail}>{railWords(finding.code)}.</strong> {finding.evidence}
            </p>
            <p className={styles.clears} data-copy>
              {finding.clears}
            </p>
          </div>
        </li>
      ))}
    </ul>
  );
}
