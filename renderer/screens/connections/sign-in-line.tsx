/** What became of a sign-in in the browser, under the form: waiting with its address, signed in, or why not. */
import { useId, useState } from 'react';
import { Button } from '../../components/button.tsx';
import { ACCOUNT_WORDS } from './account-words.ts';
import styles from './connections.module.css';
import { StateLine } from './state-line.tsx';
import type { SignInState } from './use-browser-sign-in.ts';

interface SignInLineProps {
  readonly state: SignInState;
  /** The account as it stands in the form; null while a field is wrong. */
  readonly accountKey: string | null;
  readonly onStop: () => void;
}

export function SignInLine({ state, accountKey, onStop }: SignInLineProps) {
  const [copied, setCopied] = useState('');
  const addressId = useId();
  switch (state.kind) {
    case 'none':
    case 'beginning':
      return null;
    case 'no':
      return <StateLine tone="refused" title={state.because} />;
    case 'signed-in':
      // With another server or user in the form, it is good for nothing there.
      return state.to === accountKey ? <StateLine tone="supported" title={ACCOUNT_WORDS.signedIn} /> : null;
    case 'waiting':
      return (
        <div className={styles.boxed} role="status">
          <p className={styles.stateTitle}>
            {state.isOpen ? ACCOUNT_WORDS.signInWaits : ACCOUNT_WORDS.signInNotOpened}
          </p>
          {!state.isOpen && (
            <p id={addressId} className={styles.address} aria-label={ACCOUNT_WORDS.signInAddress}>
              {state.url}
            </p>
          )}
          <div className={styles.actions}>
            <Button
              onClick={() => {
                navigator.clipboard
                  .writeText(state.url)
                  .then(() => setCopied(ACCOUNT_WORDS.addressCopied), reportError);
              }}
            >
              {ACCOUNT_WORDS.copyAddress}
            </Button>
            <Button onClick={onStop}>{ACCOUNT_WORDS.stopSignIn}</Button>
            <span className={styles.aside}>{copied}</span>
          </div>
        </div>
      );
    default:
      return state satisfies never;
  }
}
