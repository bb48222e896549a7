/** The page's line to the local host, over real HTTP. */
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterEach, expect, test } from 'vitest';
import { createBridge } from '../../../renderer/bridge.ts';
import { createLocalBridge, tokenIn, type LineState, type LocalBridge } from '../../../renderer/local-bridge.ts';
import { SAMPLE_STATUS } from './sample.ts';

const TOKEN = 'ab'.repeat(32);
const OTHER = 'cd'.repeat(32);

let server: Server | null = null;
let bridge: LocalBridge | null = null;

afterEach(async () => {
  bridge?.stop();
  server?.closeAllConnections();
  await new Promise<void>((resolve) => (server === null ? resolve() : server.close(() => resolve())));
  server = null;
});

interface Host {
  token: string;
  port: number;
  events: ServerResponse[];
  answer: (channel: string, body: unknown) => string;
}

async function host(port = 0): Promise<Host> {
  const state: Host = {
    token: TOKEN,
    port: 0,
    events: [],
    answer: () => JSON.stringify({ ok: true, value: SAMPLE_STATUS }),
  };
  const handle = async (request: IncomingMessage, response: ServerResponse) => {
    if (request.headers['x-countersign-token'] !== state.token) {
      response.writeHead(401).end();
      return;
    }
    if (request.url === '/events') {
      response.writeHead(200, { 'content-type': 'application/x-ndjson' });
      response.write('\n');
      state.events.push(response);
      return;
    }
    let text = '';
    for await (const chunk of request) text += String(chunk);
    response
      .writeHead(200, { 'content-type': 'application/json' })
      .end(state.answer((request.url ?? '').replace('/ipc/', ''), JSON.parse(text)));
  };
  server = createServer((request, response) => void handle(request, response));
  await new Promise<void>((resolve) => server?.listen(port, '127.0.0.1', resolve));
  state.port = (server.address() as AddressInfo).port;
  return state;
}

function open(state: Host, hash = `#token=${TOKEN}`) {
  const tokens = new Map<string, string>();
  const lines: LineState[] = [];
  let cleaned = 0;
  bridge = createLocalBridge({
    fetch: (input, init) => fetch(new URL(input as string, `http://127.0.0.1:${state.port}`), init),
    tokens: {
      getItem: (key) => tokens.get(key) ?? null,
      setItem: (key, value) => void tokens.set(key, value),
      removeItem: (key) => void tokens.delete(key),
    },
    address: { hash },
    cleanAddress: () => (cleaned += 1),
    fraction: () => 0,
    onLine: (line) => lines.push(line),
  });
  return { bridge, tokens, lines, cleaned: () => cleaned };
}

test('the token goes from the address into this tab’s storage, and out of the address bar', async () => {
  const state = await host();
  const { bridge: line, tokens, cleaned } = open(state);
  expect([...tokens.values()]).toEqual([TOKEN]);
  expect(cleaned()).toBe(1);
  expect(await line.call('desk.status', {})).toEqual({ ok: true, value: SAMPLE_STATUS });
});

test.each([
  [`http://127.0.0.1:4000/#token=${TOKEN}`, TOKEN],
  [TOKEN.toUpperCase(), TOKEN],
  [`  ${TOKEN}\n`, TOKEN],
  ['', null],
  [`${TOKEN}0`, null],
  ['token=short', null],
])('a token in %j', (text, token) => {
  expect(tokenIn(text)).toBe(token);
});

test('a refused token asks for a new one, and with it everything goes on', async () => {
  const state = await host();
  state.token = OTHER;
  const { bridge: line, tokens, lines } = open(state);
  line.subscribe(() => undefined);
  await expect.poll(() => lines).toEqual(['needs-token']);
  expect(tokens.size).toBe(0);
  expect(await line.call('desk.status', {})).toMatchObject({ ok: false, error: { code: 'unavailable' } });
  expect(line.offerToken('nothing of use')).toBe(false);
  expect(line.offerToken(`http://127.0.0.1/#token=${OTHER}`)).toBe(true);
  await expect.poll(() => lines.at(-1)).toBe('live');
  expect(await line.call('desk.status', {})).toMatchObject({ ok: true });
});

test('events come in order, cut anywhere, with empty lines between', async () => {
  const state = await host();
  const { bridge: line } = open(state);
  const events: unknown[] = [];
  line.subscribe((event, payload) => events.push([event, payload]));
  await expect.poll(() => state.events.length).toBe(1);
  const text = ['{"event":"a","payload":{"n":"ä"}}', '', '{"event":"b","payload":2}', ''].join('\n');
  for (const byte of new TextEncoder().encode(text)) state.events[0]?.write(Uint8Array.of(byte));
  await expect
    .poll(() => events)
    .toEqual([
      ['a', { n: 'ä' }],
      ['b', 2],
    ]);
});

test('a host that goes away is said to be lost, and is found again when it is back on its port', async () => {
  const state = await host();
  const { bridge: line, lines } = open(state);
  line.subscribe(() => undefined);
  await expect.poll(() => lines).toEqual(['live']);
  server?.closeAllConnections();
  await new Promise<void>((resolve) => server?.close(() => resolve()));
  await expect.poll(() => lines.at(-1)).toBe('lost');
  expect(await line.call('desk.status', {})).toMatchObject({ ok: false, error: { code: 'unavailable' } });
  await host(state.port);
  await expect.poll(() => lines.at(-1), { timeout: 8_000 }).toBe('live');
});

test.each([
  ['no JSON', 'hello'],
  ['no result', '{"fine":true}'],
  ['another shape', '{"ok":true,"value":{"crm":1}}'],
])('an answer that is %s becomes an error value, never a throw', async (_, answer) => {
  const state = await host();
  state.answer = () => answer;
  const { bridge: line } = open(state);
  const result = await createBridge(line, line, new Set()).call('desk.status', {});
  expect(result.ok).toBe(false);
});
