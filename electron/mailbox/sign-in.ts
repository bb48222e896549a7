/**
 * Signs a person in at their mail provider, in their own browser (RFC 8252: authorization code with PKCE, back over loopback). One at a
 * time; the refresh token it brings goes to whoever waits in this process and nowhere else.
 */
import {
  authorizationCodeGrantRequest,
  AuthorizationResponseError,
  calculatePKCECodeChallenge,
  generateRandomCodeVerifier,
  generateRandomState,
  processAuthorizationCodeResponse,
  validateAuthResponse,
} from 'oauth4webapi';
import type { Clock } from '../ports/clock.ts';
import type { Http } from '../ports/http.ts';
import { TokenFault } from '../ports/mail-login.ts';
import type { ListenForRedirect, RedirectPage } from '../ports/redirects.ts';
import { endpointOf, shownCode, tokenFaultOf, type OauthSettings } from './oauth-endpoint.ts';

export interface SignInRequest {
  readonly auth: OauthSettings;
  /** Whom the provider should ask; its page proposes this account. */
  readonly user: string;
  readonly clientSecret: string | null;
}

export type SignInEnd =
  { readonly kind: 'signed-in'; readonly refreshToken: string } | { readonly kind: 'no'; readonly because: string };

export interface SignIn {
  readonly id: string;
  /** What the browser is to open. */
  readonly url: string;
  /** False where no browser could be started: the person opens the address. */
  readonly isOpen: boolean;
  readonly end: Promise<SignInEnd>;
}

export interface SignIns {
  /** Ends the one before. */
  begin(request: SignInRequest & { readonly auth: { readonly authorizationUrl: string } }): Promise<SignIn>;
  /** The newest, also when it has ended; null for any other. */
  find(id: string): SignIn | null;
  cancel(id: string): void;
  close(): void;
}

export interface SignInPorts {
  readonly clock: Clock;
  readonly http: Http;
  readonly listen: ListenForRedirect;
  readonly openLink: (url: string) => Promise<void>;
}

/** A person reads, types a second factor, asks an administrator; then the address is closed again. */
const OPEN_FOR_MS = 10 * 60_000;

/** What a provider needs beyond RFC 6749, by the host of its consent page. */
const WAYS: Readonly<
  Record<string, { readonly host?: 'localhost'; readonly asks?: Readonly<Record<string, string>> }>
> = {
  // "Using OAuth 2.0 for Web Server Applications": a refresh token comes only with these.
  'accounts.google.com': { asks: { access_type: 'offline', prompt: 'consent' } },
  // "Redirect URI restrictions": any port is taken for localhost, not for 127.0.0.1.
  'login.microsoftonline.com': { host: 'localhost' },
};

const STOPPED: SignInEnd = { kind: 'no', because: 'Stopped. Nothing was kept.' };

export function makeSignIns(ports: SignInPorts): SignIns {
  let newest: { readonly signIn: SignIn; readonly stop: (end: SignInEnd) => void } | null = null;

  return {
    async begin({ auth, user, clientSecret }) {
      newest?.stop({ kind: 'no', because: 'Another sign-in was begun. Nothing was kept of this one.' });
      const verifier = generateRandomCodeVerifier();
      const state = generateRandomState();
      let stop: (end: SignInEnd) => void = () => undefined;
      const end = new Promise<SignInEnd>((resolve) => (stop = resolve));
      const listener = await ports.listen(async (parameters) => {
        // Anybody on this computer may ask; only who knows the state is answered.
        if (parameters.get('state') !== state) return null;
        const came = await exchange(parameters);
        stop(came);
        return pageOf(came);
      });
      const target = new URL(auth.authorizationUrl);
      const { host = '127.0.0.1', asks = {} } = WAYS[target.hostname] ?? {};
      const redirectUri = `http://${host}:${String(listener.port)}`;
      const challenge = await calculatePKCECodeChallenge(verifier);
      for (const [name, value] of Object.entries({
        response_type: 'code',
        client_id: auth.clientId,
        redirect_uri: redirectUri,
        scope: auth.scope,
        state,
        code_challenge: challenge,
        code_challenge_method: 'S256',
        login_hint: user,
        ...asks,
      }))
        if (value !== '') target.searchParams.set(name, value);

      async function exchange(parameters: URLSearchParams): Promise<SignInEnd> {
        const { server, client, clientAuth, options } = endpointOf(auth, clientSecret, ports.http);
        // The service is known by its endpoints, not by an issuer; that this address is this sign-in's alone stands in for the check.
        parameters.delete('iss');
        try {
          const answer = validateAuthResponse(server, client, parameters, state);
          const response = await authorizationCodeGrantRequest(
            server,
            client,
            clientAuth,
            answer,
            redirectUri,
            verifier,
            options,
          );
          const { refresh_token: refreshToken } = await processAuthorizationCodeResponse(server, client, response);
          return refreshToken === undefined ? NO_REFRESH : { kind: 'signed-in', refreshToken };
        } catch (cause) {
          return { kind: 'no', because: wordsOf(cause) };
        }
      }

      const cancelAlarm = ports.clock.wakeAt(ports.clock.nowMs() + OPEN_FOR_MS, () =>
        stop({ kind: 'no', because: 'Nobody came back from the browser in ten minutes. Begin again.' }),
      );
      const isOpen = await ports.openLink(target.href).then(
        () => true,
        () => false,
      );
      const signIn: SignIn = { id: state, url: target.href, isOpen, end };
      newest = { signIn, stop };
      void end.then(() => {
        cancelAlarm();
        listener.close();
      });
      return signIn;
    },
    find: (id) => (newest?.signIn.id === id ? newest.signIn : null),
    cancel(id) {
      if (newest?.signIn.id === id) newest.stop(STOPPED);
    },
    close: () => newest?.stop(STOPPED),
  };
}

const NO_REFRESH: SignInEnd = {
  kind: 'no',
  because:
    'The sign-in service gave no refresh token, so the desk could only work for an hour. Ask whoever registered the client to allow offline access.',
};

function wordsOf(cause: unknown): string {
  if (cause instanceof AuthorizationResponseError) {
    return cause.error === 'access_denied'
      ? 'Consent was not given. Nothing was kept.'
      : `The sign-in service refused: ${shownCode(cause.error)}.`;
  }
  return cause instanceof TokenFault
    ? cause.message
    : tokenFaultOf(cause, 'The sign-in service no longer knows this sign-in. Begin again.').message;
}

function pageOf(end: SignInEnd): RedirectPage {
  return end.kind === 'signed-in'
    ? { title: 'Signed in', words: 'Countersign has what it needs. Close this page and go back to it.' }
    : { title: 'Not signed in', words: `${end.because} Close this page and go back to Countersign.` };
}
