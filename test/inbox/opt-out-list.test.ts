/** The one-click opt-out list over real HTTP: what is asked, what is read, and what a fault is called; never an empty list for a fault. */
import { createServer, type RequestListener } from 'node:http';
import type { AddressInfo } from 'node:net';
import { describe, expect, it, onTestFinished } from 'vitest';
import { fetchOptOutList, readLines } from '../../electron/inbox/opt-out-list.ts';
import { systemHttp } from '../../electron/platform/http.ts';

async function listAt(answer: RequestListener): Promise<string> {
  const server = createServer(answer);
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  onTestFinished(
    () =>
      new Promise<void>((resolve) => {
        server.closeAllConnections();
        server.close(() => resolve());
      }),
  );
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}/list`;
}

const fetched = (url: string, etag: string | null = null) =>
  fetchOptOutList({ http: systemHttp, url, key: 'k-1', etag });

describe('the list', () => {
  it('is asked with the key, read line by line, and asked anew by its tag', async () => {
    const asked: (string | undefined)[][] = [];
    const url = await listAt((request, response) => {
      asked.push([request.headers.authorization, request.headers['if-none-match']]);
      if (request.headers['if-none-match'] === '"t1"') response.writeHead(304).end();
      else
        response
          .writeHead(200, { etag: '"t1"' })
          .end('{"c":"con-1","at":1000}\n{"c":"con-2","at":"2026-11-25T10:00:00Z"}\n');
    });
    expect(await fetched(url)).toEqual({
      kind: 'list',
      optOuts: [
        { contactId: 'con-1', atMs: 1000 },
        { contactId: 'con-2', atMs: Date.UTC(2026, 10, 25, 10) },
      ],
      unreadable: 0,
      etag: '"t1"',
    });
    expect(await fetched(url, '"t1"')).toEqual({ kind: 'unchanged' });
    expect(asked).toEqual([
      ['Bearer k-1', undefined],
      ['Bearer k-1', '"t1"'],
    ]);
  });

  it('skips a line it can’t read, counts it, and reads the others', () => {
    expect(
      readLines(
        '{"c":"con-1","at":1}\nnonsense\n\n{"c":"with space","at":1}\n{"c":"con-2"}\n{"at":1}\n[1]\n{"c":"con-3","at":3}\r\n',
      ),
    ).toEqual({
      optOuts: [
        { contactId: 'con-1', atMs: 1 },
        { contactId: 'con-3', atMs: 3 },
      ],
      unreadable: 5,
    });
  });

  it.each([
    [401, false],
    [403, false],
    [404, false],
    [302, false],
    [429, true],
    [500, true],
  ])('with status %d is a fault, which passes by itself: %s', async (status, retryable) => {
    const url = await listAt((_request, response) =>
      response.writeHead(status, { location: 'http://127.0.0.1:9/' }).end('{"c":"con-1","at":1}'),
    );
    expect(await fetched(url)).toMatchObject({ kind: 'fault', retryable });
  });

  it('that breaks off, or is not there, is a fault', async () => {
    const cut = await listAt((_request, response) => {
      response.writeHead(200, { 'content-length': '1000' });
      response.write('{"c":"con-1","at":1}\n', () => response.socket?.destroy());
    });
    expect(await fetched(cut)).toMatchObject({ kind: 'fault', retryable: true });
    expect(await fetched('http://127.0.0.1:9/list')).toMatchObject({ kind: 'fault', retryable: true });
  });

  it('without end is cut off', async () => {
    const url = await listAt((_request, response) => {
      const more = () => {
        while (!response.destroyed && response.write('x'.repeat(65_536)));
      };
      response.on('drain', more);
      more();
    });
    expect(await fetched(url)).toMatchObject({ kind: 'fault', retryable: false });
  });
});
