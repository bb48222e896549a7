/**
 * The local host's server: the page, its calls and its events over 127.0.0.1, and nothing else. Must never listen on another
 * interface, answer for another Host, or pass a call on before Host, Origin, token and size were checked.
 */
import { createServer } from 'node:http';
import type { IncomingMessage, Server, ServerResponse } from 'node:http';
import type { CallError, CallResult, ChannelName } from '../../shared/ipc/contract.ts';
import type { Desk } from '../ports/desk.ts';
import type { Log } from '../ports/log.ts';
import { eventStream } from './event-stream.ts';
import type { EventStream } from './event-stream.ts';
import type { OpenTickets } from './open-tickets.ts';
import { readJsonBody } from './read-body.ts';
import { hostFault, originFault, tokenFault } from './request-check.ts';
import type { Refusal } from './request-check.ts';

export const LOOPBACK = '127.0.0.1';
const HEARTBEAT_MS = 10_000;
/** A browser allows six connections to one address: more streams than this are not ours. */
const MAX_STREAMS = 16;

export interface LoopbackOptions {
  readonly door: (channel: string, rawRequest: unknown) => Promise<CallResult<ChannelName>>;
  readonly subscribe: Desk['subscribe'];
  readonly findPageFile: (
    path: string,
  ) => Promise<{ readonly contentType: string; readonly cacheControl: string; readonly bytes: Uint8Array } | null>;
  readonly pageHeaders: Readonly<Record<string, string>>;
  readonly maxBodyBytes: number;
  readonly token: string;
  readonly tickets: OpenTickets;
  readonly log: Log;
  readonly heartbeatMs?: number;
}

export interface Loopback {
  readonly port: number;
  close(): Promise<void>;
}

/** Listens on the first of `ports` that is free; 0 lets the system choose. Rejects where none is. */
export async function serveLoopback(options: LoopbackOptions, ports: readonly number[]): Promise<Loopback> {
  const streams = new Set<EventStream>();
  let authority = '';
  const server = createServer((request, response) => {
    answer(request, response, options, authority, streams).catch((cause: unknown) => {
      options.log.error('local-host-failed', cause);
      response.destroy();
    });
  });
  const endSubscription = options.subscribe((event, payload) => {
    for (const stream of streams) stream.push(event, payload);
  });
  let port: number;
  try {
    port = await listenOnFirst(server, ports);
  } catch (cause) {
    endSubscription();
    throw cause;
  }
  authority = `${LOOPBACK}:${String(port)}`;
  return {
    port,
    close() {
      endSubscription();
      for (const stream of streams) stream.end();
      return new Promise((resolve) => {
        server.close(() => resolve());
        // Kept-alive connections would hold the process for minutes; calls under way have this long.
        server.closeIdleConnections();
        setTimeout(() => server.closeAllConnections(), 2_000).unref();
      });
    },
  };
}

async function listenOnFirst(server: Server, ports: readonly number[]): Promise<number> {
  let lastFault: unknown = new Error('no port was given');
  for (const port of ports) {
    try {
      return await listen(server, port);
    } catch (cause) {
      const code = cause instanceof Error && 'code' in cause ? cause.code : null;
      // Windows answers EACCES for a port another program reserved.
      if (code !== 'EADDRINUSE' && code !== 'EACCES') throw cause;
      lastFault = cause;
    }
  }
  throw lastFault;
}

function listen(server: Server, port: number): Promise<number> {
  return new Promise((resolve, reject) => {
    server.once('error', reject);
    server.listen({ host: LOOPBACK, port, exclusive: true }, () => {
      server.off('error', reject);
      const bound = server.address();
      resolve(typeof bound === 'object' && bound !== null ? bound.port : port);
    });
  });
}

async function answer(
  request: IncomingMessage,
  response: ServerResponse,
  options: LoopbackOptions,
  authority: string,
  streams: Set<EventStream>,
): Promise<void> {
  for (const [name, value] of Object.entries(options.pageHeaders)) response.setHeader(name, value);
  const refusal = hostFault(request, authority) ?? (await route(request, response, options, authority, streams));
  if (refusal === null) return;
  options.log.warn('local-host-refused', { status: refusal.status });
  sendRefusal(response, refusal);
}

/** Null where the response was taken care of. */
async function route(
  request: IncomingMessage,
  response: ServerResponse,
  options: LoopbackOptions,
  authority: string,
  streams: Set<EventStream>,
): Promise<Refusal | null> {
  // An absolute-form target names a host of its own; only a path is ours.
  const path = (request.url ?? '').split('?', 1)[0] ?? '';
  if (!path.startsWith('/')) return notHere;

  if (path.startsWith('/ipc/')) {
    if (request.method !== 'POST') return methodNotAllowed(response, 'POST');
    const fault = originFault(request, authority, true) ?? tokenFault(request, options.token);
    return fault ?? answerCall(path.slice('/ipc/'.length), request, response, options);
  }
  if (request.method !== 'GET') return methodNotAllowed(response, 'GET');
  if (path === '/events') {
    const fault = originFault(request, authority, false) ?? tokenFault(request, options.token);
    return fault ?? openStream(response, streams, options.heartbeatMs ?? HEARTBEAT_MS);
  }
  if (path.startsWith('/open/')) {
    if (!options.tickets.redeem(path.slice('/open/'.length))) return notHere;
    response.writeHead(303, { location: `/#token=${options.token}`, 'cache-control': 'no-store' }).end();
    return null;
  }
  const file = await options.findPageFile(path);
  if (file === null) return notHere;
  response
    .writeHead(200, {
      'content-type': file.contentType,
      'cache-control': file.cacheControl,
      'content-length': file.bytes.length,
    })
    .end(file.bytes);
  return null;
}

async function answerCall(
  channel: string,
  request: IncomingMessage,
  response: ServerResponse,
  options: LoopbackOptions,
): Promise<Refusal | null> {
  const body = await readJsonBody(request, options.maxBodyBytes);
  if (body.kind === 'gone') return null;
  if (body.kind === 'refused') return body.refusal;
  const result = await options.door(channel, body.value);
  // The status speaks of the address; how the call ended is in the result.
  sendJson(response, !result.ok && result.error.code === 'unknown-channel' ? 404 : 200, result);
  return null;
}

function openStream(response: ServerResponse, streams: Set<EventStream>, heartbeatMs: number): Refusal | null {
  if (streams.size >= MAX_STREAMS) {
    return { status: 503, message: 'Too many Countersign windows are open. Close some and try again.' };
  }
  response.writeHead(200, { 'content-type': 'application/x-ndjson; charset=utf-8', 'cache-control': 'no-store' });
  const stream = eventStream(response, { heartbeatMs });
  streams.add(stream);
  response.on('close', () => streams.delete(stream));
  return null;
}

const notHere: Refusal = { status: 404, message: 'There is nothing at this address.' };

function methodNotAllowed(response: ServerResponse, allowed: 'GET' | 'POST'): Refusal {
  response.setHeader('allow', allowed);
  return { status: 405, message: `This address takes ${allowed} only.` };
}

/** In the form of every other answer, so that a page reads one thing. */
function sendRefusal(response: ServerResponse, { status, message }: Refusal): void {
  const code: CallError['code'] =
    status === 404
      ? 'not-found'
      : status === 503
        ? 'unavailable'
        : status === 401 || status === 403 || status === 421
          ? 'forbidden'
          : 'bad-request';
  const result: CallResult<ChannelName> = { ok: false, error: { code, message, path: null } };
  sendJson(response, status, result);
}

function sendJson(response: ServerResponse, status: number, body: unknown): void {
  response
    .writeHead(status, { 'content-type': 'application/json; charset=utf-8', 'cache-control': 'no-store' })
    .end(JSON.stringify(body));
}
