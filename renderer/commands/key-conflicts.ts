/** Finds commands that would answer to one key at the same time. */
import type { Command } from './command.ts';

/** One writing for each key: modifiers sorted, letters in lower case. */
export function normaliseKey(key: string): string {
  const parts = key.trim().split(/\b\+/);
  const last = parts.pop() ?? '';
  const code = /^Key([A-Z])$/.exec(last)?.[1] ?? last;
  return [...parts.map((part) => part.toLowerCase()).sort(), code.toLowerCase()].join('+');
}

/** Every scope lets a key through while reading, so scopes always overlap; only different modes or screens keep commands apart. */
function canMeet(one: Command, other: Command): boolean {
  const shareMode = one.mode === undefined || other.mode === undefined || one.mode === other.mode;
  const shareScreen =
    one.screens === undefined ||
    other.screens === undefined ||
    one.screens.some((screen) => other.screens?.includes(screen) === true);
  return shareMode && shareScreen;
}

/** The command of the list, other than itself, that answers to one of its keys at the same time; null for none. */
export function conflictWith(command: Command, list: readonly Command[]): Command | null {
  const keys = new Set(command.keys.map(normaliseKey));
  return (
    list.find(
      (other) =>
        other.id !== command.id &&
        other.follows !== command.id &&
        canMeet(command, other) &&
        other.keys.some((key) => keys.has(normaliseKey(key))),
    ) ?? null
  );
}

/** One line for each conflict and each id used twice; empty where all is well. */
export function conflictsAmong(commands: readonly Command[]): readonly string[] {
  const faults: string[] = [];
  const ids = new Set<string>();
  const byKey = new Map<string, Command[]>();
  for (const command of commands) {
    if (ids.has(command.id)) faults.push(`two commands have the id ${command.id}`);
    ids.add(command.id);
    for (const key of new Set(command.keys.map(normaliseKey))) {
      const others = byKey.get(key) ?? [];
      for (const other of others)
        if (canMeet(command, other)) faults.push(`${other.id} and ${command.id} both answer to ${key}`);
      byKey.set(key, [...others, command]);
    }
  }
  return faults;
}
