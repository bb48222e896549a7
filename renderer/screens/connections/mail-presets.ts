/** What the large mail providers publish of their servers and sign-in services; a person still brings the client id. */
import type { AccountText } from './account-text.ts';

export type Provider = 'google' | 'microsoft' | 'other';

type Preset = Pick<AccountText, 'smtp' | 'imap' | 'reads' | 'auth' | 'authorizationUrl' | 'tokenUrl' | 'scope'>;

/** Google's "Gmail IMAP, POP, and SMTP" guide; Microsoft's "Authenticate an IMAP, POP or SMTP connection using OAuth". */
const PRESETS: Readonly<Record<Exclude<Provider, 'other'>, Preset>> = {
  google: {
    smtp: { host: 'smtp.gmail.com', port: '465', tls: 'implicit' },
    imap: { host: 'imap.gmail.com', port: '993', tls: 'implicit' },
    reads: true,
    auth: 'oauth',
    authorizationUrl: 'https://accounts.google.com/o/oauth2/v2/auth',
    tokenUrl: 'https://oauth2.googleapis.com/token',
    scope: 'https://mail.google.com/',
  },
  microsoft: {
    smtp: { host: 'smtp.office365.com', port: '587', tls: 'starttls' },
    imap: { host: 'outlook.office365.com', port: '993', tls: 'implicit' },
    reads: true,
    auth: 'oauth',
    authorizationUrl: 'https://login.microsoftonline.com/organizations/oauth2/v2.0/authorize',
    tokenUrl: 'https://login.microsoftonline.com/organizations/oauth2/v2.0/token',
    scope: 'https://outlook.office.com/SMTP.Send https://outlook.office.com/IMAP.AccessAsUser.All offline_access',
  },
};

/** Which provider the servers are of. */
export function providerOf({ smtp }: AccountText): Provider {
  const host = smtp.host.trim().toLowerCase();
  if (host === PRESETS.google.smtp.host) return 'google';
  return host === PRESETS.microsoft.smtp.host ? 'microsoft' : 'other';
}

/** An account that was set up with a pasted token, with its provider's consent page beside it. */
export function withConsentPage(text: AccountText): AccountText {
  const provider = providerOf(text);
  if (provider === 'other' || text.auth === 'password' || text.authorizationUrl !== '') return text;
  return { ...text, authorizationUrl: PRESETS[provider].authorizationUrl };
}

/** The provider's servers and sign-in in place of what stood there; who signs in, and with what, stays as typed. */
export function withProvider(text: AccountText, provider: Provider): AccountText {
  if (provider !== 'other') return { ...text, ...PRESETS[provider] };
  return providerOf(text) === 'other'
    ? text
    : {
        ...text,
        smtp: { host: '', port: '587', tls: 'starttls' },
        imap: { host: '', port: '993', tls: 'implicit' },
        auth: 'password',
        authorizationUrl: '',
        tokenUrl: '',
        scope: '',
      };
}
