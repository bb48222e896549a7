/**
 * Keys of the lists beside Review (J, K, arrows, and one act), where the registry's own have no meaning. Inert while typing, in a dialog,
 * with a modifier, and on a key's repeat for the act, as the registry's are.
 */
import { useEffect, useEffectEvent } from 'react';
import { normaliseKey } from '../commands/key-conflicts.ts';
import { commandById } from '../commands/registry.ts';
import { isInOverlay, isTyping } from '../commands/typing.ts';
import { useDeskView } from '../view-state/desk-view.ts';

/** Which function each key calls; the key as `event.key` has it. Active while mounted. */
export function useScreenKeys(keys: Readonly<Record<string, (event: KeyboardEvent) => void>>): void {
  const press = useEffectEvent((event: KeyboardEvent) => {
    if (event.defaultPrevented || event.isComposing || event.ctrlKey || event.metaKey || event.altKey) return;
    if (useDeskView.getState().overlay !== 'none' || isTyping(event.target) || isInOverlay(event.target)) return;
    const act = Object.entries(keys).find(([key]) => isPressed(key, event))?.[1];
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

/** J and K mean next and previous wherever there is a list: they move with the keys a person gave those. */
const MOVES: Readonly<Record<string, string>> = { j: 'next', k: 'previous' };

function isPressed(key: string, event: KeyboardEvent): boolean {
  const command = MOVES[key];
  if (command === undefined) return event.key === key;
  const pressed = `${event.shiftKey ? 'shift+' : ''}${event.key.toLowerCase()}`;
  return commandById(command).keys.some((one) => normaliseKey(one) === pressed);
}
