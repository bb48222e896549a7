/** Opens the source behind the current sentence, else behind the signal of *why now*, in the person's browser. */
import { call } from '../bridge.ts';
import { useDeskView } from '../view-state/desk-view.ts';
import { notify } from './notify.ts';
import { previewNow } from '../store/preview-now.ts';
import { selectedOnScreen, type OnScreen } from './on-screen.ts';

/** Null where nothing on screen has an address. */
function sourceUrl(shown: OnScreen): string | null {
  const { sentence } = useDeskView.getState();
  const { pkg } = shown;
  const checked = sentence === null ? undefined : previewNow(shown).sentences[sentence];
  if (checked !== undefined) {
    const held = checked.spans.map(({ heldBy }) => heldBy);
    const ids = [...held, ...checked.factIds];
    const fact = pkg.facts.find(({ id, url }) => url !== null && ids.includes(id));
    return fact?.url ?? null;
  }
  const { signalId } = pkg.rationale.whyNow;
  return (pkg.signals.find(({ id }) => id === signalId) ?? pkg.signals.find(({ url }) => url !== null))?.url ?? null;
}

export async function openSource(): Promise<void> {
  const shown = selectedOnScreen();
  if (shown === null) return;
  const url = sourceUrl(shown);
  if (url === null) {
    notify({ id: 'blocked', kind: 'blocked', text: 'There is no address behind this.' });
    return;
  }
  const result = await call('link.open', { url });
  if (!result.ok) notify({ id: 'blocked', kind: 'problem', text: `Not opened: ${result.error.message}` });
  else if (result.value.kind === 'no')
    notify({ id: 'blocked', kind: 'blocked', text: `Not opened: ${result.value.because}` });
}
