/** The settings file of the mailbox: read in every version there was, written in the newest. What can't be read is damaged, never guessed. */
import { existsSync, readFileSync } from 'node:fs';
import { z } from 'zod';
import { MailCalibration } from '../../shared/domain/mail-calibration.ts';
import { MailAccount, MailServer } from '../../shared/domain/mail-account.ts';

/** `damaged`: nothing may leave until a person has chosen again. */
export type MailboxChoice =
  | { readonly kind: 'sink' }
  /** `calibration`: what a test mail showed of this very account; null before one. */
  | { readonly kind: 'smtp'; readonly account: MailAccount; readonly calibration: MailCalibration | null }
  | { readonly kind: 'damaged'; readonly problem: string };

/** Version 1 knew SMTP and a password only. */
const FirstAccount = MailServer.extend({ user: z.string().max(254) }).transform(({ user, ...smtp }): MailAccount => {
  return { smtp, imap: null, user, auth: { kind: 'password' } };
});

const Settings = z.union([
  z.object({ formatVersion: z.literal([1, 2]), kind: z.literal('sink') }),
  z.object({ formatVersion: z.literal(1), kind: z.literal('smtp'), account: FirstAccount }),
  z.object({
    formatVersion: z.literal(2),
    kind: z.literal('smtp'),
    account: MailAccount,
    calibration: MailCalibration.nullable().default(null),
  }),
]);

export function settingsText(choice: Exclude<MailboxChoice, { kind: 'damaged' }>): string {
  return JSON.stringify({ formatVersion: 2, ...choice }, null, 2);
}

export function readSettings(path: string): MailboxChoice {
  if (!existsSync(path)) return { kind: 'sink' };
  let content: unknown;
  try {
    content = JSON.parse(readFileSync(path, 'utf8'));
  } catch (cause) {
    return damaged(cause instanceof Error && 'code' in cause ? String(cause.code) : 'not JSON');
  }
  const parsed = Settings.safeParse(content);
  if (!parsed.success) return damaged('form');
  const { data } = parsed;
  if (data.kind === 'sink') return { kind: 'sink' };
  return { kind: 'smtp', account: data.account, calibration: data.formatVersion === 2 ? data.calibration : null };
}

const damaged = (why: string): MailboxChoice => ({
  kind: 'damaged',
  problem: `The mailbox settings can't be read (${why}). Choose the mailbox again.`,
});
