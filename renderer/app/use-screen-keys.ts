/**
 * Keys of the lists beside Review (J, K, arrows, and one act), where the registry's own have no meaning. Inert while typing, in a dialog,
 * with a modifier, and on a key's repeat for the act, as the registry's are.
 */
import { useEffect, useEffectEvent } from 'react';
import { isInOverlay, isTyping } from '../commands/typing.ts';
import { useDeskView } from '../view-state/desk-view.ts';

/** Which function each key calls; the key as `event.key` has it. Active while mounted. */
export function useScreenKeys(keys: Readonly<Record<string, (event: KeyboardEvent) => void>>): void {
  const press = useEffectEvent((event: KeyboardEvent) => {
    if (event.defaultPrevented || event.isComposing || event.ctrlKey || event.metaKey || event.altKey) return;
    if (useDeskView.getState().overlay !== 'none' || isTyping(event.target) || isInOverlay(event.target)) return;
    const act = keys[event.key];
    if (act === undefined) return;
    event.preventDefault();
    act(event);
  });
  useEffect(() => {
    const listen = (event: KeyboardEvent) => press(event);
    window.addEventListener('keydown', listen);
    return () => window.removeEventListener('keydown', listen);
  }, []);
}
