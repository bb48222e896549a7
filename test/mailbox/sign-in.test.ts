/** A sign-in in the browser, over real loopback: what the browser is asked, what may come back, and how it ends. */
import { createHash } from 'node:crypto';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { makeSignIns, type SignInPorts, type SignIns } from '../../electron/mailbox/sign-in.ts';
import { systemHttp } from '../../electron/platform/http.ts';
import { listenForRedirect } from '../../electron/platform/redirect-listener.ts';
import { turnedClock } from '../send/desk-parts.ts';
import { startTokenEndpoint } from './token-endpoint.ts';

vi.setConfig({ testTimeout: 60_000 });

const open: SignIns[] = [];
afterEach(() => open.splice(0).forEach((each) => each.close()));

const TOKENS = { access_token: 'access-1', token_type: 'Bearer', expires_in: 3_600, refresh_token: 'refresh-1' };

async function begun({
  answer = { body: TOKENS },
  authorizationUrl = 'https://login.example/authorize?tenant=1',
  openLink = () => Promise.resolve(),
  clientSecret = null,
}: {
  answer?: { readonly status?: number; readonly body: object };
  authorizationUrl?: string;
  openLink?: SignInPorts['openLink'];
  clientSecret?: string | null;
} = {}) {
  const endpoint = await startTokenEndpoint(() => answer);
  const clock = turnedClock(1_000_000);
  const signIns = makeSignIns({ clock, http: systemHttp, listen: listenForRedirect, openLink });
  open.push(signIns);
  const begin = () =>
    signIns.begin({
      auth: { kind: 'oauth', authorizationUrl, tokenUrl: endpoint.url, clientId: 'client-1', scope: 'mail' },
      user: 'sam@ourco.example',
      clientSecret,
    });
  const signIn = await begin();
  const asked = Object.fromEntries(new URL(signIn.url).searchParams);
  const back = (parameters: Readonly<Record<string, string>>, init: RequestInit & { path?: string } = {}) =>
    fetch(
      `${(asked['redirect_uri'] ?? '').replace('localhost', '127.0.0.1')}${init.path ?? '/'}?${new URLSearchParams(parameters).toString()}`,
      init,
    );
  return { endpoint, clock, signIns, signIn, begin, asked, back, state: asked['state'] ?? '' };
}

describe('a sign-in', () => {
  it('asks with a challenge, and exchanges what comes back with its proof', async () => {
    const { signIn, asked, back, state, endpoint } = await begun({ clientSecret: 'secret-1' });
    expect(asked).toMatchObject({
      tenant: '1',
      response_type: 'code',
      client_id: 'client-1',
      scope: 'mail',
      code_challenge_method: 'S256',
      login_hint: 'sam@ourco.example',
    });
    expect(asked['redirect_uri']).toMatch(/^http:\/\/127\.0\.0\.1:\d+$/u);
    const page = await back({ code: 'code-1', state, iss: 'https://login.example' });
    expect(await page.text()).toContain('Signed in');
    expect(page.headers.get('content-security-policy')).toContain("default-src 'none'");
    expect(await signIn.end).toEqual({ kind: 'signed-in', refreshToken: 'refresh-1' });
    const { code_verifier: verifier = '', ...rest } = endpoint.asked[0] ?? {};
    expect(rest).toEqual({
      grant_type: 'authorization_code',
      code: 'code-1',
      redirect_uri: asked['redirect_uri'],
      client_id: 'client-1',
      client_secret: 'secret-1',
    });
    expect(createHash('sha256').update(verifier).digest('base64url')).toBe(asked['code_challenge']);
  });

  it.each([
    ['accounts.google.com', { access_type: 'offline', prompt: 'consent' }, /^http:\/\/127\.0\.0\.1:\d+$/u],
    ['login.microsoftonline.com', {}, /^http:\/\/localhost:\d+$/u],
  ] as const)('does what %s needs', async (host, asks, redirect) => {
    const { asked } = await begun({ authorizationUrl: `https://${host}/authorize` });
    expect(asked).toMatchObject(asks);
    expect(asked['redirect_uri']).toMatch(redirect);
  });

  it('gives an address to open by hand where no browser can be started', async () => {
    const { signIn } = await begun({ openLink: () => Promise.reject(new Error('no browser')) });
    expect(signIn).toMatchObject({ isOpen: false, url: expect.stringContaining('https://login.example/') as unknown });
  });

  it('goes on waiting when somebody else asks at its address', async () => {
    const { signIn, back, state, endpoint } = await begun();
    const statuses = [
      await back({ code: 'code-1', state: 'another' }),
      await back({ code: 'code-1' }),
      await back({ code: 'code-1', state }, { method: 'POST' }),
      await back({ code: 'code-1', state }, { path: '/elsewhere' }),
    ].map(({ status }) => status);
    expect(statuses).toEqual([404, 404, 404, 404]);
    expect(endpoint.asked).toEqual([]);
    await back({ code: 'code-1', state });
    expect(await signIn.end).toMatchObject({ kind: 'signed-in' });
  });
});

describe('without a token it ends with', () => {
  it.each([
    ['a person who says no', { error: 'access_denied' }, undefined, 'Consent was not given. Nothing was kept.'],
    ['a client that is unknown', { error: 'unauthorized_client' }, undefined, 'refused: unauthorized_client'],
    [
      'a code that is known no more',
      { code: 'c' },
      { status: 400, body: { error: 'invalid_grant' } },
      'no longer knows',
    ],
    ['no refresh token', { code: 'c' }, { body: { ...TOKENS, refresh_token: undefined } }, 'gave no refresh token'],
    ['a service in trouble', { code: 'c' }, { status: 503, body: {} }, 'could not be reached'],
    ['an error that is markup', { error: '<b>x</b>' }, undefined, 'refused:  b x b '],
  ] as const)('%s', async (_name, parameters, answer, because) => {
    const { signIn, back, state } = await begun(answer === undefined ? {} : { answer });
    const page = await (await back({ ...parameters, state })).text();
    expect(await signIn.end).toMatchObject({ kind: 'no', because: expect.stringContaining(because) as unknown });
    expect(page).toContain('Not signed in');
    expect(page).not.toContain('<b>');
  });

  it('nobody who comes back in ten minutes', async () => {
    const { signIn, clock, back, state } = await begun();
    await clock.turnTo(clock.nowMs() + 10 * 60_000, () => Promise.resolve());
    expect(await signIn.end).toMatchObject({ kind: 'no', because: expect.stringContaining('ten minutes') as unknown });
    await expect(back({ code: 'code-1', state })).rejects.toThrow();
  });

  it('a stop, another that was begun, or the desk’s end', async () => {
    const { signIn, signIns, begin } = await begun();
    const second = await begin();
    expect(await signIn.end).toMatchObject({ because: expect.stringContaining('Another sign-in') as unknown });
    expect(signIns.find(signIn.id)).toBeNull();
    signIns.cancel(signIn.id);
    signIns.cancel(second.id);
    expect(await second.end).toMatchObject({ because: 'Stopped. Nothing was kept.' });
    expect(signIns.find(second.id)).toBe(second);
    const third = await begin();
    signIns.close();
    expect(await third.end).toMatchObject({ kind: 'no' });
  });
});
