/**
 * Out-of-office notes and other machine answers by their subject and words, for mail whose headers don't say it (RFC 3834 is often
 * forgotten). A person who proposes a time around an absence wrote no such note.
 */
import { localDay } from '../../../shared/policy/local-time.ts';
import { writtenDates, type DateReference } from './written-dates.ts';

export interface AutoReplyWords {
  /** 0 to 1. */
  readonly confidence: number;
  readonly start: number;
  readonly end: number;
}

const SUBJECT =
  /^[^\S\n]*(?:(?:re|aw|sv|antw)\s*:\s*)*(?:automatic reply|auto(?:matic)?[ -]?(?:reply|response|responder|answer)|auto\s*:|autoreply|out[ -]of[ -](?:the[ -])?office|ooo\b|o\.o\.o|away from (?:the |my )?(?:office|desk)|on (?:vacation|holiday|leave|annual leave|parental leave|maternity leave)|vacation (?:reply|notice|response)|abwesend|abwesenheit\w*|automatische antwort|réponse automatique|absence|absent|respuesta automática|fuera de la oficina|risposta automatica|fuori sede|automatisch antwoord|afwezig\w*|resposta automática|autosvar|automatiskt svar)\b|\b(?:out of (?:the )?office|automatic reply|holiday closure|office closed|gone fishing|we are closed|i am away|i'm away)\b|\bticket (?:received|created)\b|^[^\S\n]*(?:re:\s*)?\[?#\d{3,}\]?/iu;

/** The writer says of themself that they are away. */
const AWAY =
  /\b(?:i(?:'m| am|'ll be| will be| shall be)|we(?:'re| are| will be)|(?:our|the) offices? (?:is|are)|on|currently|dana is|(?:he|she) is)\b[^.!?\n]{0,40}\b(?:out of (?:the |my )?office|ooo|on (?:annual |parental |maternity |paternity |medical |sick |extended |family |study )?(?:leave|vacation|holidays?|pto|sabbatical)|away(?: from (?:my|the) (?:desk|office|computer))?(?: (?:until|till|from|on|this week|with|attending))|out (?:until|till|sick|today|this week|on)|travell?ing (?:until|this week|for|with|on|through)|attending (?:a|an|the)|unplugged|offline|off(?:line)? (?:until|till|this|on)|on pto|not in (?:the |my )?office|not (?:working|at work|at my desk)|closed (?:for|from|until|between))\b|^[^\S\n]*(?:away|out|ooo|on \w+ leave|on (?:vacation|holiday|leave|sabbatical))\b[^.!?\n]{0,40}\b(?:until|till|back|from|through|sabbatical)\b|\bout of (?:the )?office (?:starting|from|until|with|on|between)\b|\b(?:bis|vom)\b[^.!?\n]{0,40}\bnicht (?:im büro|im haus|erreichbar|am platz)\b|\babsent[e]? du bureau\b|\b(?:do|will|shall) not (?:read|check|be (?:reading|checking|answering|monitoring))\b[^.!?\n]{0,20}\b(?:mails?|e-?mails?|messages|inbox)\b|\bich (?:bin|befinde mich)\b[^.!?\n]{0,40}\b(?:urlaub|abwesend|elternzeit)\b|\bich bin (?:bis|vom|derzeit|zur zeit|im urlaub|abwesend)\b/imu;

const MACHINE =
  /\b(?:this is an automat(?:ed|ic) (?:response|reply|message|e-?mail|confirmation|acknowledge?ment|notification)|(?:please )?do not reply to this (?:e-?mail|message)|this (?:mailbox|inbox|e-?mail address) is (?:not|no longer|un)\s?(?:being )?(?:monitored|checked|read|in use|active|attended)|(?:your|the) (?:request|enquiry|inquiry|message|e-?mail|ticket) (?:has been|was) (?:received|registered|logged|created)|we (?:have )?received your (?:enquiry|inquiry|request|message|e-?mail)|ticket #?\w*\d+ (?:has been|was)|(?:we )?(?:aim|will|endeavou?r) to (?:respond|reply|get back|answer) (?:to you )?within)\b/iu;

/** What such a note says besides: it alone proves nothing. */
const BESIDES =
  /\b(?:limited|no|patchy|intermittent|sporadic|little|only limited) (?:access|e-?mail|connectivity|internet)\b|\b(?:will|shall|'ll) (?:be back|return|respond|reply|answer|read your|get back to you)\b|\bback (?:in (?:the )?office|on|at work)\b|\bon my return\b|\bin (?:urgent|my absence|case of urgen)|\bfor (?:anything |any )?urgent\b|\bthank(?:s| you) for (?:your|contacting)\b|\breturning (?:on )?\b|\bexpected return\b|\bnot return until\b/iu;

/** What no machine says: an answer to what was asked. */
const ANSWERS =
  /\?|\b(?:could do|can do|works for me|happy to|let's|let us|send (?:me|us|over|the)|call me|interested|but (?:could|can|happy|free|tuesday|wednesday|monday|thursday|friday)|try me|ping me|contact me|reach (?:back )?out|circle back|get back to me|email me|ring me|touch base|sam\b)/iu;

export function autoReplyWords(subject: string, own: string): AutoReplyWords | null {
  const away = AWAY.exec(own);
  const machine = MACHINE.exec(own);
  const besides = BESIDES.exec(own);
  const found = machine ?? away ?? besides;
  const at = (confidence: number): AutoReplyWords => ({
    confidence,
    start: found?.index ?? 0,
    end: found === null ? Math.min(own.trimEnd().length, 200) : found.index + found[0].length,
  });
  if (SUBJECT.test(subject)) return at(found === null ? 0.85 : 0.97);
  if (machine !== null) return at(0.9);
  if (away === null || ANSWERS.test(own)) return null;
  return at(besides !== null ? 0.92 : 0.8);
}

const LEFT =
  /\b(?:no longer (?:works?|working|employed|with (?:the company|us|the firm|\p{Lu})|at|part of)|(?:has|have|'ve) (?:left|retired)(?! (?:the (?:office|room|transport|team|logistics|finance))| you| a)|(?:he|she|i) (?:left|retired)\b|left the (?:company|firm|business|organi[sz]ation)|passed away|is deceased)/iu;

/** The person we wrote to works there no longer. */
export const saysLeft = (own: string): boolean => LEFT.test(own);

const UNTIL =
  /(until|till|til|back(?: in (?:the )?office)?(?: on| at work on)?|return(?:ing)?(?: to (?:the office|work))?(?: on| date(?: of| is)?)?|bis(?: zum| einschließlich)?|jusqu'au|through|thru|to|-|–|wieder (?:da|erreichbar|im büro)(?: ab)?|ab dem|available again(?: on| from)?|from|on)\s*:?\s*(?:about |around |approximately )?$/iu;

/** Start of the first day back; null where the note names none that can be told. */
export function returnDay(own: string, reference: DateReference): number | null {
  let best: { readonly rank: number; readonly atMs: number } | null = null;
  for (const date of writtenDates(own, reference)) {
    const lead = UNTIL.exec(own.slice(Math.max(0, date.start - 60), date.start))?.[1]?.toLowerCase() ?? '';
    const isBack =
      /back|return|wieder|ab dem|available/.test(lead) ||
      /\b(?:back|return\w*)\b[^.\n]{0,30}$/iu.test(own.slice(0, date.start));
    const isThrough = /through|thru|einschl/.test(lead) || /\bincl/iu.test(own.slice(date.end, date.end + 16));
    const spent = localDay(date.lastAtMs, reference.timeZone, 1).startAtMs;
    const rank = isBack ? 3 : /until|till|til|bis|jusqu/.test(lead) ? 2 : date.isRange || isThrough ? 2 : 1;
    const last = date.grain === 'day' ? date.lastAtMs : date.atMs;
    const atMs = isThrough || (date.isRange && !isBack) ? spent : last;
    if (atMs <= reference.atMs && date.grain === 'day') continue;
    // Of dates that say as much, the latest: a longer pause does no harm.
    if (best === null || rank > best.rank || (rank === best.rank && atMs > best.atMs)) best = { rank, atMs };
  }
  return best?.atMs ?? null;
}
