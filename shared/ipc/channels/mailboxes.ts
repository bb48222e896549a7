/** Channels of mailboxes and domains: health, checks, ramps, pauses, reports. */
export const MAILBOXES_CHANNELS = {} as const;
