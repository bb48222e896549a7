/**
 * Hears a sign-in's redirect on the loopback interface (RFC 8252, section 7.3). Must never listen on another interface, nor keep, log or
 * show anything of what comes.
 */
import { createHash } from 'node:crypto';
import { createServer } from 'node:http';
import type { ListenForRedirect, RedirectPage } from '../ports/redirects.ts';

const STYLE =
  ':root{color-scheme:light dark}body{font:16px/1.5 system-ui,sans-serif;max-width:34rem;margin:18vh auto;padding:0 1.5rem}h1{font-size:1.25rem;margin:0 0 .5rem}p{margin:0}';
const HEADERS = {
  'content-type': 'text/html; charset=utf-8',
  'cache-control': 'no-store',
  'referrer-policy': 'no-referrer',
  'x-content-type-options': 'nosniff',
  'content-security-policy': `default-src 'none'; style-src 'sha256-${createHash('sha256').update(STYLE).digest('base64')}'; frame-ancestors 'none'`,
};

export const listenForRedirect: ListenForRedirect = (onRedirect) =>
  new Promise((resolve, reject) => {
    const server = createServer((request, response) => {
      const url = new URL(request.url ?? '/', 'http://127.0.0.1');
      const isOurs = /^(?:127\.0\.0\.1|localhost):\d+$/u.test(request.headers.host ?? '');
      if (request.method !== 'GET' || url.pathname !== '/' || !isOurs) {
        response.writeHead(404, HEADERS).end();
        return;
      }
      onRedirect(url.searchParams).then(
        (page) => {
          response.writeHead(page === null ? 404 : 200, { ...HEADERS, connection: 'close' });
          response.end(page === null ? '' : htmlOf(page));
        },
        () => response.writeHead(500, HEADERS).end(),
      );
    });
    server.once('error', reject);
    server.listen({ host: '127.0.0.1', port: 0, exclusive: true }, () => {
      const bound = server.address();
      if (bound === null || typeof bound === 'string') {
        reject(new Error('no port'));
        return;
      }
      resolve({
        port: bound.port,
        close() {
          // The browser's page is still on its way; nothing new is taken.
          server.close();
          server.closeIdleConnections();
        },
      });
    });
  });

function htmlOf({ title, words }: RedirectPage): string {
  return `<!doctype html><html lang="en"><meta charset="utf-8"><title>${escaped(title)} · Countersign</title><style>${STYLE}</style><h1>${escaped(title)}</h1><p>${escaped(words)}</p></html>`;
}

const escaped = (text: string): string => text.replace(/[&<>"]/gu, (sign) => `&#${String(sign.codePointAt(0))};`);
