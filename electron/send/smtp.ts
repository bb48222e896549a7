/**
 * A mailbox's way out over SMTP: its connections, and what each message's transmission came to. It must never report a message as not
 * accepted once its mark was made, and never speak in clear text to another machine.
 */
import type { SMTPError } from 'nodemailer/lib/smtp-connection';
import { domainOf, EmailAddress, isReservedDomain } from '../../shared/domain/email-address.ts';
import type { SmtpAccount } from '../../shared/ipc/contract.ts';
import type { BeforeMark, Envelope, TransmitOutcome, Transport } from '../ports/transport.ts';
import { isLoopbackHost, openLine, type LineOptions } from './smtp-line.ts';
import { makeLinePool } from './smtp-pool.ts';
import { transmitOver } from './smtp-transmission.ts';
import { wordsFor } from './smtp-words.ts';

export interface SmtpOptions extends LineOptions {
  /** How long a connection waits for the mailbox's next message before it is ended. */
  readonly idleMs?: number;
}

/** Shorter than any server's patience; at the usual pace of a mailbox each message has a connection of its own. */
const IDLE_MS = 15_000;

export function makeSmtpTransport(options: SmtpOptions): Transport {
  const { account } = options;
  const pool = makeLinePool(options, options.idleMs ?? IDLE_MS);

  async function once(
    fresh: boolean,
    ...message: readonly [envelope: Envelope, bytes: Uint8Array, beforeMark: BeforeMark]
  ): Promise<{ readonly outcome: TransmitOutcome; readonly again: boolean }> {
    const taken = await pool.take(fresh);
    if (taken.kind === 'failed') return { outcome: unopened(taken.fault), again: false };
    const { outcome, line, untried } = await transmitOver(taken.line, ...message);
    pool.giveBack(taken.line, line);
    return { outcome, again: taken.reused && untried };
  }

  return {
    async transmit(...message) {
      const unfit = whyUnfit(account, message[0]);
      if (unfit !== null) return unfit;
      const first = await once(false, ...message);
      // A kept connection that had ended meanwhile says nothing of the message: it is offered again, on a new one.
      return first.again ? (await once(true, ...message)).outcome : first.outcome;
    },
    async test() {
      if (account.tls === 'none' && !isLoopbackHost(account.host)) return CLEAR_TEXT;
      const opened = await openLine(options, () => true);
      if (opened.kind === 'failed') return wordsFor(opened.fault);
      opened.line.part();
      return null;
    },
    close() {
      pool.close();
      return Promise.resolve();
    },
  };
}

const CLEAR_TEXT = 'Without TLS only a server on this computer may be used.';

/** What must hold before a connection is even opened. */
function whyUnfit(account: SmtpAccount, envelope: Envelope): TransmitOutcome | null {
  const refuse = (reply: string): TransmitOutcome => ({
    kind: 'refused-permanently',
    reply,
    code: 550,
    pausesMailbox: false,
    limitsRate: false,
  });
  if (!EmailAddress.safeParse(envelope.to).success) return refuse('The recipient is not exactly one address.');
  if (!EmailAddress.safeParse(envelope.from).success) return refuse('The sender is not exactly one address.');
  if (isLoopbackHost(account.host)) return null;
  if (account.tls === 'none') return refuse(CLEAR_TEXT);
  if (isReservedDomain(domainOf(envelope.to)))
    return refuse('Invented addresses (.example, .test) never leave this computer.');
  return null;
}

/** A greeting or a sign-in that fails is about the account, never about this message. */
function unopened(fault: SMTPError): TransmitOutcome {
  const reason = wordsFor(fault);
  const code = fault.responseCode ?? 0;
  return fault.code === 'EAUTH' && code >= 500 && code < 600
    ? { kind: 'refused-temporarily', code, reply: reason, pausesMailbox: true, limitsRate: false }
    : { kind: 'not-accepted', reason, unreachable: true };
}
