/** The one-click opt-out list: where the policy says it is, how reading it stands, and the key it is asked with. The key is written, never read. */
import { useEffect, useState } from 'react';
import type { ResponseOf } from '../../../shared/ipc/contract.ts';
import { call } from '../../bridge.ts';
import { Button } from '../../components/button.tsx';
import { Field, TextInput } from '../../components/field.tsx';
import { Part } from '../../components/screen.tsx';
import { useNow } from '../../components/use-now.ts';
import { ACCOUNT_WORDS } from './account-words.ts';
import styles from './connections.module.css';
import { ReadingLine } from './reading-line.tsx';
import { StateLine } from './state-line.tsx';
import { useAnswered } from './use-answered.ts';

export function OptOutListPart() {
  const [list, setList] = useState<ResponseOf<'opt-out-list.read'> | null>(null);
  const [key, setKey] = useState('');
  const [round, setRound] = useState(0);
  const { ask, busy, said } = useAnswered();
  // The list is read by the minute; what it says here is asked again as often as ages are.
  const beatMs = useNow(10_000);
  useEffect(() => {
    let current = true;
    void call('opt-out-list.read', {}).then((answer) => {
      if (current && answer.ok) setList(answer.value);
    });
    return () => {
      current = false;
    };
  }, [beatMs, round]);
  if (list === null) return null;
  return (
    <Part title={ACCOUNT_WORDS.optOuts} explains={ACCOUNT_WORDS.optOutsWhy}>
      {list.url === null ? (
        <p className={styles.hint}>{ACCOUNT_WORDS.noList}</p>
      ) : (
        <>
          <ReadingLine reading={list} what={ACCOUNT_WORDS.list} />
          <p className={styles.mono} data-copy>
            {list.url}
          </p>
          <form
            className={styles.secret}
            onSubmit={(event) => {
              event.preventDefault();
              if (key.trim() === '') return;
              ask(
                () => call('opt-out-list.set-key', { key }),
                ACCOUNT_WORDS.keyTaken,
                () => {
                  setKey('');
                  setRound((before) => before + 1);
                },
              );
            }}
          >
            <Field label={ACCOUNT_WORDS.listKey} className={styles.grow}>
              {(ids) => (
                <TextInput
                  {...ids}
                  type="password"
                  autoComplete="new-password"
                  maxLength={2_000}
                  placeholder={list.hasKey ? '••••••••' : ''}
                  value={key}
                  onChange={(event) => setKey(event.target.value)}
                />
              )}
            </Field>
            <Button type="submit" busy={busy}>
              {ACCOUNT_WORDS.keepKey}
            </Button>
          </form>
          {said !== null && <StateLine tone={said.tone} title={said.words} />}
        </>
      )}
    </Part>
  );
}
