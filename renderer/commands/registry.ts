/** The one registry of commands: keys, buttons, palette and help page all read it. It refuses two commands on one key, at start. */
import { useEffect } from 'react';
import { createKeybindingsHandler } from 'tinykeys';
import { useDeskView } from '../view-state/desk-view.ts';
import { useSession } from '../view-state/session.ts';
import { commandList } from './command-list.ts';
import type { Command } from './command.ts';
import { AS_LISTED, followOtherWindows, useKeyChoices, withChoices, type KeyChoices } from './key-choices.ts';
import { conflictsAmong, conflictWith } from './key-conflicts.ts';
import { notify } from './notify.ts';
import { tellRefused } from './refused-key.ts';
import { isInMessage, isInOverlay, isTyping } from './typing.ts';

/** The list, or an error that names each conflict. */
export function checked(list: readonly Command[]): readonly Command[] {
  const faults = conflictsAmong(list);
  if (faults.length > 0) throw new Error(`The commands conflict: ${faults.join('; ')}`);
  return list;
}

/** As listed, before anybody changed a key. */
const listed = checked(commandList());

/** The keys as chosen. A choice that has come to conflict since, by a new version's own keys, gives way to the list. */
export function settled(list: readonly Command[], choices: KeyChoices): readonly Command[] {
  const asChosen = withChoices(list, choices);
  if (conflictsAmong(asChosen).length === 0) return asChosen;
  const own = Object.entries(choices.own).filter(([id]) => {
    const command = asChosen.find((one) => one.id === id);
    return command !== undefined && conflictWith(command, asChosen) === null;
  });
  const rest = withChoices(list, { ...choices, own: Object.fromEntries(own) });
  return conflictsAmong(rest).length === 0 ? rest : withChoices(list, { ...AS_LISTED, singleKeys: choices.singleKeys });
}

interface Registered {
  readonly choices: KeyChoices;
  readonly all: readonly Command[];
  readonly byId: ReadonlyMap<string, Command>;
}

let registered = register(AS_LISTED);

function register(choices: KeyChoices): Registered {
  const all = settled(listed, choices);
  return { choices, all, byId: new Map(all.map((command) => [command.id, command])) };
}

function now(): Registered {
  const choices = useKeyChoices.getState();
  if (registered.choices !== choices) registered = register(choices);
  return registered;
}

/** Every command, with its keys as this person has them. */
export function commands(): readonly Command[] {
  return now().all;
}

/** The same for what is drawn: drawn again when a key changes. */
export function useCommands(): readonly Command[] {
  return useKeyChoices(() => now().all);
}

/** The key drawn for a command; undefined where it has none. */
export function useKey(id: string): string | undefined {
  return useKeyChoices(() => commandById(id).keys[0]);
}

/** Every command as the desk brings it. */
export function listedCommands(): readonly Command[] {
  return listed;
}

/** The command of that id; an unknown id is a programmer's error. */
export function commandById(id: string): Command {
  const command = now().byId.get(id);
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
        const meant = bound.filter(({ command }) => answersTo(command, event));
        const found = meant.find(({ command }) => command.isEnabled());
        if (found === undefined) {
          if (meant[0] !== undefined) tellRefused(meant[0].command);
          return;
        }
        event.preventDefault();
        runCommand(found.command);
      },
    ]),
  );
}

/** Binds all keys on this window, once, as the person who is signed in has them. */
export function useRegistryKeys(): void {
  const personId = useSession((session) => session.person?.id ?? null);
  useEffect(() => useKeyChoices.getState().load(personId), [personId]);
  useEffect(() => followOtherWindows(), []);
  useEffect(() => bindKeys(window), []);
}

/** Binds all keys, anew when one is changed; the returned function ends it. */
export function bindKeys(target: Window): () => void {
  let unbind = bindOnce(target);
  const unfollow = useKeyChoices.subscribe(() => {
    unbind();
    unbind = bindOnce(target);
  });
  return () => {
    unfollow();
    unbind();
  };
}

function bindOnce(target: Window): () => void {
  const all = commands();
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
