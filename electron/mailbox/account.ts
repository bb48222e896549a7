/**
 * Which way mail leaves: the embedded mailbox or a person's SMTP account, kept in a settings file. The password goes to the secrets port
 * and never into the file, and damaged settings never fall back to another way out.
 */
import { existsSync, readFileSync } from 'node:fs';
import { z } from 'zod';
import { SmtpAccount } from '../../shared/ipc/contract.ts';
import type { Secrets } from '../ports/secrets.ts';

/** `damaged`: nothing may leave until a person has chosen again. */
export type MailboxChoice =
  | { readonly kind: 'sink' }
  | { readonly kind: 'smtp'; readonly account: SmtpAccount }
  | { readonly kind: 'damaged'; readonly problem: string };

export type MailboxAnswer = { readonly kind: 'ok' } | { readonly kind: 'no'; readonly because: string };

/** A way to try an account without sending. */
export interface AccountTrial {
  test(): Promise<string | null>;
  close(): Promise<void>;
}

export interface MailboxAccount {
  read(): MailboxChoice;
  hasPassword(): boolean;
  /** The password of the chosen account; null where none is kept or it is locked away. */
  password(): string | null;
  /** Connects, upgrades, signs in and leaves. A null password means the one that is kept. */
  test(account: SmtpAccount, password: string | null): Promise<MailboxAnswer>;
  useSink(): MailboxAnswer;
  /** Keeps the account; a null password keeps the one there is, for the same server and user only. */
  useSmtp(account: SmtpAccount, password: string | null): MailboxAnswer;
}

const Settings = z.discriminatedUnion('kind', [
  z.object({ formatVersion: z.literal(1), kind: z.literal('sink') }),
  z.object({ formatVersion: z.literal(1), kind: z.literal('smtp'), account: SmtpAccount }),
]);

const PASSWORD = 'mailbox.smtp-password';

/** `write` replaces a file durably; `tryAccount` opens the transport that would be used. */
export function openMailboxAccount({
  path,
  secrets,
  write,
  tryAccount,
}: {
  readonly path: string;
  readonly secrets: Secrets;
  readonly write: (path: string, content: string) => void;
  readonly tryAccount: (account: SmtpAccount, password: () => string | null) => AccountTrial;
}): MailboxAccount {
  let choice = readSettings(path);

  const save = (next: Exclude<MailboxChoice, { kind: 'damaged' }>): MailboxAnswer => {
    try {
      write(path, JSON.stringify({ formatVersion: 1, ...next }, null, 2));
    } catch (cause) {
      return no(`The settings could not be saved (${codeOf(cause)}); the mailbox stays as it was.`);
    }
    choice = next;
    return { kind: 'ok' };
  };

  /** The kept password belongs to one user at one server; it is never shown to another. */
  const keptFor = (account: SmtpAccount): string | null => {
    const sameServer =
      choice.kind === 'smtp' &&
      choice.account.host.toLowerCase() === account.host.toLowerCase() &&
      choice.account.port === account.port &&
      choice.account.user === account.user &&
      // Without TLS the password would be readable on the way; with it before, it was not.
      (choice.account.tls === account.tls || account.tls !== 'none');
    return sameServer ? secrets.read(PASSWORD) : null;
  };

  return {
    read: () => choice,
    hasPassword: () => choice.kind === 'smtp' && secrets.read(PASSWORD) !== null,
    password: () => (choice.kind === 'smtp' ? secrets.read(PASSWORD) : null),
    async test(account, password) {
      const used = password ?? keptFor(account);
      if (account.user !== '' && used === null) return no('Type the password: none is kept for this server and user.');
      const trial = tryAccount(account, () => used);
      try {
        const problem = await trial.test();
        return problem === null ? { kind: 'ok' } : no(problem);
      } finally {
        await trial.close();
      }
    },
    useSink() {
      const saved = save({ kind: 'sink' });
      if (saved.kind === 'ok') secrets.erase(PASSWORD);
      return saved;
    },
    useSmtp(account, password) {
      const used = password ?? keptFor(account);
      if (account.user !== '' && used === null) return no('Type the password: none is kept for this server and user.');
      // The old account never gets the new password: settings first, and no password in between.
      const before = secrets.read(PASSWORD);
      secrets.erase(PASSWORD);
      const saved = save({ kind: 'smtp', account });
      const kept = saved.kind === 'ok' ? used : before;
      if (kept !== null) secrets.write(PASSWORD, kept);
      return saved;
    },
  };
}

const no = (because: string): MailboxAnswer => ({ kind: 'no', because });

function readSettings(path: string): MailboxChoice {
  if (!existsSync(path)) return { kind: 'sink' };
  try {
    const parsed = Settings.safeParse(JSON.parse(readFileSync(path, 'utf8')));
    if (parsed.success)
      return parsed.data.kind === 'sink' ? { kind: 'sink' } : { kind: 'smtp', account: parsed.data.account };
    return {
      kind: 'damaged',
      problem: `The mailbox settings can't be read (${parsed.error.issues[0]?.path.join('.') ?? 'form'}). Choose the mailbox again.`,
    };
  } catch (cause) {
    return {
      kind: 'damaged',
      problem: `The mailbox settings can't be read (${codeOf(cause)}). Choose the mailbox again.`,
    };
  }
}

function codeOf(cause: unknown): string {
  if (cause instanceof Error && 'code' in cause && typeof cause.code === 'string') return cause.code;
  return cause instanceof Error ? cause.name : 'unknown';
}
