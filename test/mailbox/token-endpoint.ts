/** A real token endpoint on this computer: checks what it is asked and answers as a test says. */
import { createServer, type IncomingMessage } from 'node:http';
import type { AddressInfo } from 'node:net';
import { onTestFinished } from 'vitest';

export interface TokenEndpoint {
  readonly url: string;
  /** The form fields of each request, in order. */
  readonly asked: Readonly<Record<string, string>>[];
}

type Said = { readonly status?: number; readonly body: unknown } | 'cut';

export async function startTokenEndpoint(
  answer: (asked: Readonly<Record<string, string>>, count: number) => Said,
): Promise<TokenEndpoint> {
  const asked: Readonly<Record<string, string>>[] = [];
  const server = createServer((request, response) => {
    void bodyOf(request).then((body) => {
      const fields = Object.fromEntries(new URLSearchParams(body));
      asked.push(fields);
      const said = answer(fields, asked.length);
      if (said === 'cut') return void request.socket.destroy();
      response.writeHead(said.status ?? 200, { 'content-type': 'application/json', 'cache-control': 'no-store' });
      response.end(typeof said.body === 'string' ? said.body : JSON.stringify(said.body));
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  onTestFinished(
    () =>
      new Promise<void>((resolve) => {
        server.closeAllConnections();
        server.close(() => resolve());
      }),
  );
  return { url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/token`, asked };
}

async function bodyOf(request: IncomingMessage): Promise<string> {
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(chunk as Buffer);
  return Buffer.concat(chunks).toString('utf8');
}
