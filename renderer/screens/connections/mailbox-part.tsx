/** The mailbox's part: the demo's sink or an account, how reading it stands, a test that says what is wrong. Secrets are written, never read. */
import { useEffect, useState } from 'react';
import type { MailAccount, MailSecrets } from '../../../shared/domain/mail-account.ts';
import type { DeskStatus, ResponseOf } from '../../../shared/ipc/contract.ts';
import { call } from '../../bridge.ts';
import { Button } from '../../components/button.tsx';
import { Choice } from '../../components/field.tsx';
import { Part } from '../../components/screen.tsx';
import { AccountForm } from './account-form.tsx';
import { ACCOUNT_WORDS } from './account-words.ts';
import { CalibrationPart } from './calibration-part.tsx';
import { CONNECTION_WORDS } from './connections-words.ts';
import styles from './connections.module.css';
import { ReadingLine } from './reading-line.tsx';
import { StateLine } from './state-line.tsx';
import { useAnswered, type Said } from './use-answered.ts';

type Kept = ResponseOf<'mailbox.read'>;
type Tested = ResponseOf<'mailbox.test'>;

export function MailboxPart({ mailbox }: { readonly mailbox: DeskStatus['mailbox'] }) {
  const [kept, setKept] = useState<Kept | null>(null);
  const [shown, setShown] = useState<'sink' | 'smtp'>(mailbox.kind);
  /** Counts accounts that were taken: the form begins anew with what is kept, and without what was typed. */
  const [taken, setTaken] = useState(0);
  const [testing, setTesting] = useState(false);
  const [tested, setTested] = useState<readonly (Said & { readonly way: string })[]>([]);
  const { ask, busy, said, say } = useAnswered();

  useEffect(() => {
    let current = true;
    void call('mailbox.read', {}).then((answer) => {
      if (!current) return;
      if (answer.ok) setKept(answer.value);
      else say({ tone: 'refused', words: answer.error.message });
    });
    return () => {
      current = false;
    };
  }, [mailbox.kind, say]);

  const test = (account: MailAccount, secrets: MailSecrets) => {
    setTesting(true);
    setTested([]);
    say(null);
    // A bridge call never rejects: what went wrong is in its answer.
    void call('mailbox.test', { account, secrets }).then((answer) => {
      setTesting(false);
      if (answer.ok) setTested(testWords(account, answer.value));
      else say({ tone: 'refused', words: answer.error.message });
    });
  };
  const use = (account: MailAccount, secrets: MailSecrets) => {
    setTested([]);
    ask(
      () => call('mailbox.use', { kind: 'smtp', account, secrets }),
      ACCOUNT_WORDS.used,
      () =>
        void call('mailbox.read', {}).then((answer) => {
          if (!answer.ok) return;
          setKept(answer.value);
          setTaken((before) => before + 1);
        }),
    );
  };

  return (
    <Part title={CONNECTION_WORDS.mailbox} explains={CONNECTION_WORDS.mailboxWhy}>
      <StateLine
        tone={mailbox.state === 'ready' ? 'supported' : 'attention'}
        title={mailbox.address}
        aside={mailbox.problem ?? (mailbox.kind === 'sink' ? CONNECTION_WORDS.sink : CONNECTION_WORDS.smtp)}
      />
      {mailbox.kind === 'smtp' && <ReadingLine reading={mailbox.inbox} what={ACCOUNT_WORDS.inbox} />}
      <Choice
        label={CONNECTION_WORDS.use}
        value={shown}
        options={(['sink', 'smtp'] as const).map((kind) => ({
          value: kind,
          label:
            kind === mailbox.kind ? `${CONNECTION_WORDS[kind]} (${CONNECTION_WORDS.inUse})` : CONNECTION_WORDS[kind],
        }))}
        onChange={(kind) => {
          say(null);
          setTested([]);
          setShown(kind);
        }}
      />
      {shown === 'sink' ? (
        <div className={styles.form}>
          <p className={styles.hint}>{CONNECTION_WORDS.sinkWhy}</p>
          {mailbox.kind !== 'sink' && (
            <div className={styles.actions}>
              <Button
                busy={busy}
                onClick={() => ask(() => call('mailbox.use', { kind: 'sink' }), CONNECTION_WORDS.usedSink)}
              >
                {CONNECTION_WORDS.useSink}
              </Button>
            </div>
          )}
        </div>
      ) : (
        kept !== null && (
          <AccountForm
            key={taken}
            account={kept.account}
            kept={kept.kept}
            busy={busy || testing}
            onTest={test}
            onUse={use}
          />
        )
      )}
      {tested.map(({ way, tone, words }) => (
        <StateLine key={way} tone={tone} title={way} aside={words} />
      ))}
      {said !== null && <StateLine tone={said.tone} title={said.words} />}
      {shown === 'smtp' && mailbox.kind === 'smtp' && kept !== null && kept.account?.imap != null && (
        <CalibrationPart address={mailbox.address} known={kept.calibration} />
      )}
    </Part>
  );
}

function testWords(account: MailAccount, { smtp, imap }: Tested): readonly (Said & { readonly way: string })[] {
  const line = (way: string, answer: Tested['smtp'], fine: string) =>
    answer.kind === 'ok'
      ? { way, tone: 'supported' as const, words: fine }
      : { way, tone: 'refused' as const, words: answer.because };
  return [
    line(ACCOUNT_WORDS.sending, smtp, account.smtp.tls === 'none' ? ACCOUNT_WORDS.testedPlain : ACCOUNT_WORDS.tested),
    ...(imap === null ? [] : [line(ACCOUNT_WORDS.reading, imap, ACCOUNT_WORDS.testedReading)]),
  ];
}
