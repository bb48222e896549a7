/**
 * Decides in which language Electron checks what is written. Where that would fetch a dictionary from elsewhere it is off until a person
 * chooses one: nothing leaves the machine by itself.
 */
import { readFileSync } from 'node:fs';
import type { Session } from 'electron';
import { z } from 'zod';
import type { Spelling } from '../ports/spelling.ts';

const Kept = z.object({ language: z.string().min(1).max(40) });

interface SpellingParts {
  readonly session: Pick<
    Session,
    'availableSpellCheckerLanguages' | 'setSpellCheckerEnabled' | 'setSpellCheckerLanguages'
  >;
  readonly platform: NodeJS.Platform;
  /** The person's languages, the first one first. */
  readonly preferred: readonly string[];
  readonly path: string;
  readonly write: (path: string, text: string) => void;
}

export interface WindowSpelling extends Spelling {
  /** Whether the window is made with a checker at all: that can't be changed while it is open. */
  readonly inWindow: boolean;
}

export function openSpelling({ session, platform, preferred, path, write }: SpellingParts): WindowSpelling {
  // macOS checks with its own dictionaries and finds the language by itself.
  const isSystems = platform === 'darwin';
  let choice = readChoice(path) ?? (isSystems ? 'system' : 'off');
  const inWindow = choice !== 'off';

  const apply = (): void => {
    session.setSpellCheckerEnabled(choice !== 'off');
    if (choice === 'off' || isSystems) return;
    const languages = choice === 'system' ? ofSystem(preferred, session.availableSpellCheckerLanguages) : [choice];
    session.setSpellCheckerLanguages(languages);
  };
  if (inWindow) apply();
  else session.setSpellCheckerEnabled(false);

  return {
    inWindow,
    state: () => ({
      kind: 'app',
      choice,
      languages: isSystems ? [] : [...session.availableSpellCheckerLanguages],
      fetches: !isSystems,
      nextStart: choice !== 'off' && !inWindow,
    }),
    choose(language) {
      const known =
        language === 'system' || language === 'off' || session.availableSpellCheckerLanguages.includes(language);
      if (!known) return { kind: 'no', because: `There is no dictionary for ${language}. Nothing was changed.` };
      write(path, JSON.stringify({ language }));
      choice = language;
      // A window that was made without a checker gets one with the next start; no dictionary is fetched before that.
      if (inWindow) apply();
      return { kind: 'ok' };
    },
  };
}

/** A missing or unreadable choice is none: it is no record. */
function readChoice(path: string): string | null {
  try {
    return Kept.parse(JSON.parse(readFileSync(path, 'utf8'))).language;
  } catch {
    return null;
  }
}

/** The first of the person's languages that there is a dictionary for, in its own region or another; none where there is none. */
export function ofSystem(preferred: readonly string[], available: readonly string[]): string[] {
  for (const wanted of preferred) {
    const found =
      available.find((code) => code.toLowerCase() === wanted.toLowerCase()) ??
      available.find((code) => code.split('-', 1)[0] === wanted.split('-', 1)[0]);
    if (found !== undefined) return [found];
  }
  return [];
}
