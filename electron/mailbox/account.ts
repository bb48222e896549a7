/**
 * Which way mail leaves and is read: the embedded mailbox or a person's account, kept in a settings file. Secrets go to the secrets port
 * and never into the file, and damaged settings never fall back to another way out.
 */
import type { MailAccount, MailSecrets } from '../../shared/domain/mail-account.ts';
import type { MailCalibration } from '../../shared/domain/mail-calibration.ts';
import type { Clock } from '../ports/clock.ts';
import type { Http } from '../ports/http.ts';
import type { MailLogin, ReadMailLogin } from '../ports/mail-login.ts';
import type { Secrets } from '../ports/secrets.ts';
import { isSameAccount, keptFor, type AccountSecrets, SECRET_NAMES, secretsIn } from './account-secrets.ts';
import { makeReadAccessToken } from './oauth-token.ts';
import { readSettings, settingsText, type MailboxChoice } from './settings-file.ts';

export type MailboxAnswer = { readonly kind: 'ok' } | { readonly kind: 'no'; readonly because: string };

/** What a test of an account came to, each way apart; `imap` null where the account has none. */
export interface AccountTest {
  readonly smtp: MailboxAnswer;
  readonly imap: MailboxAnswer | null;
}

/** A way to try one server of an account without sending or changing anything. */
export interface AccountTrial {
  test(): Promise<string | null>;
  close(): Promise<void>;
}

export interface MailboxAccount {
  read(): MailboxChoice;
  /** Which secrets of the chosen account are kept; all false where they are locked away. */
  kept(): Readonly<Record<keyof MailSecrets, boolean>>;
  /** Whether the chosen account can't sign in for lack of a secret. */
  isLocked(): boolean;
  /** Signs in to the chosen account. */
  readonly login: ReadMailLogin;
  /** Keeps a refresh token that a sign-in brought, in memory, until this very account is used. */
  granted(account: MailAccount, refreshToken: string): void;
  /** The client secret that a sign-in to this account may use: the typed one, or the kept one where it is the same account. */
  clientSecret(account: MailAccount, typed: string | null): string | null;
  /** Connects to each server, upgrades, signs in and leaves. A null secret means the one that is kept. */
  test(account: MailAccount, typed: MailSecrets): Promise<AccountTest>;
  /** Keeps what a test mail showed of the chosen account; forgotten with the account. */
  keepCalibration(calibration: MailCalibration): MailboxAnswer;
  useSink(): MailboxAnswer;
  /** Keeps the account; a null secret keeps the one there is, for the same servers and user only. */
  use(account: MailAccount, typed: MailSecrets): MailboxAnswer;
}

export interface AccountPorts {
  readonly path: string;
  readonly secrets: Secrets;
  readonly clock: Clock;
  readonly http: Http;
  /** Replaces a file durably. */
  readonly write: (path: string, content: string) => void;
  readonly trySmtp: (account: MailAccount, login: ReadMailLogin) => AccountTrial;
  readonly tryImap: (server: NonNullable<MailAccount['imap']>, login: ReadMailLogin) => AccountTrial;
}

export function openMailboxAccount(ports: AccountPorts): MailboxAccount {
  const { path, secrets } = ports;
  let choice = readSettings(path);

  const loginOf = (
    account: MailAccount,
    held: () => AccountSecrets,
    rotated: (token: string) => void,
  ): ReadMailLogin => {
    if (account.user === '') return () => Promise.resolve(null);
    const { auth, user } = account;
    if (auth.kind === 'password') {
      return () => {
        const { password } = held();
        return Promise.resolve(password === null ? null : { kind: 'password', user, password });
      };
    }
    const accessToken = makeReadAccessToken(auth, {
      clock: ports.clock,
      http: ports.http,
      refreshToken: () => held().refreshToken,
      clientSecret: () => held().clientSecret,
      rotated,
    });
    return async (options): Promise<MailLogin | null> => {
      const token = await accessToken(options?.renew ?? false);
      return token === null ? null : { kind: 'token', user, accessToken: token };
    };
  };
  const chosenLogin = (): ReadMailLogin =>
    choice.kind === 'smtp'
      ? loginOf(
          choice.account,
          () => secretsIn(secrets),
          (token) => secrets.write(SECRET_NAMES.refreshToken, token),
        )
      : () => Promise.resolve(null);
  let login = chosenLogin();

  /** Tokens that were typed and, when they were tried, replaced by their service. */
  const replaced = new Map<string, string>();
  let brought: { readonly account: MailAccount; readonly refreshToken: string } | null = null;
  /** What was typed, with the token that a sign-in to this account brought where none was. */
  const withBrought = (account: MailAccount, typed: MailSecrets): MailSecrets =>
    typed.refreshToken === null && brought !== null && isSameAccount(brought.account, account)
      ? { ...typed, refreshToken: brought.refreshToken }
      : typed;
  const newest = (typed: MailSecrets): MailSecrets => ({
    ...typed,
    refreshToken: typed.refreshToken === null ? null : (replaced.get(typed.refreshToken) ?? typed.refreshToken),
  });

  const save = (next: Exclude<MailboxChoice, { kind: 'damaged' }>): MailboxAnswer => {
    try {
      ports.write(path, settingsText(next));
    } catch (cause) {
      const code = cause instanceof Error && 'code' in cause ? String(cause.code) : 'unknown';
      return no(`The settings could not be saved (${code}); the mailbox stays as it was.`);
    }
    choice = next;
    return { kind: 'ok' };
  };
  const eraseAll = (): void => Object.values(SECRET_NAMES).forEach((name) => secrets.erase(name));
  const writeAll = (all: AccountSecrets): void => {
    for (const name of secretNames) {
      const value = all[name];
      if (value !== null) secrets.write(SECRET_NAMES[name], value);
    }
  };

  const missing = ({ auth, user }: MailAccount, held: AccountSecrets): string | null => {
    if (user === '') return null;
    if (auth.kind === 'password' && held.password === null)
      return 'Type the password: none is kept for these servers and this user.';
    if (auth.kind === 'oauth' && held.refreshToken === null)
      return 'Sign in first, or paste a refresh token: none is kept for this sign-in service and these servers.';
    return null;
  };

  return {
    read: () => choice,
    kept() {
      const held = choice.kind === 'smtp' ? secretsIn(secrets) : NOTHING;
      return {
        password: held.password !== null,
        refreshToken: held.refreshToken !== null,
        clientSecret: held.clientSecret !== null,
      };
    },
    isLocked: () => choice.kind === 'smtp' && missing(choice.account, secretsIn(secrets)) !== null,
    login: (options) => login(options),

    granted(account, refreshToken) {
      brought = { account, refreshToken };
    },
    clientSecret: (account, typed) =>
      keptFor(choice, account, { password: null, refreshToken: null, clientSecret: typed }, secrets).clientSecret,

    async test(account, typedNow) {
      const given = withBrought(account, typedNow);
      const typed = newest(given);
      let held = keptFor(choice, account, typed, secrets);
      const lacks = missing(account, held);
      if (lacks !== null) return { smtp: no(lacks), imap: account.imap === null ? null : no(lacks) };
      // A service may take the old refresh token back at once: the kept account, or a typed token, would be left with nothing.
      const rotated = (token: string): void => {
        if (typed.refreshToken === null) secrets.write(SECRET_NAMES.refreshToken, token);
        else if (given.refreshToken !== null) replaced.set(given.refreshToken, token);
        held = { ...held, refreshToken: token };
      };
      const tried = loginOf(account, () => held, rotated);
      const smtp = await answerOf(ports.trySmtp(account, tried));
      const imap = account.imap === null ? null : await answerOf(ports.tryImap(account.imap, tried));
      return { smtp, imap };
    },
    keepCalibration(calibration) {
      if (choice.kind !== 'smtp') return no('No account is chosen any more; what the test mail showed was not kept.');
      return save({ ...choice, calibration });
    },
    useSink() {
      const saved = save({ kind: 'sink' });
      if (saved.kind === 'ok') eraseAll();
      login = chosenLogin();
      return saved;
    },
    use(account, typed) {
      const held = keptFor(choice, account, newest(withBrought(account, typed)), secrets);
      const lacks = missing(account, held);
      if (lacks !== null) return no(lacks);
      // The old account never gets the new secrets: settings first, and no secret in between.
      const before = secretsIn(secrets);
      eraseAll();
      const saved = save({ kind: 'smtp', account, calibration: calibrationFor(choice, account) });
      writeAll(saved.kind === 'ok' ? held : before);
      login = chosenLogin();
      if (saved.kind === 'ok') brought = null;
      return saved;
    },
  };
}

/** It was learnt of these servers and this user; another sign-in changes nothing of it. */
function calibrationFor(choice: MailboxChoice, { smtp, imap, user }: MailAccount): MailCalibration | null {
  if (choice.kind !== 'smtp') return null;
  const { account: kept, calibration } = choice;
  const isSame = JSON.stringify([kept.smtp, kept.imap, kept.user]) === JSON.stringify([smtp, imap, user]);
  return isSame ? calibration : null;
}

const secretNames = ['password', 'refreshToken', 'clientSecret'] as const;
const NOTHING: AccountSecrets = { password: null, refreshToken: null, clientSecret: null };
const no = (because: string): MailboxAnswer => ({ kind: 'no', because });

async function answerOf(trial: AccountTrial): Promise<MailboxAnswer> {
  try {
    const problem = await trial.test();
    return problem === null ? { kind: 'ok' } : no(problem);
  } finally {
    await trial.close();
  }
}
