/** Answers the channels of mailboxes and domains: health, checks, ramps, pauses, reports. Holds no rule of its own. */
export const makeMailboxesHandlers = () => ({});
