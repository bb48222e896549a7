/** The counters and keys under the text while it is being written. */
import { memo } from 'react';
import { findAsks } from '../../../shared/policy/calls-to-action.ts';
import { findLinks } from '../../../shared/policy/find-links.ts';
import type { PolicyDocument } from '../../../shared/policy/limits.ts';
import { countWords } from '../../../shared/policy/word-count.ts';
import { cx } from '../../components/class-names.ts';
import { KeyCap } from '../../components/key-cap.tsx';
import styles from './message-pane.module.css';
import { counted } from './review-words.ts';

interface WritingBarProps {
  readonly body: string;
  readonly limits: PolicyDocument['limits'] | null;
  /** Only a first touch has a length and exactly one ask to keep to. */
  readonly isFirstTouch: boolean;
  readonly attestKey: string | undefined;
}

export const WritingBar = memo(function WritingBar({ body, limits, isFirstTouch, attestKey }: WritingBarProps) {
  const words = countWords(body);
  const asks = findAsks(body).length;
  const links = findLinks(body).length;
  const isBeyond = {
    words: isFirstTouch && limits !== null && (words < limits.wordsMin || words > limits.wordsMax),
    asks: isFirstTouch && asks !== 1,
    links: limits !== null && links > limits.linksMax,
  };
  return (
    <div className={styles.writing}>
      <Count isBeyond={isBeyond.words} count={words} words={counted(words, 'word')} />
      <Count isBeyond={isBeyond.asks} count={asks} words={counted(asks, 'ask')} />
      <Count isBeyond={isBeyond.links} count={links} words={counted(links, 'link')} />
      <span className={styles.push} />
      {attestKey !== undefined && (
        <span className={styles.hint}>
          <KeyCap keys={attestKey} /> answer for a sentence
        </span>
      )}
      <span className={styles.hint}>
        <KeyCap keys="Escape" /> done, text kept
      </span>
    </div>
  );
});

function Count({
  isBeyond,
  count,
  words,
}: {
  readonly isBeyond: boolean;
  readonly count: number;
  readonly words: string;
}) {
  return (
    <span className={cx(styles.count, isBeyond && styles.beyond)}>
      <strong>{count.toLocaleString('en-GB')}</strong>
      {words.slice(count.toLocaleString('en-GB').length)}
    </span>
  );
}
