/** The contract's version and fingerprint, with a line for each change of shape: how a page and a main process know that they fit. */

/** Raised by one with every change of shape. */
export const CONTRACT_VERSION = 2;

/** SHA-256 over the canonical JSON Schema of all channels and events; a test fails while it is not the contract's. */
export const CONTRACT_FINGERPRINT = '07d05fbbc9df323909ff42baf8c31f1f12b1dff81114d613bca2e4f210a8792e';

/** What each version changed, newest last. */
export const CONTRACT_HISTORY: readonly { readonly version: number; readonly change: string }[] = [
  { version: 1, change: 'the first contract: feed, decisions, sends, escalations, import, mailbox, pauses' },
  { version: 2, change: 'every rail; suppression, policy, mailboxes and the trust log have channels of their own' },
];
