/** How the log stands, read again as the desk goes on. */
import { useCallback, useEffect, useState } from 'react';
import type { ResponseOf } from '../../../shared/ipc/contract.ts';
import { call, onEvent } from '../../bridge.ts';

type State = ResponseOf<'trust-log.state'>;

export function useLogState(): { readonly state: State | null; readonly readAgain: () => void } {
  const [state, setState] = useState<State | null>(null);
  const [asked, setAsked] = useState(0);
  const readAgain = useCallback(() => setAsked((times) => times + 1), []);
  useEffect(() => {
    let isCurrent = true;
    const show = (next: State) => {
      if (isCurrent) setState(next);
    };
    void (async () => {
      const answer = await call('trust-log.state', {});
      // While the ledger is stopped the desk says so itself; what was known stays.
      if (answer.ok) show(answer.value);
    })();
    return () => {
      isCurrent = false;
    };
  }, [asked]);
  useEffect(() => onEvent('feed.advanced', readAgain), [readAgain]);
  return { state, readAgain };
}
