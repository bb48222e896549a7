/** What a command is: one thing a person can do, with its words and keys. Keys, buttons, palette and the help page all read this. */
import type { ReviewMode, Screen } from '../view-state/desk-view.ts';

/** Where a command works. `editing` ones also work while the caret is in the message; `reading` ones are inert while typing. */
export type CommandScope = 'reading' | 'editing' | 'anywhere';

export interface Command {
  readonly id: string;
  /** What the button and the palette say: a verb, such as `Approve`. */
  readonly title: string;
  /** One line for the help page. */
  readonly explains: string;
  readonly group: 'Decide' | 'Write' | 'Replies' | 'Move' | 'Find' | 'Desk';
  /** In tinykeys' notation, such as `a`, `$mod+Enter`, `Shift+n`. The first is drawn on the button. */
  readonly keys: readonly string[];
  readonly scope: CommandScope;
  /** The only mode it works in; any where absent. Two commands may share a key where they never share a mode. */
  readonly mode?: ReviewMode;
  /** The only screens it works on; any where absent. Two commands may share a key where they never share a screen. */
  readonly screens?: readonly Screen[];
  /** Whether holding the key down repeats it; otherwise key repeat is ignored. */
  readonly repeats?: boolean;
  /** A step inside a mode (a digit): drawn in that mode's panel, left out of the palette. */
  readonly isStep?: boolean;
  /** Its keys are part of the desk's grammar (Escape) and can't be given to another. */
  readonly isFixed?: boolean;
  /** The command whose keys it takes, whichever they are. */
  readonly follows?: string;
  /** Whether it can be used now; false greys the button and makes the key inert. */
  isEnabled(): boolean;
  run(): void | Promise<void>;
}
