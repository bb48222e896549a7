/** The same desk over loopback for an ordinary browser window: composes door, page and server; thin, and knows no Electron. */
import { randomBytes } from 'node:crypto';
import { openTickets } from './host/open-tickets.ts';
import { LOOPBACK, serveLoopback } from './host/serve-loopback.ts';
import { MAX_BODY_BYTES } from './ipc/body-limit.ts';
import { makeDoor } from './ipc/door.ts';
import { openPageFiles } from './platform/page-files.ts';
import type { Desk } from './ports/desk.ts';
import type { Log } from './ports/log.ts';
import { PAGE_HEADERS } from './windows/csp.ts';

/** One port for good, because a browser keeps a page's store by its port. Unassigned at IANA; `COUNTERSIGN_PORT` sets another. */
export const DEFAULT_PORT = 47_615;
/** Tried next, in this order, so that the second choice is also the same each time; then whatever is free. */
const NEXT_PORTS = [1, 2, 3, 4, 5].map((step) => DEFAULT_PORT + step);

export interface LocalHostOptions {
  readonly desk: Desk;
  /** 0 for any free one. Where it is taken another is chosen. */
  readonly port: number;
  /** The built page. */
  readonly rendererDir: string;
  /** 64 hex digits, this run's. */
  readonly token: string;
  readonly log: Log;
  readonly heartbeatMs?: number;
}

export interface LocalHost {
  /** With the token in its fragment: for a person's eyes, never for a command line. */
  readonly address: string;
  readonly port: number;
  readonly token: string;
  /** An address that works once, within a minute, and leads to `address`. */
  oneUseAddress(): string;
  /** Stops serving; the desk stays open. */
  close(): Promise<void>;
}

export function newToken(): string {
  return randomBytes(32).toString('hex');
}

export async function startLocalHost({
  desk,
  port,
  rendererDir,
  token,
  log,
  heartbeatMs,
}: LocalHostOptions): Promise<LocalHost> {
  const tickets = openTickets();
  const server = await serveLoopback(
    {
      door: makeDoor(desk, { log }),
      subscribe: (listener) => desk.subscribe(listener),
      findPageFile: openPageFiles(rendererDir),
      pageHeaders: PAGE_HEADERS,
      maxBodyBytes: MAX_BODY_BYTES,
      token,
      tickets,
      log,
      ...(heartbeatMs === undefined ? {} : { heartbeatMs }),
    },
    port === 0 ? [0] : [port, ...NEXT_PORTS, 0],
  );
  const origin = `http://${LOOPBACK}:${String(server.port)}`;
  return {
    address: `${origin}/#token=${token}`,
    port: server.port,
    token,
    oneUseAddress: () => `${origin}/open/${tickets.issue()}`,
    close: () => server.close(),
  };
}
