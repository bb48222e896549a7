/**
 * Does this mail ask not to be written to again? By its address or subject, as our List-Unsubscribe makes them, or in plain words of a reply.
 * Only explicit words count: "not interested" is an answer, not an opt-out.
 */
import type { ArrivedMail } from './arrived-mail.ts';
import { newTextOf } from './new-text.ts';

export interface OptOutWays {
  /** The mailbox that collects opt-outs, where the policy names one. */
  readonly mailto: string | null;
  /** The visible line under our messages; the words it asks for in quotes count as well. */
  readonly optOutLine: string;
  /** Whether this mail answers a message of ours. */
  readonly answersOurs: boolean;
}

export type OptOut = { readonly by: 'mailbox' | 'subject' | 'words' };

export function readOptOut(mail: ArrivedMail, ways: OptOutWays): OptOut | null {
  const { mailto } = ways;
  if (asksInSubject(mail.subject)) return { by: 'subject' };
  // A mailbox of its own takes nothing but opt-outs; where people read their mail at the same address, words decide.
  if (mailto !== null && mail.to.includes(mailto.toLowerCase()) && isOptOutAddress(mailto)) return { by: 'mailbox' };
  return ways.answersOurs && asksInWords(newTextOf(mail.text), ways.optOutLine) ? { by: 'words' } : null;
}

/** What stands in our List-Unsubscribe, also as mail programs send it back. */
function asksInSubject(subject: string): boolean {
  return /^\s*(?:(?:re|aw|sv|antw|fwd?|wg)\s*:\s*)*["'“”]?unsubscribe["'“”]?\s*[.!]*\s*$/iu.test(subject);
}

/** Named for the purpose, so that whatever comes there is one. */
function isOptOutAddress(mailto: string): boolean {
  return /(?:^|[.+_-])(?:un-?subscribe|opt-?out|remove|leave|abmelden|list-?unsub\w*)(?:[.+_@-]|$)/i.test(
    mailto.split('@')[0] ?? '',
  );
}

/** Whole requests, each an order or a wish about the writer; mere mentions of the words are none. */
const REQUESTS: readonly RegExp[] = [
  /(?:^|[.!?\n]|\bplease|\bpls|\bkindly|\bthanks,?|\bhi,?|\bhello,?)\s*unsubscribe\s*(?:[.!?\n,]|$|\bme\b|\bus\b|\bthis\b|\bmy\b|\bfrom (?:your|this|these|all|any|the list)\b|\bthanks|\bplease|\bthx|\bnow|\bimmediately)/iu,
  /\b(?:want|wish|like|ask(?:ed)?|request) to (?:be )?unsubscribed?\b/iu,
  /\b(?:please|pls|kindly)\s+(?:un-?subscribe|opt[\s-]?(?:me )?out)\b/iu,
  /\bopt(?:ing)?[\s-]?(?:me |us |my (?:address|email) )out\b|\b(?:i|we)(?:['’]d| would| want| wish|['’]m| am| are|['’]re)? ?(?:like )?(?:to )?opt(?:ing)?[\s-]out\b/iu,
  /^\s*(?:opt[\s-]?out|remove|stop)\s*[.!]*\s*$/imu,
  /\b(?:remove|delete|erase|take|strike)\s+(?:me|us|my (?:name|(?:e-?mail )?address|e-?mail|data|details|contact|information)|our (?:address|domain|company)|this (?:e-?mail|address))\b(?!\s+(?:to|there|up|through|out for|a )\b)/iu,
  /\b(?:stop|cease|quit)\s+(?:e-?mailing|contacting|messaging|writing(?: to)?|spamming|bothering|sending (?:me|us|these|this|those|e-?mails?|messages?|mails?|anything)|these|those|your)\b(?!\s+(?:the|our|a) (?:team|customers?))/iu,
  /\b(?:do not|don['’]?t|never|please no(?:t)?)\s+(?:ever\s+)?(?:e-?mail|contact|message|write(?: to)?|send|reach out to|call)\s+(?:me|us|anything|any ?more|again|this|to me|further|more)\b/iu,
  /\bno (?:more|further) (?:e-?mails?|messages?|contact|communications?|mails?|outreach|follow-?ups?)\b/iu,
  /\b(?:do not|don['’]?t|no longer) (?:want|wish|consent|agree) (?:to (?:receive|get|hear|be contacted|be e-?mailed)|any (?:more )?(?:e-?mails?|messages?))/iu,
  /\b(?:withdraw|revoke) (?:my|our|any) consent\b|\bobject to (?:the |any )?(?:processing|use|further use|direct marketing)\b|\bright to (?:be forgotten|erasure)\b/iu,
  // German
  /\b(?:bitte\s+)?(?:ab|aus)(?:melden|tragen)\s*[.!]*\s*$|\b(?:melden|tragen|nehmen|streichen|löschen|entfernen) sie (?:mich|uns|meine|unsere)\b|\bkeine (?:weiteren |mehr )?(?:e-?mails?|mails|nachrichten|werbung|anfragen|kontaktaufnahme)(?: mehr)?\b|\b(?:nicht mehr|nie wieder) (?:an)?(?:schreiben|kontaktieren|anrufen|mailen)\b|\bwiderspreche (?:ich )?(?:der|ihrer|jeder|hiermit)\b|\bbitte (?:entfernen|löschen|streichen)\b.{0,40}\b(?:mich|uns|meine|adresse|daten)\b/iu,
  // French
  /\b(?:me )?désabonner\b|\bdésinscri(?:re|vez|ption)\b|\bne (?:me|nous) (?:contactez|écrivez|envoyez) plus\b|\b(?:retirez|supprimez|enlevez)[ -](?:moi|nous|mon|mes|notre)\b|\bplus (?:recevoir|de mails?|d['’]e-?mails?)\b/iu,
  // Spanish, Italian, Dutch, Portuguese
  /\b(?:darme|dame|denme|deme|dar) de baja\b|\bno (?:me|nos) (?:contacte|escriba|envíe|mande)[ns]?\b|\beliminen? (?:mi|mis|nuestr)\b|\b(?:cancellatemi|cancellarmi|rimuovetemi|disiscrivermi|disiscrivetemi)\b|\bnon (?:mi|ci) (?:contatt|scriv|invi)\w+\b|\b(?:uitschrijven|afmelden)\s*[.!]*\s*$|\bverwijder (?:mij|me|mijn|ons)\b|\b(?:neem|stuur) (?:geen|niet) .{0,20}(?:contact|mails?|berichten)\b|\bdescadastr\w+\b|\bremov(?:a|am|er)-?me\b|\bnão (?:me|nos) (?:contat|envi|escrev)\w+/iu,
];

function asksInWords(newText: string, optOutLine: string): boolean {
  // Our own footer, where a mail program quoted it without a mark, is not the writer's word.
  const text = normal(newText).replace(ownFooter(optOutLine), ' ');
  const named = wordsNamedIn(optOutLine);
  const first =
    text
      .split('\n')
      .map((row) => bare(row))
      .find((row) => row !== '') ?? '';
  return named.includes(first) || REQUESTS.some((request) => request.test(text));
}

/** However it was wrapped. */
function ownFooter(optOutLine: string): RegExp {
  const words = normal(optOutLine)
    .split(/\s+/)
    .map((word) => word.replace(/[.*+?^${}()|[\]\\]/g, '\\$&'));
  return new RegExp(words.join('\\s+'), 'giu');
}

const normal = (text: string) =>
  text
    .normalize('NFKC')
    .replace(/[\p{Cf}\u00ad]/gu, '')
    .replace(/[^\S\n]+/g, ' ')
    .trim();

const bare = (row: string) =>
  row
    .toLowerCase()
    .replace(/[^\p{L}\p{N} ]/gu, '')
    .trim();

/** `reply “no thanks” and …` asks for these very words. */
function wordsNamedIn(optOutLine: string): readonly string[] {
  return [...optOutLine.matchAll(/["“„«‘']([^"“”„«»‘’']{2,40})["”“»’']/gu)]
    .map((match) => bare(match[1] ?? ''))
    .filter((words) => words !== '');
}
