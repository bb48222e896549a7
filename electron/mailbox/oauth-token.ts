/**
 * Access tokens of a mail account, by its refresh token (RFC 6749, section 6). A token is used until shortly before it ends, a new refresh
 * token replaces the old one before anything else is done, and neither ever leaves the secrets port but to the endpoint it belongs to.
 */
import {
  allowInsecureRequests,
  ClientSecretPost,
  customFetch,
  None,
  processRefreshTokenResponse,
  refreshTokenGrantRequest,
  ResponseBodyError,
  WWWAuthenticateChallengeError,
} from 'oauth4webapi';
import type { MailAuth } from '../../shared/domain/mail-account.ts';
import type { Clock } from '../ports/clock.ts';
import type { Http } from '../ports/http.ts';
import { TokenFault } from '../ports/mail-login.ts';

export type OauthSettings = Extract<MailAuth, { kind: 'oauth' }>;

export interface TokenPorts {
  readonly clock: Clock;
  readonly http: Http;
  readonly refreshToken: () => string | null;
  readonly clientSecret: () => string | null;
  /** Keeps a refresh token that replaces the one before. */
  readonly rotated: (refreshToken: string) => void;
}

/** Null where there is no refresh token to ask with. `renew` asks anew though the last token should still be good. */
export type ReadAccessToken = (renew: boolean) => Promise<string | null>;

const TIMEOUT_MS = 20_000;
/** A token that ends while a message is under way would be refused. */
const BEFORE_END_MS = 120_000;
/** RFC 6749 lets the server leave the life of a token out. */
const USUAL_LIFE_SECONDS = 3_600;

export function makeReadAccessToken(settings: OauthSettings, ports: TokenPorts): ReadAccessToken {
  let held: { readonly token: string; readonly goodUntilMs: number } | null = null;
  let asking: Promise<string | null> | null = null;

  const ask = async (): Promise<string | null> => {
    const refreshToken = ports.refreshToken();
    if (refreshToken === null) return null;
    const answer = await askEndpoint(settings, refreshToken, ports);
    if (answer.refreshToken !== null && answer.refreshToken !== refreshToken) ports.rotated(answer.refreshToken);
    held = {
      token: answer.accessToken,
      goodUntilMs: ports.clock.nowMs() + Math.max(0, answer.lifeSeconds * 1_000 - BEFORE_END_MS),
    };
    return answer.accessToken;
  };

  return (renew) => {
    if (!renew && held !== null && ports.clock.nowMs() < held.goodUntilMs) return Promise.resolve(held.token);
    // SMTP and IMAP may ask at the same moment; a refresh token that rotates is good for one of them.
    asking ??= ask().finally(() => {
      asking = null;
    });
    return asking;
  };
}

interface Answer {
  readonly accessToken: string;
  readonly refreshToken: string | null;
  readonly lifeSeconds: number;
}

async function askEndpoint(settings: OauthSettings, refreshToken: string, ports: TokenPorts): Promise<Answer> {
  const { tokenUrl, clientId, scope } = settings;
  const server = { issuer: new URL(tokenUrl).origin, token_endpoint: tokenUrl };
  const client = { client_id: clientId };
  const secret = ports.clientSecret();
  try {
    const response = await refreshTokenGrantRequest(
      server,
      client,
      secret === null ? None() : ClientSecretPost(secret),
      refreshToken,
      {
        additionalParameters: scope === '' ? {} : { scope },
        [allowInsecureRequests]: tokenUrl.startsWith('http:'),
        [customFetch]: async (url, { headers, body }) =>
          withoutIdentity(
            await ports.http(url, { method: 'POST', headers, body: bodyText(body), timeoutMs: TIMEOUT_MS }),
          ),
      },
    );
    const answer = await processRefreshTokenResponse(server, client, response);
    return {
      accessToken: answer.access_token,
      refreshToken: answer.refresh_token ?? null,
      lifeSeconds: answer.expires_in ?? USUAL_LIFE_SECONDS,
    };
  } catch (cause) {
    throw faultOf(cause);
  }
}

const bodyText = (body: unknown): string => (body instanceof URLSearchParams ? body.toString() : '');

/** An identity token that comes along was not asked for and is not used, so it is not checked either. */
async function withoutIdentity(response: Response): Promise<Response> {
  if (!response.ok || !/json/i.test(response.headers.get('content-type') ?? '')) return response;
  const answer: unknown = await response.json();
  if (typeof answer !== 'object' || answer === null) return Response.json(answer);
  return Response.json(Object.fromEntries(Object.entries(answer).filter(([name]) => name !== 'id_token')));
}

function faultOf(cause: unknown): TokenFault {
  if (cause instanceof ResponseBodyError && cause.status < 500) {
    const words =
      cause.error === 'invalid_grant'
        ? 'The sign-in service no longer accepts the refresh token: it has ended or was taken back. Get a new one and paste it here.'
        : `The sign-in service refused: ${shown(cause.error)}.`;
    return new TokenFault('refused', words, cause);
  }
  if (cause instanceof WWWAuthenticateChallengeError && cause.status < 500) {
    return new TokenFault('refused', 'The sign-in service does not know this client id or its secret.', cause);
  }
  return new TokenFault('unreachable', 'The sign-in service could not be reached, or gave no usable answer.', cause);
}

const shown = (code: string): string => code.replace(/[^\w .-]+/g, ' ').slice(0, 100);
