/** What a person typed of a mail account, and what it comes to: the account and its secrets, or what is wrong with each field. No network. */
import { MailAccount, SignInUrl, type MailSecrets, type MailServer } from '../../../shared/domain/mail-account.ts';
import { ACCOUNT_WORDS } from './account-words.ts';

export type Tls = MailServer['tls'];

export interface ServerText {
  readonly host: string;
  readonly port: string;
  readonly tls: Tls;
}

export interface AccountText {
  readonly smtp: ServerText;
  readonly reads: boolean;
  readonly imap: ServerText;
  readonly user: string;
  readonly auth: 'password' | 'oauth';
  readonly password: string;
  readonly authorizationUrl: string;
  readonly tokenUrl: string;
  readonly clientId: string;
  readonly clientSecret: string;
  readonly scope: string;
  readonly refreshToken: string;
}

export type FieldName =
  | 'smtp.host'
  | 'smtp.port'
  | 'smtp.tls'
  | 'imap.host'
  | 'imap.port'
  | 'imap.tls'
  | 'user'
  | 'authorizationUrl'
  | 'tokenUrl'
  | 'clientId';
export type Faults = Readonly<Partial<Record<FieldName, string>>>;

export type ReadAccount =
  { readonly account: MailAccount; readonly secrets: MailSecrets } | { readonly faults: Faults };

export const USUAL_PORT: Readonly<Record<'smtp' | 'imap', Readonly<Record<Tls, string>>>> = {
  smtp: { starttls: '587', implicit: '465', none: '25' },
  imap: { starttls: '143', implicit: '993', none: '143' },
};

const EMPTY: AccountText = {
  smtp: { host: '', port: '587', tls: 'starttls' },
  reads: false,
  imap: { host: '', port: '993', tls: 'implicit' },
  user: '',
  auth: 'password',
  password: '',
  authorizationUrl: '',
  tokenUrl: '',
  clientId: '',
  clientSecret: '',
  scope: '',
  refreshToken: '',
};

/** The kept account as text; secrets never come back. */
export function accountText(account: MailAccount | null): AccountText {
  if (account === null) return EMPTY;
  const { smtp, imap, user, auth } = account;
  const server = ({ host, port, tls }: MailServer): ServerText => ({ host, port: String(port), tls });
  return {
    ...EMPTY,
    smtp: server(smtp),
    reads: imap !== null,
    imap: imap === null ? EMPTY.imap : server(imap),
    user,
    auth: auth.kind,
    ...(auth.kind === 'oauth'
      ? {
          authorizationUrl: auth.authorizationUrl ?? '',
          tokenUrl: auth.tokenUrl,
          clientId: auth.clientId,
          scope: auth.scope,
        }
      : {}),
  };
}

export function readAccountText(text: AccountText): ReadAccount {
  const faults: Partial<Record<FieldName, string>> = {
    ...serverFaults('smtp', text.smtp),
    ...(text.reads ? serverFaults('imap', text.imap) : {}),
  };
  if (text.auth === 'oauth') {
    if (text.user.trim() === '') faults.user = ACCOUNT_WORDS.userMissing;
    if (!isSignInUrl(text.tokenUrl)) faults.tokenUrl = ACCOUNT_WORDS.signInUrlWrong;
    if (text.authorizationUrl.trim() !== '' && !isSignInUrl(text.authorizationUrl))
      faults.authorizationUrl = ACCOUNT_WORDS.signInUrlWrong;
    if (text.clientId.trim() === '') faults.clientId = ACCOUNT_WORDS.clientIdMissing;
  }
  if (Object.keys(faults).length > 0) return { faults };
  const server = ({ host, port, tls }: ServerText): MailServer => ({ host: host.trim(), port: Number(port), tls });
  const parsed = MailAccount.safeParse({
    smtp: server(text.smtp),
    imap: text.reads ? server(text.imap) : null,
    user: text.user.trim(),
    auth:
      text.auth === 'password'
        ? { kind: 'password' }
        : {
            kind: 'oauth',
            authorizationUrl: text.authorizationUrl.trim() === '' ? null : text.authorizationUrl.trim(),
            tokenUrl: text.tokenUrl.trim(),
            clientId: text.clientId.trim(),
            scope: text.scope.trim(),
          },
  });
  if (!parsed.success) return { faults: { 'smtp.host': parsed.error.issues[0]?.message ?? ACCOUNT_WORDS.hostMissing } };
  // A pasted token brings spaces and line ends along; a password may begin with one.
  const typed = (value: string): string | null => (value === '' ? null : value);
  return {
    account: parsed.data,
    secrets: {
      password: text.auth === 'password' ? typed(text.password) : null,
      refreshToken: text.auth === 'oauth' ? typed(text.refreshToken.trim()) : null,
      clientSecret: text.auth === 'oauth' ? typed(text.clientSecret.trim()) : null,
    },
  };
}

function serverFaults(which: 'smtp' | 'imap', { host, port, tls }: ServerText): Partial<Record<FieldName, string>> {
  const faults: Partial<Record<FieldName, string>> = {};
  if (host.trim() === '') faults[`${which}.host`] = ACCOUNT_WORDS[which === 'smtp' ? 'hostMissing' : 'imapHostMissing'];
  else if (tls === 'none' && !isThisComputer(host.trim())) faults[`${which}.tls`] = ACCOUNT_WORDS.noneOnlyHere;
  if (!/^\d{1,5}$/.test(port) || Number(port) < 1 || Number(port) > 65_535)
    faults[`${which}.port`] = ACCOUNT_WORDS.portWrong;
  return faults;
}

const isSignInUrl = (text: string): boolean => SignInUrl.safeParse(text.trim()).success;

function isThisComputer(host: string): boolean {
  return host === 'localhost' || host === '::1' || host === '[::1]' || /^127(\.\d{1,3}){3}$/.test(host);
}
