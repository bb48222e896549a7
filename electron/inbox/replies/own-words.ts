/**
 * The words of a reply that say something: the new text without phone footers, signature and disclaimer, at their own places, what is
 * left out as spaces. It never drops real words on doubt; what must not be missed (opt-outs) is not read from here.
 */

export interface OwnWords {
  /** As long as the new text, so that a place in one is the place in the other. Curly apostrophes are straight. */
  readonly text: string;
}

const PHONE_FOOTER =
  /^[ \t]*(?:sent (?:from|with|via|using) (?:my |the )?(?:i(?:phone|pad)|mobile|android|samsung|blackberry|phone|outlook|mail|yahoo|gmail|proton|huawei|pixel|galaxy|tablet|handheld|spark|superhuman)[^\n]{0,80}|get outlook for [^\n]{0,80}|von meinem (?:iphone|ipad|handy|android)[^\n]{0,60}|gesendet (?:von|mit) [^\n]{0,60}|envoyé (?:de|depuis) [^\n]{0,60}|enviado (?:desde|do) [^\n]{0,60}|_{8,}|please (?:excuse|forgive) (?:any |my )?(?:typos|brevity|spelling)[^\n]{0,60})[ \t]*$/gimu;

const DELIMITER = /^--[ \t]*$/m;

const DISCLAIMER =
  /^[ \t]*(?:(?:confidentiality|disclaimer|privacy|legal) ?(?:notice|note|statement)?\b[ \t]*[:.]?|(?:this|the information (?:contained )?in this|the contents? of this) (?:e-?mail|message|communication|transmission)[^\n]{0,80}\b(?:confidential|intended (?:solely|only)|privileged)|please consider the environment)/imu;

const CLOSING =
  /^[ \t]*(?:(?:mit freundlichen gr(?:ü|ue)(?:ß|ss)en|viele gr(?:ü|ue)(?:ß|ss)e|cordialement|saludos)(?:[ \t]*\/[ \t]*[\p{L} ]{2,30})?|(?:with )?(?:very |my |many |the )?(?:best|kind(?:est)?|warm(?:est)?|all the best|warm and kind)(?: (?:regards|wishes))?|(?:best|kind|warm) regards|regards|cheers|thanks(?: (?:again|so much|and regards))?|thank you|many thanks|thx|sincerely|yours(?: (?:sincerely|truly|faithfully))?|br|rgds|vg|mfg)[ \t]*[,.!]?[ \t]*$/gimu;

/** A row such as a signature has: a name, a title, a company, a number, an address. Three small words in a row make a sentence. */
function looksSigned(row: string): boolean {
  const words = row.trim();
  if (words === '') return true;
  if (words.length > 90 || /[?!]\s*$/.test(words)) return false;
  if (
    /^(?:https?:|www\.)|@[\w-]+\.\w|(?:\+|\b00)\d[\d ()/.-]{6,}|^(?:t|m|p|tel|phone|mobile|cell|fax|office|direct)\b\.?:?\s*[+(\d]/iu.test(
      words,
    )
  )
    return true;
  // Words of time are an answer, even in capitals.
  if (/\b(?:mon|tues|wednes|thurs|fri|satur|sun)day\b|\btomorrow\b|\d{1,2}(?::\d\d)?\s*[ap]m\b|\bps\b/iu.test(words))
    return false;
  const small = words.match(/(?<![\p{L}\p{N}])\p{Ll}[\p{L}']*/gu) ?? [];
  return small.filter((word) => !/^(?:of|and|for|the|de|la|von|van|und|at|in|et|du)$/u.test(word)).length === 0;
}

const blank = (part: string): string => part.replace(/[^\n]/g, ' ');

/** Where the signature begins: at its delimiter, at a disclaimer, or at a closing under which nothing but a signature stands. */
function signatureBegins(text: string): number {
  const starts = [text.length];
  const delimiter = DELIMITER.exec(text);
  if (delimiter !== null) starts.push(delimiter.index);
  const disclaimer = DISCLAIMER.exec(text);
  if (disclaimer !== null) starts.push(disclaimer.index);
  const end = Math.min(...starts);
  for (const closing of text.slice(0, end).matchAll(CLOSING)) {
    const under = text.slice(closing.index + closing[0].length, end).split('\n');
    const isFirst = text.slice(0, closing.index).trim() === '';
    if (!isFirst && under.length <= 16 && under.every(looksSigned)) return closing.index;
  }
  return end;
}

export function ownWordsOf(newText: string): OwnWords {
  const straight = newText.replace(/[’‘]/g, "'").replace(PHONE_FOOTER, blank);
  const begins = signatureBegins(straight);
  const kept = straight.slice(0, begins);
  // A mail that is nothing but a signature is read whole: what looks like one may be the answer.
  if (kept.trim() === '') return { text: straight };
  return { text: kept + blank(straight.slice(begins)) };
}
