/** Web requests by Node's own client. It follows no redirect, because a redirect would carry a secret to where nobody chose. */
import type { Http } from '../ports/http.ts';

export const systemHttp: Http = (url, { method, headers, body, timeoutMs }) =>
  fetch(url, {
    method,
    headers,
    ...(body === undefined ? {} : { body }),
    redirect: 'manual',
    signal: AbortSignal.timeout(timeoutMs),
  });
