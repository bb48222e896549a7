/** Whether a sentence, or the part before a claim, is said as a question, a condition or a guess: what is not asserted is no claim. */

const QUESTION = /\?["”’)]*\s*$/u;
const CONDITION = /^\s*(?:if|unless|whether|suppose|imagine|in case|assuming|should you)\b/iu;
const GUESS =
  /\b(?:usually|often|typically|generally|sometimes|may|might|could|can be|would|perhaps|maybe|probably|possibly|presumably|likely|tends?|i(?:’|')?d? (?:guess|imagine|suspect|assume|suppose|bet|wonder)|i would (?:guess|imagine)|my guess|i could be wrong|curious|in my experience|for most|most|if|suggests?|seems?|for many|many|not sure|i don(?:’|')t know)\b/iu;

/** A question asks; it asserts nothing, whatever it takes for granted. */
export const isQuestion = (text: string): boolean => QUESTION.test(text);

/** Whether the sentence says itself that it does not know. */
export const isGuess = (text: string): boolean => CONDITION.test(text) || GUESS.test(text);

/** Whether all of it hangs on a condition. */
export const isConditional = (text: string): boolean => CONDITION.test(text);
