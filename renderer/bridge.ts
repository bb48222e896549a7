/** The page's only way to the main process: every answer and event is parsed by the contract, and nothing here throws or decides. */
import { z } from 'zod';
import {
  CallError,
  CHANNELS,
  EVENTS,
  type CallResult,
  type ChannelName,
  type CountersignBridge,
  type EventName,
  type EventOf,
  type RequestOf,
} from '../shared/ipc/contract.ts';
import { FeedItem, FeedPage } from '../shared/ipc/feed.ts';
import { createLocalBridge, type LineState, type LocalBridge } from './local-bridge.ts';

declare global {
  interface Window {
    /** The preload's door; absent in an ordinary browser window. */
    readonly countersign?: CountersignBridge;
  }
}

const Outcome = z.union([
  z.object({ ok: z.literal(true), value: z.unknown() }),
  z.object({ ok: z.literal(false), error: CallError }),
]);

const misread = (what: string): { readonly ok: false; readonly error: CallError } => ({
  ok: false,
  error: {
    code: 'internal',
    message: `${what} came in a shape this window does not know. Reload the window; nothing was lost.`,
    path: null,
  },
});

/** Parsing a whole feed page at once would hold the screen; this long at a time does not. */
const PARSE_SLICE_MS = 6;

/** Lets everything else have its turn: key presses and frames, and the store's own work, which the parsing then overlaps. */
export async function yieldToScreen(): Promise<void> {
  await scheduler.postTask(() => undefined, { priority: 'background' });
}

const PageFrame = FeedPage.extend({ items: z.array(z.unknown()) });

async function parseFeedPage(value: unknown): Promise<FeedPage | null> {
  const frame = PageFrame.safeParse(value);
  if (!frame.success) return null;
  const items: FeedItem[] = [];
  let sliceEndsAtMs = performance.now() + PARSE_SLICE_MS;
  for (const raw of frame.data.items) {
    if (performance.now() >= sliceEndsAtMs) {
      await yieldToScreen();
      sliceEndsAtMs = performance.now() + PARSE_SLICE_MS;
    }
    const item = FeedItem.safeParse(raw);
    if (!item.success) return null;
    items.push(item.data);
  }
  return { ...frame.data, items };
}

export interface Bridge {
  readonly call: <C extends ChannelName>(channel: C, request: RequestOf<C>) => Promise<CallResult<C>>;
  readonly onEvent: <E extends EventName>(name: E, listener: (payload: EventOf<E>) => void) => () => void;
  /** The line to the main process; `live` again after each reconnect. */
  readonly onLine: (listener: (state: LineState) => void) => () => void;
  /** Takes a new address or token for the local host. False where there is none in it, or none is needed. */
  readonly offerToken: (text: string) => boolean;
}

/** A typed, parsing bridge over what a host gives. `local` is that host where it is the local one. */
export function createBridge(
  host: CountersignBridge,
  local: LocalBridge | null,
  lines: Set<(state: LineState) => void>,
): Bridge {
  async function call<C extends ChannelName>(channel: C, request: RequestOf<C>): Promise<CallResult<C>> {
    let raw: unknown;
    try {
      raw = await host.call(channel, request);
    } catch {
      // Electron rejects where the main process is gone or has thrown: the answer is unknown.
      return {
        ok: false,
        error: {
          code: 'unavailable',
          message: 'The desk does not answer. What you decided and wrote is kept.',
          path: null,
        },
      };
    }
    const outcome = Outcome.safeParse(raw);
    if (!outcome.success) return misread('The answer');
    if (!outcome.data.ok) return outcome.data;
    if (channel === 'feed.page') {
      const page = await parseFeedPage(outcome.data.value);
      return page === null
        ? misread('The feed')
        : { ok: true, value: page as CallResult<C> extends { readonly ok: true; readonly value: infer V } ? V : never };
    }
    const parsed = CHANNELS[channel].response.safeParse(outcome.data.value);
    return parsed.success ? ({ ok: true, value: parsed.data } as CallResult<C>) : misread('The answer');
  }

  return {
    call,
    onEvent(name, listener) {
      return host.subscribe((event, payload) => {
        if (event !== name) return;
        const parsed = EVENTS[name].safeParse(payload);
        if (parsed.success) listener(parsed.data as EventOf<typeof name>);
        // A word from another version of main: saying hello again finds that out.
        else for (const tell of lines) tell('live');
      });
    },
    onLine(listener) {
      lines.add(listener);
      return () => lines.delete(listener);
    },
    offerToken: (text) => local?.offerToken(text) ?? false,
  };
}

let pageBridge: Bridge | null = null;

/** This page's bridge: the preload's where there is one, else the local host's. */
export function bridge(): Bridge {
  if (pageBridge !== null) return pageBridge;
  const lines = new Set<(state: LineState) => void>();
  const preload = window.countersign;
  if (preload !== undefined) return (pageBridge = createBridge(preload, null, lines));
  const local = createLocalBridge({
    fetch: (input, init) => fetch(input, init),
    tokens: sessionStorage,
    address: location,
    cleanAddress: () => history.replaceState(null, '', location.pathname + location.search),
    fraction: () => Math.random(),
    onLine: (state) => {
      for (const listener of lines) listener(state);
    },
  });
  return (pageBridge = createBridge(local, local, lines));
}

/** Makes another bridge this page's, for tests that play the main process. */
export function replaceBridge(other: Bridge | null): void {
  pageBridge = other;
}

/** `bridge().call`. */
export function call<C extends ChannelName>(channel: C, request: RequestOf<C>): Promise<CallResult<C>> {
  return bridge().call(channel, request);
}

/** `bridge().onEvent`. */
export function onEvent<E extends EventName>(name: E, listener: (payload: EventOf<E>) => void): () => void {
  return bridge().onEvent(name, listener);
}

/** `bridge().offerToken`. */
export function offerToken(text: string): boolean {
  return bridge().offerToken(text);
}
