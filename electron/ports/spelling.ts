/** Spell checking as the desk sees it, where the host has one of its own; a browser's is the browser's business. */
import type { ResponseOf } from '../../shared/ipc/contract.ts';

export interface Spelling {
  state(): Extract<ResponseOf<'spelling.read'>, { kind: 'app' }>;
  /** `system`, `off`, or one of the languages in `state`; says why not. */
  choose(language: string): ResponseOf<'spelling.choose'>;
}
