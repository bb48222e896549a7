/** The part of a mail that its sender wrote: without quoted lines and what stands under the mark where the quoted message begins. */

/** "On … wrote:" and its kin, by which mail programs begin a quote; up to three lines long. */
const ATTRIBUTION =
  /^[ \t]*(?:(?:on|am|le|el|il|op|em|den|em|w dniu|dnia)\b[^\n]{0,300}(?:\n[^\n]{0,200}){0,2}?(?:wrote|schrieb|a écrit|escribió|ha scritto|schreef|escreveu|skrev|napisał(?:\(a\))?)(?:[^\n]{0,120})?:[ \t]*$)/imu;
const ORIGINAL =
  /^[ \t]*(?:-{2,}|_{2,})[ \t]*(?:original message|original appointment|forwarded message|ursprüngliche nachricht|message d['’]origine|mensaje original|messaggio originale|oorspronkelijk bericht|mensagem original|weitergeleitete nachricht)[ \t]*(?:-{2,}|_{2,})[ \t]*$/imu;
/** Outlook's block of headers, in the languages it is used in most. */
const HEADER_BLOCK =
  /^[ \t]*(?:\*?(?:from|von|de|da|van|fra|från|od)\s?:\*?)[^\n]+\n(?:[^\n]*\n){0,2}?[ \t]*\*?(?:sent|gesendet|envoyé|enviado|inviato|verzonden|date|datum|fecha|data|sendt|skickat|wysłano)\s?:/imu;

/** Nothing of the writer's own is dropped on a guess: only marked lines, and what follows a clear beginning of a quote. */
export function newTextOf(text: string): string {
  const starts = [ATTRIBUTION, ORIGINAL, HEADER_BLOCK].flatMap((pattern) => pattern.exec(text)?.index ?? []);
  const own = (part: string) =>
    part
      .split('\n')
      .filter((row) => !/^[ \t]*>/.test(row))
      .join('\n');
  const begins = Math.min(text.length, ...starts);
  const above = own(text.slice(0, begins)).trim();
  if (above !== '') return above;
  // Who answers below the quote writes after its marked lines.
  const below = text.slice(begins);
  return /^[ \t]*>/m.test(below) ? own(below.replace(ATTRIBUTION, '')).trim() : '';
}
