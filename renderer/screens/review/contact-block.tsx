/** The person: what they do, whether that is the role we look for, and what time it is for them. */
import { memo } from 'react';
import type { Contact } from '../../../shared/domain/contact.ts';
import { cx } from '../../components/class-names.ts';
import { SectionTitle } from '../../components/section-title.tsx';
import { ToneShape } from '../../components/tone-shape.tsx';
import styles from './evidence-pane.module.css';
import { localClock } from './local-clock.ts';
import { capital, ROLE_FIT, SENIORITY } from './review-words.ts';
import { SourceLink } from './source-link.tsx';

interface ContactBlockProps {
  readonly contact: Contact;
  readonly nowMs: number;
  readonly onOpen: (url: string) => void;
}

export const ContactBlock = memo(function ContactBlock({ contact, nowMs, onOpen }: ContactBlockProps) {
  const fit = ROLE_FIT[contact.roleMatch.fit];
  const clock = localClock(nowMs, contact.timeZone);
  return (
    <section className={styles.section} aria-label="Contact">
      <SectionTitle
        aside={
          contact.linkedinUrl !== null && <SourceLink label="LinkedIn" url={contact.linkedinUrl} onOpen={onOpen} />
        }
      >
        Contact
      </SectionTitle>
      <p className={styles.person}>
        <span className={styles.contactName}>{contact.name}</span> {contact.title}
      </p>
      <p className={cx(styles.detail, styles.reason)}>
        <span
          className={cx(
            styles.match,
            fit.tone === 'supported' && styles.matchSupported,
            fit.tone === 'attention' && styles.matchAttention,
          )}
        >
          <ToneShape tone={fit.tone} /> {fit.label}
        </span>{' '}
        {contact.roleMatch.reason}
      </p>
      <p className={cx(styles.detail, styles.quiet)} title={contact.timeZone}>
        {capital(SENIORITY[contact.seniority])} · {clock.time} their time, {clock.place}
      </p>
    </section>
  );
});
