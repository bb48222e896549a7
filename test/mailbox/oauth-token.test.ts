/** Access tokens by refresh token, against a real endpoint: kept until shortly before their end, rotated, refused, out of reach. */
import { describe, expect, it, vi } from 'vitest';
import { makeReadAccessToken } from '../../electron/mailbox/oauth-token.ts';
import { systemHttp } from '../../electron/platform/http.ts';
import { TokenFault } from '../../electron/ports/mail-login.ts';
import { turnedClock } from '../send/desk-parts.ts';
import { startTokenEndpoint, type TokenEndpoint } from './token-endpoint.ts';

vi.setConfig({ testTimeout: 60_000 });

function source(endpoint: Pick<TokenEndpoint, 'url'>, held: { refresh: string | null; secret: string | null }) {
  const clock = turnedClock(1_000_000);
  const rotated: string[] = [];
  const read = makeReadAccessToken(
    {
      kind: 'oauth',
      authorizationUrl: null,
      tokenUrl: endpoint.url,
      clientId: 'client-1',
      scope: 'mail.send mail.read',
    },
    {
      clock,
      http: systemHttp,
      refreshToken: () => held.refresh,
      clientSecret: () => held.secret,
      rotated: (token) => {
        rotated.push(token);
        held.refresh = token;
      },
    },
  );
  return { read, clock, rotated };
}

const token = (count: number, more: object = {}) => ({
  body: { access_token: `access-${count}`, token_type: 'Bearer', expires_in: 3_600, ...more },
});

describe('an access token', () => {
  it('is asked for with the refresh token, and used until two minutes before its end', async () => {
    const endpoint = await startTokenEndpoint((_asked, count) => token(count));
    const { read, clock } = source(endpoint, { refresh: 'refresh-1', secret: null });
    expect(await read(false)).toBe('access-1');
    expect(endpoint.asked[0]).toEqual({
      grant_type: 'refresh_token',
      refresh_token: 'refresh-1',
      client_id: 'client-1',
      scope: 'mail.send mail.read',
    });
    clock.set(clock.nowMs() + 3_479_000);
    expect(await read(false)).toBe('access-1');
    clock.set(clock.nowMs() + 1_000);
    expect(await read(false)).toBe('access-2');
    expect(endpoint.asked).toHaveLength(2);
  });

  it('is renewed before its end where a server refused it, and asked for once by two at the same time', async () => {
    const endpoint = await startTokenEndpoint((_asked, count) => token(count));
    const { read } = source(endpoint, { refresh: 'refresh-1', secret: 'secret-1' });
    expect(await Promise.all([read(false), read(false)])).toEqual(['access-1', 'access-1']);
    expect(await Promise.all([read(true), read(true)])).toEqual(['access-2', 'access-2']);
    expect(endpoint.asked.map((asked) => asked['client_secret'])).toEqual(['secret-1', 'secret-1']);
  });

  it('comes with a new refresh token, which replaces the one before', async () => {
    const endpoint = await startTokenEndpoint(({ refresh_token }, count) =>
      refresh_token === `refresh-${count}`
        ? token(count, { refresh_token: `refresh-${count + 1}` })
        : { status: 400, body: { error: 'invalid_grant' } },
    );
    const { read, rotated } = source(endpoint, { refresh: 'refresh-1', secret: null });
    expect([await read(true), await read(true), await read(true)]).toEqual(['access-1', 'access-2', 'access-3']);
    expect(rotated).toEqual(['refresh-2', 'refresh-3', 'refresh-4']);
  });

  it('may come with an identity token, which is nobody’s business', async () => {
    const endpoint = await startTokenEndpoint((_asked, count) => token(count, { id_token: 'e30.e30.x' }));
    expect(await source(endpoint, { refresh: 'refresh-1', secret: null }).read(false)).toBe('access-1');
  });

  it('is asked for without a scope where less was granted than the account names', async () => {
    const endpoint = await startTokenEndpoint(({ scope }, count) =>
      scope === undefined ? token(count) : { status: 400, body: { error: 'invalid_scope' } },
    );
    expect(await source(endpoint, { refresh: 'refresh-1', secret: null }).read(false)).toBe('access-2');
    expect(endpoint.asked).toHaveLength(2);
  });

  it('is not there without a refresh token, and nobody is asked', async () => {
    const endpoint = await startTokenEndpoint((_asked, count) => token(count));
    expect(await source(endpoint, { refresh: null, secret: null }).read(false)).toBeNull();
    expect(endpoint.asked).toEqual([]);
  });
});

describe('a fault', () => {
  it.each([
    ['a refresh token that has ended', 400, { error: 'invalid_grant' }, 'refused'],
    ['an unknown client', 401, { error: 'invalid_client' }, 'refused'],
    ['a server in trouble', 503, { error: 'temporarily_unavailable' }, 'unreachable'],
    ['no token in the answer', 200, { token_type: 'Bearer' }, 'unreachable'],
    ['a token of another type', 200, { access_token: 'x', token_type: 'mac' }, 'unreachable'],
    ['a web page', 200, '<html>', 'unreachable'],
    ['a redirect', 302, {}, 'unreachable'],
  ] as const)('%s: %d', async (_name, status, body, kind) => {
    const endpoint = await startTokenEndpoint(() => ({ status, body }));
    const fault = await source(endpoint, { refresh: 'refresh-1', secret: null })
      .read(false)
      .catch((cause: unknown) => cause);
    expect(fault).toBeInstanceOf(TokenFault);
    expect(fault).toMatchObject({ kind });
    expect(String(fault)).not.toContain('refresh-1');
  });

  it('a cut connection is out of reach, and the next try is a new one', async () => {
    const endpoint = await startTokenEndpoint((_asked, count) => (count === 1 ? 'cut' : token(count)));
    const { read } = source(endpoint, { refresh: 'refresh-1', secret: null });
    await expect(read(false)).rejects.toMatchObject({ kind: 'unreachable' });
    expect(await read(false)).toBe('access-2');
  });
});
