/** Stands between the desk and its mail server, and cuts or hangs a conversation at one chosen point. What it lets through it never changes. */
import { connect, createServer, type AddressInfo, type Socket } from 'node:net';

/**
 * Where a conversation about one message ends. `first-word`: at the greeting, or at MAIL on a connection that carried a message before.
 * `lost-dot` and `hung-dot`: the desk has written the end of the message, and the server never gets it. From `cut-after-dot` on the server
 * has the whole message and takes it; only its answer is lost.
 */
export const CUTS = [
  'cut-at-first-word',
  'hung-at-first-word',
  'cut-at-rcpt',
  'hung-at-rcpt',
  'cut-in-data',
  'lost-dot',
  'hung-dot',
  'cut-after-dot',
  'hung-after-dot',
  'cut-in-answer',
] as const;
export type Cut = (typeof CUTS)[number];

export interface CuttingProxy {
  readonly port: number;
  /** How many conversations ended at each point. */
  readonly made: ReadonlyMap<Cut, number>;
  stop(): Promise<void>;
}

const END_OF_MESSAGE = '\r\n.\r\n';

/** `nextCut` is asked at each connection, and again for each further message on it; null lets that one pass. Clear text only. */
export async function startCuttingProxy(serverPort: number, nextCut: () => Cut | null): Promise<CuttingProxy> {
  const made = new Map<Cut, number>();
  const sockets = new Set<Socket>();
  const kept = (socket: Socket): Socket => {
    sockets.add(socket);
    socket.on('close', () => sockets.delete(socket));
    // A reset is what a killed desk looks like; 'close' follows.
    socket.on('error', () => undefined);
    return socket;
  };

  const server = createServer((accepted) => {
    const desk = kept(accepted);
    const upstream = kept(connect(serverPort, '127.0.0.1'));
    // What a killed desk had written still arrives, as it would without us.
    desk.on('end', () => upstream.end());
    desk.on('close', () => upstream.end());
    upstream.on('close', () => desk.end());
    converse(desk, upstream, nextCut, (cut) => made.set(cut, (made.get(cut) ?? 0) + 1));
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    port: (server.address() as AddressInfo).port,
    made,
    stop: () =>
      new Promise((resolve) => {
        for (const socket of sockets) socket.destroy();
        server.close(() => resolve());
      }),
  };
}

/** What becomes of a chunk: it goes on, it is swallowed as everything after it, or both ends are cut. */
type Fate = 'pass' | 'hang' | 'cut';

/** Passes everything on until the cut's own point. */
function converse(desk: Socket, upstream: Socket, nextCut: () => Cut | null, note: (cut: Cut) => void): void {
  let part: 'greeting' | 'commands' | 'asked-for-data' | 'data' | 'after-dot' | 'hung' = 'greeting';
  let cut = nextCut();
  let message = '';
  const at = (point: Cut, fate: Fate): Fate => {
    if (cut !== point) return 'pass';
    note(point);
    return fate;
  };
  const firstWord = (): Fate => (at('cut-at-first-word', 'cut') === 'cut' ? 'cut' : at('hung-at-first-word', 'hang'));

  const fateOfAnswer = (chunk: Buffer): Fate => {
    if (part === 'greeting') {
      part = 'commands';
      return firstWord();
    }
    if (part === 'asked-for-data' && /^354/m.test(chunk.toString('latin1'))) part = 'data';
    if (part !== 'after-dot') return 'pass';
    part = 'commands';
    if (at('hung-after-dot', 'hang') === 'hang') return 'hang';
    if (at('cut-in-answer', 'cut') === 'cut') {
      desk.end(chunk.subarray(0, 2));
      upstream.end();
      return 'hang';
    }
    cut = null;
    return 'pass';
  };

  const fateOfWords = (chunk: Buffer): Fate => {
    if (part === 'data') return fateOfData(chunk);
    // Commands may come several at a time (RFC 2920).
    const commands = chunk.toString('latin1');
    if (/^MAIL /im.test(commands) && message !== '') {
      message = '';
      cut = nextCut();
      const fate = firstWord();
      if (fate !== 'pass') return fate;
    }
    if (/^DATA\r/im.test(commands)) part = 'asked-for-data';
    if (!/^RCPT /im.test(commands)) return 'pass';
    return at('cut-at-rcpt', 'cut') === 'cut' ? 'cut' : at('hung-at-rcpt', 'hang');
  };

  const fateOfData = (chunk: Buffer): Fate => {
    message = message.slice(-END_OF_MESSAGE.length) + chunk.toString('latin1');
    if (cut === 'cut-in-data') upstream.write(chunk.subarray(0, chunk.length >> 1));
    if (at('cut-in-data', 'cut') === 'cut') return 'cut';
    if (!message.endsWith(END_OF_MESSAGE)) return 'pass';
    if (at('lost-dot', 'cut') === 'cut') return 'cut';
    if (at('hung-dot', 'hang') === 'hang') return 'hang';
    part = 'after-dot';
    if (at('cut-after-dot', 'cut') === 'cut') {
      upstream.write(chunk);
      desk.destroy();
      return 'hang';
    }
    return 'pass';
  };

  const carry = (to: Socket, chunk: Buffer, fateOf: (chunk: Buffer) => Fate): void => {
    const fate = part === 'hung' ? 'hang' : fateOf(chunk);
    if (fate === 'pass') to.write(chunk);
    else if (fate === 'hang') part = 'hung';
    else {
      desk.destroy();
      upstream.destroy();
    }
  };
  upstream.on('data', (chunk: Buffer) => carry(desk, chunk, fateOfAnswer));
  desk.on('data', (chunk: Buffer) => carry(upstream, chunk, fateOfWords));
}
