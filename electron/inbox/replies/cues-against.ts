/** The words that speak for later, for somebody else, against it, or for none of these. A table; `read-reply.ts` weighs. */
import { against, cue, type Cue } from './cue.ts';

export const CUES_AGAINST: readonly Cue[] = [
  // not now
  cue(
    'not-now',
    2,
    /\bnot (?:right )?now\b|\bnot (?:at|for) (?:this|the) (?:time|moment|point|stage|minute|second)\b|\bnot (?:just )?yet\b|\bnot (?:for|in) (?:the next|a while)\b|\bnot this (?:year|quarter|month)\b/iu,
  ),
  cue(
    'not-now',
    3,
    /\b(?:try|ping|ask|contact|e-?mail|call|write(?: to)?|reach (?:back )?out(?: back)?(?: to)?|reach|get back(?: in touch)?|come back|circle back|check (?:back|in)|follow up|touch base|reconnect|revisit|speak|talk|knock|return|hit)\b(?: (?:me|us|it|this|to me|to us|with me|with us|base|up|for it))*(?: (?:again|back|then|later|once|when|in|after|next|on|around|early|mid|towards?|at)){1,3}\b(?! (?:it|this|that|2|3|4|the phone|my|monday|tuesday|wednesday|thursday|friday|\d+[ap:]))/iu,
  ),
  cue('not-now', 3, /\bthat(?:'s| is) when\b/iu),
  cue(
    'not-now',
    2,
    /\bcircle back\b|\brevisit\b|\btouch base again\b|\bcheck back\b|\breconnect\b|\bcome back to (?:me|us|this)\b|\breach back out\b|\bspeak then\b/iu,
  ),
  cue(
    'not-now',
    3,
    /\b(?:bad|wrong|not (?:a |the |really the |really a )?(?:good|right|best|great|ideal)|poor|terrible|awkward) (?:time|timing|moment)\b|\btiming (?:is|isn't|is not|'s)\b[^.!\n]{0,12}\b(?:off|bad|right|ideal|great|wrong|poor|good)\b/iu,
  ),
  cue(
    'not-now',
    2,
    /\btoo (?:early|busy|much (?:going on|on))\b|\b(?:slammed|swamped|snowed under|flat out|underwater|buried|up to (?:my|our) (?:neck|eyes|ears)|overloaded|crazy busy)\b/iu,
  ),
  cue(
    'not-now',
    2,
    /\bmaybe later\b|\blater (?:this|in the) year\b|\bdown the (?:road|line)\b|\bon hold\b|\bpark (?:it|this)\b|\bback ?burner\b|\broad ?map\b|\bnot (?:really |currently )?(?:a|our|my|high on (?:the|our)) (?:top )?priorit|\bpriorit(?:y|ies) (?:right now|at the moment|for now|elsewhere)|\bfroze(?:n)?\b|\b(?:spending|hiring|budget) freeze\b/iu,
  ),
  cue(
    'not-now',
    2,
    /\bnot (?:before|until|till)\b|\bno(?:t)? earlier than\b|\bat the earliest\b|\buntil then\b|\bnothing (?:before|until)\b/iu,
  ),
  cue(
    'not-now',
    2,
    /\b(?:once|after|as soon as|when) (?:we|the|that|this|our|i)\b[^.!?\n]{3,80}?\b(?:we can (?:talk|speak|look)|can talk|may become|might (?:be|become)|let's (?:talk|speak)|is (?:done|over|through|live|complete|behind us)|are (?:done|through|live)|settles?|closes?)\b/iu,
  ),
  cue(
    'not-now',
    2,
    /\bbudget (?:opens?|comes?|is set|will be|renews?|resets?|planning)\b|\bplanning (?:round|cycle)\b|\b(?:in the (?:middle|midst) of|mid-?way through|going through|busy with)\b[^.!\n]{0,40}\b(?:rollout|migration|implementation|merger|acquisition|reorg\w*|restructur\w*|move|project|audit|integration|launch|change)\b|\bre-?organi[sz]ing\b|\bmigrating\b/iu,
  ),

  cue(
    'not-now',
    3,
    /\bremind me\b|\bpick (?:this|it) (?:back )?up (?:again|then|later|after|in)\b|\b(?:can|could|will have to|has to|must|let (?:this|it)) (?:this |it )?wait\b|\bgive it (?:a few|some|a couple of|\d+|six|three)\b[^.!?\n]{0,10}\b(?:months?|weeks?|quarters?|time)\b|\bwrong (?:year|quarter|month)\b|\bwhen the dust\b|\b(?:nowhere near|not (?:at|near)) the top\b|\bwould be (?:better|best|more realistic)\b(?=[^.!?\n]{0,10}(?:$|[.!\n]))|\bheads? down\b|\bagain when\b/iu,
  ),

  cue(
    'not-now',
    2,
    /\b(?:will|'ll|might|may|would|can|could) (?:look (?:at|into)|consider|re-?visit|decide|review|re-?assess|re-?consider|think about|come back to) (?:this|it|that)\b[^.!?\n]{0,10}\b(?:once|after|when|as soon as|later|next)\b/iu,
  ),

  // not me
  cue(
    'not-me',
    3,
    /\b(?:belongs? (?:with|to)|sits with|lies with|lives with|goes to|falls (?:to|under)|is (?:owned|handled|managed|run|decided|covered) by|is one for|have you tried|you'll be (?:wanting|needing)|(?:have|has|got) no (?:say|influence|authority)|not (?:up to|for) me|get(?:s)? made (?:in|at|by)|their contact is|your contact is)\b/iu,
  ),
  cue(
    'not-me',
    3,
    /\b(?:it|that|this) (?:is|would be|will be) (?!Monday|Tuesday|Wednesday|Thursday|Friday|Saturday|Sunday)\p{Lu}\p{Ll}+(?: \p{Lu}\p{Ll}+)? (?:these days|now|who|you)\b|^[^\S\n]*\+ ?@?\p{Lu}\p{Ll}+|\bI'?m in (?:HR|IT|[Mm]arketing|[Ss]ales|[Ll]egal|[Ff]inance|[Ee]ngineering)\b|\b(?:someone|somebody) in (?:supply chain|logistics|finance|procurement|purchasing|transport|accounting|operations)\b/mu,
  ),
  cue(
    'not-me',
    3,
    /\bwho (?:looks after|takes care of|is over|leads|heads|deals with|is handling)\b|\bsent (?:this|it|your (?:mail|note|message|email)) (?:along|across|over|on)\b|\bI (?:have )?changed (?:jobs|teams|departments|roles)\b/iu,
  ),
  {
    ...cue(
      'not-me',
      3,
      /\b(?:not|n't|isn't|am not|never)\b[^.!?\n]{0,20}\b(?:right|best|correct|proper|appropriate|relevant) (?:person|contact|one|guy|department|dept|team|address|man|woman|colleague)\b|\b(?:wrong|incorrect) (?:person|guy|contact|department|dept|address|man|woman|email|team|lady)\b/iu,
    ),
    isNegated: true,
  },
  {
    ...cue(
      'not-me',
      3,
      /\b(?:not|n't|isn't|no longer) (?:really |actually )?(?:my|our|within my|in my|part of my) (?:area|department|dept|job|responsibility|remit|team|thing|field|call|decision|role|domain|desk)\b|^[^\S\n]*not me\b/imu,
    ),
    isNegated: true,
  },
  {
    ...cue(
      'not-me',
      3,
      /\b(?:i|she|he) (?:do(?:es)?n't|do(?:es)? not|no longer|am not|'m not|am no longer|'m no longer) (?:really |actually )?(?:handle|deal with|manage|look after|run|do|responsible|in charge|work (?:on|in|with)|make (?:these|those|this|that|such) decisions?|involved|own|cover|the decision[- ]maker|decide)\b/iu,
    ),
    isNegated: true,
  },
  cue(
    'not-me',
    3,
    /(?<!\bi )\b(?:talk|speak|reach out|write|go|get in touch|best|direct (?:this|it|your)\b[^.!?\n]{0,20}|address (?:this|it)|send (?:this|it)|refer(?: you| this)?|point you|defer) (?:directly )?(?:to|with)\b(?! (?:me|us|you|your|something|know|hear|have|talk|speak|learn|see|a look|the point|ask|that))/iu,
  ),
  cue(
    'not-me',
    3,
    /\b(?:[Cc]ontact|[Aa]sk|[Tt]ry|[Ee]-?mail|[Ww]rite to|[Pp]ing|[Mm]essage) (?:(?:Mr|Ms|Mrs|Dr)\.? )?(?:[\w.+-]+@|\p{Lu}\p{Ll}+ \p{Lu}\p{Ll}+)/u,
  ),
  cue(
    'not-me',
    2,
    /\b(?:contact|ask|try|e-?mail|ping|message)\b(?! (?:me|us|you|again|back|in|them|then|marketing|after|this|that|address|is|was|it|chain|later|next|once))(?: (?:our|my|the|mr|ms|mrs|dr|[\w.+-]+@|accounting|procurement|finance|logistics|purchasing|operations|it\b)|(?= [A-Z]))/u,
  ),
  cue(
    'not-me',
    3,
    /\b(?:you (?:want|need|should|'?d (?:want|need)|must|'?ll want|may want|might want|would (?:want|need))(?: to)?)(?: be)? (?:(?:speak|talk|talking|speaking|contact|ask|reach|write|email)(?! (?:me|us|again|back|then|in|after)\b)(?= \S)|procurement|finance|logistics|purchasing|our|accounts|accounting)\b/iu,
  ),
  cue(
    'not-me',
    3,
    /(?<!looking |look )\b(?:forward(?:ing|ed)?|pass(?:ing|ed)|hand(?:ing|ed)|sent|sending|shar(?:ed|ing)|redirect(?:ing|ed))\b[^.!?\n]{0,30}? (?:on |over |along )?to (?!me\b|us\b|my phone|you\b)/iu,
  ),
  cue(
    'not-me',
    2,
    /\b(?:looping|loop|copying|copied|cc'?ing|cc'?d|cc'?ed|adding|added|including|connecting you (?:with|to)|introducing)\b(?: in)?(?: you)?(?: with| to)? \p{Lu}/u,
  ),
  cue(
    'not-me',
    3,
    /\b(?:owns this|owns that|runs (?:this|that|it)|took (?:that|this|it) over|has taken over|have taken over|took over|is (?:now )?(?:in charge|responsible)|is the (?:right|best) (?:person|one|contact)|person (?:responsible|in charge|to (?:ask|talk|speak|contact))|my successor|is your (?:man|woman|person|contact|best bet)|would be the (?:person|one|right)|question for our)\b/iu,
  ),
  cue(
    'not-me',
    3,
    /(?:\bwho|(?!How|What|Who|When|Where|It|This|That|He|She|They)\p{Lu}\p{Ll}+) (?:handles|owns|runs|does|manages|looks after|leads) (?:this|that|these|it|all)\b|\bquestion for \p{Lu}/u,
  ),
  cue(
    'not-me',
    3,
    /\bi (?:have |'ve )?(?:retired|left the|moved (?:to|into) another|changed roles?|moved on|am just the|am only the)\b|\bi'?m (?:just|only) the\b/iu,
  ),
  cue(
    'not-me',
    3,
    /\bprocurement does\b|\b(?:that|this)(?:'s| is| would be| will be) (?:for |with |handled by |done by |decided by |up to |down to |a (?:question|matter|topic) for |one for )(?:our|the|my|\p{Lu})/u,
  ),

  {
    ...cue(
      'not-me',
      3,
      /\bnot (?:something|anything|a thing) (?:that )?i (?:deal|work|handle|do|manage|look|decide|cover)\b|\bi (?:work|am|sit) in \p{L}+(?: \p{L}+)?, not \p{L}+/iu,
    ),
    isNegated: true,
  },

  // objection
  against(
    'has-tool',
    3,
    /\b(?:do|does|handle|run|manage|keep|did|doing|handling|done|handled) (?:all |most )?(?:of )?(?:this|that|it|these|everything)? ?(?:internally|ourselves|by ourselves|in house)\b/iu,
  ),
  against('no-need', 3, /^[^\S\n]*(?:there(?:'s| is) )?no need\b(?! to (?:apologi[sz]e|worry|thank))/imu),
  {
    ...against(
      'other',
      3,
      /\b(?:not|n't|never|no longer)(?: (?:really|at all|currently|particularly|remotely|terribly|that|be|actually|very|so))* interest(?:ed|ing)\b|\bno interest\b|\buninterested\b|\bnot of interest\b/iu,
    ),
  },
  against(
    'other',
    3,
    /\bno,? (?:thanks|thank you|thx|ta)\b|\bthanks,? but no\b|\b(?:i'll|we'll|i will|we will|gonna|going to|have to|i'd|we'd|hard) pass\b(?! (?:it|this|that|on to|your|the|along))|\bpass on this\b|\bnot for (?:us|me)\b|\bdecline\b/iu,
  ),
  against('other', 3, /^[^\S\n]*(?:no|nope|nah|na|nein|non|no way|absolutely not|never)\s*[.!]*\s*$/iu),
  against(
    'other',
    2,
    /\b(?:we're|we are|i'm|i am|all) (?:all )?(?:set|good|covered|sorted|fine)\b(?! (?:with (?:mon|tues|wednes|thurs|fri)|to (?:talk|meet|chat|speak)|for|on))|\bnot looking (?:for|to|at)\b/iu,
  ),
  against(
    'bad-fit',
    3,
    /\bnot (?:a |the |really a |quite a )?(?:good |right |great |natural )?(?:fit|match|relevant|applicable)\b|\b(?:isn't|is not|n't) (?:relevant|applicable|a (?:good )?fit)\b|\birrelevant\b|\bdoes(?:n't| not) apply\b/iu,
  ),
  against(
    'bad-fit',
    3,
    /\b(?:too|very) (?:small|big|large|tiny)\b|\boverkill\b|\b(?:company|firm|business|outfit) (?:of )?our size\b|\bour size\b|\bwe only (?:ship|do|have|run|sell)\b|\bwe (?:don't|do not) (?:ship|have (?:any )?(?:freight|carriers|trucks))\b|\b(?:parent company|headquarters|hq|head office|group|corporate)\b[^.!?\n]{0,30}\b(?:dictates?|decides?|chooses?|mandates?|handles?|buys?|picks?)\b/iu,
  ),
  against(
    'has-tool',
    3,
    /\b(?:[Ww]e|I|i)(?:'re| are|'ve| have)? ?(?:already |currently |now |just )*(?:use|using|have|got|work(?:ing)? with|went with|go(?:ing)? with|chose|chosen|signed (?:up )?(?:with|for)|partner(?:ed)? with|rely on|bought|implemented|deployed|picked) (?:already )?(?:(?!SAP|ERP|WMS|TMS|Q[1-4]|I\b)\p{Lu}|a (?:tool|system|solution|provider|vendor|partner|contract)\b|an? (?:existing|in-?house|internal|other)\b|another (?:tool|provider|vendor|system)\b|something (?:similar|like|in place|for|already)|our own\b|one\b)/u,
  ),
  against(
    'has-tool',
    3,
    /\bin[- ]?house\b|\bbuilt (?:our|my) own\b|\bour own (?:tool|system|solution|software)\b|\b(?:our|the) (?:current|existing|present|incumbent) (?:provider|vendor|tool|system|solution|supplier|partner|setup|set-up|process)\b/iu,
  ),
  against(
    'has-tool',
    3,
    /\b(?:[Hh]appy|[Ss]atisfied|[Pp]leased|content|fine|good) with (?:what we have|what we've got|it\b|our (?:current|existing)|them\b|\p{Lu}|the (?:current|one))/u,
  ),
  against(
    'has-tool',
    2,
    /\b\p{L}+ (?:audits?|does|handles?|checks?|covers?|takes care of) (?:the |our |all |it|that|this)(?: \w+)? ?(?:\w+ )?for us\b|\b(?:already|currently) (?:have|use|using|work)\b/iu,
  ),
  against(
    'no-budget',
    3,
    /\bno (?:budget|money|funds|funding|cash|headroom)\b|\b(?:can't|cannot|can not|couldn't|unable to) afford\b|\btoo (?:expensive|pricey|costly|dear)\b|\bbudgets? (?:is|are|has been|have been|was|were)\b[^.!?\n]{0,15}\b(?:cut|frozen|tight|spent|gone|allocated|slashed|zero)\b|\bnot in (?:the|our|this year's) budget\b|\bout of budget\b|\b(?:don't|do not|haven't|have not) (?:have |got )?(?:the |any |a )?(?:budget|money|funds)\b/iu,
  ),
  against(
    'no-need',
    3,
    /\b(?:don't|do not|doesn't|no longer|didn't) (?:really |actually |currently )?(?:need|see (?:the|a|any|much) (?:need|value|point|benefit|use)|have (?:the|a|any|this) (?:need|problem|issue))\b|\bno (?:need|use|demand|requirement) for\b|\b(?:nothing|not much) to (?:do|fix|gain|improve)\b|\b(?:is|it's|its) (?:not|no) (?:a |an )?(?:problem|issue|pain)\b|\berror rate\b[^.!?\n]{0,20}\b(?:tiny|low|small|fine|zero)\b/iu,
  ),
  against(
    'no-need',
    2,
    /\b(?:handles?|works?|doing|does|manage[sd]?|managing|run[s]?|cop(?:e|es|ing))\b[^.!?\n]{0,15}\b(?:fine|well|perfectly|ok|okay|the job|great|just fine)\b/iu,
  ),
  against(
    'other',
    3,
    /\b(?:don't|do not) (?:believe|trust|think (?:these|this|it|that))\b|\bwe tried (?:one|this|it|something|that|a )|\b(?:been|done) (?:there|that)\b|\bmore work than it saved\b/iu,
  ),

  against(
    'has-tool',
    3,
    /\blocked in(?:to)? (?:with|a)\b|\b(?:under|in a|have a|signed a) (?:long[- ]term |multi-?year |\d+[- ]\w+ )?contract with\b|\b(?:covers?|does|handles?|sorts?) (?:it|this|that)(?: for us)? (?:out of the box|already|natively|well enough|today)\b|\bour (?:ERP|TMS|WMS|system|provider|tool|team|broker|forwarder|bank) (?:does|covers|handles|takes care of|already)\b|\bwe renewed\b|\b(?:stick(?:ing)?|stay(?:ing)?|remain(?:ing)?) with (?:what|our|the|them|it)\b/iu,
  ),
  against(
    'has-tool',
    3,
    /(?<![\p{L}])(?!(?:It|This|That|He|She|They|We|Who|Which|How|What|When|Where|Why)\b)\p{Lu}[\p{L}]{2,} (?:covers|does|handles|sorts|solves|gives us|already does) (?:it|this|that|all|everything|the same)\b/u,
  ),
  against(
    'no-budget',
    3,
    /\bmoney (?:is|'s|was) (?:tight|short|an issue|gone)\b|\b(?:can't|cannot|can not|couldn't|hard to) justify\b|\b(?:cost|spending) (?:cuts?|cutting|freeze|stop)\b|\bbelt[- ]tightening\b/iu,
  ),
  against(
    'no-need',
    3,
    /\b(?:can't|cannot|don't|do not|fail to|struggle to) (?:really )?see (?:what|how|why|where|us|ourselves|any|the)\b|\b(?:spreadsheet|excel)s? (?:is|are|does|do|works?|will do)\b|\bnot (?:something|anything) we (?:need|want|are looking)\b/iu,
  ),
  against(
    'bad-fit',
    3,
    /\b(?:doesn't|does not|don't) sound like (?:us|me|something)\b|\bnot (?:our|my) (?:thing|kind of|business)\b|\bwe (?:get|have|receive|process|see) (?:only |just )?(?:a handful|a few|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|twenty|\d{1,2}) (?:invoices|shipments|parcels)\b/iu,
  ),
  against(
    'other',
    3,
    /\bno ty\b|\b(?:i|we)(?:'ll| will| have to| must| would| am going to) (?:say no|decline|leave it|sit this one out|give it a miss|skip)\b|\bbad experience\b|^[^?]{0,80}[,;] (?:so|therefore|hence) no\s*[.!]*\s*$|\b(?:we are|we're|i'm|i am) (?:all )?good\b(?! (?:to|for|with|on|at|morning))|\bnot (?:keen|convinced|persuaded|tempted|sold)\b/iu,
  ),

  // other: about the mail, not about the matter
  {
    ...cue(
      'other',
      3,
      /\b(?:are you|is this|is that)(?: just| actually)?(?: an?)? (?:bot|robot|ai|human|real person|automated|real|machine|chat ?gpt|auto\w+)\b|\bwho (?:is this|are you|dis)\b|\bhow (?:did|do) you (?:get|find|have|got)\b[^.!?\n]{0,20}\b(?:my|our|this) (?:address|e-?mail|name|details|contact|number|data)\b|\bwhere did you get my\b/iu,
    ),
    isNegated: true,
  },
  {
    ...cue(
      'other',
      2,
      /\b(?:passed away|deceased|has died)\b|\b(?:meant|intended) for (?:somebody|someone) else\b|\bignore my (?:last|previous)\b|\bdid you mean\b|\b(?:you|was|were)\b[^.!?\n]{0,20}\bmeant (?:to send|for)\b|\byou (?:got|have|had) (?:our|my|the|this|it)\b[^.!?\n]{0,30}\bwrong\b/iu,
    ),
    isNegated: true,
  },
  {
    ...cue(
      'other',
      2,
      /^[^\S\n]*(?:ok|okay|k|thanks|thank you|thx|received|noted|got it|\?+|\.+|thanks for (?:your|the) (?:e-?mail|message|mail|note)|many thanks|cheers)\s*[.!]*\s*$/iu,
    ),
    isNegated: true,
  },
];
