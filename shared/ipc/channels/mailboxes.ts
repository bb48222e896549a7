/** Channels of mailboxes and domains: health, checks, ramps, pauses, reports. */
import { z } from 'zod';
import { MailAccount, MailSecrets } from '../../domain/mail-account.ts';
import { MailCalibration } from '../../domain/mail-calibration.ts';
import { EpochMs } from '../../domain/time.ts';
import { channel, no, nothing, ok, okOrNo } from '../channel.ts';

export const MAILBOXES_CHANNELS = {
  /** Opens the provider's consent page in the person's browser; one sign-in at a time. */
  'mailbox.sign-in': channel(
    () => z.object({ account: MailAccount, clientSecret: MailSecrets.shape.clientSecret }),
    () =>
      z.discriminatedUnion('kind', [
        /** `isOpen` false: no browser could be started, the person opens `url`. */
        z.object({ kind: z.literal('begun'), signInId: z.string(), url: z.string(), isOpen: z.boolean() }),
        no,
      ]),
  ),
  /** Waits for its end, at most ten minutes. The token it brought stays in the main process, for this very account. */
  'mailbox.sign-in-end': channel(
    () => z.object({ signInId: z.string() }),
    () => okOrNo,
  ),
  'mailbox.sign-in-cancel': channel(
    () => z.object({ signInId: z.string() }),
    () => ok,
  ),
  /** Sends one mail of a fixed text from the mailbox to itself and looks what becomes of it. Takes up to two minutes. */
  'mailbox.calibrate': channel(
    () => nothing,
    () => z.discriminatedUnion('kind', [z.object({ kind: z.literal('ok'), calibration: MailCalibration }), no]),
  ),
  /** The one-click address' list of who opted out, and how reading it stands. */
  'opt-out-list.read': channel(
    () => nothing,
    () =>
      z.object({
        url: z.string().nullable(),
        hasKey: z.boolean(),
        state: z.enum(['off', 'reading', 'ready', 'unreachable', 'refused']),
        lastReadAtMs: EpochMs.nullable(),
        problem: z.string().nullable(),
      }),
  ),
  /** Written once, never read back. */
  'opt-out-list.set-key': channel(
    () => z.object({ key: z.string().trim().min(1).max(2_000) }),
    () => ok,
  ),
} as const;
