/** A named person takes responsibility for one sentence, in exactly these words. Any change of the words voids it. */
import type { PackageId } from '../../shared/domain/ids.ts';
import { editKeeper } from '../store/editing.ts';
import { previewNow } from '../store/preview-now.ts';
import { useDeskView } from '../view-state/desk-view.ts';
import { notify } from './notify.ts';
import { onScreen } from './on-screen.ts';
import { attestKeyWords } from './attest-key-words.ts';
import { editBase } from './save-edit.ts';

export async function attestSentence(packageId: PackageId, sentence: string): Promise<void> {
  const base = editBase(packageId);
  if (base?.body.includes(sentence) !== true) {
    notify({
      id: 'blocked',
      kind: 'blocked',
      text: 'This sentence does not stand in the message any more.',
      packageId,
    });
    return;
  }
  editKeeper().attest(packageId, sentence, base);
  await editKeeper().flush();
  notify({
    id: 'attested',
    kind: 'info',
    text: 'You answer for this sentence. Any change of its words voids that.',
    packageId,
  });
}

/** Attests the sentence the reader stands on, or the first that needs it. */
export async function attestCurrent(packageId: PackageId): Promise<void> {
  const shown = onScreen(packageId);
  if (shown === null) return;
  const { sentences } = previewNow(shown);
  const { sentence: at, mode, set } = useDeskView.getState();
  const needs = (index: number) => sentences[index]?.state === 'unsupported' || sentences[index]?.state === 'stale';
  const chosen = at !== null && needs(at) ? at : sentences.findIndex((_, index) => needs(index));
  const sentence = sentences[chosen];
  if (sentence === undefined) {
    notify({ id: 'blocked', kind: 'blocked', text: 'No sentence needs an answer from you.', packageId });
    return;
  }
  // From anywhere else the first press only goes there, so that nobody answers for what they did not read.
  if (at !== chosen) {
    set({ sentence: chosen });
    notify({
      id: 'blocked',
      kind: 'blocked',
      text: `${sentence.reason || 'This sentence rests on no fact.'} Press ${attestKeyWords(mode === 'editing')} again to answer for it.`,
      packageId,
    });
    return;
  }
  await attestSentence(packageId, sentence.text);
}
