/** What a person changed against the AI's text, word by word. It shows; it never merges. */
import { Fragment, useMemo } from 'react';
import { wordDiff } from '../../../shared/policy/edit-class.ts';
import styles from './word-diff.module.css';

interface WordDiffProps {
  readonly original: { readonly subject: string; readonly body: string };
  readonly edited: { readonly subject: string; readonly body: string };
}

export function WordDiff({ original, edited }: WordDiffProps) {
  return (
    <div className={styles.diff} role="region" aria-label="Difference to the AI’s text" data-copy>
      {original.subject !== edited.subject && (
        <span className={styles.subject}>
          <WordPieces original={original.subject} edited={edited.subject} />
        </span>
      )}
      <WordPieces original={original.body} edited={edited.body} />
    </div>
  );
}

/** One text against another, inside whatever shows it. */
export function WordPieces({ original, edited }: { readonly original: string; readonly edited: string }) {
  const pieces = useMemo(() => wordDiff(original, edited), [original, edited]);
  return pieces.map((piece, at) => {
    switch (piece.kind) {
      case 'same':
        return <Same key={at} text={piece.text} />;
      case 'added':
        return (
          <ins key={at} className={styles.added}>
            {piece.text}
          </ins>
        );
      case 'removed':
        return (
          <del key={at} className={styles.removed}>
            {piece.text}
          </del>
        );
    }
  });
}

/** Blank lines as low as in the editor, so that the text stays where it was. */
function Same({ text }: { readonly text: string }) {
  return text.split('\n\n').map((paragraph, at) => (
    <Fragment key={at}>
      {at > 0 && <span className={styles.gap} />}
      {paragraph}
    </Fragment>
  ));
}
