/** Words by which a writer says that they complain of our mail: reported, blocked and reported, to a regulator, by their lawyers. */

const COMPLAINS: readonly RegExp[] = [
  /\b(?:report(?:ed|ing)?|flag(?:ged|ging)?|mark(?:ed|ing)?)\b[^.!?\n]{0,40}\b(?:as|for|to)\b[^.!?\n]{0,20}\b(?:spam|junk|abuse|phishing|provider|isp|google|microsoft|ico|cnil|ftc|regulator|authorit(?:y|ies)|hosting|domain|registrar)\b/iu,
  /\babuse@|\b(?:hit|press(?:ed)?|click(?:ed)?|us(?:e|ed|ing)) the (?:spam|junk|report) button\b|\b(?:sent|forward(?:ed|ing)?|sending|pass(?:ed|ing)) (?:this|it|your (?:mail|e-?mail|message))\b[^.!?\n]{0,20}\bto\b[^.!?\n]{0,20}\b(?:abuse|spam ?cop|your (?:hosting|provider|isp)|the authorities|our lawyers?)\b/iu,
  /\b(?:break(?:ing|s)?|against) the law\b|\b(?:expect|you(?:'ll| will))(?: to)? hear from\b[^.!?\n]{0,30}\b(?:regulator|authorit|lawyer|solicitor|attorney|ico|counsel)/iu,
  /\b(?:blocked|junked|deleted) and reported\b|\breported and blocked\b|\b(?:i am|i'm|i will be|we are|i have|i've|i will|we will|we have)(?: be)? report(?:ing|ed)? (?:you|this|it|your)\b|^[^\S\n]*reported\b/imu,
  /\b(?:fil(?:e|ed|ing)|lodg(?:e|ed|ing)|mak(?:e|ing)|made|submit(?:ted|ting)?|rais(?:e|ed|ing))\b[^.!?\n]{0,15}\b(?:a |an )?(?:formal |official )?complaint\b/iu,
  /\b(?:this is|it's|its) (?:harassment|illegal|unlawful|against the law)\b|\b(?:your|these) (?:message|e-?mail|mail)s? (?:is|are) (?:illegal|unlawful)\b/iu,
  /\b(?:lawyers?|solicitors?|attorneys?|legal (?:department|team|counsel)|general counsel)\b[^.!?\n]{0,40}\b(?:in touch|contact you|informed|notified|hear from|looking into|cc'?d|copied)\b|\bhear from (?:my|our) (?:lawyers?|solicitors?|attorneys?)\b/iu,
  /\b(?:gdpr|pecr|can-?spam|casl|privacy)\b[^.!?\n]{0,30}\b(?:violation|breach|infring\w+|complaint)\b|\b(?:violat\w+|breach\w*|infring\w+)\b[^.!?\n]{0,30}\b(?:gdpr|pecr|can-?spam|casl|privacy)\b/iu,
];

export function complaintIn(own: string): { readonly start: number; readonly end: number } | null {
  for (const pattern of COMPLAINS) {
    const match = pattern.exec(own);
    if (match !== null) return { start: match.index, end: match.index + match[0].length };
  }
  return null;
}
