/** One send in full: where it stands and why, what can be done, and the mail itself as it left. */
import { ScrollText, X } from 'lucide-react';
import type { Send } from '../../../shared/domain/send.ts';
import { showInLog } from '../../commands/show-in-log.ts';
import { Button, IconButton } from '../../components/button.tsx';
import { FindingList } from '../../components/finding-list.tsx';
import { SectionTitle } from '../../components/section-title.tsx';
import { fullMoment } from '../../components/time-words.ts';
import { ToneShape } from '../../components/tone-shape.tsx';
import { useNow } from '../../components/use-now.ts';
import { LOG_WORDS } from '../trust-log/trust-log-words.ts';
import { DoubtFacts } from './doubt-facts.tsx';
import { MailView } from './mail-view.tsx';
import { SendActions } from './send-actions.tsx';
import { sendSteps } from './send-steps.ts';
import { SignedEdit } from './signed-edit.tsx';
import { sendWords, ticks } from './send-words.ts';
import styles from './send-detail.module.css';
import { SENT_WORDS } from './sent-words.ts';

export function SendDetail({ send, onClose }: { readonly send: Send; readonly onClose: () => void }) {
  const nowMs = useNow(ticks(send) ? 1_000 : 30_000);
  const words = sendWords(send, nowMs);
  return (
    <article className={styles.detail} aria-label={send.subject}>
      <header className={styles.head}>
        <div className={styles.titleRow}>
          <h2 className={styles.subject} data-copy>
            {send.subject}
          </h2>
          <IconButton label={SENT_WORDS.close} keys="Escape" onClick={onClose}>
            <X />
          </IconButton>
        </div>
        <p className={styles.to} data-copy>
          {send.toName} · {send.accountName} · <span className={styles.mono}>{send.to}</span>
        </p>
        <p className={styles.state}>
          <ToneShape tone={words.tone} size={14} />
          <span data-copy>{words.long.charAt(0).toUpperCase() + words.long.slice(1)}</span>
        </p>
        <SendActions send={send} nowMs={nowMs} />
        <div>
          <Button
            size="sm"
            tone="quiet"
            icon={<ScrollText />}
            className={styles.why}
            onClick={() => showInLog({ what: 'send', id: send.id, name: send.toName })}
          >
            {LOG_WORDS.why}
          </Button>
        </div>
      </header>
      <div className={styles.body}>
        {send.findings.length > 0 && (
          <section className={styles.part}>
            <SectionTitle>{SENT_WORDS.findings}</SectionTitle>
            <FindingList findings={send.findings} />
          </section>
        )}
        {send.state === 'uncertain' && send.doubt !== null && (
          <section className={styles.part}>
            <SectionTitle>{SENT_WORDS.doubt}</SectionTitle>
            <DoubtFacts doubt={send.doubt} nowMs={nowMs} />
          </section>
        )}
        <section className={styles.part}>
          <SectionTitle>{SENT_WORDS.steps}</SectionTitle>
          <ol className={styles.steps}>
            {sendSteps(send).map((step) => (
              <li key={step.words} className={styles.step}>
                <ToneShape tone={step.tone} />
                <span>{step.words}</span>
                {step.atMs !== null && (
                  <time
                    className={styles.at}
                    title={fullMoment(step.atMs)}
                    dateTime={new Date(step.atMs).toISOString()}
                  >
                    {stepTime.format(step.atMs)}
                  </time>
                )}
              </li>
            ))}
          </ol>
          {send.serverReply !== null && (
            <p className={styles.reply} data-copy>
              {send.serverReply}
            </p>
          )}
        </section>
        <SignedEdit send={send} />
        <MailView send={send} />
      </div>
    </article>
  );
}

const stepTime = new Intl.DateTimeFormat('en-GB', {
  weekday: 'short',
  hour: '2-digit',
  minute: '2-digit',
  second: '2-digit',
});
