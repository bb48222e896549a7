/** A server that speaks the OpenAI protocol over real HTTP and misbehaves on command; it remembers what it was asked. */
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { onTestFinished } from 'vitest';
import type { Clock } from '../../electron/ports/clock.ts';

export interface Asked {
  readonly path: string;
  readonly authorization: string;
  readonly body: {
    readonly model: string;
    readonly messages: readonly { readonly role: string; readonly content: string }[];
    readonly response_format?: { readonly type: string };
    readonly max_tokens?: number;
    readonly max_completion_tokens?: number;
  };
}

export type Behaviour = (asked: Asked, response: ServerResponse, number: number) => void;

export interface ModelServer {
  readonly url: string;
  readonly asked: Asked[];
  behave(next: Behaviour): void;
  close(): Promise<void>;
}

/** Closed with its test. */
export async function startModelServer(first: Behaviour): Promise<ModelServer> {
  const server = await openModelServer(first);
  onTestFinished(() => server.close());
  return server;
}

export async function openModelServer(first: Behaviour): Promise<ModelServer> {
  let behaviour = first;
  const asked: Asked[] = [];
  const server = createServer((request, response) => {
    void read(request).then((body) => {
      const one = {
        path: request.url ?? '',
        authorization: request.headers.authorization ?? '',
        body: JSON.parse(body) as Asked['body'],
      };
      asked.push(one);
      behaviour(one, response, asked.length);
    });
  });
  await new Promise<void>((resume) => server.listen(0, '127.0.0.1', resume));
  const close = () =>
    new Promise<void>((resume) => {
      server.closeAllConnections();
      server.close(() => resume());
    });
  return {
    url: `http://127.0.0.1:${String((server.address() as AddressInfo).port)}/v1`,
    asked,
    behave: (next) => {
      behaviour = next;
    },
    close,
  };
}

async function read(request: IncomingMessage): Promise<string> {
  const parts: Buffer[] = [];
  for await (const part of request) parts.push(part as Buffer);
  return Buffer.concat(parts).toString('utf8');
}

const json = (response: ServerResponse, status: number, body: unknown, headers: Record<string, string> = {}) => {
  response.writeHead(status, { 'content-type': 'application/json', ...headers });
  response.end(JSON.stringify(body));
};

/** A completion of the protocol with this content. */
export const completion = (
  content: string | null,
  more: Record<string, unknown> = {},
  choice: Record<string, unknown> = {},
) => ({
  id: 'chatcmpl-1',
  object: 'chat.completion',
  created: 1_795_000_000,
  model: 'test-model',
  choices: [{ index: 0, finish_reason: 'stop', message: { role: 'assistant', content, refusal: null }, ...choice }],
  usage: { prompt_tokens: 1_000, completion_tokens: 200, total_tokens: 1_200 },
  ...more,
});

export const answers =
  (content: (asked: Asked, number: number) => unknown): Behaviour =>
  (asked, response, number) => {
    const value = content(asked, number);
    json(response, 200, completion(typeof value === 'string' ? value : JSON.stringify(value)));
  };
export const refuses: Behaviour = (_asked, response) =>
  json(
    response,
    200,
    completion(null, {}, { message: { role: 'assistant', content: null, refusal: 'I can’t help with that.' } }),
  );
export const isCutShort: Behaviour = (_asked, response) =>
  json(response, 200, completion('{"subject": "Half a su', {}, { finish_reason: 'length' }));
export const isFiltered: Behaviour = (_asked, response) =>
  json(response, 200, completion('', {}, { finish_reason: 'content_filter' }));
export const status =
  (
    code: number,
    body: unknown = { error: { message: 'no', type: 'x', code: null, param: null } },
    headers: Record<string, string> = {},
  ): Behaviour =>
  (_asked, response) =>
    json(response, code, body, headers);
export const hangs: Behaviour = () => undefined;
/** Begins to answer and never ends. */
export const trickles: Behaviour = (_asked, response) => {
  response.writeHead(200, { 'content-type': 'application/json' });
  response.write('{"choices": [');
};
export const cutsTheLine: Behaviour = (_asked, response) => {
  response.writeHead(200, { 'content-type': 'application/json', 'content-length': '5000' });
  response.write('{"choices": [');
  setImmediate(() => response.destroy());
};
export const saysHtml: Behaviour = (_asked, response) => {
  response.writeHead(200, { 'content-type': 'text/html' });
  response.end('<html>Sign in to the guest network</html>');
};
export const redirects: Behaviour = (_asked, response) => {
  response.writeHead(302, { location: 'http://127.0.0.1:9/elsewhere' });
  response.end();
};
export const floods: Behaviour = (_asked, response) => {
  response.writeHead(200, { 'content-type': 'application/json' });
  const more = (): void => {
    while (!response.destroyed && response.write('x'.repeat(65_536)));
  };
  response.on('drain', more);
  more();
};

/** First one behaviour, from the n-th question on another. */
export const followedBy =
  (first: Behaviour, from: number, second: Behaviour): Behaviour =>
  (asked, response, number) =>
    (number < from ? first : second)(asked, response, number);

/** A clock that is real but never waits: what it was asked to wait is kept. */
export function hurriedClock(): Clock & { readonly waits: number[] } {
  const waits: number[] = [];
  return {
    waits,
    nowMs: () => Date.now(),
    wakeAt(atMs, wake) {
      waits.push(atMs - Date.now());
      const soon = setImmediate(wake);
      return () => clearImmediate(soon);
    },
  };
}
