/** A mailbox as it can be read: what lies in Sent, and what arrived. Reading only; nothing is marked, moved or deleted. */
import type { SentLookup } from './transport.ts';

/**
 * Why a mailbox could not be read. `unreachable`: no network, no host, no answer in time. `insecure`: no TLS that can be trusted.
 * `refused`: the server did not take the sign-in. `no-login`: nothing is kept to sign in with, or it is locked away. `throttled`: the
 * server asks for patience. `protocol`: an answer that can't be used.
 */
export interface ReadFault {
  readonly kind: 'fault';
  readonly fault: 'unreachable' | 'insecure' | 'refused' | 'no-login' | 'throttled' | 'protocol';
  /** Whether it may pass by itself; the others need a person. */
  readonly retryable: boolean;
  /** What is wrong, for the person who set the account up. */
  readonly words: string;
}

export type Read<T> = { readonly kind: 'read'; readonly value: T } | ReadFault;

/** A message in the Sent folder, by its headers only. */
export interface SentMessage {
  readonly messageId: string | null;
  /** The Message-ID it was sent with, where the provider wrote another and kept ours in a header of its own. */
  readonly originalId: string | null;
  /** When the mailbox filed it. */
  readonly atMs: number;
}

/** A message as it lies in the Inbox or in Junk. */
export interface RawMessage {
  readonly bytes: Uint8Array;
  /** Longer than the reader takes; the end is missing. */
  readonly cut: boolean;
  readonly atMs: number;
}

export interface ArrivedPage {
  readonly messages: readonly RawMessage[];
  readonly cursor: string;
  readonly more: boolean;
}

export interface MailboxReader extends SentLookup {
  /** Tells this account from another one: where reading goes on belongs to it. */
  readonly name: string;
  /** The path of the folder where sent mail is filed; null where there is none. */
  sentFolder(): Promise<Read<string | null>>;
  /** One page of the Sent folder since a time, oldest first; `after` is the last page's `next`. Null without a Sent folder. */
  sentSince(
    sinceMs: number,
    after: string | null,
  ): Promise<Read<{ readonly messages: readonly SentMessage[]; readonly next: string | null } | null>>;
  /**
   * One page of the Inbox after `cursor`, oldest first. A null cursor starts at `sinceMs`. At least once: where the server numbered its
   * folder anew, what arrived around the last known time comes again.
   */
  inboxSince(cursor: string | null, sinceMs: number): Promise<Read<ArrivedPage>>;
  /** The same of what the provider filed as junk; null without such a folder. */
  junkSince(cursor: string | null, sinceMs: number): Promise<Read<ArrivedPage | null>>;
  /** One message by an exact header value, with its bytes; null where there is none. */
  readByHeader(folder: 'inbox' | 'sent', header: string, value: string): Promise<Read<RawMessage | null>>;
  /**
   * Calls back at once and then whenever something may have arrived, and resolves when it no longer can: the connection was lost
   * (`ended`), or this mailbox announces nothing (`not-offered`). Hearing nothing never means that nothing came.
   */
  listen(onNews: () => void): Promise<Read<'ended' | 'not-offered'>>;
  /** Connects, signs in and leaves. Null when fine, else what is wrong in words. */
  test(): Promise<string | null>;
  close(): Promise<void>;
}
