/** What this installation remembers of itself: its device id, who is signed in, how files of leads were read. Holds no secret and nothing that a CRM owns. */
import { existsSync, readFileSync } from 'node:fs';
import { z } from 'zod';
import { DeviceId, PersonId } from '../../shared/domain/ids.ts';
import { LeadMapping } from '../../shared/ipc/lead-file.ts';
import { writeDurably } from '../platform/write-durably.ts';
import type { Random } from '../ports/random.ts';

const Settings = z.object({
  formatVersion: z.literal(1),
  deviceId: DeviceId,
  signedInAs: PersonId.nullable(),
  /** How files of leads were read, by their headers, newest last. Only a convenience: what can't be read any more is forgotten. */
  leadMappings: z
    .array(z.object({ headers: z.string(), mapping: LeadMapping }))
    .default([])
    .catch([]),
});
/** Kinds of files that are remembered. */
const MOST_MAPPINGS = 30;
type Settings = z.infer<typeof Settings>;

export interface DeskSettings {
  read(): Settings;
  signIn(personId: PersonId): void;
  leadMapping(headers: string): LeadMapping | null;
  rememberLeadMapping(headers: string, mapping: LeadMapping): void;
}

/** Makes the file on a first run. A damaged one throws with its path's name: a new device id would orphan what this one signed. */
export function openSettings(path: string, random: Random): DeskSettings {
  let settings: Settings = existsSync(path)
    ? readSettings(path)
    : { formatVersion: 1, deviceId: DeviceId.parse(`device-${random.uuid()}`), signedInAs: null, leadMappings: [] };
  const write = (next: Settings): void => {
    writeDurably(path, JSON.stringify(next));
    settings = next;
  };
  if (!existsSync(path)) write(settings);
  return {
    read: () => settings,
    signIn(personId) {
      if (settings.signedInAs !== personId) write({ ...settings, signedInAs: personId });
    },
    leadMapping: (asked) => settings.leadMappings.find(({ headers }) => headers === asked)?.mapping ?? null,
    rememberLeadMapping(headers, mapping) {
      const others = settings.leadMappings.filter((each) => each.headers !== headers);
      write({ ...settings, leadMappings: [...others, { headers, mapping }].slice(-MOST_MAPPINGS) });
    },
  };
}

function readSettings(path: string): Settings {
  try {
    return Settings.parse(JSON.parse(readFileSync(path, 'utf8')));
  } catch (cause) {
    throw new Error(
      `The settings at ${path} can’t be read. They hold this device’s id, which what was signed here names: put a good copy back.`,
      { cause },
    );
  }
}
