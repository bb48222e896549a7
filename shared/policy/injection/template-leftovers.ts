/** Places where a template was not filled in: braces, brackets, percent marks with a field's name, or a greeting to nobody. */
import type { Place } from '../fold-text.ts';

const FIELD = String.raw`(?:first|last|full|your|my|our|their|company|contact|account|customer|prospect|lead|recipient|sender|insert|name|title|job|date|day|time|link|url|product|industry|city|competitor|pain[ _-]?point|value[ _-]?prop\w*)`;

const LEFTOVER = new RegExp(
  [
    String.raw`\{\{[^{}\n]{0,80}\}\}`,
    String.raw`\{%[^%\n]{0,80}%\}`,
    String.raw`<%[^%\n]{0,80}%>`,
    String.raw`\$\{[^{}\n]{0,80}\}`,
    String.raw`\{[a-z][a-z0-9]*(?:[_.][a-z0-9]+)*\}`,
    String.raw`\[\[[^\[\]\n]{1,80}\]\]`,
    String.raw`\*\|[A-Z0-9_:]{2,60}\|\*`,
    String.raw`%[A-Z][A-Z0-9_]{2,40}%`,
    String.raw`\[${FIELD}\b[^\[\]\n]{0,40}\](?!\()`,
    String.raw`<${FIELD}(?:[ _-][\w -]{1,30})?>`,
    String.raw`\blorem ipsum\b|\[object object\]`,
    String.raw`^(?:hi|hello|hey|dear)(?: ,| (?:null|none|nil|n\/a|undefined|unknown|first ?name|name) ?[,!]?$)`,
  ].join('|'),
  'imu',
);

/** The first place that reads like an unfilled template, or null. */
export function findLeftover(text: string): Place | null {
  const match = LEFTOVER.exec(text);
  return match === null ? null : { start: match.index, end: match.index + match[0].length };
}
