/** The local host over real sockets: who gets in, who does not, and what a page is served. */
import { mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { request as httpRequest } from 'node:http';
import type { IncomingHttpHeaders } from 'node:http';
import { connect, createServer } from 'node:net';
import type { AddressInfo } from 'node:net';
import { networkInterfaces, tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import { newToken, startLocalHost } from '../../electron/local-host.ts';
import type { LocalHost } from '../../electron/local-host.ts';
import { CONTENT_SECURITY_POLICY } from '../../electron/windows/csp.ts';
import { recordingDesk, recordingLog, STATUS } from './recording-desk.ts';
import type { RecordingDesk } from './recording-desk.ts';

let page: string;
beforeAll(() => {
  page = mkdtempSync(join(tmpdir(), 'countersign-page-'));
  mkdirSync(join(page, 'renderer', 'assets'), { recursive: true });
  writeFileSync(join(page, 'renderer', 'index.html'), '<!doctype html><title>Countersign</title>');
  writeFileSync(join(page, 'renderer', 'assets', 'index-1a2b.js'), 'export {};');
  writeFileSync(join(page, 'renderer', 'assets', 'index-1a2b.js.map'), '{}');
  writeFileSync(join(page, 'ledger.sqlite'), 'secret');
  symlinkSync(join(page, 'ledger.sqlite'), join(page, 'renderer', 'assets', 'linked.js'));
});
afterAll(() => rmSync(page, { recursive: true }));

const started: LocalHost[] = [];
afterEach(async () => {
  await Promise.all(started.splice(0).map((host) => host.close()));
});

async function start(desk: RecordingDesk = recordingDesk(), port = 0): Promise<LocalHost> {
  const host = await startLocalHost({
    desk,
    port,
    rendererDir: join(page, 'renderer'),
    token: newToken(),
    log: recordingLog(),
    heartbeatMs: 40,
  });
  started.push(host);
  return host;
}

interface Answer {
  readonly status: number;
  readonly headers: IncomingHttpHeaders;
  readonly body: string;
}

/** Raw enough to send any Host, Origin and path; `null` leaves a header out. */
function ask(
  host: LocalHost,
  path: string,
  options: { method?: string; headers?: Readonly<Record<string, string | null>>; body?: string | Buffer } = {},
): Promise<Answer> {
  const headers: Record<string, string> = {};
  const given: Readonly<Record<string, string | null>> = { host: `127.0.0.1:${String(host.port)}`, ...options.headers };
  for (const [name, value] of Object.entries(given)) {
    if (value !== null) headers[name] = value;
  }
  return new Promise((resolve, reject) => {
    const outgoing = httpRequest(
      { host: '127.0.0.1', port: host.port, path, method: options.method ?? 'GET', headers, agent: false },
      (incoming) => {
        const parts: Buffer[] = [];
        incoming.on('data', (part: Buffer) => parts.push(part));
        incoming.on('end', () =>
          resolve({
            status: incoming.statusCode ?? 0,
            headers: incoming.headers,
            body: Buffer.concat(parts).toString(),
          }),
        );
        incoming.on('error', reject);
      },
    );
    outgoing.on('error', reject);
    outgoing.end(options.body);
  });
}

function call(
  host: LocalHost,
  channel: string,
  body: string | Buffer,
  headers: Record<string, string | null> = {},
): Promise<Answer> {
  return ask(host, `/ipc/${channel}`, {
    method: 'POST',
    body,
    headers: {
      origin: `http://127.0.0.1:${String(host.port)}`,
      'x-countersign-token': host.token,
      'content-type': 'application/json',
      ...headers,
    },
  });
}

const errorOf = (answer: Answer): { code: string; message: string } =>
  (JSON.parse(answer.body) as { error: { code: string; message: string } }).error;

describe('a call', () => {
  test('with our address, origin and token reaches the desk and comes back', async () => {
    const desk = recordingDesk();
    const host = await start(desk);
    const answer = await call(host, 'desk.status', '{}');
    expect(answer.status).toBe(200);
    expect(JSON.parse(answer.body)).toEqual({ ok: true, value: STATUS });
    expect(answer.headers['cache-control']).toBe('no-store');
    expect(answer.headers['access-control-allow-origin']).toBeUndefined();
    expect(desk.calls).toEqual([{ channel: 'desk.status', request: {} }]);
  });

  const foreign: readonly [string, number, (host: LocalHost) => Record<string, string | null>][] = [
    ['no token', 401, () => ({ 'x-countersign-token': null })],
    ['another token', 401, () => ({ 'x-countersign-token': newToken() })],
    ['a token that is cut short', 401, (host) => ({ 'x-countersign-token': host.token.slice(0, 63) })],
    ['the token as a cookie only', 401, (host) => ({ 'x-countersign-token': null, cookie: `token=${host.token}` })],
    ['a rebound name as Host', 421, (host) => ({ host: `evil.test:${String(host.port)}` })],
    ['localhost as Host', 421, (host) => ({ host: `localhost:${String(host.port)}` })],
    ['the Host of another port', 421, (host) => ({ host: `127.0.0.1:${String(host.port + 1)}` })],
    ['a Host without port', 421, () => ({ host: '127.0.0.1' })],
    ['no Origin', 403, () => ({ origin: null })],
    ['a null Origin', 403, () => ({ origin: 'null' })],
    ['another page as Origin', 403, () => ({ origin: 'https://evil.test' })],
    ['another port of this machine as Origin', 403, () => ({ origin: 'http://127.0.0.1:3000' })],
    [
      'an Origin that only starts like ours',
      403,
      (host) => ({ origin: `http://127.0.0.1:${String(host.port)}.evil.test` }),
    ],
    ['a cross-site fetch', 403, () => ({ 'sec-fetch-site': 'cross-site' })],
    ['a fetch from another port', 403, () => ({ 'sec-fetch-site': 'same-site' })],
  ];
  test.each(foreign)('with %s is refused with %i and never reaches the desk', async (_what, status, headers) => {
    const desk = recordingDesk();
    const host = await start(desk);
    const answer = await call(host, 'sync.run', '{}', headers(host));
    expect(answer.status).toBe(status);
    expect(errorOf(answer).code).toBe('forbidden');
    expect(answer.body).not.toContain(host.token);
    expect(desk.calls).toEqual([]);
  });

  test('with two Host or two token headers is refused, also where the first fits', async () => {
    const desk = recordingDesk();
    const host = await start(desk);
    const authority = `127.0.0.1:${String(host.port)}`;
    const rest = `Origin: http://${authority}\r\nContent-Type: application/json\r\nContent-Length: 2\r\nConnection: close\r\n`;
    const token = `x-countersign-token: ${host.token}\r\n`;
    const twoHosts = await rawExchange(
      host.port,
      `POST /ipc/sync.run HTTP/1.1\r\nHost: ${authority}\r\nHost: evil.test\r\n${rest}${token}\r\n{}`,
    );
    expect(twoHosts).toMatch(/^HTTP\/1\.1 4(00|21)/);
    const twoTokens = await rawExchange(
      host.port,
      `POST /ipc/sync.run HTTP/1.1\r\nHost: ${authority}\r\n${rest}${token}${token}\r\n{}`,
    );
    expect(twoTokens).toMatch(/^HTTP\/1\.1 401/);
    expect(desk.calls).toEqual([]);
  });

  test('to an unknown channel is a 404 in the form of every answer', async () => {
    const answer = await call(await start(), 'desk.nope', '{}');
    expect(answer.status).toBe(404);
    expect(errorOf(answer).code).toBe('unknown-channel');
  });

  test.each([
    ['malformed JSON', '{"sendId":', 400, {}],
    ['nothing', '', 400, {}],
    ['broken UTF-8', Buffer.from([0x22, 0xff, 0xfe, 0x22]), 400, {}],
    ['a form', 'a=b', 415, { 'content-type': 'application/x-www-form-urlencoded' }],
    ['JSON marked as plain text', '{}', 415, { 'content-type': 'text/plain' }],
  ])('with %s as body is refused and the server goes on', async (_what, body, status, headers) => {
    const desk = recordingDesk();
    const host = await start(desk);
    const answer = await call(host, 'sync.run', body, headers);
    expect(answer.status).toBe(status);
    expect(errorOf(answer)).toMatchObject({ code: 'bad-request' });
    expect(desk.calls).toEqual([]);
    expect((await call(host, 'sync.run', '{}')).status).toBe(200);
  });

  test.each([
    ['declared', true],
    ['chunked', false],
  ])('with a 5 MB body, %s, is refused with 413 in words that can be read', async (_how, declared) => {
    const desk = recordingDesk();
    const host = await start(desk);
    const body = Buffer.alloc(5_000_000, 0x20);
    const answer = await call(host, 'sync.run', body, declared ? {} : { 'transfer-encoding': 'chunked' });
    expect(answer.status).toBe(413);
    expect(errorOf(answer).message).toContain('1 MB');
    expect(desk.calls).toEqual([]);
    expect((await call(host, 'sync.run', '{}')).status).toBe(200);
  });

  test('that does not fit its schema says where, with the desk untouched', async () => {
    const desk = recordingDesk();
    const answer = await call(await start(desk), 'send.now', '{"sendId":7}');
    expect(answer.status).toBe(200);
    expect(JSON.parse(answer.body)).toMatchObject({ ok: false, error: { code: 'bad-request', path: 'sendId' } });
    expect(desk.calls).toEqual([]);
  });
});

describe('the page', () => {
  test('is served with the policy, nosniff, no referrer and its own process, and is never stored', async () => {
    const answer = await ask(await start(), '/?from=anywhere');
    expect(answer.status).toBe(200);
    expect(answer.body).toContain('<title>Countersign</title>');
    expect(answer.headers).toMatchObject({
      'content-security-policy': CONTENT_SECURITY_POLICY,
      'x-content-type-options': 'nosniff',
      'referrer-policy': 'no-referrer',
      'cross-origin-opener-policy': 'same-origin',
      'cross-origin-resource-policy': 'same-origin',
      'cross-origin-embedder-policy': 'require-corp',
      'cache-control': 'no-store',
      'content-type': 'text/html; charset=utf-8',
    });
    expect(answer.headers['set-cookie']).toBeUndefined();
  });

  test('the policy has no unsafe source and allows nothing from elsewhere', () => {
    expect(CONTENT_SECURITY_POLICY).not.toMatch(/unsafe|\*|https?:|blob:/);
    expect(CONTENT_SECURITY_POLICY).toContain("default-src 'none'");
    expect(CONTENT_SECURITY_POLICY).toContain("frame-ancestors 'none'");
  });

  test('assets carry their type and may be kept; maps and links are not served', async () => {
    const host = await start();
    const script = await ask(host, '/assets/index-1a2b.js');
    expect(script.headers).toMatchObject({
      'content-type': 'text/javascript; charset=utf-8',
      'x-content-type-options': 'nosniff',
    });
    expect(script.headers['cache-control']).toContain('immutable');
    expect((await ask(host, '/assets/index-1a2b.js.map')).status).toBe(404);
    expect((await ask(host, '/assets/linked.js')).status).toBe(404);
  });

  test.each([
    '/../ledger.sqlite',
    '/assets/../../ledger.sqlite',
    '/..%2fledger.sqlite',
    '/%2e%2e/ledger.sqlite',
    '/assets/..%5c..%5cledger.sqlite',
    '//etc/passwd',
    '/index.html%00.js',
    '/assets/',
    '/nothing',
    'http://evil.test/',
    '*',
  ])('%s is nothing here', async (path) => {
    const answer = await ask(await start(), path);
    expect(answer.status).toBe(404);
    expect(answer.body).not.toContain('secret');
    expect(answer.headers['content-security-policy']).toBe(CONTENT_SECURITY_POLICY);
  });

  test.each([
    ['/', 'POST', 'GET'],
    ['/', 'PUT', 'GET'],
    ['/', 'OPTIONS', 'GET'],
    ['/', 'HEAD', 'GET'],
    ['/events', 'POST', 'GET'],
    ['/ipc/sync.run', 'GET', 'POST'],
    ['/ipc/sync.run', 'OPTIONS', 'POST'],
    ['/ipc/sync.run', 'DELETE', 'POST'],
  ])('%s does not take %s', async (path, method, allowed) => {
    const desk = recordingDesk();
    const answer = await ask(await start(desk), path, { method });
    expect(answer.status).toBe(405);
    expect(answer.headers.allow).toBe(allowed);
    expect(desk.calls).toEqual([]);
  });

  test('is not served to a rebound name either', async () => {
    expect((await ask(await start(), '/', { headers: { host: 'evil.test' } })).status).toBe(421);
  });
});

describe('the address for our own window', () => {
  test('leads to the page with the token once, and is nothing the second time', async () => {
    const host = await start();
    const path = new URL(host.oneUseAddress()).pathname;
    expect(path).not.toContain(host.token);
    const first = await ask(host, path);
    expect(first.status).toBe(303);
    expect(first.headers.location).toBe(`/#token=${host.token}`);
    expect((await ask(host, path)).status).toBe(404);
    expect((await ask(host, `/open/${'0'.repeat(64)}`)).status).toBe(404);
  });

  test('the printed address holds the token in its fragment, which no server is ever sent', async () => {
    const host = await start();
    expect(host.address).toBe(`http://127.0.0.1:${String(host.port)}/#token=${host.token}`);
    expect(host.token).toMatch(/^[0-9a-f]{64}$/);
  });
});

describe('the events', () => {
  const headers = (host: LocalHost) => ({ 'x-countersign-token': host.token });

  test('come as lines of JSON, in order, with empty lines between them while nothing happens', async () => {
    const desk = recordingDesk();
    const host = await start(desk);
    const stream = await fetch(`http://127.0.0.1:${String(host.port)}/events`, { headers: headers(host) });
    expect(stream.headers.get('content-type')).toContain('application/x-ndjson');
    const lines = linesOf(stream);
    expect((await lines.next()).value).toBe('');
    desk.emit('feed.advanced', { epoch: 'e1', latestSeq: 1 });
    desk.emit('desk.status', STATUS);
    const seen: string[] = [];
    while (seen.filter((line) => line !== '').length < 2 || !seen.includes(''))
      seen.push(String((await lines.next()).value));
    expect(seen.filter((line) => line !== '').map((line) => JSON.parse(line) as unknown)).toEqual([
      { event: 'feed.advanced', payload: { epoch: 'e1', latestSeq: 1 } },
      { event: 'desk.status', payload: STATUS },
    ]);
    await lines.return(undefined);
  });

  test('are refused without the token or to another origin', async () => {
    const host = await start();
    expect((await ask(host, '/events')).status).toBe(401);
    expect((await ask(host, '/events', { headers: { ...headers(host), origin: 'https://evil.test' } })).status).toBe(
      403,
    );
    expect((await ask(host, '/events', { headers: { ...headers(host), 'sec-fetch-site': 'cross-site' } })).status).toBe(
      403,
    );
  });

  test('a page that does not read gets the newest of each kind later, and costs no growing queue', async () => {
    const desk = recordingDesk();
    const host = await start(desk);
    const socket = connect({ host: '127.0.0.1', port: host.port });
    await new Promise((resolve) => socket.once('connect', resolve));
    socket.pause();
    socket.write(
      `GET /events HTTP/1.1\r\nHost: 127.0.0.1:${String(host.port)}\r\nx-countersign-token: ${host.token}\r\n\r\n`,
    );
    await new Promise((resolve) => setTimeout(resolve, 100));
    const label = 'x'.repeat(20_000);
    const before = process.memoryUsage().arrayBuffers + process.memoryUsage().heapUsed;
    const rounds = 4_000;
    for (let done = 1; done <= rounds; done += 1) {
      desk.emit('progress', { task: 'sync', label, done, total: null, perSecond: 1, state: 'running', problem: null });
      if (done % 50 === 0) await new Promise((resolve) => setImmediate(resolve));
    }
    desk.emit('feed.advanced', { epoch: 'e1', latestSeq: 77 });
    expect(process.memoryUsage().arrayBuffers + process.memoryUsage().heapUsed - before).toBeLessThan(60_000_000);
    let received = '';
    socket.on('data', (part) => (received += part.toString()));
    socket.resume();
    await expect
      .poll(() => received.includes('"latestSeq":77') && received.includes(`"done":${String(rounds)},`), {
        timeout: 5_000,
      })
      .toBe(true);
    expect(received.split('"event":"progress"').length).toBeLessThan(rounds / 2);
    socket.destroy();
  });

  test('end with the host, which then holds nothing open', async () => {
    const desk = recordingDesk();
    const host = await start(desk);
    const stream = await fetch(`http://127.0.0.1:${String(host.port)}/events`, { headers: headers(host) });
    expect(desk.listeners()).toBe(1);
    await host.close();
    expect(desk.listeners()).toBe(0);
    expect(desk.closed).toBe(false);
    await expect(stream.text()).resolves.toBe('\n');
    await expect(fetch(host.address)).rejects.toThrow();
  });
});

describe('the port', () => {
  test('that is taken gives way to another, and the host says which', async () => {
    const taken = createServer();
    await new Promise<void>((resolve) => taken.listen(0, '127.0.0.1', resolve));
    const { port } = taken.address() as AddressInfo;
    const host = await start(recordingDesk(), port);
    expect(host.port).not.toBe(port);
    expect((await call(host, 'desk.status', '{}')).status).toBe(200);
    taken.close();
  });

  test('is open on the loopback interface only', async () => {
    const host = await start();
    const outside = Object.values(networkInterfaces())
      .flat()
      .filter((address) => address?.family === 'IPv4' && !address.internal);
    for (const address of outside) {
      await expect(canConnect(address!.address, host.port), address!.address).resolves.toBe(false);
    }
    await expect(canConnect('127.0.0.2', host.port)).resolves.toBe(false);
    await expect(canConnect('127.0.0.1', host.port)).resolves.toBe(true);
  });
});

function canConnect(address: string, port: number): Promise<boolean> {
  return new Promise((resolve) => {
    const socket = connect({ host: address, port, timeout: 1_000 });
    const end = (connected: boolean) => () => {
      socket.destroy();
      resolve(connected);
    };
    socket.once('connect', end(true)).once('error', end(false)).once('timeout', end(false));
  });
}

function rawExchange(port: number, text: string): Promise<string> {
  return new Promise((resolve, reject) => {
    const socket = connect({ host: '127.0.0.1', port }, () => socket.write(text));
    let received = '';
    socket.on('data', (part) => (received += part.toString()));
    socket.on('end', () => resolve(received));
    socket.on('error', reject);
  });
}

async function* linesOf(response: Response): AsyncGenerator<string> {
  let rest = '';
  const decoder = new TextDecoder();
  for await (const part of response.body!) {
    rest += decoder.decode(part, { stream: true });
    const lines = rest.split('\n');
    rest = lines.pop() ?? '';
    yield* lines;
  }
}
