/**
 * A mailbox's few connections, kept open for a moment between messages. It never opens more than a provider allows, and hands one out to
 * one message at a time.
 */
import type { SMTPError } from 'nodemailer/lib/smtp-connection';
import { CONNECTIONS_A_MAILBOX } from '../ports/transport.ts';
import { CLOSED, openLine, type Line, type LineOptions } from './smtp-line.ts';

export type TakenLine =
  | { readonly kind: 'ready'; readonly line: Line; readonly reused: boolean }
  | { readonly kind: 'failed'; readonly fault: SMTPError };

/** What a line is good for after its message: the next one, the next one once the server forgot this one's envelope, or nothing. */
export type LineState = 'ready' | 'needs-reset' | 'spent';

export interface LinePool {
  /** An idle line or a new one, once one of the few is free; `fresh` never an idle one. Give it back in any case. */
  take(fresh: boolean): Promise<TakenLine>;
  giveBack(line: Line, state: LineState): void;
  /** Ends idle lines, cuts the others, and opens none any more. */
  close(): void;
}

interface IdleLine {
  readonly line: Line;
  readonly needsReset: boolean;
  readonly timer: NodeJS.Timeout;
}

export function makeLinePool(options: LineOptions, idleMs: number): LinePool {
  /** Open or being opened, idle ones included. */
  const open = new Set<Line>();
  const idle: IdleLine[] = [];
  const waiting: (() => void)[] = [];
  let taken = 0;
  let closed = false;

  function opening(line: Line): boolean {
    if (closed) return false;
    open.add(line);
    line.connection.once('end', () => open.delete(line));
    return true;
  }

  function free(): void {
    taken -= 1;
    waiting.shift()?.();
  }

  function nextIdle(): IdleLine | null {
    for (let kept = idle.pop(); kept !== undefined; kept = idle.pop()) {
      clearTimeout(kept.timer);
      if (kept.line.lost === null) return kept;
    }
    return null;
  }

  async function takeIdle(): Promise<Line | null> {
    for (let kept = nextIdle(); kept !== null; kept = nextIdle()) {
      if (!kept.needsReset || (await reset(kept.line))) return kept.line;
      kept.line.leave();
    }
    return null;
  }

  function partIdle(): void {
    for (let kept = nextIdle(); kept !== null; kept = nextIdle()) kept.line.part();
  }

  function keep(line: Line, needsReset: boolean): void {
    const timer = setTimeout(() => {
      const at = idle.findIndex((kept) => kept.line === line);
      if (at >= 0) idle.splice(at, 1);
      line.part();
    }, idleMs);
    timer.unref();
    idle.push({ line, needsReset, timer });
  }

  return {
    async take(fresh) {
      while (taken >= CONNECTIONS_A_MAILBOX) await new Promise<void>((resolve) => waiting.push(resolve));
      taken += 1;
      // Where one idle line was found dead, the others have most likely ended with it.
      if (fresh) partIdle();
      const kept = await takeIdle();
      if (kept !== null) return { kind: 'ready', line: kept, reused: true };
      const opened = await openLine(options, opening);
      if (opened.kind === 'ready') return { ...opened, reused: false };
      free();
      return opened;
    },
    giveBack(line, state) {
      if (state === 'spent') line.leave();
      else if (closed) line.part();
      else if (line.lost === null) keep(line, state === 'needs-reset');
      free();
    },
    close() {
      closed = true;
      partIdle();
      for (const line of [...open]) line.cut(CLOSED.message);
    },
  };
}

/** Lets the server forget the envelope it refused. False where it does not answer yes. */
function reset(line: Line): Promise<boolean> {
  return new Promise((resolve) => {
    line.hold(() => resolve(false));
    line.connection.reset((fault) => {
      line.hold(null);
      resolve(fault === null);
    });
  });
}
