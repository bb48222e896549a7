/** The words of spell checking in the settings. */
import { lazily } from '../../../shared/domain/lazily.ts';

export const SPELLING_WORDS = {
  title: 'Spelling',
  app: 'Marks words in the message that the dictionary does not have; the second button of the mouse shows its suggestions.',
  browser: 'Your browser checks the spelling of what you write. Choose its languages in the browser’s own settings.',
  language: 'Language',
  off: 'Off',
  asSystem: 'As this system',
  system: 'Checked by this system, with its own dictionaries.',
  fetches:
    'Electron fetches the dictionary of the language you choose from its own server, once. Until you choose one, nothing is fetched.',
  nextStart: 'From the next start of Countersign on.',
} as const;

const names = lazily(() => new Intl.DisplayNames(['en'], { type: 'language' }));

/** `English (United Kingdom)`; the code where nobody has named it. */
export function languageName(code: string): string {
  try {
    return names().of(code) ?? code;
  } catch {
    // Chromium has codes that are no language tags.
    return code;
  }
}
