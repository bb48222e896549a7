/** How a reply is said: a bare yes, praise that means its opposite, annoyance, anger. Words only. */

/** A whole mail that says nothing but yes. */
export const BARE_YES =
  /^\s*(?:(?:hi|hello|hey|dear)[^\n]{0,20}[,!]?\s*)?(?:yes|yep|yeah|yup|ja|oui|si|sure|absolutely|definitely|certainly|of course|ok sure|okay sure|sounds (?:good|great|perfect)|please do|by all means|go ahead|great|perfect|deal|agreed|i would|i'd like that|love to|yes,? of course|yes,? sure)(?:[,.! ]*(?:please|thanks|thank you|thx|sam|let's|why not|go ahead|send it|do))*\s*[.!]*\s*$/iu;

/** Praise that means its opposite. */
export const SARCASM =
  /\b(?:oh|ah|wow|well),? (?:great|brilliant|joy|wonderful|fantastic|lovely|good|goody|look)\b|\b(?:great|nice|oh|wow|lovely|brilliant|yay|wonderful|fantastic),? (?:just )?another\b|\bmy life is complete\b|\bjust what i (?:needed|always wanted)\b|\blucky me\b|\bhow (?:original|thoughtful|lovely|refreshing|personal)\b|\bso impressed\b|\b(?:slow|standing) clap\b|\bcolou?r me\b|[“"](?:amazing|great|personali[sz]ed|interesting|opportunity|perfect|exciting)[”"]|\byeah,? (?:right|sure)\b|\ba robot that\b/iu;

export const ANNOYED =
  /\b(?:annoying|annoyed|tired of|sick of|fed up|enough already|third|fourth|fifth|again and again|still getting|asked (?:you )?(?:already|twice|last week)|twice already|waste of (?:my )?time|wasting my time|nobody asked|didn't ask for|did not ask for|never (?:signed|asked)|unsolicited|cold (?:e-?mails?|mails?)|unbelievable|ridiculous|seriously|for the last time|leave (?:me|us) alone|stop (?:spamming|bothering|pestering)|pestering|nuisance|spam)\b/iu;

export const ANGRY =
  /\b(?:f\*+|fuck\w*|f off|piss off|bugger off|bullshit|shit|crap|asshole|idiots?|morons?|harass\w*|disgust\w*|outrag\w*|furious|how dare|lawyers?|legal action|sue you|suing|lawsuit|shame on you|scumbags?|go to hell|illegal)\b|!{3,}/iu;

/** Four words in capitals, one after another. */
export const SHOUTED = /(?:\b\p{Lu}{2,}\b[\s,!.]+){3,}\p{Lu}{2,}/u;
