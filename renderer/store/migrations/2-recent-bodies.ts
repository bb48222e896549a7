/** The shapes of bodies that left, by their send: what a preview compares a draft with. Never changed again; a change is a new number. */

export const RECENT_BODIES = {
  version: 2,
  stores: { recentBodies: 'sendId, [mailboxId+sentAtMs]' },
} as const;
