/** Tells every window what changed; keeps nothing and promises no delivery: a window that missed an event reads the feed and the status again. */
import type { EventName, EventOf } from '../../shared/ipc/contract.ts';

export type EventListener = <E extends EventName>(event: E, payload: EventOf<E>) => void;

export interface Emit {
  send<E extends EventName>(event: E, payload: EventOf<E>): void;
  /** Sends only where the payload differs from the last one of this event. */
  sendChanged<E extends EventName>(event: E, payload: EventOf<E>): void;
  subscribe(listener: EventListener): () => void;
}

export function makeEmit(): Emit {
  const listeners = new Set<EventListener>();
  const last = new Map<EventName, string>();
  const send: Emit['send'] = (event, payload) => {
    for (const listener of listeners) listener(event, payload);
  };
  return {
    send,
    sendChanged(event, payload) {
      const text = JSON.stringify(payload);
      if (last.get(event) === text) return;
      last.set(event, text);
      send(event, payload);
    },
    subscribe(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
  };
}
