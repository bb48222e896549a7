/**
 * Access tokens of a mail account, by its refresh token (RFC 6749, section 6). A token is used until shortly before it ends, a new refresh
 * token replaces the old one before anything else is done, and neither ever leaves the secrets port but to the endpoint it belongs to.
 */
import { processRefreshTokenResponse, refreshTokenGrantRequest, ResponseBodyError } from 'oauth4webapi';
import type { Clock } from '../ports/clock.ts';
import type { Http } from '../ports/http.ts';
import { endpointOf, tokenFaultOf, type OauthSettings } from './oauth-endpoint.ts';

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
  const { server, client, clientAuth, options } = endpointOf(settings, ports.clientSecret(), ports.http);
  const { scope } = settings;
  try {
    const ask = async (additionalParameters: Record<string, string>) =>
      processRefreshTokenResponse(
        server,
        client,
        await refreshTokenGrantRequest(server, client, clientAuth, refreshToken, { ...options, additionalParameters }),
      );
    const answer = await ask(scope === '' ? {} : { scope }).catch((cause: unknown) => {
      // Less was granted than was asked for: without a scope the service gives what it granted.
      if (scope !== '' && cause instanceof ResponseBodyError && cause.error === 'invalid_scope') return ask({});
      throw cause;
    });
    return {
      accessToken: answer.access_token,
      refreshToken: answer.refresh_token ?? null,
      lifeSeconds: answer.expires_in ?? USUAL_LIFE_SECONDS,
    };
  } catch (cause) {
    throw tokenFaultOf(
      cause,
      'The sign-in service no longer accepts the refresh token: it has ended or was taken back. Sign in again.',
    );
  }
}
