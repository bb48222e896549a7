/** The words that speak for an answer: wants to talk or see it, asks for something. A table; `read-reply.ts` weighs. */
import { cue, type Cue } from './cue.ts';

const DAY =
  '(?:mon(?:day)?|tue(?:s|sday)?|wed(?:nesday)?|thu(?:r|rs|rsday)?|fri(?:day)?|saturday|sunday|tom+or+ow|tmrw|tomoz|today|this (?:week|morning|afternoon|evening)|next week|(?:early|later|late|end of) (?:next|this) week|the week after|any ?(?:time|day))';
const MEETING =
  '(?:chat|talk|call|meeting|meet|demo|conversation|discussion|intro(?:duction)?|catch[ -]?up|zoom|teams|slot|time|session|walk-?through|half an hour|\\d{1,2} ?min(?:ute)?s?|something|it)';

export const CUES_FOR: readonly Cue[] = [
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
    /\b(?:am|i'm|im|are|we're|be|still|definitely|very|potentially|quite|would be|sounds|looks|is|really|certainly) (?:still |very |quite |definitely |potentially |really |certainly |also )*(?:interested|intrigued|curious to (?:see|hear|learn))\b|^[^\S\n]*(?:yes,? )?(?:very )?interested\b/imu,
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
    /^[^\S\n]*(?:alright|all right|okay|ok|sure|yes|yep|yeah|fine|cool|definitely|absolutely|great|perfect|actually,? yes|go on)\b(?! (?:thanks|thank|but not|but no|whatever|bye|please stop|no))[\s\S]*[\s,.!-]+\S/iu,
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
];
