/** The words that speak for a class, with their weight: 3 says it plainly, 2 says it likely, 1 leans that way. A table; `read-reply.ts` weighs. */
import type { ObjectionKind } from '../../../shared/domain/reply-reading.ts';

export type AnswerClass = 'positive' | 'info-request' | 'not-now' | 'not-me' | 'objection' | 'other';

export interface Cue {
  readonly for: AnswerClass;
  readonly weight: 1 | 2 | 3;
  readonly pattern: RegExp;
  /** Which objection it is, where it is one. */
  readonly objection?: ObjectionKind;
  /** Counts also where a "not" stands before it. */
  readonly isNegated?: true;
}

const cue = (name: AnswerClass, weight: 1 | 2 | 3, pattern: RegExp): Cue => ({ for: name, weight, pattern });
const against = (objection: ObjectionKind, weight: 1 | 2 | 3, pattern: RegExp): Cue => ({
  for: 'objection',
  weight,
  pattern,
  objection,
  isNegated: true,
});

const DAY =
  '(?:mon(?:day)?|tue(?:s|sday)?|wed(?:nesday)?|thu(?:r|rs|rsday)?|fri(?:day)?|saturday|sunday|tom+or+ow|tmrw|tomoz|today|this (?:week|morning|afternoon|evening)|next week|(?:early|later|late|end of) (?:next|this) week|the week after|any ?(?:time|day))';
const MEETING =
  '(?:chat|talk|call|meeting|meet|demo|conversation|discussion|intro(?:duction)?|catch[ -]?up|zoom|teams|slot|time|session|walk-?through|half an hour|\\d{1,2} ?min(?:ute)?s?|something|it)';

export const CUES: readonly Cue[] = [
  // positive
  cue(
    'positive',
    3,
    /\b(?:send|shoot|share|give|fire|drop|forward|propose|suggest|offer)\b(?: over| across)?(?: (?:me|us))?(?: over| across)?(?: (?:some|a few|a couple of|your|the|a|an|two or three|any))? ?(?:times?|slots?|dates|availabilit(?:y|ies)|calendar(?: link| invit\w+)?|calendly|(?:meeting |calendar )?invit(?:e|ation)s?|options for a (?:call|meeting)|booking link|diary)\b/iu,
  ),
  cue(
    'positive',
    3,
    /\b(?:what|which) (?:days?|times?|slots?|dates?)\b[^.!\n]{0,30}\b(?:work|suit|good|available|free|best)/iu,
  ),
  cue(
    'positive',
    3,
    /\bwhat does your (?:calendar|week|diary|schedule|day|availability)\b|\b(?:what(?:'s| is)|let me know|send me|share) your availability\b|\bhow(?:'s| is| does) your (?:calendar|diary|week|schedule)\b/iu,
  ),
  cue(
    'positive',
    3,
    /\bwhen (?:can|could|are|would|do|is|shall|should) (?:we|you|it)\b[^.!\n]{0,30}\b(?:talk|speak|meet|chat|free|available|call|connect|work|suit|good)\b/iu,
  ),
  cue(
    'positive',
    3,
    new RegExp(
      `\\b(?:happy|glad|keen|open|delighted|willing|love|like|up|game|pleased|eager|okay|ok|fine|good|ready)(?: to| for| with)(?: (?:have|hop on|jump on|do|take|set up|arrange|book|schedule|get on|join|go for|hold))?(?: (?:a|an|the|another|that))?(?: (?:quick|short|brief|first|intro|introductory|further))?(?: phone| video)? ?(?:chat|talk|call|meet|speak|connect|conversation|discuss|explore|demo|see (?:it|this|more|how|a demo|what)|take a look|have a look|hear (?:more|what)|learn more|know more|find out more)\\b`,
      'iu',
    ),
  ),
  cue(
    'positive',
    3,
    new RegExp(
      `\\b(?:set(?:ting)? up|set|schedule|book(?:ed)?|arrange|organi[sz]e|find|put in|grab|fix|get|pencil in|lock in)(?: us| me)?(?: up)?(?: (?:a|an|some|the|another|that|in))?(?: (?:quick|short|brief|first|intro|introductory|\\d+[ -]min(?:ute)?))? ?(?:${MEETING.replace('|it)', ')')})\\b(?! out)`,
      'iu',
    ),
  ),
  cue(
    'positive',
    3,
    /\b(?:let's|lets|let us)(?: (?:please|definitely|just|quickly))? (?:talk|chat|speak|meet|connect|do (?:it|this|that|a)|find|set|schedule|discuss|have a|get (?:a|something|on)|book|jump|hop|catch up|explore|go)\b/iu,
  ),
  cue(
    'positive',
    3,
    /\b(?:call|ring|phone|dial) me\b|\bgive me a (?:call|ring|buzz|bell|shout)\b|\b(?:can|could|would|please have) (?:you|someone|somebody)\b[^.!\n]{0,20}\b(?:call|ring|phone|give (?:me|us) a)\b|\bget in touch\b[^.!\n]{0,20}\bby phone\b/iu,
  ),
  cue(
    'positive',
    3,
    /\b(?:a|the|your|see|do|show|book|get|request|schedule|have|live|quick) demo(?:nstration)?\b|\bdemo please\b|\b(?:trial|pilot|proof of concept)\b(?=[^.!\n]{0,30}(?:$|[.!\n]|please|with))/iu,
  ),
  cue(
    'positive',
    3,
    new RegExp(
      `\\b${DAY}\\b[^.!?\\n]{0,40}?\\b(?:works?|suits?|is (?:good|fine|ok|okay|possible|perfect|best|great)|would (?:work|be (?:good|fine|best|great|perfect|ideal)|suit))\\b`,
      'iu',
    ),
  ),
  cue(
    'positive',
    3,
    new RegExp(
      `\\b(?:free|available|around|open|have (?:time|space|a slot|a gap|half an hour))(?: for (?:a )?(?:call|chat))?(?: (?:on|from|at|to talk|to chat))* (?:${DAY}|next|after|between|before|from|at|\\d)`,
      'iu',
    ),
  ),
  cue(
    'positive',
    3,
    new RegExp(
      `\\b(?:could|can|would|shall|should)(?: (?:we|you|i))? (?:do|make|manage|meet|speak|talk|chat|say|aim for)\\b[^.!\\n]{0,30}?\\b(?:${DAY}|next week|\\d{1,2}(?::\\d\\d)? ?[ap]m|at \\d)`,
      'iu',
    ),
  ),
  cue(
    'positive',
    3,
    new RegExp(`\\b(?:how|what) about\\b[^.!\\n]{0,20}\\b(?:${DAY}|\\d{1,2}(?::\\d\\d)? ?(?:[ap]m|am|o'clock))`, 'iu'),
  ),
  cue('positive', 2, new RegExp(`\\b\\d{1,2} ?min(?:ute)?s?\\b|\\bhalf an hour\\b`, 'iu')),
  cue(
    'positive',
    3,
    /\b(?:am|i'm|im|are|we're|be|still|definitely|very|potentially|quite|would be|sounds|looks|is|really|certainly) (?:still |very |quite |definitely |potentially |really |certainly |also )*(?:interested|intrigued|curious to (?:see|hear|learn))\b|^\s*(?:yes,? )?(?:very )?interested\b/imu,
  ),
  cue(
    'positive',
    3,
    /\bworth (?:a|the|having a|talking|discussing|exploring|seeing|trying)(?: (?:quick|short|closer|brief))?(?: (?:look|conversation|chat|call|discussion|try|shot|go|talk|meeting))?\b/iu,
  ),
  cue(
    'positive',
    3,
    /\b(?:can|could|would) you (?:please )?(?:show|walk|take) (?:me|us|my)\b|\b(?:love|like|want|keen|happy|need) to see (?:it|this|that|how (?:it|this)|the (?:tool|product|platform))\b|\bsee (?:it|this) in action\b/iu,
  ),
  cue('positive', 2, /\b(?:next steps?|how (?:do|would|can) we (?:start|proceed|get started|move forward|begin))\b/iu),
  cue(
    'positive',
    3,
    /\b(?:count me in|i'm in|im in|sign (?:me|us) up|go on then|you have my attention|you've got my attention|see you then|see you (?:on )?(?:mon|tues|wednes|thurs|fri)day|looking forward to (?:it|talking|speaking|meeting|our|the call)|i'?(?:ve| have)? ?(?:just )?booked|accepted|let's do it|why not)\b/iu,
  ),
  cue(
    'positive',
    3,
    /\b(?:find|get) (?:us|me) (?:half an hour|some time|a time|time|a slot)\b|\bsync(?:hroni[sz]e)? (?:calendars|diaries)\b|\b(?:here(?:'s| is)|use|this is) my (?:calendar|calendly|booking|diary)\b|\bgrab (?:any |a )?(?:slot|time)\b/iu,
  ),
  cue(
    'positive',
    2,
    /\b(?:perfect|good|great|excellent|impeccable) timing\b|\btimely\b|\bsounds (?:good|great|interesting|promising|intriguing|useful|relevant)\b|\blooks (?:good|great|interesting|promising|useful|relevant)\b|\bthis is (?:interesting|intriguing|relevant|useful)\b/iu,
  ),
  cue(
    'positive',
    3,
    /\b(?:we|i)(?:'re| are|'m| am) (?:currently |actively |just |now )?(?:evaluating|looking (?:at|for|into)|in the market|comparing|shortlisting|shopping|reviewing) (?:for )?(?:tools?|vendors?|solutions?|options|providers?|systems?|something (?:like|for)|exactly|a (?:tool|solution|vendor|system|provider))\b/iu,
  ),
  cue(
    'positive',
    2,
    new RegExp(
      `\\b(?:meet|met|see you|find me|i'm|im|i'll be) at the\\b[^.!\\n]{0,30}\\b(?:fair|show|expo|conference|booth|stand|event)`,
      'iu',
    ),
  ),
  cue('positive', 1, /\btell me more\b|\blearn more\b|\bhear more\b|\bkeen\b|\bintrigued\b/iu),

  cue(
    'positive',
    3,
    /\b(?:we|you and i|us) (?:should|could|can|must|ought to|need to) (?:definitely |really )?(?:talk|speak|chat|meet|connect)\b|\b(?:welcome|take|have|up for|arrange|appreciate|enjoy|value|open to|accept) (?:a|that|the|your|this)(?: (?:quick|short|brief))? (?:conversation|call|chat|meeting|discussion|demo|walk-?through)\b|\bup for (?:it|this|that)\b/iu,
  ),
  cue(
    'positive',
    3,
    /\b(?:put|stick|drop|pop|get) (?:something|it|time|a slot|some time|half an hour|\d+ minutes?)\b[^.!?\n]{0,15}\b(?:diary|calendar|agenda|books)\b|\b(?:line up|sort out|fix up) (?:a|some) (?:call|chat|teams|zoom|meeting|time)\b|\b(?:coordinate|liaise|work|sort it|arrange (?:it|this|a time)) with\b[^.!?\n]{0,60}\b(?:agenda|calendar|diary|assistant|ea|pa)\b|\bget in touch w(?:ith|\/) my (?:ea|pa|assistant|secretary|office)\b/iu,
  ),
  cue(
    'positive',
    3,
    /\b(?:feel free to|please do|do|by all means|go ahead and|just) (?:ring|call|phone|dial)\b|\bgive (?:me|us) a (?:shout|bell|buzz|ring|call|ping)\b|\bgive it a (?:go|try|shot|whirl)\b|\bconvince me\b|\bfire away\b|\bi'm all ears\b|\bwho (?:do|should|can) i (?:speak|talk) (?:to|with)\b|\b(?:walk-?through|live tour|tour of)\b/iu,
  ),
  cue(
    'positive',
    3,
    /\b(?:spare|find|make|free up|carve out|give you) (?:you )?(?:a|some|ten|fifteen|twenty|thirty|half|\d+)\b[^.!?\n]{0,20}\b(?:time|hour|minutes?|mins?|slot)\b|\bspare (?:some )?time\b|\b(?:have|got|keep|leave) \w+day (?:open|free|clear)\b|\bconvenient for you\b/iu,
  ),
  cue(
    'positive',
    2,
    /\b(?:pain point|begging for|crying out for|exactly what we|just what we|could be (?:useful|helpful|interesting|good|a fit)|could use|i like (?:this|it|the (?:idea|sound))|good moment|right moment|has my interest|got my interest|piqued)\b/iu,
  ),
  cue(
    'positive',
    2,
    /^\s*(?:alright|all right|okay|ok|sure|yes|yep|yeah|fine|cool|definitely|absolutely|great|perfect|actually,? yes|go on)\b(?! (?:thanks|thank|but not|but no|whatever|bye|please stop|no))[\s\S]*[\s,.!-]+\S/iu,
  ),

  // info-request
  cue(
    'info-request',
    3,
    /\b(?:could|can|may) (?:i|we) (?:get|have|see|read|take a look at)\b[^.!?\n]{0,40}\b(?:sheet|list|link|docs?|spec\w*|sample|example|copy|brochure|deck|case stud|material|something)/iu,
  ),
  cue(
    'info-request',
    3,
    /\b(?:explain|describe|outline|summari[sz]e|clarify|elaborate)\b[^.!?\n]{0,60}|\bgot (?:a|any) (?:link|website|site|deck|pdf|doc|video|brochure|examples?|references?)\b|\blist of (?:supported|your|carriers|customers|features|integrations)\b|\bread (?:something|more|up)\b/iu,
  ),
  cue('info-request', 2, /\b(?:is|are|does|do|has|have) your (?!calendar|diary|day)[^.!?\n]{3,80}\?/iu),
  cue(
    'info-request',
    2,
    /(?:^|[.!?\n,]\s*)(?:and |so |but )?(?:what|which|how|who else|is there|are there|do you|does|can it|can you|could you|will it|have you got|where)\b[^.!?\n]{3,120}\?/imu,
  ),
  cue(
    'info-request',
    3,
    /\b(?:send|share|forward|email|shoot|mail|provide|pass)\b(?: over| across| on| through)?(?: (?:me|us|it))?(?: over| across| on| through)?(?: (?:the|your|a|an|some|any|more|further|over|me|us|bit|of|additional|few|short))* ?(?:deck|info(?:rmation)?|details?|brochure|one[- ]?pager|case stud(?:y|ies)|pdf|slides?|materials?|white ?papers?|documentation|docs|video|overview|pricing|price(?:s| list| sheet)?|rate card|proposal|quote|references?|data ?sheet|summary|presentation|literature|link to)\b/iu,
  ),
  cue(
    'info-request',
    3,
    /\b(?:do|have) you (?:have|got)\b[^.!\n]{0,40}\b(?:deck|brochure|one[- ]?pager|case stud(?:y|ies)|pdf|slides?|materials?|white ?papers?|docs|documentation|video|customers?|references?|examples?|api|integration|connector|pricing|certificat)/iu,
  ),
  cue(
    'info-request',
    3,
    /\b(?:any|some|more|further) (?:material|materials|info(?:rmation)?|details|documentation|examples|references)\b(?! (?:i|we) (?:need|have) )/iu,
  ),
  cue(
    'info-request',
    3,
    /\b(?:how much|what (?:does|do|would|will|is|'s)\b[^.!\n]{0,30}\b(?:cost|price|pricing|charge|run us|fee)|what'?s the (?:price|cost|damage)|pric(?:e|es|ing)\b[^.!\n]{0,20}\?|ballpark|(?:ask|know|see) (?:about )?(?:the |your )?pric)/iu,
  ),
  cue(
    'info-request',
    3,
    /\b(?:how|what) (?:does|do|would|is|are|did|can|long|many|exactly)\b[^.!?\n]{0,60}\b(?:it|this|you|your|tool|product|platform|solution|works?|implement\w*|take|different|integrat\w*|pricing)\b[^.!?\n]{0,60}(?:\?|$)/imu,
  ),
  cue(
    'info-request',
    3,
    /\b(?:does|do|can|will|would|is|are) (?:it|this|you|your (?:\w+ )?(?:tool|product|platform|system|data|team))\b(?! (?:a )?(?:bot|human|real|person|robot|automated|ai|serious|kidding|free|available|call|do|show|ring|meet|make|talk|speak|chat|mean|please|stop|not|send me times))[^.!?\n]{0,80}\?/iu,
  ),
  cue(
    'info-request',
    3,
    /\b(?:which|what|where|who)\b[^.!?\n]{0,40}\b(?:carriers?|countries|systems?|erps?|tms|customers?|companies|integrations?|features?|data|languages?|formats?|terms|certifications?|regions?)\b[^.!?\n]{0,60}(?:\?|$)/imu,
  ),
  cue(
    'info-request',
    3,
    /\bdoes it (?:connect|integrate|work|support|handle|run|come|cover|need)\b|\bwhat(?:'s| is) (?:the )?differen(?:t|ce)\b|\bhow (?:is|are) (?:it|this|you) different\b/iu,
  ),
  cue(
    'info-request',
    2,
    /\btell me (?:a bit |a little )?more about\b|\b(?:more|further) (?:info(?:rmation)?|details)\b|\bthe matching works\b|\bread first\b|\b(?:discount|contract terms|payment terms)\b/iu,
  ),
  cue(
    'info-request',
    2,
    /\bis (?:the |our |all |your )?(?:data|it|this)\b[^.!?\n]{0,60}\?|\b(?:where|how) (?:is|are|do you)\b[^.!?\n]{0,30}\b(?:data|stored?|hosted?|host)\b/iu,
  ),

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
    /\b(?:it|that|this) (?:is|would be|will be) (?!Monday|Tuesday|Wednesday|Thursday|Friday|Saturday|Sunday)\p{Lu}\p{Ll}+(?: \p{Lu}\p{Ll}+)? (?:these days|now|who|you)\b|^\s*\+ ?@?\p{Lu}\p{Ll}+|\bI'?m in (?:HR|IT|[Mm]arketing|[Ss]ales|[Ll]egal|[Ff]inance|[Ee]ngineering)\b|\b(?:someone|somebody) in (?:supply chain|logistics|finance|procurement|purchasing|transport|accounting|operations)\b/mu,
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
      /\b(?:not|n't|isn't|no longer) (?:really |actually )?(?:my|our|within my|in my|part of my) (?:area|department|dept|job|responsibility|remit|team|thing|field|call|decision|role|domain|desk)\b|^\s*not me\b/imu,
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

  // objection
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
  against('other', 3, /^\s*(?:no|nope|nah|na|nein|non|no way|absolutely not|never)\s*[.!]*\s*$/iu),
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
      /\b(?:passed away|deceased|has died)\b|\b(?:meant|intended) for (?:somebody|someone) else\b|\bignore my (?:last|previous)\b|\bdid you mean\b|\byou (?:got|have|had) (?:our|my|the|this|it)\b[^.!?\n]{0,30}\bwrong\b/iu,
    ),
    isNegated: true,
  },
  {
    ...cue(
      'other',
      2,
      /^\s*(?:ok|okay|k|thanks|thank you|thx|received|noted|got it|\?+|\.+|thanks for (?:your|the) (?:e-?mail|message|mail|note)|many thanks|cheers)\s*[.!]*\s*$/iu,
    ),
    isNegated: true,
  },
];

/** A whole mail that says nothing but yes. */
export const BARE_YES =
  /^\s*(?:(?:hi|hello|hey|dear)[^\n]{0,20}[,!]?\s*)?(?:yes|yep|yeah|yup|ja|oui|si|sure|absolutely|definitely|certainly|of course|ok sure|okay sure|sounds (?:good|great|perfect)|please do|by all means|go ahead|great|perfect|deal|agreed|i would|i'd like that|love to|yes,? of course|yes,? sure)(?:[,.! ]*(?:please|thanks|thank you|thx|sam|let's|why not|go ahead|send it|do))*\s*[.!]*\s*$/iu;

/** Praise that means its opposite. */
export const SARCASM =
  /\b(?:oh|ah|wow|well),? (?:great|brilliant|joy|wonderful|fantastic|lovely|good|goody|look)\b|\b(?:great|nice|oh|wow|lovely|brilliant|yay|wonderful|fantastic),? (?:just )?another\b|\bmy life is complete\b|\bjust what i (?:needed|always wanted)\b|\blucky me\b|\bhow (?:original|thoughtful|lovely|refreshing|personal)\b|\bso impressed\b|\b(?:slow|standing) clap\b|\bcolou?r me\b|[“"](?:amazing|great|personali[sz]ed|interesting|opportunity|perfect|exciting)[”"]|\byeah,? (?:right|sure)\b|\ba robot that\b/iu;

export const ANNOYED =
  /\b(?:annoying|annoyed|tired of|sick of|fed up|enough already|third|fourth|fifth|again and again|still getting|asked (?:you )?(?:already|twice|last week)|twice already|waste of (?:my )?time|wasting my time|nobody asked|didn't ask for|did not ask for|never (?:signed|asked)|unsolicited|cold (?:e-?mails?|mails?)|unbelievable|ridiculous|seriously|for the last time|leave (?:me|us) alone|stop (?:spamming|bothering|pestering)|pestering|nuisance|spam)\b/iu;

export const ANGRY =
  /\b(?:f\*+|fuck\w*|f off|piss off|bugger off|bullshit|shit|crap|asshole|idiots?|morons?|harass\w*|disgust\w*|outrag\w*|furious|how dare|lawyers?|legal action|sue\b|lawsuit|shame on you|scumbags?|go to hell|illegal)\b|!{3,}|\b(?:[A-Z]{3,} ){3,}[A-Z]{3,}/u;
