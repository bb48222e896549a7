/** Where secrets are kept, and the passphrase that opens (or first makes) the sealed file. */
import { useState } from 'react';
import type { DeskStatus } from '../../../shared/ipc/contract.ts';
import { call } from '../../bridge.ts';
import { Button } from '../../components/button.tsx';
import { Field, TextInput } from '../../components/field.tsx';
import { Part } from '../../components/screen.tsx';
import { CONNECTION_WORDS } from './connections-words.ts';
import styles from './connections.module.css';
import { StateLine } from './state-line.tsx';
import { useAnswered } from './use-answered.ts';

const LEAST_CHARS = 8;

export function SecretsPart({ secrets }: { readonly secrets: DeskStatus['secrets'] }) {
  const words = CONNECTION_WORDS.secretKinds[secrets];
  const isOpen = secrets === 'keychain' || secrets === 'sealed-file';
  return (
    <Part title={CONNECTION_WORDS.secrets} explains={words.why}>
      <StateLine tone={isOpen ? 'supported' : 'attention'} title={words.title} />
      {!isOpen && <PassphraseForm isNew={secrets === 'run-only'} />}
    </Part>
  );
}

export function PassphraseForm({ isNew }: { readonly isNew: boolean }) {
  const [passphrase, setPassphrase] = useState('');
  const [asked, setAsked] = useState(false);
  const { ask, busy, said } = useAnswered();
  const short = passphrase.length < LEAST_CHARS;
  return (
    <form
      className={styles.form}
      onSubmit={(event) => {
        event.preventDefault();
        setAsked(true);
        if (!short)
          ask(
            () => call('secrets.unlock', { passphrase }),
            CONNECTION_WORDS.unlocked,
            () => setPassphrase(''),
          );
      }}
    >
      <div className={styles.secret}>
        <Field label={CONNECTION_WORDS.passphrase} className={styles.grow}>
          {(ids) => (
            <TextInput
              {...ids}
              type="password"
              autoComplete={isNew ? 'new-password' : 'current-password'}
              maxLength={500}
              value={passphrase}
              onChange={(event) => setPassphrase(event.target.value)}
            />
          )}
        </Field>
        <Button type="submit" busy={busy}>
          {isNew ? CONNECTION_WORDS.choose : CONNECTION_WORDS.unlock}
        </Button>
      </div>
      {asked && short ? (
        <StateLine tone="refused" title={CONNECTION_WORDS.passphraseShort} />
      ) : (
        isNew && said === null && <p className={styles.hint}>{CONNECTION_WORDS.passphraseHint}</p>
      )}
      {said !== null && !(asked && short && said.tone === 'supported') && (
        <StateLine tone={said.tone} title={said.words} />
      )}
    </form>
  );
}
