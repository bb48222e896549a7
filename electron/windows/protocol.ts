/** Serves the built page at `app://countersign/`; must never answer for another host, another method, or a name the build did not make. */
import { protocol } from 'electron';
import type { Protocol } from 'electron';
import { APP_HOST, APP_SCHEME } from './address.ts';
import { PAGE_HEADERS } from './csp.ts';

/** Finds a file of the page by its path (`platform/page-files.ts`). */
export type FindPageFile = (path: string) => Promise<{
  readonly contentType: string;
  readonly cacheControl: string;
  readonly bytes: Uint8Array<ArrayBuffer>;
} | null>;

/** Must run before the app is ready: makes the scheme standard (it has origins, storage, relative addresses) and secure. */
export function registerAppScheme(): void {
  protocol.registerSchemesAsPrivileged([
    { scheme: APP_SCHEME, privileges: { standard: true, secure: true, supportFetchAPI: true, codeCache: true } },
  ]);
}

export function servePage(on: Protocol, findPageFile: FindPageFile): void {
  on.handle(APP_SCHEME, async (request) => {
    const url = URL.parse(request.url);
    if (url?.host !== APP_HOST) return refuse(404);
    if (request.method !== 'GET') return refuse(405);
    const file = await findPageFile(url.pathname);
    if (file === null) return refuse(404);
    return new Response(file.bytes, {
      headers: { ...PAGE_HEADERS, 'content-type': file.contentType, 'cache-control': file.cacheControl },
    });
  });
}

function refuse(status: 404 | 405): Response {
  return new Response(null, { status, headers: PAGE_HEADERS });
}
