/** A real sign-in service on this computer (oidc-provider, with its own sign-in and consent pages), for a desktop client with PKCE. */
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import Provider from 'oidc-provider';

export interface SignInService {
  readonly authorizationUrl: string;
  readonly tokenUrl: string;
  readonly clientId: string;
  /** Whose access token it is, by the name typed at its sign-in page; null for any other token. */
  whoseToken(accessToken: string): Promise<string | null>;
  /** Refresh tokens given out so far: at the code's exchange, and at each rotation. */
  readonly refreshTokens: string[];
  stop(): Promise<void>;
}

const CLIENT_ID = 'countersign-desk';

export async function startSignInService(): Promise<SignInService> {
  // Its own address stands in everything it says, so the port has to be known first.
  const server = createServer();
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const issuer = `http://127.0.0.1:${String((server.address() as AddressInfo).port)}`;
  const provider = new Provider(issuer, {
    clients: [
      {
        client_id: CLIENT_ID,
        application_type: 'native',
        token_endpoint_auth_method: 'none',
        // RFC 8252: whatever port the desk gets.
        redirect_uris: ['http://127.0.0.1'],
        grant_types: ['authorization_code', 'refresh_token'],
        response_types: ['code'],
      },
    ],
    cookies: { keys: ['a key of this test'] },
    // As mail providers do: an offline scope brings a refresh token.
    issueRefreshToken: (_ctx, client) => client.grantTypeAllowed('refresh_token'),
    rotateRefreshToken: true,
  });
  const refreshTokens: string[] = [];
  provider.on('grant.success', (ctx) => {
    const { body } = ctx as unknown as { readonly body: { readonly refresh_token?: string } };
    if (body.refresh_token !== undefined) refreshTokens.push(body.refresh_token);
  });
  const answer = provider.callback();
  server.on('request', (request, response) => void answer(request, response));
  return {
    authorizationUrl: `${issuer}/auth`,
    tokenUrl: `${issuer}/token`,
    clientId: CLIENT_ID,
    refreshTokens,
    whoseToken: async (accessToken) => (await provider.AccessToken.find(accessToken))?.accountId ?? null,
    stop: () => closed(server),
  };
}

function closed(server: Server): Promise<void> {
  server.closeAllConnections();
  return new Promise((resolve) => server.close(() => resolve()));
}
