/**
 * How text reads that talks to a language model instead of a person. Each pattern is held against folded text (see fold-text.ts) and
 * needs one of its words to be there at all. Precision before reach: an ordinary sentence of a sales letter must not match.
 */

export interface InstructionPattern {
  /** What it tries, in words that finish “it tries to …”. */
  readonly tries: string;
  /** Words of which one must stand in the text before the pattern is tried. */
  readonly needs: readonly string[];
  readonly pattern: RegExp;
}

const MODEL = String.raw`(?:ai|a\.i\.|llm|gpt|chatgpt|chatbot|bot|(?:large )?language model|ai (?:assistant|agent|model|system|sdr|writer)|(?:email|writing|virtual) assistant|assistant|automated (?:system|agent|assistant))`;
const BEFORE = String.raw`(?:previous|prior|preceding|above|earlier|foregoing|original|initial|former|existing|system|hidden|safety|built in|default|developer(?:'s)?)`;
/** Where a command begins: a line, a sentence, or after a word that leads into one. Not after “that”, “who”, “teams”. */
const COMMAND = String.raw`(?:^|[.!?:;,"'()\[\]>*#|] ?|\b(?:please|now|then|and|must|should|to|by|just|kindly|so|you|instead|first|also|simply|immediately|hereby) )`;
const DROP = String.raw`(?:ignor(?:e|ing)|disregard(?:ing)?|forget(?:ting)?|overrid(?:e|ing)|bypass(?:ing)?|overlook|neglect|discard|(?:do not|don't|stop|never) (?:follow|obey|heed)(?:ing)?|pay no attention to)`;
const RULES = String.raw`(?:instructions?|prompts?|directives?|guardrails?|programming|commands?)`;
const SOFT_RULES = String.raw`(?:rules?|guidelines?|polic(?:y|ies)|constraints?|restrictions?|training|context|orders?|message)`;
const ADDRESS = String.raw`(?:[\w.+]+@[\w.]+|https?:\/\/|www\.)`;
const OPENS = String.raw`(?:^|[.!?:;"'()\[\]>*#|] ?)`;

/** A space in a source stands for a line's end too, because a command may be wrapped. */
const of = (tries: string, needs: string, source: string): InstructionPattern => ({
  tries,
  needs: needs.split(' '),
  pattern: new RegExp(source.replaceAll(' ', String.raw`\s`), 'mu'),
});

const OVERRIDE = 'set aside the instructions';
const REVEAL = 'draw out what is hidden';
const ROLE = 'give the writer another role';
const ADDRESSED = 'speak to the writing model';
const OBEY = 'give the writer new instructions';
const SMUGGLE = 'send something elsewhere';
const HIDE = 'keep something from the reader';
const JUDGE = 'decide about itself';
const MARKER = 'end the prompt and begin another';

const RULE_WORDS =
  'instruction instructions prompt prompts directive directives guardrail guardrails programming command commands';

export const INSTRUCTION_PATTERNS: readonly InstructionPattern[] = [
  of(
    OVERRIDE,
    RULE_WORDS,
    String.raw`${COMMAND}${DROP} (?!(?:my|our) )(?:(?:all|any|every|each|of|the|your|these|those|this|other|such) ){0,4}(?:${BEFORE}(?:,| and| or)? ){1,3}(?:\w+ )?${RULES}\b`,
  ),
  of(
    OVERRIDE,
    RULE_WORDS,
    String.raw`${COMMAND}${DROP} (?:(?:any|every|of|the|these|those) ){0,3}(?:all |your )(?:of )?(?:the |your )?${RULES}\b`,
  ),
  of(
    OVERRIDE,
    RULE_WORDS,
    String.raw`${COMMAND}${DROP} (?:all |any |the )*${RULES} (?:above|before this|you (?:were|have been) given|given (?:to you|above|before))`,
  ),
  of(
    OVERRIDE,
    'rule rules guideline guidelines policy policies constraint constraints restriction restrictions training context order orders message',
    String.raw`${COMMAND}${DROP} (?!(?:my|our) )(?:(?:all|any|every|of|the|your|these|those) ){0,4}${BEFORE} (?:\w+ )?${SOFT_RULES}\b(?! (?:i|we) (?:sent|wrote))`,
  ),
  of(
    OVERRIDE,
    'ignore disregard forget',
    String.raw`${COMMAND}(?:ignore|disregard|forget) (?:everything|anything|all|whatever) (?:that )?(?:(?:is |was |stands |comes? |came )?(?:above|before this|written above)|you (?:were|have been) (?:told|given|instructed|trained))`,
  ),
  of(
    OVERRIDE,
    'instruction instructions prompt',
    String.raw`\b(?:instructions?|prompt) (?:above|before this|you were given) (?:is|are|was|were)? ?(?:void|cancelled|canceled|no longer valid|obsolete|invalid|overridden|null)\b`,
  ),
  of(
    OVERRIDE,
    'guardrails safety filter filters restrictions policy policies',
    String.raw`${COMMAND}(?:bypass|disable|turn off|switch off|deactivate|remove) (?:all |any |the |your |its )*(?:guardrails|safety (?:filters?|rules|measures|settings)|content (?:filters?|polic(?:y|ies))|model restrictions)\b`,
  ),
  of(
    REVEAL,
    'prompt prompts',
    String.raw`\b(?:reveal|show|print|repeat|output|display|leak|disclose|send|tell|share|return|dump|paste|expose|give|recite|quote|include)\b(?: \w+){0,4} (?:system|hidden|initial|original|secret|developer|internal) prompts?\b`,
  ),
  of(
    REVEAL,
    'prompt instructions message',
    String.raw`\b(?:reveal|print|repeat|output|leak|disclose|dump|recite) (?:me )?(?:all )?(?:of )?(?:your (?:full |exact |complete |entire )?(?:prompt|instructions)|(?:the |your )?(?:system|hidden|developer|secret) (?:instructions|message))\b`,
  ),
  of(REVEAL, 'repeat', String.raw`\brepeat (?:all )?(?:the )?(?:words|text|everything) (?:above|before this)\b`),
  of(
    REVEAL,
    'key keys password passwords credentials secrets token tokens variables',
    String.raw`(?:^|[.!?:;] ?|\b(?:please|now|then|must) )(?:reveal|print|dump|exfiltrate|disclose|output|paste|show|give me|send me) (?:(?:all|any|every|the|your|me) ){1,3}(?:\w+ )?(?:api keys?|passwords?|credentials|secrets|access tokens?|environment variables|private keys?)\b`,
  ),
  of(
    ROLE,
    'you',
    String.raw`\byou (?:are|will be) (?:now|from now on|henceforth) (?:an? |in |the )?(?:(?:new|different|helpful|free|unrestricted|evil|uncensored|other) )*(?:${MODEL}|dan|developer mode|unrestricted|unfiltered|uncensored|jailbroken)(?=[.,;!:"')]|$| (?:that|who|with|without|named|called|mode|and you))`,
  ),
  of(
    ROLE,
    'longer',
    String.raw`\byou are no longer (?:an? ${MODEL}(?=[.,;!]|$)|(?:bound|restricted|limited|governed|required to follow|subject to)(?: (?:by|to))? (?:\w+ ){0,3}(?:rules|guidelines|instructions|restrictions|policies|guardrails))\b`,
  ),
  of(
    ROLE,
    'now',
    String.raw`\bfrom now on,? (?:you (?:are to|must|will|should|shall)(?: only| always| never)? (?:act|respond|reply|answer|behave|obey|ignore|pretend|output|write)|(?:always |only |never )?(?:respond|reply|answer|act|behave|output)) `,
  ),
  of(
    ROLE,
    'act acting pretend behave respond answer roleplay',
    String.raw`\b(?:act|acting|pretend|role ?play|behave|respond|answer) (?:as|like|as if you (?:are|were)|that you are|you are|to be) (?:an? |the )?(?:\w+ ){0,2}?(?:(?:dan|linux terminal|python interpreter|unrestricted|unfiltered|uncensored|jailbroken)\b|(?:ai|llm|gpt|chatgpt|chatbot|language model)(?=[.,;!:"']|$| (?:without|with no|that (?:has|ignores|can)|assistant|model)))`,
  ),
  of(
    ROLE,
    'pretend',
    String.raw`\bpretend (?:that )?you (?:have|had|follow) no (?:rules|restrictions|limits|instructions|guidelines)\b`,
  ),
  of(
    ROLE,
    'mode anything',
    String.raw`\b(?:(?:enable|enter|activate|switch to|you are in) (?:developer|debug|god|dan|jailbreak|unrestricted) mode|do anything now)\b`,
  ),
  of(
    ADDRESSED,
    'ai llm llms model models assistant chatbot bot bots gpt chatgpt agent a',
    String.raw`${OPENS}(?:(?:note|message|instructions?|notice|memo|attention|warning)(?: (?:to|for))|attention|hello|hey|dear|hi):?,? (?:all |any |the |our |this |an? )?${MODEL}s?(?: ?[:,!.]| (?:reading|processing|summari[sz]ing|writing|that (?:reads|writes|processes)|please)\b)`,
  ),
  of(
    ADDRESSED,
    'if',
    String.raw`\bif (?:you are|you're|this is (?:being )?(?:read|processed|written) by) (?:an? |the )?${MODEL}(?: ?[,.:;!]| (?:reading|processing|writing|then|please|ignore|reply|respond|include)\b)`,
  ),
  of(
    ADDRESSED,
    'ai assistant model bot llm assistants models bots',
    String.raw`${OPENS}(?:ai|llm|ai assistant|ai agent|ai model|assistant|bot|language model)s?(?: (?:reading|processing|writing) this(?: \w+)?)? ?[:,] ?(?:please |you (?:must|should|will)|ignore|disregard|reply|respond|output|include|send|forward|promise|mark|tell)\b`,
  ),
  of(ADDRESSED, 'language', String.raw`\bas an? (?:ai |large )?language model,? (?:i|you|we|my)\b`),
  of(
    OBEY,
    'instructions instruction',
    String.raw`\b(?:override|overriding|admin|system|developer|hidden|secret) instructions? ?:|\b(?:new|updated|revised|real|actual|hidden|secret) (?:system )?instructions? (?:for|to) (?:you,|the (?:ai|assistant|model|agent|bot|llm)\b|ais?\b|llms?\b)|\b(?:new|updated|revised) (?:system )?instructions? ?: ?(?:you|reply|respond|write|say|tell|promise|offer|always|never|do not|from now)\b`,
  ),
  of(
    OBEY,
    'instructions instruction commands command prompt',
    String.raw`\b(?:follow|obey|execute|carry out) (?:only )?(?:these|the following|my|this) (?:new |hidden |secret )?(?:instructions?|commands?|prompt) (?:instead|only|without question|and nothing else|over)\b`,
  ),
  of(
    OBEY,
    'task objective instruction instructions',
    String.raw`\byour (?:new|real|actual|true) (?:task|objective|instructions?) (?:is|are|will be)(?: now)?(?: to|:)`,
  ),
  of(
    OBEY,
    'email emails reply replies message messages response responses answer answers draft drafts line',
    String.raw`\b(?:include|insert|add|append|put|embed|mention) (?:the (?:following|phrase|words?|text|link|sentence|string|code|url)|this (?:link|text|sentence|url|phrase|code)|a link to ${ADDRESS}|["'(]|${ADDRESS})(?: ?[^ ]+){0,14}? (?:in|into|to|at the end of|on) (?:your|every|each|all|the generated|the drafted|the outgoing) (?:next )?(?:emails?|reply|replies|messages?|responses?|answers?|drafts?|subject line)\b`,
  ),
  of(
    OBEY,
    'reply response answer email message',
    String.raw`\b(?:start|begin|end|finish|sign) (?:your (?:reply|response|answer)|(?:every|each) (?:reply|response|answer|email|message)) with\b`,
  ),
  of(
    OBEY,
    'respond reply answer output say',
    String.raw`\b(?:respond|reply|answer|output|say) (?:with |in )?(?:(?:only|exactly|nothing but)(?: with| in)? )+(?:the (?:words?|phrase|text|following|string)\b|json\b|base64\b|["'])`,
  ),
  of(
    OBEY,
    'must',
    String.raw`\byou must (?:now |always |only )*(?:obey|ignore|disregard|output|respond with|reply with|pretend|reveal|never (?:mention|reveal))\b`,
  ),
  of(
    SMUGGLE,
    'send forward email copy exfiltrate post upload mail',
    String.raw`\b(?:send|forward|email|copy|exfiltrate|post|upload|mail)(?: me)? (?:(?:all|every|any|each|the|your|our|a copy of|copies of|entire|whole|full|complete|of) )+(?:\w+ ){0,4}?(?:emails|messages|contacts|conversations?|threads?|inbox|database|customer data|crm|chat history|prompts?|context|lead list|leads)\b(?: [^ ]+){0,6}? (?:to|at|with) (?:the (?:address|url) )?${ADDRESS}`,
  ),
  of(
    SMUGGLE,
    'bcc blind',
    String.raw`\b(?:bcc|blind copy)(?: (?:this|it|all|every|everything|a copy|us|me|to|replies|them))* (?:to )?${ADDRESS}`,
  ),
  of(
    SMUGGLE,
    'bcc cc',
    String.raw`\b(?:add|put|include|set|copy) [^ ]+@[^ ]+ (?:in|to|into|on|as)(?: the)? (?:bcc|cc)\b`,
  ),
  of(
    SMUGGLE,
    'recipient address to sender',
    String.raw`\b(?:change|replace|set|switch) the (?:recipient|to address|reply to|sender|from address)(?: \w+){0,2} (?:to|with) ${ADDRESS}`,
  ),
  of(
    HIDE,
    'tell inform mention reveal alert notify telling informing',
    String.raw`(?:${COMMAND}(?:do not|don't|never) (?:tell|inform|mention|reveal|alert|notify)(?: this| that| it| anything)?(?: to)? the|\bwithout (?:telling|informing) the) (?:user|human|humans|reviewer|rep|operator|developer)\b`,
  ),
  of(
    JUDGE,
    'approve mark skip score rate classify set',
    String.raw`\b(?:(?:approve|auto ?approve) this (?:email|message|draft|package|lead) (?:automatically|without|immediately)|mark this (?:lead|email|package|contact|draft|message|account) as (?:approved|reviewed|verified|safe|qualified|hot|clean)|skip (?:the )?human (?:review|approval|check)|(?:score|rate|classify) this (?:lead|account|email|contact|package) (?:as |at |with )?(?:a )?(?:10|100|perfect|the highest|tier 1|hot|safe)|set (?:the |its |your )?(?:score|confidence|priority) (?:of this \w+ )?to (?:\d|the (?:max|high)))`,
  ),
  of(
    MARKER,
    'prompt instructions message',
    String.raw`\b(?:end|begin|start|beginning) of (?:the )?(?:system |user |hidden )?prompt\b|\b(?:begin|end) (?:system|admin|hidden|new) (?:prompt|instructions|message)\b`,
  ),
  of(
    MARKER,
    'system assistant developer admin administrator',
    String.raw`(?:^|[.!?:"'\[\](){}>*#|] ?)(?:system|assistant|developer|admin|administrator)(?: (?:prompt|message|note|override|instruction|command|update))?\]? ?: ?(?:you (?:are|must|will|should)|ignore|disregard|from now|please|always|reply|respond|forward|the (?:user|assistant|model)|new (?:rule|task|instruction)|override)\b`,
  ),
  // The same commands in the languages most recipients read; folded text has no accents.
  of(
    OVERRIDE,
    'anweisungen anweisung vorgaben',
    String.raw`\b(?:ignorieren?|ignoriert|missachten?|vergiss|vergesst|vergessen)(?: sie)?(?: \w+){0,2} (?:vorherigen|bisherigen|obigen|vorigen|fruheren) (?:\w+ )?(?:anweisung(?:en)?|vorgaben)\b`,
  ),
  of(
    OVERRIDE,
    'instructions consignes',
    String.raw`\b(?:ignore[zr]?|oublie[zr]?)(?: \w+){0,2} (?:instructions|consignes) (?:precedentes|anterieures|ci dessus)`,
  ),
  of(
    OVERRIDE,
    'instrucciones instrucoes',
    String.raw`\b(?:ignor[ae]r?|olvid[ae]|esqueca)(?: \w+){0,2} (?:instrucciones|instrucoes) (?:anteriores|previas|de arriba)`,
  ),
  of(
    OVERRIDE,
    'istruzioni',
    String.raw`\b(?:ignora|ignorate|dimentica)(?: \w+){0,2} istruzioni (?:precedenti|di sopra)`,
  ),
  of(
    OVERRIDE,
    'instructies',
    String.raw`\b(?:negeer|vergeet)(?: \w+){0,2} (?:vorige|eerdere|bovenstaande) instructies`,
  ),
];

/** Marks of a model's own format; they never stand in a letter. Held against the text as it is. */
export const MODEL_MARKS =
  /<\|[a-z_]{2,30}\|>|\[\/?INST\]|<<\/?SYS>>|<\/?(?:system|assistant|instructions?|system[-_ ]?prompt|tool_call|function_call)>|#{2,}\s*(?:instructions?|system(?: prompt)?|response|human|assistant|new task)\b|```(?:system|tool|prompt)\b/iu;

/** Held against the letters alone, every other character gone: for commands spelt with spaces, dots or line breaks between. */
export const SQUEEZED =
  /(?:ignore|disregard|forget|override|bypass)(?:all|any|of|the|your|these)*(?:previous|prior|above|earlier|preceding|original|system)(?:and)?(?:instructions?|prompts?|directives?|commands?|rules|guidelines|context)|(?:reveal|print|show|repeat|output|leak)(?:me)?(?:the|your)?(?:system|hidden|initial)(?:prompt|instructions)|(?:enable|enter|activate)(?:developer|jailbreak|dan)mode/u;
