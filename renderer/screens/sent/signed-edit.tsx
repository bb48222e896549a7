/** What its person changed in the agent's draft before signing: how much, and word by word. Says so as well where nothing was changed. */
import { SectionTitle } from '../../components/section-title.tsx';
import { useSignedText } from '../../store/signed-text.ts';
import type { Send } from '../../../shared/domain/send.ts';
import { EDIT_CLASS } from '../review/review-words.ts';
import { WordDiff } from '../review/word-diff.tsx';
import styles from './send-detail.module.css';

export function SignedEdit({ send }: { readonly send: Send }) {
  const text = useSignedText(send);
  if (text === undefined || text === null) return null;
  const { label, explains } = EDIT_CLASS[text.editClass];
  return (
    <section className={styles.part}>
      <SectionTitle>{label}</SectionTitle>
      <p>{explains}.</p>
      {text.editClass !== 'unedited' && text.draft !== null && <WordDiff original={text.draft} edited={text.signed} />}
    </section>
  );
}
