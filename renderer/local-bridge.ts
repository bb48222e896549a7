/**
 * The main process over loopback HTTP, for an ordinary browser window: calls by POST, events from one streamed answer. It keeps the
 * token for this tab only and takes it out of the address bar. It parses nothing and never throws: a lost line is an answer.
 */
import type { CallError, CountersignBridge } from '../shared/ipc/contract.ts';

export type LineState = 'live' | 'lost' | 'needs-token';

export interface LocalBridgePorts {
  readonly fetch: typeof fetch;
  readonly tokens: Pick<Storage, 'getItem' | 'setItem' | 'removeItem'>;
  readonly address: { readonly hash: string };
  /** Takes the fragment out of the address bar. */
  cleanAddress(): void;
  fraction(): number;
  /** Each change of the line; `live` also after each reconnect, when events may have been missed. */
  onLine(state: LineState): void;
}

export interface LocalBridge extends CountersignBridge {
  /** Takes a new address or token, as the overlay asks for one. False where there is no token in it. */
  offerToken(text: string): boolean;
  stop(): void;
}

const TOKEN_KEY = 'countersign-token';
const TOKEN_HEADER = 'x-countersign-token';
const FIRST_RETRY_MS = 250;
const LONGEST_RETRY_MS = 5_000;
/** The host sends an empty line every 10 s; two and a half of them missed mean a dead line. */
const SILENCE_MS = 25_000;

/** A token as it stands in an address or alone: 64 hex digits. */
export function tokenIn(text: string): string | null {
  return /(?:^|[#&?]token=|\s)([0-9a-f]{64})(?:$|[&\s])/i.exec(text.trim())?.[1]?.toLowerCase() ?? null;
}

const failed = (message: string) => ({
  ok: false,
  error: { code: 'unavailable', message, path: null } satisfies CallError,
});
const NO_ANSWER =
  'The desk does not answer. What you decided and wrote is kept in this window and handed over as soon as it is back.';
const NO_TOKEN =
  'This window is not signed in to the desk any more. What you decided and wrote is kept; paste the address that the desk printed.';

export function createLocalBridge(ports: LocalBridgePorts): LocalBridge {
  const fromAddress = tokenIn(ports.address.hash);
  if (fromAddress !== null) {
    ports.tokens.setItem(TOKEN_KEY, fromAddress);
    ports.cleanAddress();
  }
  let token = fromAddress ?? ports.tokens.getItem(TOKEN_KEY);
  const listeners = new Set<(event: string, payload: unknown) => void>();
  const stopping = new AbortController();
  let wake: (() => void) | null = null;
  let line: LineState | null = null;

  const isStopped = () => stopping.signal.aborted;
  const isAt = (state: LineState) => line === state;

  function setLine(state: LineState): void {
    if (line === state && state !== 'live') return;
    line = state;
    ports.onLine(state);
  }

  function refuseToken(refused: string | null): void {
    // A newer token may have come while the old one was on its way.
    if (refused !== token) return;
    token = null;
    ports.tokens.removeItem(TOKEN_KEY);
    setLine('needs-token');
  }

  async function call(channel: string, request: unknown): Promise<unknown> {
    const used = token;
    if (used === null) return failed(NO_TOKEN);
    try {
      const response = await ports.fetch(`/ipc/${channel}`, {
        method: 'POST',
        headers: { 'content-type': 'application/json', [TOKEN_HEADER]: used },
        body: JSON.stringify(request),
        cache: 'no-store',
        credentials: 'omit',
      });
      if (response.status === 401) {
        refuseToken(used);
        return failed(NO_TOKEN);
      }
      return (await response.json()) as unknown;
    } catch {
      // fetch and json() fail alike when the host is gone or cut off: the answer is unknown, which is what this says.
      wake?.();
      return failed(NO_ANSWER);
    }
  }

  function deliver(text: string): void {
    if (text.trim() === '') return;
    let parsed: unknown;
    try {
      parsed = JSON.parse(text);
    } catch {
      parsed = null;
    }
    const { event, payload } = (parsed ?? {}) as { readonly event?: unknown; readonly payload?: unknown };
    for (const listener of listeners) listener(typeof event === 'string' ? event : '', payload);
  }

  /** Reads events until the line ends. */
  async function readEvents(used: string): Promise<void> {
    const silence = new AbortController();
    let timer = setTimeout(() => silence.abort(), SILENCE_MS);
    try {
      const response = await ports.fetch('/events', {
        headers: { [TOKEN_HEADER]: used },
        cache: 'no-store',
        credentials: 'omit',
        signal: AbortSignal.any([silence.signal, stopping.signal]),
      });
      if (response.status === 401) {
        refuseToken(used);
        return;
      }
      if (!response.ok || response.body === null) return;
      retryAfterMs = FIRST_RETRY_MS;
      setLine('live');
      let rest = '';
      for await (const chunk of response.body.pipeThrough(new TextDecoderStream())) {
        clearTimeout(timer);
        timer = setTimeout(() => silence.abort(), SILENCE_MS);
        const lines = (rest + chunk).split('\n');
        rest = lines.pop() ?? '';
        for (const text of lines) deliver(text);
      }
    } finally {
      clearTimeout(timer);
    }
  }

  let retryAfterMs = FIRST_RETRY_MS;
  function pause(forMs: number): Promise<void> {
    return new Promise((resolve) => {
      const done = () => {
        clearTimeout(timer);
        wake = null;
        resolve();
      };
      const timer = setTimeout(done, forMs);
      wake = done;
      stopping.signal.addEventListener('abort', done, { once: true });
    });
  }

  async function keepListening(): Promise<void> {
    while (!isStopped()) {
      if (token === null) {
        setLine('needs-token');
        await pause(60_000);
        continue;
      }
      try {
        await readEvents(token);
      } catch {
        // A cut line ends the stream with an error; what follows is the same as for one that ended.
      }
      if (isStopped()) return;
      if (!isAt('needs-token')) setLine('lost');
      const waitMs = retryAfterMs * (0.75 + ports.fraction() / 2);
      retryAfterMs = Math.min(retryAfterMs * 2, LONGEST_RETRY_MS);
      await pause(waitMs);
    }
  }

  let listening = false;
  return {
    call,
    subscribe(listener) {
      listeners.add(listener);
      if (!listening) {
        listening = true;
        void keepListening();
      }
      return () => listeners.delete(listener);
    },
    offerToken(text) {
      const offered = tokenIn(text);
      if (offered === null) return false;
      token = offered;
      ports.tokens.setItem(TOKEN_KEY, offered);
      retryAfterMs = FIRST_RETRY_MS;
      line = 'lost';
      wake?.();
      return true;
    },
    stop: () => stopping.abort(),
  };
}
