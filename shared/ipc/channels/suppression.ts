/** Channels of the suppression list: page through it, explain an address, add, take off, import and export. */
export const SUPPRESSION_CHANNELS = {} as const;
