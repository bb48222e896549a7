/** Which sentences of an email ask the reader to do something: by form, not by meaning. */
import { splitSentences, type Sentence } from './claims/split-sentences.ts';

/** Verbs that, at the start of a sentence or after "please" and the like, ask for an act. */
const REQUEST =
  /^(?:(?:so|and|if [^,]{1,60},|please|just|simply|feel free to|kindly|when you have a moment,)\s+)*(?:book|reply|respond|let me know|let's|grab|pick|choose|schedule|hit reply|call|ring|text|email|drop|send|shoot|click|tap|check out|take a look|have a look|sign up|register|download|watch|read|see|try|visit|tell me|share|forward|reach out|get in touch|join|confirm|point me|connect me|introduce me|put me in touch|use (?:this|my|the) (?:link|calendar))\b/iu;

/** Polite forms without a question mark. */
const POLITE =
  /\b(?:worth (?:a|15|20|30)|open to (?:a|an)\b|up for (?:a|an)\b|(?:i'd|i would|we'd|we would|would) (?:love|like|be keen|be glad|be happy) to (?:chat|talk|speak|meet|hear|show|walk|get|learn|find)|(?:please|kindly) (?:reply|respond|book|let|send|share|confirm)|(?:could|would|can|will) you (?:please )?(?:reply|share|point|connect|confirm|send)|looking forward to your (?:reply|answer)|let me know)\b/iu;

const CALENDAR =
  /\b(?:calendly\.com|cal\.com|savvycal\.com|meetings\.hubspot\.com|chilipiper\.com|zcal\.co|calendar\.app\.google|outlook\.office(?:365)?\.com\/(?:book|owa\/calendar))\S*|\bhttps?:\/\/\S*\/(?:book|meet|meeting|calendar|schedule)\b\S*/iu;

/** Requests that only close a letter and ask for nothing. */
const NOT_AN_ASK = /^(?:see (?:you|why|how|below)|read on|try as|call it|let's face|share price|text below)\b/iu;

/** The sentences that ask for something, in order. Two questions in one sentence are one ask. */
export function findAsks(body: string): readonly Sentence[] {
  return splitSentences(body).filter((sentence) => sentence.role === 'prose' && isAsk(sentence.text));
}

function isAsk(text: string): boolean {
  const bare = text.replace(/’/gu, "'").replace(/^(?:p\.?\s?s\.?:?|[-*•–]|\d+[.)])\s*/iu, '');
  if (/\?["'”)]*$/u.test(bare) || CALENDAR.test(bare)) return true;
  return !NOT_AN_ASK.test(bare) && (REQUEST.test(bare) || POLITE.test(bare));
}
