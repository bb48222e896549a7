/** Answers the channels of the trust log: search, explain, replay, verify, export. Holds no rule of its own. */
export const makeTrustLogHandlers = () => ({});
