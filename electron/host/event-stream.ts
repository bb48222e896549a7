/**
 * Events to one page as lines of JSON; a page that reads slowly gets the newest of each kind, and must never make us keep a queue.
 * That loses nothing: each event says how things stand, and a newer one replaces it.
 */
import type { ServerResponse } from 'node:http';

/** A page hidden for long may pause; one that has taken nothing for this long is gone. */
const STALLED_MS = 60_000;

export interface EventStream {
  push(event: string, payload: unknown): void;
  end(): void;
}

export function eventStream(
  response: ServerResponse,
  { heartbeatMs, stalledMs = STALLED_MS }: { readonly heartbeatMs: number; readonly stalledMs?: number },
): EventStream {
  const waiting = new Map<string, string>();
  let blocked = false;
  let stalled: NodeJS.Timeout | null = null;

  const write = (line: string): void => {
    if (response.write(line)) return;
    blocked = true;
    stalled = setTimeout(() => response.destroy(), stalledMs);
  };
  response.on('drain', () => {
    blocked = false;
    if (stalled !== null) clearTimeout(stalled);
    const lines = [...waiting.values()].join('');
    waiting.clear();
    if (lines !== '') write(lines);
  });
  // An empty line shows both ends that the connection lives.
  const beat = setInterval(() => {
    if (!blocked) write('\n');
  }, heartbeatMs);
  response.on('close', () => {
    clearInterval(beat);
    if (stalled !== null) clearTimeout(stalled);
    waiting.clear();
  });
  // Sends the head now: the page knows that it is connected before anything happens.
  write('\n');

  return {
    push(event, payload) {
      if (response.destroyed || response.writableEnded) return;
      const line = `${JSON.stringify({ event, payload })}\n`;
      if (!blocked) {
        write(line);
        return;
      }
      const kind = kindOf(event, payload);
      // Out and in again, so that the newest comes last.
      waiting.delete(kind);
      waiting.set(kind, line);
    },
    end: () => void response.end(),
  };
}

/** Two tasks at once each have their own progress. */
function kindOf(event: string, payload: unknown): string {
  const task = typeof payload === 'object' && payload !== null && 'task' in payload ? String(payload.task) : '';
  return `${event} ${task}`;
}
