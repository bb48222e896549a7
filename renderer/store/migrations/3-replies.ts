/**
 * Replies: the mails whole, and apart from them a small row of each for lists and searches. `rank` rises with age, so that an index
 * read forwards gives the newest first. Never changed again; a change is a new number.
 */

export const REPLIES = {
  version: 3,
  stores: {
    replies: 'id',
    replyRows:
      'id, escalationId, draftPackageId, [mailboxId+rank+id], [mailboxId+open+rank+id], [mailboxId+hot+rank+id], [mailboxId+class+rank+id]',
  },
} as const;
