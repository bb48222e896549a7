/** Brings a finding before the reader: its sentence selected, the check strip at it. */
import type { Finding } from '../../shared/domain/finding.ts';
import type { SentenceCheck } from '../../shared/policy/claims/sentence-check.ts';
import { useDeskView } from '../view-state/desk-view.ts';

export function jumpTo({ code, target }: Finding, sentences: readonly SentenceCheck[]): void {
  const { focusFinding, sentence, set } = useDeskView.getState();
  const at =
    target?.field === 'body'
      ? sentences.findIndex(({ start, end }) => start <= target.start && target.start < end)
      : -1;
  set({ focusFinding: { code, times: (focusFinding?.times ?? 0) + 1 }, sentence: at === -1 ? sentence : at });
}
