/** A mailbox's way out: one message over SMTP, with the end-of-message mark that tells safe-to-repeat from uncertain. */

/** Microsoft allows three connections a mailbox; no transport opens more. */
export const CONNECTIONS_A_MAILBOX = 3;

export interface Envelope {
  readonly from: string;
  /** Exactly one recipient. */
  readonly to: string;
}

/**
 * How a transmission ended. `not-accepted`: certainly not taken, nothing reached the mark (a lost connection, a refusal of MAIL or RCPT with 4xx).
 * `uncertain`: no answer at or after the mark. `pausesMailbox`: the provider judges the sender, so the whole mailbox waits for a person;
 * `limitsRate`: it takes no more from this sender for now.
 */
export type TransmitOutcome =
  | { readonly kind: 'accepted'; readonly reply: string; readonly serverAtMs: number | null }
  | {
      readonly kind: 'refused-permanently';
      readonly reply: string;
      readonly code: number;
      readonly pausesMailbox: boolean;
      readonly limitsRate: boolean;
    }
  | {
      readonly kind: 'refused-temporarily';
      readonly reply: string;
      readonly code: number;
      readonly pausesMailbox: boolean;
      readonly limitsRate: boolean;
    }
  /** `unreachable`: the message was not even offered (no network, no sign-in), so trying again costs nothing. */
  | { readonly kind: 'not-accepted'; readonly reason: string; readonly unreachable?: boolean }
  | { readonly kind: 'uncertain'; readonly reason: string };

/** `isStillWanted` is asked right before the record is made: a message whose connection was lost meanwhile gets none. */
export type BeforeMark = (isStillWanted: () => boolean) => Promise<void> | undefined;

export interface Transport {
  /**
   * Sends `bytes`. `beforeMark` is called once, after the server asked for the data and before the end-of-message is written; its durable
   * record is made when it is fulfilled. Where it throws or rejects, the connection is cut before the mark.
   */
  transmit(envelope: Envelope, bytes: Uint8Array, beforeMark: BeforeMark): Promise<TransmitOutcome>;
  /** Connects, signs in and leaves. Null when fine, else what is wrong in words. */
  test(): Promise<string | null>;
  close(): Promise<void>;
}

/** Whether a message can be found in the mailbox's own store. `absent` never means unsent. */
export interface SentLookup {
  /** Where it looks, in words that fit behind “looked for in”: `the Sent folder`. */
  readonly where?: string;
  findByMessageId(messageId: string): Promise<'found' | 'absent' | 'unknown'>;
}
