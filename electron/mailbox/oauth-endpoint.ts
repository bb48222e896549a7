/** How a sign-in service is spoken to, whatever is asked of it (RFC 6749), and what a fault of it means to a person. */
import {
  allowInsecureRequests,
  ClientSecretPost,
  customFetch,
  None,
  ResponseBodyError,
  WWWAuthenticateChallengeError,
  type AuthorizationServer,
  type Client,
  type ClientAuth,
} from 'oauth4webapi';
import type { MailAuth } from '../../shared/domain/mail-account.ts';
import type { Http } from '../ports/http.ts';
import { TokenFault } from '../ports/mail-login.ts';

export type OauthSettings = Extract<MailAuth, { kind: 'oauth' }>;

const TIMEOUT_MS = 20_000;

export interface Endpoint {
  readonly server: AuthorizationServer;
  readonly client: Client;
  readonly clientAuth: ClientAuth;
  readonly options: {
    readonly [allowInsecureRequests]: boolean;
    readonly [customFetch]: (
      url: string,
      request: { readonly headers: Record<string, string>; readonly body?: unknown },
    ) => Promise<Response>;
  };
}

export function endpointOf({ tokenUrl, clientId }: OauthSettings, clientSecret: string | null, http: Http): Endpoint {
  return {
    server: { issuer: new URL(tokenUrl).origin, token_endpoint: tokenUrl },
    client: { client_id: clientId },
    clientAuth: clientSecret === null ? None() : ClientSecretPost(clientSecret),
    options: {
      [allowInsecureRequests]: tokenUrl.startsWith('http:'),
      [customFetch]: async (url, { headers, body }) =>
        withoutIdentity(await http(url, { method: 'POST', headers, body: bodyText(body), timeoutMs: TIMEOUT_MS })),
    },
  };
}

const bodyText = (body: unknown): string => (body instanceof URLSearchParams ? body.toString() : '');

/** An identity token that comes along was not asked for and is not used, so it is not checked either. */
async function withoutIdentity(response: Response): Promise<Response> {
  if (!response.ok || !/json/i.test(response.headers.get('content-type') ?? '')) return response;
  const answer: unknown = await response.json();
  if (typeof answer !== 'object' || answer === null) return Response.json(answer);
  return Response.json(Object.fromEntries(Object.entries(answer).filter(([name]) => name !== 'id_token')));
}

/** `ended`: what it means that what was handed over is good for nothing any more. */
export function tokenFaultOf(cause: unknown, ended: string): TokenFault {
  if (cause instanceof ResponseBodyError && cause.status < 500) {
    const words = cause.error === 'invalid_grant' ? ended : `The sign-in service refused: ${shownCode(cause.error)}.`;
    return new TokenFault('refused', words, cause);
  }
  if (cause instanceof WWWAuthenticateChallengeError && cause.status < 500) {
    return new TokenFault('refused', 'The sign-in service does not know this client id or its secret.', cause);
  }
  return new TokenFault('unreachable', 'The sign-in service could not be reached, or gave no usable answer.', cause);
}

/** A service's own word, made harmless. */
export const shownCode = (code: string): string => code.replace(/[^\w .-]+/g, ' ').slice(0, 100);
