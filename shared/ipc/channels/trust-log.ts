/** Channels of the trust log: search, explain, replay, verify, export. */
export const TRUST_LOG_CHANNELS = {} as const;
