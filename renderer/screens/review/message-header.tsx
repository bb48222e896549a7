/** To, From and Subject exactly as they will leave: the literal address, whole, never only a name. */
import { memo } from 'react';
import type { Contact } from '../../../shared/domain/contact.ts';
import { MAX_SUBJECT_CHARS } from '../../../shared/domain/draft.ts';
import { cx } from '../../components/class-names.ts';
import styles from './message-header.module.css';
import { VerificationMark } from './verification-mark.tsx';

interface MessageHeaderProps {
  readonly to: string;
  readonly toName: string;
  readonly from: string;
  readonly fromName: string;
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

export const MessageHeader = memo(function MessageHeader(props: MessageHeaderProps) {
  const { subject, isEditing } = props;
  return (
    <dl className={styles.header} aria-label="Message header">
      <dt className={styles.name}>To</dt>
      <dd className={styles.line}>
        <Address address={props.to} className={styles.to} />
        <VerificationMark
          verification={props.verification}
          verifiedAtMs={props.verifiedAtMs}
          validForDays={props.verifiedForDays}
          nowMs={props.nowMs}
        />
        <PersonName name={props.toName} />
      </dd>
      <dt className={styles.name}>From</dt>
      <dd className={styles.line}>
        <Address address={props.from} className={styles.quiet} />
        <PersonName name={props.fromName} />
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
});

/** Every character of it, on as many lines as that takes; it breaks before the domain before it breaks anywhere else. */
function Address({ address, className }: { readonly address: string; readonly className: string | undefined }) {
  const at = address.lastIndexOf('@') + 1;
  return (
    <span className={cx(styles.address, className)} data-copy>
      <span>{address.slice(0, at)}</span>
      <span>{address.slice(at)}</span>
    </span>
  );
}

/** Where there is room for all of it beside the address; it stands in the evidence in any case. */
function PersonName({ name }: { readonly name: string }) {
  return (
    <span className={styles.room}>
      <span className={styles.person}>{name}</span>
    </span>
  );
}
