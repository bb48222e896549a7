/** The mailbox's part: the demo's sink or an SMTP account, with a test that says what is wrong. The password is written, never read. */
import { useEffect, useState } from 'react';
import type { DeskStatus, SmtpAccount } from '../../../shared/ipc/contract.ts';
import { call } from '../../bridge.ts';
import { Button } from '../../components/button.tsx';
import { Choice } from '../../components/field.tsx';
import { Part } from '../../components/screen.tsx';
import { CONNECTION_WORDS } from './connections-words.ts';
import styles from './connections.module.css';
import { SmtpForm } from './smtp-form.tsx';
import { StateLine } from './state-line.tsx';
import { useAnswered } from './use-answered.ts';

interface Kept {
  readonly kind: 'sink' | 'smtp';
  readonly account: SmtpAccount | null;
  readonly hasPassword: boolean;
}

export function MailboxPart({ mailbox }: { readonly mailbox: DeskStatus['mailbox'] }) {
  const [kept, setKept] = useState<Kept | null>(null);
  const [shown, setShown] = useState<'sink' | 'smtp'>(mailbox.kind);
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

  return (
    <Part title={CONNECTION_WORDS.mailbox} explains={CONNECTION_WORDS.mailboxWhy}>
      <StateLine
        tone={mailbox.state === 'ready' ? 'supported' : 'attention'}
        title={mailbox.address}
        aside={mailbox.problem ?? (mailbox.kind === 'sink' ? CONNECTION_WORDS.sink : CONNECTION_WORDS.smtp)}
      />
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
          <SmtpForm
            account={kept.account}
            hasPassword={kept.hasPassword}
            busy={busy}
            onTest={(account, password) =>
              ask(
                () => call('mailbox.test', { account, password }),
                account.tls === 'none' ? CONNECTION_WORDS.testedPlain : CONNECTION_WORDS.tested,
              )
            }
            onUse={(account, password) =>
              ask(
                () => call('mailbox.use', { kind: 'smtp', account, password }),
                CONNECTION_WORDS.used,
                () => setKept({ kind: 'smtp', account, hasPassword: kept.hasPassword || password !== null }),
              )
            }
          />
        )
      )}
      {said !== null && <StateLine tone={said.tone} title={said.words} />}
    </Part>
  );
}
