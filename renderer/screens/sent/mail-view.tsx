/** The mail as it left: its headers and text, or its bytes. It shows text only, so nothing in a mail can act. */
import { useEffect, useState } from 'react';
import type { Send } from '../../../shared/domain/send.ts';
import { call } from '../../bridge.ts';
import { Button } from '../../components/button.tsx';
import { Choice } from '../../components/field.tsx';
import styles from './mail-view.module.css';
import { readMail, type ReadMail } from './read-mail.ts';
import { SENT_WORDS } from './sent-words.ts';

type Loaded =
  | { readonly kind: 'reading' }
  | { readonly kind: 'none' }
  | { readonly kind: 'failed'; readonly why: string }
  | { readonly kind: 'mail'; readonly raw: string; readonly mail: ReadMail | null };

export function MailView({ send }: { readonly send: Send }) {
  const loaded = useMail(send);
  const [view, setView] = useState<'message' | 'raw'>('message');
  if (loaded.kind === 'reading') return <p className={styles.note}>{SENT_WORDS.reading}</p>;
  if (loaded.kind === 'none') return <p className={styles.note}>{SENT_WORDS.notBuilt}</p>;
  if (loaded.kind === 'failed') return <p className={styles.note}>{SENT_WORDS.mailFailed(loaded.why)}</p>;
  return (
    <section className={styles.mail}>
      <div className={styles.bar}>
        <Choice
          label={SENT_WORDS.show}
          value={view}
          options={[
            { value: 'message', label: SENT_WORDS.message },
            { value: 'raw', label: SENT_WORDS.raw },
          ]}
          onChange={setView}
        />
        {view === 'raw' && (
          <Button tone="quiet" size="sm" onClick={() => void navigator.clipboard.writeText(loaded.raw)}>
            {SENT_WORDS.copyRaw}
          </Button>
        )}
      </div>
      {view === 'raw' || loaded.mail === null ? (
        <>
          {loaded.mail === null && <p className={styles.note}>{SENT_WORDS.unreadable}</p>}
          <pre className={styles.raw} data-copy>
            {loaded.raw}
          </pre>
        </>
      ) : (
        <>
          <dl className={styles.headers} data-copy>
            {loaded.mail.headers.map((header) => (
              <div key={header.name} className={styles.header}>
                <dt>{header.name}</dt>
                <dd>{header.value}</dd>
              </div>
            ))}
          </dl>
          <div className={styles.text} data-copy>
            {loaded.mail.text}
          </div>
        </>
      )}
    </section>
  );
}

/** Reads the mail once it exists, and again when the send moves on. */
function useMail(send: Send): Loaded {
  const [loaded, setLoaded] = useState<Loaded>({ kind: 'reading' });
  const { id, state } = send;
  useEffect(() => {
    let current = true;
    const show = (next: Loaded) => {
      if (current) setLoaded(next);
    };
    void (async () => {
      const answer = await call('send.eml', { sendId: id });
      if (!answer.ok) {
        show({ kind: 'failed', why: answer.error.message });
        return;
      }
      const { raw } = answer.value;
      if (raw === null) {
        show({ kind: 'none' });
        return;
      }
      show({ kind: 'mail', raw, mail: await readMail(raw) });
    })();
    return () => {
      current = false;
    };
  }, [id, state]);
  return loaded;
}
