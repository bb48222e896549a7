/**
 * The words by which people ask not to be written to again. Whole requests, each an order or a wish about the writer; mere mentions of the
 * words are none. In doubt a request counts: one that was none costs a lead, one that was overlooked breaks a promise.
 */

export const OPT_OUT_REQUESTS: readonly RegExp[] = [
  /(?:^|[.!?\n]|\bplease|\bpls|\bkindly|\bthanks,?|\bhi,?|\bhello,?)\s*unsubscribe\s*(?:[.!?\n,]|$|\bme\b|\bus\b|\bthis\b|\bmy\b|\bfrom (?:your|this|these|all|any|the list)\b|\bthanks|\bplease|\bthx|\bnow|\bimmediately)/iu,
  /\b(?:want|wish|like|ask(?:ed)?|request) to (?:be )?unsubscribed?\b/iu,
  /\b(?:please|pls|kindly)\s+(?:un-?subscribe|opt[\s-]?(?:me )?out)\b/iu,
  /\bopt(?:ing)?[\s-]?(?:me |us |my (?:address|email) )out\b|\b(?:i|we)(?:['’]d| would| want| wish|['’]m| am| are|['’]re)? ?(?:like )?(?:to )?opt(?:ing)?[\s-]out\b/iu,
  /^[^\S\n]*(?:opt[\s-]?out|remove|stop)\s*[.!]*\s*$/imu,
  /\b(?:remove|delete|erase|take|strike)\s+(?:me|us|my (?:name|(?:e-?mail )?address|e-?mail|data|details|contact|information)|our (?:address|domain|company)|this (?:e-?mail|address))\b(?!\s+(?:to|there|up|through|out for|a )\b)/iu,
  /\b(?:stop|cease|quit)\s+(?:e-?mailing|contacting|messaging|writing(?: to)?|spamming|bothering|sending (?:me|us|these|this|those|e-?mails?|messages?|mails?|anything)|these|those|your)\b(?!\s+(?:the|our|a) (?:team|customers?))/iu,
  /\b(?:do not|don['’]?t|never|please no(?:t)?)\s+(?:ever\s+)?(?:e-?mail|contact|message|write(?: to)?|send|reach out to|call)\s+(?:me|us|anything|any ?more|again|this|to me|further|more)\b/iu,
  /\bno (?:more|further) (?:e-?mails?|messages?|contact|communications?|mails?|outreach|follow-?ups?)\b/iu,
  /\b(?:do not|don['’]?t|no longer) (?:want|wish|consent|agree) (?:to (?:receive|get|hear|be contacted|be e-?mailed)|any (?:more )?(?:e-?mails?|messages?))/iu,
  /\b(?:withdraw|revoke) (?:my|our|any) consent\b|\bobject to (?:the |any )?(?:processing|use|further use|direct marketing)\b|\bright to (?:be forgotten|erasure)\b/iu,
  // Off a list, out of a sequence, onto the other list
  /\b(?:take|strike|remove|get|keep|leave|drop)\b[^.!?\n]{1,60}?\b(?:off|out of|from)\b[^.!?\n]{0,25}?\b(?:lists?|sequences?|distribution|database|systems?|records|crm|cadence|mailings?|campaigns?|e-?mail chain)\b/iu,
  /\b(?:add|put|place)\b[^.!?\n]{1,40}\b(?:do[\s-]?not[\s-]?(?:contact|e-?mail|call|mail)|suppression|opt[\s-]?out|block|exclusion)[\s-]?lists?\b/iu,
  /\b(?:i|we) want (?:to be )?(?:out|off)(?: of)? (?:this|your|these|the)\b/iu,
  // Orders to stop
  /(?:^|[.!?\n])\s*(?:please |pls |just )?stop(?: please| it| this| now| that)?\s*(?:[.!?\n]|$)/iu,
  /^[^\S\n]*(?:please |pls )?(?:remove|opt(?:ing)?[\s-]?out)(?: please| pls| thanks| now)?\s*[.!]*\s*$/imu,
  /\bcease (?:all|any|and desist|contact|e-?mail)/iu,
  /\b(?:stop|quit|enough)\b(?: it)?(?: with| of)? (?:the|these|all the|all these|your|those) (?:\w+ )?(?:follow-?ups?|e-?mails?|mails?|messages?|spam|sequences?|outreach)\b/iu,
  /\brefrain from (?:\w+ )?(?:send|contact|e-?mail|writ|messag|further|any)/iu,
  /\b(?:leave (?:me|us) alone|leave (?:me|us) be|go away|get lost|(?:f\S{0,3}|piss|bugger|buzz|sod|eff) off|lose (?:my|our|this) (?:number|e-?mail|address|contact))\b/iu,
  // Not again
  /\b(?:do not|don['’]?t|did not|didn['’]?t|would not|wouldn['’]?t|never|not to|please not|not be|rather not|without)\s+(?:ever |want to |wish to |like to |be )?(?:write|e-?mail|e-?mailed|contact|contacted|message|messaged|call|called|mail|bother|approach|hear|get|receive|send)\b[^.!?\n]{0,40}\b(?:again|any ?more|more of (?:these|this|your)|any further|further|going forward|in (?:the )?future|in future)\b/iu,
  /\bnever\s+(?:want to |wish to )?(?:hear|write|e-?mail|contact|message|call)\b/iu,
  /\b(?:do not|don['’]?t|not to|please not|no need to|need not) (?:follow[\s-]?up|write|e-?mail|contact|reach out)(?:(?: with)? (?:me|us))?(?: again| any ?more| further)?\s*(?:[.!\n]|$)/iu,
  /\bno need (?:to|for you to) (?:write|e-?mail|contact|call|reach out|follow up)(?: to)?(?: me| us)? (?:again|any ?more|further)\b/iu,
  /\b(?:prefer|rather|appreciate|grateful|like|ask|request)\b[^.!?\n]{0,40}?\bnot (?:to )?(?:be(?:ing)? (?:contacted|e-?mailed|approached|messaged|written to)|hear(?:ing)? from|receiv(?:e|ing)|get(?:ting)?|contact(?:ing)?|writ(?:e|ing)|e-?mail(?:ing)?)\b/iu,
  /\b(?:can|could|will|would) you (?:please |kindly |pls |mind |be (?:so kind|kind enough) (?:as )?to )*(?:not (?:to )?(?:send|e-?mail|mail|contact|write|call|message|bother)|stop(?:ping)?|(?:tak|remov|delet|eras)(?:e|ing) (?:me|us|it|my|our|this)\b(?! (?:through|there|to|up)\b))/iu,
  // Data
  /\b(?:erase|delete|remove|destroy)\b[^.!?\n]{0,30}\b(?:personal (?:data|information|details)|contact (?:details|info\w*|data)|(?:my|our) (?:\w+ )?(?:data|details|info\w*|records?|address|e-?mail|contact))\b/iu,
  /\b(?:my|our) (?:e-?mail )?(?:address|details|data|contact)\b[^\n]{0,20}\b(?:delete|remove|erase) (?:it|them)\b/iu,
  // An end to it: any verb of ending with any word for mail
  /\b(?:stop|discontinue|cease|halt|cancel|terminate|suspend|end|quit)\b (?:with |sending |all |any |of )*(?:(?:this|these|those|your|my|the|all|any|further|such|future|our)(?: \w+){0,2} ?)?\b(?:e-?mails?|mails?|mailings?|messages?|communications?|correspondence|solicitations?|newsletters?|follow-?ups?|outreach|spam|subscriptions?|contact)\b/iu,
  /\b(?:e-?mails?|mails?|mailings?|messages?|communications?|correspondence|contact|follow-?ups?|outreach|this)\b[^.!?\n]{0,40}\b(?:to|must|should|has to|have to|needs? to) (?:end|stop|cease)\b/iu,
  /^[^\S\n]*(?:please |pls |that's |that is |ok |okay )?(?:enough|no more|out|un[\s-]?sub(?: me)?|end|quit|leave|off)(?: please| pls| already| now| thanks)?\s*[.!]*\s*$/imu,
  /\bun[\s-]?sub (?:me|us|please|pls)\b/iu,
  /\b(?:make|let|consider|keep) (?:this|that|it)(?: be| as)? (?:the|your) (?:very )?(?:last|final)\b/iu,
  // My data, out of it: any verb of taking away with any word for what they hold
  /\b(?:remove|delete|erase|purge|drop|wipe|scrub|strike|clear|forget|destroy|take|pull|get)\b(?: out| off| away)? (?:all |any )?(?:of )?(?:me|us|it|my|our|this|these|the)(?: \w+){0,2}? ?(?:address(?:es)?|e-?mails?|details|data|info\w*|name|contacts?|records?|entry|number)?\b(?: (?:down|out of|off|from) (?:here|this|your|the|any|all|of)\b|[^.!?\n]{0,10}\b(?:off|from) (?:your|the|any|all|this) (?:\w+ )?(?:lists?|records?|database|systems?|crm|files?|books?|mailings?|sequences?|campaigns?|thread|distribution|thing))/iu,
  /\b(?:purge|wipe|scrub|erase|forget|delete|destroy)\b[^.!?\n]{0,20}\b(?:me|us|my|our|this) ?(?:\w+ )?(?:address|e-?mail|details|data|info\w*|name|contact|records?)\b|\btake it down\b/iu,
  /\b(?:drop|cut|take|leave|count|keep|get|let) (?:me|us) (?:from|off|out of) (?:this|your|the|these|any|all|future)\b/iu,
  /\b(?:how (?:do|can) (?:i|we)|(?:want|like|need|asked?|asking|wish) to|let me|please let us) (?:get|come|be(?: taken)?|opt) (?:off|out|removed|taken off|deleted|excluded)\b/iu,
  /\b(?:may|must|should|shall|can|do) ?not (?:use|store|keep|hold|process|share)\b[^.!?\n]{0,20}\b(?:my|our|this)\b[^.!?\n]{0,20}\b(?:details|data|address|e-?mail|name|information|contact|number)\b/iu,
  /\b(?:do not|don['’]?t|never|no longer|not)\s+(?:want|wish|care|need|like|intend|expect)\s+(?:to (?:hear|be|get|receive|see)|any (?:more|further|such)|further|more of)\b(?! (?:how|more about|the (?:demo|product)|a demo|it in))[^.!?\n]{0,40}\b(?:from (?:you|your)|about|these|this|this product|contacted|e-?mail|mails?|messages?|again|further|more)\b/iu,
  /\b(?:no point in|no need for|not? (?:require|welcome|appreciate)|without|no)\b[^.!?\n]{0,15}\b(?:further|more|any more|future|additional|other|another) (?:e-?mails?|mails?|messages?|contact|communications?|correspondence|follow-?ups?|notes?|outreach)\b/iu,
  /\b(?:do not|don['’]?t|not to|never|please not|not)\s+(?:ever\s+)?(?:mail|e-?mail|contact|message|pester|bother|text|ping|spam|approach|solicit|disturb|target)(?:ing)?\s+(?:me|us|this|here|our|my|anyone|anybody|people|at)\b(?! (?:before|until|till|by phone|on monday|directly))/iu,
  /\b(?:do not|don['’]?t|not|never|cannot|can['’]?t|no)\s+(?:accept|take|welcome|read|respond to|want|allow|permit)?\s*(?:any )?(?:solicitations?|unsolicited|cold (?:e-?mails?|mails?|outreach|calls?)|vendor (?:e-?mails?|mails?)|sales (?:e-?mails?|mails?)|marketing (?:e-?mails?|mails?))\b/iu,
  /\b(?:have|has|had|['’]ve|already|just) (?:already )?(?:unsubscribed|opted out)\b(?=[^.!?\n]{0,60}\b(?:still|again|twice|already|why|before)\b)/iu,
  /\bdesist from\b|\bknock it off\b|\bcut it out\b|\b(?:request|wish|decision|intention|notice) to (?:opt[\s-]?out|unsubscribe|be removed)\b|\bupdate your (?:\w+ )?lists? accordingly\b/iu,
  // Bare verbs with a please, and lists nobody wants to be on
  /\b(?:please|pls|kindly|just)\s+(?:remove|delete|erase|unsub|stop)(?: (?:it|this|that|now|immediately|asap|thanks|thank you))*\s*(?:[.!\n]|$)/iu,
  /\b(?:not|n['’]t|never|no longer)\b[^.!?\n]{0,20}\b(?:be|stay|remain) (?:on|in|part of) (?:your|the|this|any|these|that)\b[^.!?\n]{0,20}\b(?:lists?|database|mailings?|sequences?|campaigns?|crm|distribution)\b/iu,
  /\b(?:a|this is a|this|my) (?:personal|private)(?: \w+)? (?:address|e-?mail|account|inbox|mailbox)\b[\s\S]{0,20}?\b(?:delete|remove|erase) (?:it|this|that)\b/iu,
  // German
  /\b(?:bitte\s+)?(?:ab|aus)(?:melden|tragen)\s*[.!]*\s*$|\b(?:melden|tragen|nehmen|streichen|löschen|entfernen) sie (?:mich|uns|meine|unsere)\b|\bkeine (?:weiteren |mehr )?(?:e-?mails?|mails|nachrichten|werbung|anfragen|kontaktaufnahme)(?: mehr)?\b|\b(?:nicht mehr|nie wieder) (?:an)?(?:schreiben|kontaktieren|anrufen|mailen)\b|\bwiderspreche (?:ich )?(?:der|ihrer|jeder|hiermit)\b|\bbitte (?:entfernen|löschen|streichen)\b.{0,40}\b(?:mich|uns|meine|adresse|daten)\b/iu,
  // French
  /\b(?:me )?désabonner\b|\bdésinscri(?:re|vez|ption)\b|\bne (?:me|nous) (?:contactez|écrivez|envoyez) plus\b|\b(?:retirez|supprimez|enlevez)[ -](?:moi|nous|mon|mes|notre)\b|\bplus (?:recevoir|de mails?|d['’]e-?mails?)\b/iu,
  // Spanish, Italian, Dutch, Portuguese
  /\b(?:darme|dame|denme|deme|dar) de baja\b|\bno (?:me|nos) (?:contacte|escriba|envíe|mande)[ns]?\b|\beliminen? (?:mi|mis|nuestr)\b|\b(?:cancellatemi|cancellarmi|rimuovetemi|disiscrivermi|disiscrivetemi)\b|\bnon (?:mi|ci) (?:contatt|scriv|invi)\w+\b|\b(?:uitschrijven|afmelden)\s*[.!]*\s*$|\bverwijder (?:mij|me|mijn|ons)\b|\b(?:neem|stuur) (?:geen|niet) .{0,20}(?:contact|mails?|berichten)\b|\bdescadastr\w+\b|\bremov(?:a|am|er)-?me\b|\bnão (?:me|nos) (?:contat|envi|escrev)\w+/iu,
];
