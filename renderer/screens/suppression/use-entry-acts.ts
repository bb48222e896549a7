/** What a person can do with an entry, and what became of it in words. It decides nothing: the main process does. */
import { useState } from 'react';
import type { ListedEntry } from '../../../shared/ipc/channels/suppression.ts';
import { call } from '../../bridge.ts';
import { notify } from '../../commands/notify.ts';
import { SUPPRESSION_WORDS } from './suppression-words.ts';

interface EntryActs {
  readonly busy: boolean;
  /** Why the last removal was refused; null before any. */
  readonly refused: string | null;
  readonly forget: () => void;
  readonly undo: (row: ListedEntry) => Promise<boolean>;
  /** True where the dialog has nothing more to ask. */
  readonly takeOff: (row: ListedEntry, because: string, writtenRequest: string | null) => Promise<boolean>;
}

export function useEntryActs(): EntryActs {
  const [busy, setBusy] = useState(false);
  const [refused, setRefused] = useState<string | null>(null);
  return {
    busy,
    refused,
    forget: () => setRefused(null),
    async undo({ entry }) {
      setBusy(true);
      const answer = await call('suppression.undo', { id: entry.id });
      setBusy(false);
      const fault = answer.ok ? (answer.value.kind === 'no' ? answer.value.because : null) : answer.error.message;
      notify({
        id: 'suppression',
        kind: fault === null ? 'undone' : 'problem',
        text: fault ?? SUPPRESSION_WORDS.undone,
      });
      return fault === null;
    },
    async takeOff({ entry }, because, writtenRequest) {
      setBusy(true);
      setRefused(null);
      const answer = await call('suppression.remove', { id: entry.id, because, writtenRequest });
      setBusy(false);
      if (!answer.ok || answer.value.kind === 'no') {
        setRefused(answer.ok ? (answer.value.kind === 'no' ? answer.value.because : '') : answer.error.message);
        return false;
      }
      const words = answer.value.kind === 'removed' ? SUPPRESSION_WORDS.removed : SUPPRESSION_WORDS.waiting;
      notify({ id: 'suppression', kind: 'info', text: words(entry.value) });
      return true;
    },
  };
}
