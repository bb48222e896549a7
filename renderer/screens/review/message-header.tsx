/** To, From and Subject exactly as they will leave: the literal address, never only a name. */
import type { Contact } from '../../../shared/domain/contact.ts';
import { MAX_SUBJECT_CHARS } from '../../../shared/domain/draft.ts';
import { cx } from '../../components/class-names.ts';
import styles from './message-header.module.css';
import { VerificationMark } from './verification-mark.tsx';

interface MessageHeaderProps {
  readonly to: string;
  readonly from: { readonly name: string; readonly address: string };
  readonly contact: Contact;
  /** As the CRM has it now; it may be newer than the package. */
  readonly verification: Contact['verification'];
  readonly verifiedAtMs: number | null;
  readonly verifiedForDays: number | null;
  readonly subject: string;
  readonly isEditing: boolean;
  readonly nowMs: number;
  readonly onSubject: (subject: string) => void;
  readonly onLeave: () => void;
}

export function MessageHeader(props: MessageHeaderProps) {
  const { to, from, contact, subject, isEditing } = props;
  return (
    <dl className={styles.header} aria-label="Message header">
      <dt className={styles.name}>To</dt>
      <dd className={styles.line}>
        <span className={cx(styles.address, styles.to)} data-copy>
          {to}
        </span>
        <VerificationMark
          verification={props.verification}
          verifiedAtMs={props.verifiedAtMs}
          validForDays={props.verifiedForDays}
          nowMs={props.nowMs}
        />
        <span className={styles.person}>{contact.name}</span>
      </dd>
      <dt className={styles.name}>From</dt>
      <dd className={styles.line}>
        <span className={cx(styles.address, styles.quiet)} data-copy>
          {from.address}
        </span>
        <span className={styles.person}>{from.name}</span>
      </dd>
      <dt className={styles.name}>Subject</dt>
      <dd className={styles.line}>
        {isEditing ? (
          <input
            className={cx(styles.subject, styles.subjectEditing)}
            aria-label="Subject"
            data-message-field
            value={subject}
            maxLength={MAX_SUBJECT_CHARS}
            spellCheck
            onChange={(event) => props.onSubject(event.target.value)}
            onKeyDown={(event) => {
              if (event.key !== 'Escape') return;
              props.onLeave();
              event.preventDefault();
              event.stopPropagation();
            }}
          />
        ) : (
          <span className={styles.subject} data-copy>
            {subject}
          </span>
        )}
      </dd>
    </dl>
  );
}
