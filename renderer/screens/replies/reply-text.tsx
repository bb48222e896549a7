/** The text of a reply: what is new first, with the words its reading rests on marked; quotations folded. Text from outside is only ever text here. */
import { memo, useMemo } from 'react';
import type { ReplyReading } from '../../../shared/domain/reply-reading.ts';
import { evidenceRanges, segments, textParts, type TextRange } from './reply-text-parts.ts';
import styles from './reply-text.module.css';
import { REPLY_WORDS } from './reply-words.ts';

interface ReplyTextProps {
  readonly text: string;
  readonly evidence: ReplyReading['evidence'];
}

export const ReplyText = memo(function ReplyText({ text, evidence }: ReplyTextProps) {
  const parts = useMemo(() => textParts(text), [text]);
  const ranges = useMemo(() => evidenceRanges(text, evidence), [text, evidence]);
  if (parts.length === 0) return <p className={styles.none}>{REPLY_WORDS.textNone}</p>;
  const news = parts.filter(({ kind }) => kind === 'new');
  const quotes = parts.filter(({ kind }) => kind === 'quote');
  return (
    <div className={styles.whole} data-copy>
      {news.map((part) => (
        <Marked key={part.start} text={text} part={part} ranges={ranges} />
      ))}
      {quotes.length > 0 && (
        <details className={styles.quotes}>
          <summary>{REPLY_WORDS.quoted}</summary>
          {quotes.map((part) => (
            <Marked key={part.start} text={text} part={part} ranges={ranges} />
          ))}
        </details>
      )}
    </div>
  );
});

interface MarkedProps {
  readonly text: string;
  readonly part: TextRange;
  readonly ranges: readonly TextRange[];
}

function Marked({ text, part, ranges }: MarkedProps) {
  // Blank lines at its ends belong to nothing.
  const body = text.slice(part.start, part.end);
  const start = part.start + (body.length - body.trimStart().length);
  const end = part.end - (body.length - body.trimEnd().length);
  return (
    <p className={styles.text}>
      {segments({ start, end }, ranges).map((piece) => {
        const words = text.slice(piece.start, piece.end);
        return piece.isEvidence ? (
          <mark key={piece.start} className={styles.evidence}>
            {words}
          </mark>
        ) : (
          <span key={piece.start}>{words}</span>
        );
      })}
    </p>
  );
}
