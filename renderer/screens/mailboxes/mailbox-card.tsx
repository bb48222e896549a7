/** One mailbox: its slots, what came back, whether it is trusted, what is paused, and what can be done about each. */
import { FileInput, Mail, RefreshCw } from 'lucide-react';
import { useRef } from 'react';
import type { MailboxWorld } from '../../../shared/domain/mailbox-world.ts';
import type { Person } from '../../../shared/domain/person.ts';
import type { Pause } from '../../../shared/domain/world.ts';
import type { ResponseOf } from '../../../shared/ipc/contract.ts';
import type { PolicyDocument } from '../../../shared/policy/limits.ts';
import { Button } from '../../components/button.tsx';
import { momentWords } from '../../components/time-words.ts';
import { StateLine } from '../connections/state-line.tsx';
import { whoPaused } from '../settings/pause-part.tsx';
import { CameBackPart } from './came-back-part.tsx';
import { DayBars } from './day-bars.tsx';
import { MAILBOX_WORDS } from './mailboxes-words.ts';
import styles from './mailboxes.module.css';
import { SigningPart } from './signing-part.tsx';
import { SlotsPart } from './slots-part.tsx';

export interface MailboxActs {
  readonly onCheck: () => void;
  /** Null for mailboxes that are not this person's own account. */
  readonly onTestMail: (() => void) | null;
  readonly onThaw: (() => void) | null;
  readonly onReport: (file: File) => void;
  readonly onResume: (pause: Pause) => void;
}

interface MailboxCardProps {
  readonly mailbox: MailboxWorld;
  readonly all: readonly MailboxWorld[];
  readonly isOwn: boolean;
  readonly more: ResponseOf<'mailboxes.read'>['mailboxes'][number] | null;
  readonly pauses: readonly Pause[];
  readonly people: readonly Person[];
  readonly policy: PolicyDocument;
  readonly busy: boolean;
  readonly said: { readonly tone: 'supported' | 'refused'; readonly words: string } | null;
  readonly nowMs: number;
  readonly acts: MailboxActs;
}

export function MailboxCard(props: MailboxCardProps) {
  const { mailbox, all, isOwn, more, pauses, people, policy, busy, said, nowMs, acts } = props;
  const file = useRef<HTMLInputElement>(null);
  return (
    <article className={styles.card} aria-label={mailbox.address}>
      <header className={styles.cardHead}>
        <h2 data-copy>{mailbox.address}</h2>
        <span className={styles.aside}>
          {MAILBOX_WORDS.owner(mailbox.displayName)}
          {isOwn ? ` · ${MAILBOX_WORDS.mine}` : ''}
        </span>
      </header>
      {pauses.map((pause) => (
        <div key={`${pause.scope} ${pause.value}`} className={styles.pause}>
          <StateLine
            tone="attention"
            title={`${MAILBOX_WORDS.pauses}: ${pause.reason}`}
            aside={`${whoPaused(pause, people)}, ${momentWords(pause.atMs, nowMs)}`}
          />
          <Button size="sm" busy={busy} onClick={() => acts.onResume(pause)}>
            {MAILBOX_WORDS.resume}
          </Button>
        </div>
      ))}
      <SlotsPart mailbox={mailbox} all={all} policy={policy} nowMs={nowMs} onThaw={acts.onThaw} />
      <section aria-label={MAILBOX_WORDS.partOf(MAILBOX_WORDS.history, mailbox.address)}>
        <h3>{MAILBOX_WORDS.history}</h3>
        {more !== null && <DayBars days={more.days} />}
      </section>
      <div className={styles.halves}>
        <section aria-label={MAILBOX_WORDS.partOf(MAILBOX_WORDS.rates, mailbox.address)}>
          <h3>
            {MAILBOX_WORDS.rates}{' '}
            <span className={styles.aside}>{MAILBOX_WORDS.ratesOver(policy.limits.rateWindowDays)}</span>
          </h3>
          <CameBackPart mailbox={mailbox} policy={policy} events={more?.events ?? []} nowMs={nowMs} />
        </section>
        <section aria-label={MAILBOX_WORDS.partOf(MAILBOX_WORDS.signing, mailbox.address)}>
          <h3>{MAILBOX_WORDS.signing}</h3>
          <SigningPart authentication={mailbox.authentication} nowMs={nowMs} />
        </section>
      </div>
      <div className={styles.actions}>
        <Button size="sm" icon={<RefreshCw />} busy={busy} onClick={acts.onCheck}>
          {MAILBOX_WORDS.check}
        </Button>
        {acts.onTestMail !== null && (
          <Button size="sm" icon={<Mail />} busy={busy} title={MAILBOX_WORDS.testMailWhy} onClick={acts.onTestMail}>
            {MAILBOX_WORDS.testMail}
          </Button>
        )}
        <Button
          size="sm"
          tone="quiet"
          icon={<FileInput />}
          title={MAILBOX_WORDS.importWhy}
          onClick={() => file.current?.click()}
        >
          {MAILBOX_WORDS.importReport}
        </Button>
        <input
          ref={file}
          type="file"
          accept=".csv,.eml,text/csv,message/rfc822"
          hidden
          aria-hidden="true"
          onChange={(event) => {
            const chosen = event.target.files?.[0];
            event.target.value = '';
            if (chosen !== undefined) acts.onReport(chosen);
          }}
        />
      </div>
      {said !== null && <StateLine tone={said.tone} title={said.words} />}
    </article>
  );
}
