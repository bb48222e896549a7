/** A sign-in in the person's browser, from the press to its end: the page knows how far it is, never what it brought. */
import { useCallback, useEffect, useRef, useState } from 'react';
import type { MailAccount } from '../../../shared/domain/mail-account.ts';
import { call } from '../../bridge.ts';

export type SignInState =
  | { readonly kind: 'none' }
  | { readonly kind: 'beginning' }
  | { readonly kind: 'waiting'; readonly signInId: string; readonly url: string; readonly isOpen: boolean }
  /** `to`: the very account it is good for. */
  | { readonly kind: 'signed-in'; readonly to: string }
  | { readonly kind: 'no'; readonly because: string };

export interface BrowserSignIn {
  readonly state: SignInState;
  readonly begin: (account: MailAccount, clientSecret: string | null) => Promise<void>;
  readonly stop: () => void;
}

/** An account as `SignInState` names it. */
export const accountKey = (account: MailAccount): string => JSON.stringify(account);

export function useBrowserSignIn(): BrowserSignIn {
  const [state, setState] = useState<SignInState>({ kind: 'none' });
  const waitingId = useRef<string | null>(null);
  const begun = useRef(0);
  const stop = useCallback(() => {
    const signInId = waitingId.current;
    waitingId.current = null;
    if (signInId !== null) void call('mailbox.sign-in-cancel', { signInId });
  }, []);
  // Whoever leaves the form has not said yes to anything.
  useEffect(() => stop, [stop]);

  const begin = async (account: MailAccount, clientSecret: string | null): Promise<void> => {
    begun.current += 1;
    const mine = begun.current;
    setState({ kind: 'beginning' });
    const answer = await call('mailbox.sign-in', { account, clientSecret });
    if (!answer.ok) {
      setState({ kind: 'no', because: answer.error.message });
      return;
    }
    if (answer.value.kind === 'no') {
      setState({ kind: 'no', because: answer.value.because });
      return;
    }
    const { signInId, url, isOpen } = answer.value;
    waitingId.current = signInId;
    setState({ kind: 'waiting', signInId, url, isOpen });
    const end = await call('mailbox.sign-in-end', { signInId });
    // Another was begun meanwhile.
    if (begun.current !== mine) return;
    waitingId.current = null;
    if (!end.ok) setState({ kind: 'no', because: end.error.message });
    else if (end.value.kind === 'no') setState({ kind: 'no', because: end.value.because });
    else setState({ kind: 'signed-in', to: accountKey(account) });
  };
  return { state, begin, stop };
}
