/** The keys as a person likes them: kept for each person in this profile's localStorage, read with a schema. What is not changed here stays as the list has it. */
import { z } from 'zod';
import { create } from 'zustand';
import type { Command } from './command.ts';

const KeyChoices = z.object({
  /** The keys of each command whose keys were changed; none where they were taken off. */
  own: z.record(z.string().max(80), z.array(z.string().min(1).max(40)).max(4)),
  /** Whether single characters act. Off for those whose voice or hands would press them unmeant. */
  singleKeys: z.boolean(),
});
export type KeyChoices = z.infer<typeof KeyChoices>;

export const AS_LISTED: KeyChoices = { own: {}, singleKeys: true };

interface KeyChoicesState extends KeyChoices {
  readonly personId: string | null;
  /** Reads what was kept for this person; null is nobody. */
  readonly load: (personId: string | null) => void;
  /** False where the storage did not take it: it then holds until the window is closed. */
  readonly change: (next: KeyChoices) => boolean;
}

const placeOf = (personId: string) => `countersign.keys.${personId}`;

export const useKeyChoices = create<KeyChoicesState>()((set, get) => ({
  ...AS_LISTED,
  personId: null,
  load: (personId) => set({ personId, ...(personId === null ? AS_LISTED : read(personId)) }),
  change: (next) => {
    set(next);
    const { personId } = get();
    if (personId === null) return false;
    try {
      localStorage.setItem(placeOf(personId), JSON.stringify({ own: next.own, singleKeys: next.singleKeys }));
      return true;
    } catch {
      return false;
    }
  },
}));

/** Follows changes made in another window of this profile; the returned function ends it. */
export function followOtherWindows(): () => void {
  const listen = ({ key }: StorageEvent) => {
    const { personId, load } = useKeyChoices.getState();
    if (personId !== null && (key === null || key === placeOf(personId))) load(personId);
  };
  window.addEventListener('storage', listen);
  return () => window.removeEventListener('storage', listen);
}

/** What can't be read is as if it was never kept: the keys of the list work. */
function read(personId: string): KeyChoices {
  try {
    const kept = KeyChoices.safeParse(JSON.parse(localStorage.getItem(placeOf(personId)) ?? 'null'));
    return kept.success ? kept.data : AS_LISTED;
  } catch {
    return AS_LISTED;
  }
}

/** A character without Ctrl, Alt or Cmd: what is typed, or said to a computer that listens. */
export function isSingleKey(key: string): boolean {
  const parts = key.split('+').filter((part) => part !== '');
  const last = /^Key[A-Z]$/.test(parts.at(-1) ?? '') ? 'k' : (parts.at(-1) ?? '+');
  return last.length === 1 && parts.slice(0, -1).every((part) => part === 'Shift');
}

/** The commands with their keys as chosen. Steps of a choice and keys that nobody may move stay as they are. */
export function withChoices(list: readonly Command[], { own, singleKeys }: KeyChoices): readonly Command[] {
  const keysOf = (command: Command): readonly string[] => {
    const chosen = isMovable(command) ? (own[command.id] ?? command.keys) : command.keys;
    // A step acts only inside its own open list, which is not the whole desk.
    return singleKeys || command.isStep === true ? chosen : chosen.filter((key) => !isSingleKey(key));
  };
  const byId = new Map(list.map((command) => [command.id, command]));
  return list.map((command) => {
    const leader = command.follows === undefined ? undefined : byId.get(command.follows);
    const keys = keysOf(leader ?? command);
    return keys === command.keys ? command : { ...command, keys };
  });
}

/** Whether a person may give the command another key. */
export function isMovable({ isStep, isFixed, follows }: Command): boolean {
  return isStep !== true && isFixed !== true && follows === undefined;
}
