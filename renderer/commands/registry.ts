/** The one registry of commands: keys, buttons, palette and help page all read it. It refuses two commands on one key, at start. */
import { useEffect } from 'react';
import { createKeybindingsHandler } from 'tinykeys';
import { useDeskView } from '../view-state/desk-view.ts';
import { commandList } from './command-list.ts';
import type { Command } from './command.ts';
import { conflictsAmong } from './key-conflicts.ts';
import { notify } from './notify.ts';
import { isInMessage, isInOverlay, isTyping } from './typing.ts';

/** The list, or an error that names each conflict. */
export function checked(list: readonly Command[]): readonly Command[] {
  const faults = conflictsAmong(list);
  if (faults.length > 0) throw new Error(`The commands conflict: ${faults.join('; ')}`);
  return list;
}

const all = checked(commandList());
const byId = new Map(all.map((command) => [command.id, command]));

/** Every command. */
export function commands(): readonly Command[] {
  return all;
}

/** The command of that id; an unknown id is a programmer's error. */
export function commandById(id: string): Command {
  const command = byId.get(id);
  if (command === undefined) throw new Error(`there is no command ${id}`);
  return command;
}

/** Runs a command where it is enabled: what a button or the palette calls. */
export function runCommand(command: Command): void {
  if (!isOfScreen(command) || !command.isEnabled()) return;
  // A command that fails has a fault nobody foresaw: the person is told, and the error goes on to the window's handler.
  void (async () => command.run())().catch((error: unknown) => {
    notify({
      id: 'command-failed',
      kind: 'problem',
      text: `“${command.title}” failed. Nothing you wrote or decided was lost; reload the window if it happens again.`,
    });
    reportError(error);
  });
}

/** Whether the command works on the screen that is shown. */
export function isOfScreen({ screens }: Command): boolean {
  return screens === undefined || screens.includes(useDeskView.getState().screen);
}

/** Whether this key press is meant for the command. */
export function answersTo(command: Command, event: KeyboardEvent): boolean {
  if (event.defaultPrevented || event.isComposing) return false;
  if (event.repeat && command.repeats !== true) return false;
  const { mode, overlay } = useDeskView.getState();
  if (command.mode !== undefined && command.mode !== mode) return false;
  if (!isOfScreen(command)) return false;
  if (command.scope === 'anywhere') return true;
  if (overlay !== 'none') return false;
  if (isTyping(event.target)) return command.scope === 'editing' && isInMessage(event.target);
  // A menu or dialog has its own keys; a mode's own panel may be one, and its steps go on working there.
  return !isInOverlay(event.target) || (command.mode !== undefined && command.mode !== 'reading');
}

/** Key bindings over a list of commands, for tinykeys. */
export function bindings(list: readonly Command[]): Record<string, (event: KeyboardEvent) => void> {
  const byKey = Map.groupBy(
    list.flatMap((command) => command.keys.map((key) => ({ key, command }))),
    ({ key }) => key,
  );
  return Object.fromEntries(
    [...byKey].map(([key, bound]) => [
      key,
      (event: KeyboardEvent) => {
        const found = bound.find(({ command }) => answersTo(command, event) && command.isEnabled());
        if (found === undefined) return;
        event.preventDefault();
        runCommand(found.command);
      },
    ]),
  );
}

/** Binds all keys on this window, once. */
export function useRegistryKeys(): void {
  useEffect(() => bindKeys(window), []);
}

/** Binds all keys; the returned function ends it. */
export function bindKeys(target: Window): () => void {
  // Before the editor sees them: its own keys would swallow these.
  const first = createKeybindingsHandler(bindings(all.filter(({ scope }) => scope === 'editing')));
  const rest = createKeybindingsHandler(bindings(all.filter(({ scope }) => scope !== 'editing')));
  target.addEventListener('keydown', first, { capture: true });
  target.addEventListener('keydown', rest);
  return () => {
    target.removeEventListener('keydown', first, { capture: true });
    target.removeEventListener('keydown', rest);
  };
}
