/** Keeps what became of a call that a form made: under way, done, or what is wrong in words. */
import { useState } from 'react';
import type { CallError } from '../../../shared/ipc/contract.ts';

type Answer =
  | { readonly ok: true; readonly value: { readonly kind: 'ok' } | { readonly kind: 'no'; readonly because: string } }
  | { readonly ok: false; readonly error: CallError };

export interface Said {
  readonly tone: 'supported' | 'refused';
  readonly words: string;
}

interface Answered {
  readonly busy: boolean;
  /** What the last call came to; null before any, and while one is under way. */
  readonly said: Said | null;
  /** Makes the call; `done` is what is said when it went through. Only the newest call's answer is shown. */
  readonly ask: (make: () => Promise<Answer>, done?: string, after?: () => void) => void;
  readonly say: (said: Said | null) => void;
}

export function useAnswered(): Answered {
  const [busy, setBusy] = useState(false);
  const [said, say] = useState<Said | null>(null);
  const ask: Answered['ask'] = (make, done = '', after) => {
    setBusy(true);
    say(null);
    // A bridge call never rejects: what went wrong is in its answer.
    void make().then((answer) => {
      setBusy(false);
      if (!answer.ok) {
        say({ tone: 'refused', words: answer.error.message });
        return;
      }
      if (answer.value.kind === 'no') {
        say({ tone: 'refused', words: answer.value.because });
        return;
      }
      say(done === '' ? null : { tone: 'supported', words: done });
      after?.();
    });
  };
  return { busy, said, ask, say };
}
