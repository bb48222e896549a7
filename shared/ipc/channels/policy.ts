/** Channels of the team policy: read its versions, try a change out, save it, hand it over as a file. */
export const POLICY_CHANNELS = {} as const;
