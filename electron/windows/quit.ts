/** What a person is told before they quit: what has not left yet, and that it is kept; must never quit past them, nor hold a quit with nothing to say. */

export interface QuitQuestion {
  readonly message: string;
  readonly detail: string;
  readonly buttons: readonly ['Quit', 'Keep open'];
}

/** Null where nothing waits. */
export function quitQuestion(waitingSends: number): QuitQuestion | null {
  if (waitingSends <= 0) return null;
  const one = waitingSends === 1;
  return {
    message: one
      ? 'One countersigned message has not left yet.'
      : `${String(waitingSends)} countersigned messages have not left yet.`,
    detail: one
      ? 'It stays countersigned and is checked again before it leaves, the next time Countersign is open. Nothing is sent while it is closed.'
      : 'They stay countersigned and are checked again before they leave, the next time Countersign is open. Nothing is sent while it is closed.',
    buttons: ['Quit', 'Keep open'],
  };
}
