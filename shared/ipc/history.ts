/** The contract's version and fingerprint, with a line for each change of shape: how a page and a main process know that they fit. */

/** Raised by one with every change of shape. */
export const CONTRACT_VERSION = 3;

/** SHA-256 over the canonical JSON Schema of all channels and events; a test fails while it is not the contract's. */
export const CONTRACT_FINGERPRINT = '1c65c44491e5ea787d6f858361d73593c7c067c003e07fa6512c26e5e8dd6824';

/** What each version changed, newest last. */
export const CONTRACT_HISTORY: readonly { readonly version: number; readonly change: string }[] = [
  { version: 1, change: 'the first contract: feed, decisions, sends, escalations, import, mailbox, pauses' },
  { version: 2, change: 'every rail; suppression, policy, mailboxes and the trust log have channels of their own' },
  {
    version: 3,
    change: 'the agent: replies in the feed, what an escalation hands over, runs, leads, library, trials and model',
  },
];
