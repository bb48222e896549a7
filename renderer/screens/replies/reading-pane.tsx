/** What is known of a reply: how it was read, on which words, by whom; what was done about it and why. In words, never in codes. */
import type { Escalation } from '../../../shared/domain/escalation.ts';
import type { Person } from '../../../shared/domain/person.ts';
import type { Reply } from '../../../shared/domain/reply.ts';
import type { ReplyReading } from '../../../shared/domain/reply-reading.ts';
import { Button } from '../../components/button.tsx';
import { Chip } from '../../components/chip.tsx';
import { SectionTitle } from '../../components/section-title.tsx';
import { shortDuration } from '../../components/time-words.ts';
import { countsAs } from '../../store/reply-rows.ts';
import { ruleWords } from '../escalations/escalation-words.ts';
import { Known } from './incoming-sheet.tsx';
import styles from './reading-pane.module.css';
import {
  ASK_WORDS,
  className,
  CLASS_TONES,
  confidenceWords,
  listWords,
  MOOD_WORDS,
  OBJECTION_WORDS,
  READ_BY_WORDS,
  REPLY_WORDS,
  STATE_WORDS,
} from './reply-words.ts';

interface ReadingPaneProps {
  readonly reply: Reply;
  readonly escalation: Escalation | null;
  readonly hasDraft: boolean;
  readonly people: readonly Person[];
  readonly nowMs: number;
  readonly onOpenEscalation: (id: Escalation['id']) => void;
}

export function ReadingPane({ reply, escalation, hasDraft, people, nowMs, onOpenEscalation }: ReadingPaneProps) {
  const { reading } = reply;
  return (
    <>
      <section className={styles.part}>
        <SectionTitle>{REPLY_WORDS.reading}</SectionTitle>
        <ReadAs reply={reply} people={people} nowMs={nowMs} />
        {reading !== null && <Details reading={reading} />}
      </section>
      <section className={styles.part}>
        <SectionTitle>{REPLY_WORDS.done}</SectionTitle>
        <p data-copy>{reply.done === '' ? STATE_WORDS[reply.state].long : reply.done}</p>
        {reply.draftPackageId !== null && reply.state !== 'closed' && (
          <p className={styles.quiet}>{hasDraft ? REPLY_WORDS.answerWaits : REPLY_WORDS.answerGone}</p>
        )}
        {escalation !== null && (
          <Button size="sm" className={styles.link} onClick={() => onOpenEscalation(escalation.id)}>
            {REPLY_WORDS.inEscalations}
          </Button>
        )}
      </section>
      {escalation?.context != null && (
        <section className={styles.part}>
          <SectionTitle>{REPLY_WORDS.why}</SectionTitle>
          <p data-copy>{ruleWords(escalation.context.rule)}</p>
          {escalation.context.evidence !== '' && (
            <blockquote className={styles.quote} data-copy>
              {escalation.context.evidence}
            </blockquote>
          )}
        </section>
      )}
    </>
  );
}

function ReadAs({ reply, people, nowMs }: Pick<ReadingPaneProps, 'reply' | 'people' | 'nowMs'>) {
  const { reading, labelled } = reply;
  const counts = countsAs(reply);
  if (reading === null && labelled === null) return <p className={styles.quiet}>{REPLY_WORDS.unread}</p>;
  return (
    <>
      <p className={styles.verdict}>
        <Chip tone={CLASS_TONES[counts]}>{className(counts)}</Chip>
        {labelled === null && reading !== null && (
          <span title={`Confidence ${Math.round(reading.confidence * 100)} %`}>
            {confidenceWords(reading.confidence)}
          </span>
        )}
      </p>
      {labelled !== null && (
        <p data-copy>
          {REPLY_WORDS.labelledBy(
            people.find(({ id }) => id === labelled.byPersonId)?.name ?? labelled.byPersonId,
            shortDuration(Math.max(0, nowMs - labelled.atMs)),
          )}
          {reading !== null &&
            `, ${
              reading.class === labelled.class
                ? REPLY_WORDS.confirmsReading
                : REPLY_WORDS.readAs(className(reading.class))
            }`}
          .
        </p>
      )}
      {reading !== null && <p className={styles.quiet}>{READ_BY_WORDS[reading.by]}</p>}
      {reading !== null && (
        <div>
          <p className={styles.quiet}>
            {reading.evidence.length === 0 ? REPLY_WORDS.restsOnNothing : REPLY_WORDS.restsOn}
          </p>
          <ul className={styles.evidence}>
            {reading.evidence.map(({ text, start }) => (
              <li key={`${start}-${text}`} data-copy>
                “{text}”
              </li>
            ))}
          </ul>
        </div>
      )}
    </>
  );
}

const DAY = new Intl.DateTimeFormat('en-GB', { weekday: 'short', day: 'numeric', month: 'short', year: 'numeric' });
const dayWords = (atMs: number) => DAY.format(atMs);

function Details({ reading }: { readonly reading: ReplyReading }) {
  const { asks, objection, namedTool, returnAtMs, circleBack, referral, mood, people } = reading;
  const rows = [
    asks.length > 0 && (
      <Known key="asks" name={REPLY_WORDS.asksFor}>
        {listWords(asks.map((ask) => ASK_WORDS[ask]))}
      </Known>
    ),
    objection !== null && (
      <Known key="objects" name={REPLY_WORDS.objects}>
        {OBJECTION_WORDS[objection]}
      </Known>
    ),
    namedTool !== null && (
      <Known key="names" name={REPLY_WORDS.names}>
        {namedTool}
      </Known>
    ),
    returnAtMs !== null && (
      <Known key="back" name={REPLY_WORDS.back}>
        {dayWords(returnAtMs)}
      </Known>
    ),
    circleBack !== null && (
      <Known key="later" name={REPLY_WORDS.later}>
        {[
          circleBack.atMs === null ? '' : dayWords(circleBack.atMs),
          circleBack.trigger === null ? '' : `after ${circleBack.trigger}`,
          circleBack.words === '' ? '' : `“${circleBack.words}”`,
        ]
          .filter((part) => part !== '')
          .join(' · ')}
      </Known>
    ),
    referral !== null && (
      <Known key="referral" name={REPLY_WORDS.referral}>
        {[referral.name, referral.title, referral.email].filter((part) => part !== null).join(', ')}
      </Known>
    ),
    mood !== 'calm' && (
      <Known key="mood" name={REPLY_WORDS.mood}>
        {MOOD_WORDS[mood]}
      </Known>
    ),
    people > 1 && (
      <Known key="people" name={REPLY_WORDS.people}>
        {REPLY_WORDS.peopleCount(people)}
      </Known>
    ),
  ].filter((row) => row !== false);
  return rows.length === 0 ? null : <dl className={styles.details}>{rows}</dl>;
}
