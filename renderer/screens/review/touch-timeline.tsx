/** What was said before, by which channel, and who wrote it. */
import { CalendarCheck, Mail, MailOpen, MessageSquare, Phone } from 'lucide-react';
import { memo, useState } from 'react';
import type { Touch } from '../../../shared/domain/touch.ts';
import { Age } from '../../components/age.tsx';
import { cx } from '../../components/class-names.ts';
import { SectionTitle } from '../../components/section-title.tsx';
import pane from './evidence-pane.module.css';
import styles from './touch-timeline.module.css';
import { AUTHOR, CHANNEL, counted } from './review-words.ts';

const SHOWN = 3;

interface TouchTimelineProps {
  readonly touches: readonly Touch[];
  readonly nowMs: number;
}

export const TouchTimeline = memo(function TouchTimeline({ touches, nowMs }: TouchTimelineProps) {
  const [showsAll, setShowsAll] = useState(false);
  const newestFirst = [...touches].sort((a, b) => b.atMs - a.atMs);
  const shown = showsAll ? newestFirst : newestFirst.slice(0, SHOWN);
  return (
    <section className={pane.section} aria-label="Prior touches">
      <SectionTitle aside={touches.length === 0 ? undefined : counted(touches.length, 'touch', 'touches')}>
        Prior touches
      </SectionTitle>
      {touches.length === 0 && <p className={cx(pane.detail, pane.quiet)}>None: this would be the first.</p>}
      <ol className={styles.touches}>
        {shown.map((touch) => (
          <TouchLine key={touch.id} touch={touch} nowMs={nowMs} />
        ))}
      </ol>
      {newestFirst.length > SHOWN && (
        <button
          type="button"
          className={styles.more}
          aria-expanded={showsAll}
          onClick={() => setShowsAll((before) => !before)}
        >
          {showsAll ? 'Show fewer' : `Show ${newestFirst.length - SHOWN} more`}
        </button>
      )}
    </section>
  );
});

function TouchLine({ touch, nowMs }: { readonly touch: Touch; readonly nowMs: number }) {
  const isInbound = touch.direction === 'inbound';
  const words = [touch.subject !== '' ? touch.subject : touch.snippet, touch.outcome].filter((part) => part !== '');
  const author = AUTHOR[touch.source];
  return (
    <li className={cx(styles.touch, isInbound && styles.inbound)}>
      <ChannelIcon touch={touch} />
      <span className={styles.touchWords} title={[...words, touch.snippet].join(' · ')}>
        {words.join(' · ')}
      </span>
      {isInbound ? (
        <span className={cx(styles.author, styles.authorHuman)}>They wrote</span>
      ) : (
        <span
          className={cx(
            styles.author,
            touch.source === 'human' && styles.authorHuman,
            touch.source === 'ai-edited' && styles.authorEdited,
          )}
          title={author.explains}
        >
          {author.label}
        </span>
      )}
      <Age atMs={touch.atMs} nowMs={nowMs} className={styles.touchAge} />
    </li>
  );
}

function ChannelIcon({ touch }: { readonly touch: Touch }) {
  const label = `${CHANNEL[touch.channel]}, ${touch.direction}`;
  switch (touch.channel) {
    case 'email':
      return touch.direction === 'inbound' ? <MailOpen aria-label={label} /> : <Mail aria-label={label} />;
    case 'call':
      return <Phone aria-label={label} />;
    case 'linkedin':
      return <MessageSquare aria-label={label} />;
    case 'meeting':
      return <CalendarCheck aria-label={label} />;
  }
}
