/** The part of a mail that its sender wrote: without quoted lines and what stands under the mark where the quoted message begins. */

/** "On … wrote:" and its kin, by which mail programs begin a quote; up to three lines long. */
const ATTRIBUTION =
  /^[ \t]*(?:(?:on|am|le|el|il|op|em|den|em|w dniu|dnia)\b[^\n]{0,300}(?:\n[^\n]{0,200}){0,2}?(?:wrote|schrieb|a écrit|escribió|ha scritto|schreef|escreveu|skrev|napisał(?:\(a\))?)(?:[^\n]{0,120})?:[ \t]*$)/imu;
const ORIGINAL =
  /^[ \t]*(?:-{2,}|_{2,})[ \t]*(?:original message|original appointment|forwarded message|ursprüngliche nachricht|message d['’]origine|mensaje original|messaggio originale|oorspronkelijk bericht|mensagem original|weitergeleitete nachricht)[ \t]*(?:-{2,}|_{2,})[ \t]*$/imu;
/** Outlook's block of headers, in the languages it is used in most. */
const HEADER_BLOCK =
  /^[ \t]*(?:\*?(?:from|von|de|da|van|fra|från|od)\s?:\*?)[^\n]+\n(?:[^\n]*\n){0,2}?[ \t]*\*?(?:sent|gesendet|envoyé|enviado|inviato|verzonden|date|datum|fecha|data|sendt|skickat|wysłano)\s?:/imu;

const isMarked = (row: string): boolean => /^[ \t]*>/.test(row);

const own = (part: string): string =>
  part
    .split('\n')
    .filter((row) => !isMarked(row))
    .join('\n');

/** Where the quoted message begins; the text's length where none is recognised. */
function quoteBegins(text: string): number {
  const starts = [ATTRIBUTION, ORIGINAL, HEADER_BLOCK].flatMap((pattern) => pattern.exec(text)?.index ?? []);
  return Math.min(text.length, ...starts);
}

/** Nothing of the writer's own is dropped on a guess: only marked lines, and what follows a clear beginning of a quote. */
export function newTextOf(text: string): string {
  const begins = quoteBegins(text);
  const above = own(text.slice(0, begins)).trim();
  if (above !== '') return above;
  // Who answers below the quote writes after its marked lines.
  const below = text.slice(begins);
  return /^[ \t]*>/m.test(below) ? own(below.replace(ATTRIBUTION, '')).trim() : '';
}

/**
 * Every line that may be the writer's, for what must not be missed: above the quote, between its lines and below it. Under a quote
 * without marks, a line counts where it is none of `ours`, the messages we sent them; with none of those known, nothing there counts.
 */
export function writtenAnywhere(text: string, ours: readonly string[]): string {
  const begins = quoteBegins(text);
  const above = own(text.slice(0, begins));
  const below = text.slice(begins).replace(ATTRIBUTION, '').replace(ORIGINAL, '');
  const unmarked = own(below);
  // A quote whose lines are marked ends with the last of them, so that what is unmarked under it was typed.
  const ends = below.search(/^[ \t]*>/m);
  const isTyped = ends >= 0 && below.slice(0, ends).trim() === '';
  if (isTyped) return `${above}\n${unmarked}`.trim();
  const sent = ours.map(bare).join(' ');
  if (sent.trim() === '') return above.trim();
  const typed = unmarked
    .split('\n')
    .filter((row) => bare(row) !== '' && !sent.includes(bare(row)) && !HEADER.test(row));
  return `${above}\n${typed.join('\n')}`.trim();
}

const HEADER =
  /^[ \t]*\*?(?:from|von|de|da|van|fra|från|od|sent|gesendet|envoyé|enviado|inviato|verzonden|date|datum|fecha|data|to|an|à|para|a|aan|cc|subject|betreff|objet|asunto|oggetto|onderwerp)\s?:/iu;

/** Letters and digits alone: mail programs wrap and re-space what they quote. */
const bare = (row: string): string =>
  row
    .normalize('NFKC')
    .toLowerCase()
    .replace(/[^\p{L}\p{N}]+/gu, ' ')
    .trim();
