/** Reads one key press as a key for a command, and says why it can't be one: what it must never do is take a key that moves, writes or closes. */
import type { Command } from './command.ts';
import { conflictWith } from './key-conflicts.ts';

export type Recorded =
  | { readonly kind: 'key'; readonly key: string }
  /** Only a modifier so far. */
  | { readonly kind: 'more' }
  | { readonly kind: 'refused'; readonly because: string };

type Press = Pick<KeyboardEvent, 'key' | 'code' | 'ctrlKey' | 'metaKey' | 'altKey' | 'shiftKey'>;

const MODIFIERS = new Set(['Shift', 'Control', 'Alt', 'Meta', 'AltGraph', 'CapsLock', 'Fn', 'Dead', 'Process']);
/** What the focus, buttons, lists and text fields need, with or without Shift. */
const KEPT = new Set(['Tab', 'Enter', ' ', 'Escape', 'Backspace', 'Delete', 'Home', 'End', 'PageUp', 'PageDown']);
/** With Ctrl or Cmd: copy, paste, close, quit, and what browsers don't give away. */
const OF_THE_SYSTEM = new Set(['a', 'c', 'v', 'x', 'w', 't', 'n', 'q', 'r', 'l', 'p', '-', '+', '=', '0', 'tab']);

export const RECORD_WORDS = {
  kept: 'Tab, Enter, Space, Esc, the arrows and their like keep their own meaning.',
  system: 'The browser or the system keeps this one for itself.',
  needsModifier: 'This also works while you write, so it needs Ctrl, Cmd or Alt with it.',
  taken: (title: string) => `“${title}” has this key already. Give that one another key first.`,
  single: 'Single keys are switched off, so this one would not act.',
} as const;

/** `command` is the one that wants the key; `list` all commands with their keys as they are. */
export function recordKey(
  press: Press,
  command: Command,
  list: readonly Command[],
  { isMac, singleKeys }: { readonly isMac: boolean; readonly singleKeys: boolean },
): Recorded {
  if (MODIFIERS.has(press.key)) return { kind: 'more' };
  const hasModifier = press.ctrlKey || press.metaKey || press.altKey;
  if ((KEPT.has(press.key) || press.key.startsWith('Arrow')) && !(press.key === 'Enter' && hasModifier))
    return { kind: 'refused', because: RECORD_WORDS.kept };
  const isMain = isMac ? press.metaKey : press.ctrlKey;
  if (isMain && !press.altKey && !press.shiftKey && OF_THE_SYSTEM.has(press.key.toLowerCase()))
    return { kind: 'refused', because: RECORD_WORDS.system };
  const key = keyOf(press, isMac);
  if (command.scope !== 'reading' && !hasModifier) return { kind: 'refused', because: RECORD_WORDS.needsModifier };
  if (!singleKeys && !hasModifier && press.key.length === 1) return { kind: 'refused', because: RECORD_WORDS.single };
  const other = conflictWith({ ...command, keys: [key] }, list);
  return other === null ? { kind: 'key', key } : { kind: 'refused', because: RECORD_WORDS.taken(other.title) };
}

/** As the key handler writes it: `$mod` for Ctrl, or Cmd on a Mac; a letter's place where Alt would make another character of it. */
function keyOf({ key, code, ctrlKey, metaKey, altKey, shiftKey }: Press, isMac: boolean): string {
  const parts: string[] = [];
  if (ctrlKey) parts.push(isMac ? 'Control' : '$mod');
  if (metaKey) parts.push(isMac ? '$mod' : 'Meta');
  if (altKey) parts.push('Alt');
  if (shiftKey) parts.push('Shift');
  const byPlace = altKey && /^(?:Key[A-Z]|Digit\d)$/.test(code);
  parts.push(byPlace ? code : key.length === 1 ? key.toLowerCase() : key);
  return parts.join('+');
}
