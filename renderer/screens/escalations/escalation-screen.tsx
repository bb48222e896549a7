/** One escalation with everything needed to accept it, or to decline it with a reason, and with what to do once it is accepted. */
import { Flag } from 'lucide-react';
import { useEffect } from 'react';
import type { Escalation } from '../../../shared/domain/escalation.ts';
import type { HandoffPackage } from '../../../shared/domain/handoff-package.ts';
import type { PackageId, ReplyId } from '../../../shared/domain/ids.ts';
import type { Person } from '../../../shared/domain/person.ts';
import { declineEscalation } from '../../commands/decline-escalation.ts';
import { useWaitingActs } from '../../commands/put-off.ts';
import { setShownIncoming } from '../../commands/shown-incoming.ts';
import { addressIn } from '../../../shared/policy/replies/writer-address.ts';
import { cx } from '../../components/class-names.ts';
import { EmptyState } from '../../components/empty-state.tsx';
import { Ring } from '../../components/ring.tsx';
import { SectionTitle } from '../../components/section-title.tsx';
import { momentWords, shortDuration, timeLeft } from '../../components/time-words.ts';
import { ToneShape } from '../../components/tone-shape.tsx';
import { useNow } from '../../components/use-now.ts';
import { LiveRegion } from '../../components/visually-hidden.tsx';
import type { ReplyOnScreen } from '../../store/reply-queries.ts';
import { useDeskView } from '../../view-state/desk-view.ts';
import { useIncomingView } from '../../view-state/incoming-view.ts';
import { ActBar, type Act } from '../replies/act-bar.tsx';
import { urgencyOf } from '../replies/due-clock.tsx';
import { IncomingSheet } from '../replies/incoming-sheet.tsx';
import { ReplyText } from '../replies/reply-text.tsx';
import { REPLY_WORDS } from '../replies/reply-words.ts';
import { ThreadMessages } from '../replies/thread-messages.tsx';
import { useRegionFocus } from '../replies/use-region-focus.ts';
import { DeclinePicker } from './decline-picker.tsx';
import { EscalationAside } from './escalation-aside.tsx';
import styles from './escalation-screen.module.css';
import { ESCALATION_WORDS, ruleWords, TRIGGER_WORDS } from './escalation-words.ts';

interface EscalationScreenProps {
  /** Null where there is nothing in the list. */
  readonly escalation: Escalation | null;
  /** Undefined while it is read; null where the desk has no such package. */
  readonly pkg: HandoffPackage | null | undefined;
  /** The reply it came of; undefined while it is read, null where there is none. */
  readonly reply: ReplyOnScreen | null | undefined;
  readonly people: readonly Person[];
  readonly onOpenPackage: (id: PackageId) => void;
  readonly onOpenReply: (id: ReplyId) => void;
}

export function EscalationScreen(props: EscalationScreenProps) {
  const { escalation } = props;
  if (escalation === null) {
    return (
      <EmptyState icon={<Flag size={36} />} title={ESCALATION_WORDS.empty}>
        {ESCALATION_WORDS.emptyWhy}
      </EmptyState>
    );
  }
  return <OneEscalation {...props} escalation={escalation} />;
}

function OneEscalation(props: EscalationScreenProps & { readonly escalation: Escalation }) {
  const { escalation, pkg, reply, people, onOpenPackage, onOpenReply } = props;
  const nowMs = useNow(1_000);
  const mode = useDeskView((view) => view.mode);
  const setView = useDeskView((view) => view.set);
  const isUnfolded = useIncomingView((view) => view.showConversation);
  const setIncoming = useIncomingView((view) => view.set);
  const isWaiting = useWaitingActs(({ ids }) => ids.has(escalation.id));
  const region = useRegionFocus(escalation.id);
  const answerId = answerOf(reply ?? null, pkg ?? null);
  useEffect(() => {
    setShownIncoming({ escalation: { escalation, answerId }, reply: reply ?? null });
    return () => setShownIncoming({ escalation: null, reply: null });
  }, [escalation, answerId, reply]);
  const { context } = escalation;
  const theirs = reply?.reply ?? null;
  const leave = () => setView({ mode: 'reading' });
  return (
    <>
      <IncomingSheet
        label={escalation.accountName}
        regionRef={region}
        asideLabel={ESCALATION_WORDS.known}
        aside={
          <EscalationAside
            escalation={escalation}
            pkg={pkg}
            hasReply={theirs !== null}
            onOpenPackage={onOpenPackage}
            onOpenReply={() => {
              if (theirs !== null) onOpenReply(theirs.id);
            }}
          />
        }
        bar={
          <ActBar
            label={ESCALATION_WORDS.actions}
            {...actsOf(escalation, reply ?? null, answerId, isWaiting)}
            picker={
              mode === 'declining' && (
                <DeclinePicker
                  onDecline={(because) => {
                    leave();
                    declineEscalation(escalation, because);
                  }}
                  onLeave={leave}
                />
              )
            }
          />
        }
      >
        <header className={styles.head}>
          <h1 className={styles.title} data-copy>
            {escalation.accountName === '' ? escalation.contactName : escalation.accountName}
          </h1>
          <p className={styles.who}>
            {escalation.accountName !== '' && <strong data-copy>{escalation.contactName}</strong>}
            {pkg != null && <span data-copy>{pkg.contact.title}</span>}
            <span className={styles.quiet}>
              {ESCALATION_WORDS.raisedBy(
                raiserOf(escalation, people),
                shortDuration(Math.max(0, nowMs - escalation.raisedAtMs)),
              )}
            </span>
          </p>
          <Clock escalation={escalation} isWaiting={isWaiting} nowMs={nowMs} />
        </header>
        {escalation.state === 'accepted' && theirs?.state !== 'closed' && (
          <p className={styles.next}>
            <ToneShape tone="accent" size={10} />
            <span>{nextWords(escalation, reply ?? null, answerId, pkg != null)}</span>
          </p>
        )}
        <section className={styles.part}>
          <SectionTitle>{ESCALATION_WORDS.rule}</SectionTitle>
          <p data-copy>
            {/* The rule says more than a trigger of no name. */}
            {(context === null || escalation.trigger !== 'other') && (
              <strong>{TRIGGER_WORDS[escalation.trigger]}.</strong>
            )}{' '}
            {context !== null && ruleWords(context.rule)} {escalation.note}
          </p>
          {context !== null && context.evidence !== '' && (
            <blockquote className={styles.evidence} data-copy>
              {context.evidence}
            </blockquote>
          )}
        </section>
        {theirs !== null && (
          <section className={styles.part}>
            <SectionTitle>{ESCALATION_WORDS.theyWrote}</SectionTitle>
            <ReplyText text={theirs.text} evidence={theirs.reading?.evidence ?? []} />
          </section>
        )}
        <ThreadMessages
          title={ESCALATION_WORDS.conversation}
          messages={conversationOf(escalation, reply ?? null, pkg ?? null)}
          none={theirs === null ? ESCALATION_WORDS.noConversation : REPLY_WORDS.noThread}
          theirName={escalation.contactName}
          nowMs={nowMs}
          isOpen={isUnfolded}
          onToggle={() => setIncoming({ showConversation: !isUnfolded })}
        />
        {context === null && pkg?.draft != null && (
          <section className={styles.part}>
            <SectionTitle>{ESCALATION_WORDS.draft}</SectionTitle>
            <div className={styles.draft} data-copy>
              <p className={styles.subject}>{pkg.draft.subject}</p>
              <p className={styles.body}>{pkg.draft.body}</p>
            </div>
          </section>
        )}
      </IncomingSheet>
      <LiveRegion
        words={`${escalation.accountName}, ${escalation.contactName}. ${TRIGGER_WORDS[escalation.trigger]}.`}
      />
    </>
  );
}

interface ClockProps {
  readonly escalation: Escalation;
  readonly isWaiting: boolean;
  readonly nowMs: number;
}

function Clock({ escalation, isWaiting, nowMs }: ClockProps) {
  const { state, dueAtMs, raisedAtMs, answeredAtMs, declinedBecause } = escalation;
  if (isWaiting) return <p className={styles.clock}>{ESCALATION_WORDS.declining}</p>;
  if (state !== 'open') {
    return (
      <p className={styles.clock}>
        <strong>
          {ESCALATION_WORDS.answered[state]}
          {answeredAtMs !== null && ` ${momentWords(answeredAtMs, nowMs)}`}
          {declinedBecause !== null && `: ${declinedBecause}`}
        </strong>
      </p>
    );
  }
  const leftMs = dueAtMs - nowMs;
  const urgency = urgencyOf(leftMs);
  return (
    <p className={styles.clock}>
      {urgency === 'over' ? (
        <ToneShape tone="refused" size={16} />
      ) : (
        <Ring
          fraction={1 - leftMs / (dueAtMs - raisedAtMs)}
          tone={urgency === 'soon' ? 'attention' : 'accent'}
          label={ESCALATION_WORDS.sla}
        />
      )}
      <strong className={cx(urgency !== 'quiet' && styles[urgency])}>
        {leftMs > 0 ? ESCALATION_WORDS.left(timeLeft(leftMs)) : ESCALATION_WORDS.overdue(shortDuration(leftMs))}
      </strong>
    </p>
  );
}

function raiserOf({ raisedBy }: Escalation, people: readonly Person[]): string {
  if (raisedBy === 'agent') return ESCALATION_WORDS.agent;
  return people.find(({ id }) => id === raisedBy)?.name ?? raisedBy;
}

/** Everything that was said but the reply itself, which stands above. */
function conversationOf(escalation: Escalation, reply: ReplyOnScreen | null, pkg: HandoffPackage | null) {
  if (reply !== null) return reply.thread;
  const messages = escalation.context?.conversation ?? pkg?.thread ?? [];
  return messages.toSorted((a, b) => b.atMs - a.atMs);
}

/** The package in which the answer is written; null where none was drafted, or it was decided already. */
function answerOf(reply: ReplyOnScreen | null, pkg: HandoffPackage | null): PackageId | null {
  if (reply?.hasDraft === true) return reply.reply.draftPackageId;
  if (pkg?.messageKind !== 'reply') return null;
  return pkg.review.state === 'ready' || pkg.review.state === 'opened' ? pkg.id : null;
}

function nextWords(
  escalation: Escalation,
  reply: ReplyOnScreen | null,
  answerId: PackageId | null,
  hasPackage: boolean,
): string {
  const { next } = ESCALATION_WORDS;
  if (answerId !== null) return next.withAnswer;
  if (escalation.context === null && hasPackage) return next.withPackage;
  const address = reply === null ? null : addressIn(reply.reply.from);
  return address === null ? next.plain : next.withAddress(address);
}

/** What stands in the bar, and why one can't be used now: the same that the commands ask. */
function actsOf(
  { state, context }: Escalation,
  reply: ReplyOnScreen | null,
  answerId: PackageId | null,
  isWaiting: boolean,
): { readonly acts: readonly Act[]; readonly trailing: readonly Act[] } {
  const { whyNot } = ESCALATION_WORDS;
  const waiting = isWaiting ? whyNot.waiting : null;
  const isOpen = state === 'open';
  const contactId = context?.contactId ?? reply?.reply.contactId ?? null;
  const answer: Act = {
    id: 'open-answer',
    title: ESCALATION_WORDS.writeAnswer,
    whyNot: waiting ?? (answerId === null ? whyNot.noAnswer : null),
    isFirst: !isOpen,
  };
  return {
    acts: isOpen
      ? [
          { id: 'accept-escalation', whyNot: waiting, isFirst: true },
          { id: 'decline-escalation', whyNot: waiting },
          ...(answerId === null ? [] : [answer]),
        ]
      : [
          answer,
          {
            id: 'close-reply',
            title: 'Close the reply',
            whyNot: reply === null ? whyNot.noReply : reply.reply.state === 'closed' ? whyNot.closed : waiting,
          },
        ],
    trailing: [
      { id: 'incoming-in-log', title: 'Trust log', whyNot: contactId === null ? whyNot.noContact : null },
      { id: 'help', whyNot: null },
    ],
  };
}
