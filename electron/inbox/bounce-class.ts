/**
 * What a failure to deliver says about the recipient. Only `hard` may suppress an address, so in doubt it is never the answer: a block of
 * the sender or of the content, a full mailbox and anything unclear are something else ("5xx means hard" is right in about 0.4 of cases).
 */

import type { BounceClass } from '../../shared/domain/mailbox-event.ts';

/** About the sender, its server or the content: says nothing of the recipient. */
const POLICY =
  /\bspam|\bjunk|block(?:ed|ing|\s?list)|black\s?list|\bblocklist|\brbl\b|\bdnsbl|spamhaus|barracuda|proofpoint.{0,40}(?:denied|block)|spamcop|senderscore|reputation|\bpolicy\b|\bdmarc\b|\bspf\b|\bdkim\b|unauthenticated|not authenticated|authentication (?:required|fail)|content (?:rejected|filter|blocked|restriction)|message (?:was )?(?:rejected as|content|contains|refused)|unsolicited|bulk mail|\bvirus|malware|phish|banned|\babus(?:e|ive)\b|suspicious|access denied|not (?:authori[sz]ed|permitted|allowed)|relay(?:ing)? (?:access )?(?:denied|prohibited)|not accept(?:ed|ing) (?:mail )?from|rejected for|rate.?limit|too many (?:messages|connections|recipients)|sending (?:limit|rate)|throttl|size limit|too (?:large|big)|exceeds? (?:the )?(?:maximum )?(?:message )?size|greylist|gr[ae]y-?list|sender (?:address )?(?:rejected|denied|verify|verification)|only accepts? (?:mail|messages) from|restricted|auth(?:required|entication required)|sendernotauthenticated|\btls\b.{0,20}required|unusual rate|requires? authentication/i;

const FULL =
  /mailbox (?:is )?(?:full|over)|(?:over|exceed(?:s|ed|ing)?|out of) (?:the |its |his |their )?(?:\w+ ){0,2}(?:quota|storage|space)|quota (?:exceed|is full|full)|quotaexceeded|insufficient (?:system )?(?:storage|disk)|inbox is (?:full|out of)|storage (?:limit|full)|not enough (?:storage|space)|no space left|disk quota/i;

/** Plain words for: there is no such mailbox, or no such domain. */
const NO_SUCH =
  /(?:user|recipient|mailbox|address|account|addressee|alias|person|inbox|e-?mail)\S* (?:\S+ )?(?:is |was |are )?(?:unknown|not (?:found|exist)|un(?:known|routable)|does(?: not|n['’]t) exist|doesn['’]t (?:have|exist)|no longer|invalid|disabled|inactive|deactivated|not (?:known|valid|available|listed|recogni[sz]ed)|cannot be found|couldn['’]t be found|could not be found|wasn['’]t found|suspended|closed|terminated|rejected: undeliverable)|unknown (?:or illegal )?(?:user|recipient|mailbox|address|alias|local|account|destination)|no (?:such|valid) (?:user|recipient|mailbox|address|account|person|domain|host|alias)|no mailbox (?:here )?(?:by that name|found)|(?:user|recipient)(?:s)? (?:name )?(?:unknown|not found|doesn['’]t)|invalid (?:recipient|mailbox|address|user)|not a (?:valid|known) (?:recipient|mailbox|user|address)|(?:does(?: not|n['’]t)|do not|don['’]t) (?:have an? (?:\S+ )?account|exist)|account (?:that you tried to reach )?(?:does not exist|is disabled|has been disabled)|nosuchuser|recipientnotfound|exrecipnotfound|recipnotfound|address(?:es)? (?:couldn['’]t|could not|cannot) be found|isn['’]t (?:found|in our directory)|not (?:listed|found) in (?:the )?(?:\S+ )?directory|no longer (?:with|works|employed|active|in use|valid|available)|undeliverable address|empfänger (?:ist )?unbekannt|unbekannter (?:empfänger|benutzer)|adresse (?:n['’]existe pas|introuvable|unbekannt|nicht gefunden)|existiert nicht|n['’]existe pas|no existe|utente sconosciuto|destinatario desconocido|desconhecido/i;

const NO_DOMAIN =
  /(?:domain|host)\S* (?:name )?(?:\S+ )?(?:not found|does(?: not|n['’]t) exist|doesn['’]t exist|couldn['’]t be found|unknown|has no (?:mx|mail))|no such (?:domain|host)|unknown (?:host|domain)|unrouteable (?:address|mail domain)|\bnxdomain|domain (?:not found|unknown)|dns domain .{0,60}does not exist|couldn['’]t find any host|no mx record|\bnull ?mx\b/i;

/** About time, not about the mailbox: it may work later. */
const LATER =
  /try (?:again )?later|temporar|tempor[äa]|timed? ?out|deferred|delayed|connection (?:refused|lost|reset|dropped)|could not connect|couldn['’]t connect|unable to connect|no route to host|network is unreachable|not responding|did not (?:respond|answer)|name ?server (?:did not|does not|failed|error|timed|is not|not respond)|message (?:has )?expired|queue.?expired|retry (?:time|timeout)|too long|receiving (?:mail|email|messages) (?:at a rate|too quickly)|rate that prevents|service (?:unavailable|not available)|lookup failure|hop count|loops? back|mail loop|too many hops/i;

/** What Exchange Online answers at its edge for an address that its directory does not have. */
const DIRECTORY_EDGE = /\b5\.4\.1\b.{0,80}recipient address rejected: access denied/i;

/** `status` is the enhanced code (RFC 3463), such as `5.1.1`; `words` the server's own answer. Either may be empty. */
export function classifyBounce(status: string, words: string): BounceClass {
  const said = words.replace(/\s+/g, ' ');
  const [group = '', subject = '', detail = ''] = status.split('.');
  const permanent = group === '5' || (group === '' && /(?:^|[\s:(#])5\d\d[\s-]/.test(said));
  const temporary = group === '4' || (group === '' && /(?:^|[\s:(#])4\d\d[\s-]/.test(said));
  const about = `${subject}.${detail}`;

  if (about === '2.2' || FULL.test(said)) return 'full';
  if (DIRECTORY_EDGE.test(said)) return 'hard';
  // A refusal that names the sender or the content is about them, whatever code it carries.
  if (subject === '7' || subject === '6' || ['1.7', '1.8', '2.3', '3.4'].includes(about) || POLICY.test(said))
    return 'policy';
  if (temporary) return 'soft';
  if (LATER.test(said) && !NO_SUCH.test(said)) return 'soft';
  if (['4.7', '4.6', '4.14', '4.316', '4.317', '4.1', '4.2', '4.5', '4.3'].includes(about)) return 'soft';
  if (['1.1', '1.2', '1.3', '1.6', '1.10', '2.1', '4.4', '4.310'].includes(about)) return 'hard';
  if (NO_SUCH.test(said) || NO_DOMAIN.test(said)) return permanent || group === '' ? 'hard' : 'unknown';
  return 'unknown';
}
