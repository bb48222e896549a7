/** One reply: what they wrote with what it answers, how it was read, what was done about it, and what a person can do. It writes nothing itself. */
import { MessageCircleReply } from 'lucide-react';
import { useEffect } from 'react';
import { setShownIncoming } from '../../commands/shown-incoming.ts';
import { canBeTaken } from '../../commands/reply-acts.ts';
import { writerName } from '../../commands/reply-choices.ts';
import { useWaitingActs } from '../../commands/put-off.ts';
import { addressIn } from '../../../shared/policy/replies/writer-address.ts';
import { Banner } from '../../components/banner.tsx';
import { Chip } from '../../components/chip.tsx';
import { EmptyState } from '../../components/empty-state.tsx';
import { Age } from '../../components/age.tsx';
import { useNow } from '../../components/use-now.ts';
import { LiveRegion } from '../../components/visually-hidden.tsx';
import { useReply, type ReplyOnScreen } from '../../store/reply-queries.ts';
import type { ReplyFilter } from '../../store/reply-list.ts';
import { countsAs } from '../../store/reply-rows.ts';
import { useDeskView } from '../../view-state/desk-view.ts';
import { useIncomingView } from '../../view-state/incoming-view.ts';
import { useSession } from '../../view-state/session.ts';
import { ActBar, type Act } from './act-bar.tsx';
import { DueClock } from './due-clock.tsx';
import { IncomingSheet } from './incoming-sheet.tsx';
import { ReadingPane } from './reading-pane.tsx';
import { ReplyPicker } from './reply-pickers.tsx';
import styles from './reply-screen.module.css';
import { ReplyText } from './reply-text.tsx';
import { className, CLASS_TONES, emptyWords, REPLY_WORDS, STATE_WORDS } from './reply-words.ts';
import { ThreadMessages } from './thread-messages.tsx';
import { useRegionFocus } from './use-region-focus.ts';

const TICK_MS = 10_000;

/** `empty` is the filter of the list beside where that is empty: then there is nothing to choose. */
export function ReplyScreen({ empty }: { readonly empty: ReplyFilter | null }) {
  const openId = useIncomingView((view) => view.replyId);
  const shown = useReply(openId);
  useEffect(() => {
    setShownIncoming({ reply: shown ?? null });
    return () => setShownIncoming({ reply: null });
  }, [shown]);
  if (openId !== null && shown === undefined) return <div className={styles.blank} aria-busy="true" />;
  if (shown === null || shown === undefined) {
    const { title, why } =
      openId !== null
        ? { title: REPLY_WORDS.gone, why: REPLY_WORDS.goneWhy }
        : empty === null
          ? { title: REPLY_WORDS.pick, why: REPLY_WORDS.pickWhy }
          : emptyWords(empty);
    return (
      <EmptyState icon={<MessageCircleReply size={36} />} title={title}>
        {why}
      </EmptyState>
    );
  }
  return <OneReply key={shown.reply.id} shown={shown} />;
}

function OneReply({ shown }: { readonly shown: ReplyOnScreen }) {
  const { reply, escalation, thread, hasDraft } = shown;
  const people = useSession((session) => session.people);
  const mode = useDeskView((view) => view.mode);
  const setView = useDeskView((view) => view.set);
  const isOpen = useIncomingView((view) => view.showConversation);
  const setIncoming = useIncomingView((view) => view.set);
  const isWaiting = useWaitingActs(({ ids }) => ids.has(reply.id));
  const nowMs = useNow(TICK_MS);
  const region = useRegionFocus(reply.id);
  const name = writerName(reply);
  return (
    <>
      <IncomingSheet
        label={REPLY_WORDS.message(name)}
        regionRef={region}
        asideLabel={REPLY_WORDS.reading}
        aside={
          <ReadingPane
            reply={reply}
            escalation={escalation}
            hasDraft={hasDraft}
            people={people}
            nowMs={nowMs}
            onOpenEscalation={(id) => {
              setIncoming({ escalationId: id, showConversation: false });
              setView({ screen: 'escalations', mode: 'reading' });
            }}
          />
        }
        bar={
          <ActBar
            label={REPLY_WORDS.actions}
            {...actsOf(shown, isWaiting)}
            picker={<ReplyPicker mode={mode} reply={reply} />}
          />
        }
      >
        <ReplyHead shown={shown} isWaiting={isWaiting} nowMs={nowMs} />
        {reply.suspicious !== null && (
          <div className={styles.banner}>
            <Banner tone="attention">
              <strong>{REPLY_WORDS.suspicious}</strong>{' '}
              {reply.suspicious !== '' && REPLY_WORDS.suspiciousFound(reply.suspicious)}
            </Banner>
          </div>
        )}
        <ReplyText text={reply.text} evidence={reply.reading?.evidence ?? []} />
        <ThreadMessages
          title={REPLY_WORDS.before}
          messages={thread}
          none={REPLY_WORDS.noThread}
          theirName={reply.contactName}
          nowMs={nowMs}
          isOpen={isOpen}
          onToggle={() => setIncoming({ showConversation: !isOpen })}
        />
      </IncomingSheet>
      <LiveRegion
        words={`${name}, ${reply.accountName}. ${className(countsAs(reply))}. ${STATE_WORDS[reply.state].long}`}
      />
    </>
  );
}

interface ReplyHeadProps {
  readonly shown: ReplyOnScreen;
  readonly isWaiting: boolean;
  readonly nowMs: number;
}

function ReplyHead({ shown: { reply, escalation }, isWaiting, nowMs }: ReplyHeadProps) {
  const counts = countsAs(reply);
  const address = addressIn(reply.from) ?? reply.from;
  return (
    <header className={styles.head}>
      <div className={styles.line}>
        <h1 className={styles.title} data-copy>
          {reply.subject === '' ? REPLY_WORDS.subjectNone : reply.subject}
        </h1>
        <span className={styles.chips}>
          <Chip tone={CLASS_TONES[counts]}>{className(counts)}</Chip>
          <Chip>{isWaiting ? REPLY_WORDS.onItsWay : STATE_WORDS[reply.state].short}</Chip>
        </span>
      </div>
      <p className={styles.who}>
        <strong data-copy>{writerName(reply)}</strong>
        {reply.accountName === '' ? (
          <span className={styles.quiet}>{REPLY_WORDS.nobodyKnown}</span>
        ) : (
          <span data-copy>{reply.accountName}</span>
        )}
        {address !== writerName(reply) && (
          <span className={styles.address} data-copy>
            {address}
          </span>
        )}
        <Age atMs={reply.atMs} nowMs={nowMs} after="ago" className={styles.quiet} />
        {escalation?.state === 'open' && (
          <DueClock dueAtMs={escalation.dueAtMs} nowMs={nowMs} to={REPLY_WORDS.toTake} />
        )}
      </p>
    </header>
  );
}

/** What stands in the bar, and why one can't be used now: the same that the commands ask. */
function actsOf(
  { reply, hasDraft, escalation }: ReplyOnScreen,
  isWaiting: boolean,
): {
  readonly acts: readonly Act[];
  readonly trailing: readonly Act[];
} {
  const { whyNot } = REPLY_WORDS;
  const waiting = isWaiting ? whyNot.waiting : null;
  const closed = reply.state === 'closed' ? whyNot.closed : null;
  // Taking it stops its clock; a drafted answer that nobody has to hurry for comes before that.
  const takesFirst = escalation?.state === 'open' || !hasDraft;
  const taken = canBeTaken({ reply, escalation }) ? null : whyNot.escalated;
  return {
    acts: [
      { id: 'take-over-reply', whyNot: waiting ?? closed ?? taken, isFirst: takesFirst },
      ...(hasDraft ? [{ id: 'open-answer', whyNot: waiting, isFirst: !takesFirst }] : []),
      { id: 'label-reply', whyNot: waiting },
      { id: 'close-reply', whyNot: waiting ?? closed },
      { id: 'suppress-writer', whyNot: waiting ?? (addressIn(reply.from) === null ? whyNot.noAddress : null) },
    ],
    trailing: [
      {
        id: 'incoming-in-log',
        title: 'Trust log',
        whyNot: reply.contactId === null && escalation?.context?.contactId == null ? whyNot.noContact : null,
      },
      { id: 'help', whyNot: null },
    ],
  };
}
