/** Names a reply gives: whom to ask instead, and the tool they have. Capitals and addresses decide; what can't be told is null. */
import { EmailAddress } from '../../../shared/domain/email-address.ts';
import type { Referral } from '../../../shared/domain/reply-reading.ts';

const ADDRESS = /[A-Za-z0-9!#$%&'*+/=?^_`{|}~.-]+@[\p{L}\p{N}](?:[\p{L}\p{N}.-]*[\p{L}\p{N}])?/gu;

const NAME = "\\p{Lu}[\\p{L}'-]+(?: (?:van|von|de|der|den|da|di|la|el|al|bin)){0,2}(?: \\p{Lu}[\\p{L}'-]+){0,2}";
const ROLE_WORD =
  '(?:[Hh]ead|[Dd]irector|[Mm]anager|[Ll]ead|[Cc]hief|VP|[Vv]ice [Pp]resident|C[A-Z]O|[Oo]fficer|[Aa]ssistant|[Cc]ontroller|[Bb]uyer|[Cc]oordinator|[Ss]upervisor|[Pp]rocurement|[Aa]ccounting|[Ff]inance|[Ll]ogistics|[Pp]urchasing|[Oo]perations|[Aa]ccounts [Pp]ayable|[Tt]ransport)';

/** Words with a capital that are nobody's name. */
const NOT_A_NAME = new Set(
  'i hi hello hey dear thanks thank the this that we you our your my me it he she they please best kind regards not no yes but and or if sam for from wrong try ask talk contact forwarding looping reach mr mrs ms dr logistics transport finance procurement accounting head director monday tuesday wednesday thursday friday january february march april may june july august september october november december q1 q2 q3 q4'.split(
    ' ',
  ),
);

/** Places where a person stands who should be asked. */
const PERSON_AT: readonly RegExp[] = [
  new RegExp(
    `\\b(?:[Tt]alk|[Ss]peak|[Rr]each out|[Ww]rite|[Ff]orward\\w*|[Pp]ass\\w*|[Dd]irect|[Hh]and\\w*|[Ss]en[dt]\\w*)\\b[^.!?\\n]{0,50}?\\b(?:to|with|on to)\\s+(?:(?:our|my|the)\\s+[\\p{L} ]{3,40}?[,:]?\\s+)?(?:Mr\\.? |Ms\\.? |Mrs\\.? |Dr\\.? )?(${NAME})`,
    'u',
  ),
  new RegExp(
    `\\b(?:[Aa]sk|[Cc]ontact|[Tt]ry|[Pp]ing|[Ee]mail|[Mm]essage|[Ll]ooping in|[Cc]opying(?: in)?|[Cc]opied|[Aa]dding|[Ii]ncluding|cc'?ing|[Rr]each out to)\\s+(?:(?:our|my|the)\\s+[\\p{L} ]{3,40}?[,:]?\\s+)?(?:Mr\\.? |Ms\\.? |Mrs\\.? |Dr\\.? )?(${NAME})`,
    'u',
  ),
  new RegExp(
    `(${NAME})(?:,? (?:who|now|has|have|is|took|runs|handles|owns|would|will|looks))[^.!?\\n]{0,40}\\b(?:took|taken|over|charge|responsible|owns|runs|handles|person|successor|after|contact|this|that)\\b`,
    'u',
  ),
  new RegExp(
    `\\b(?:successor|colleague|boss|[Rr]esponsible(?: for (?:that|this|it))?(?: is)?|is|logistics|${ROLE_WORD}),? (${NAME})`,
    'u',
  ),
  new RegExp(`\\b${ROLE_WORD}[^.!?\\n]{0,30}?, (?:is )?(${NAME})`, 'u'),
];

const TITLE_AT = new RegExp(
  `\\b(?:our|my|the|your|is|as)\\s+((?:[\\p{L}&]+ ){0,3}?${ROLE_WORD}(?: (?:of|for|in) [\\p{L}&]+(?: [\\p{Lu}][\\p{L}&]+)*| [\\p{L}&]+er\\b)?)|,\\s+(?:our|the)\\s+((?:[\\p{L}&]+ ){0,3}?${ROLE_WORD}(?: (?:of|for) [\\p{L}&]+)?)|\\b(?:in|try|procurement|ask)\\s+(${ROLE_WORD}\\b)|\\b[Tt]ry\\s+(accounting|finance|procurement|purchasing)`,
  'u',
);

export function referralIn(own: string, writer: string): Referral | null {
  const email =
    (own.match(ADDRESS) ?? [])
      .map((address) => address.replace(/[.]+$/, '').toLowerCase())
      .find((address) => address !== writer.toLowerCase() && EmailAddress.safeParse(address).success) ?? null;
  let name: string | null = null;
  for (const pattern of PERSON_AT) {
    const words = pattern.exec(own)?.[1];
    if (words === undefined || words.split(' ').some((word) => NOT_A_NAME.has(word.toLowerCase()))) continue;
    name = words.slice(0, 160);
    break;
  }
  const titled = TITLE_AT.exec(own);
  const title = (titled?.[1] ?? titled?.[2] ?? titled?.[3] ?? titled?.[4] ?? null)?.trim().slice(0, 160) ?? null;
  return email === null && name === null && title === null ? null : { name, title, email };
}

const TOOL = '(\\p{Lu}[\\p{L}\\p{N}&.-]*[\\p{L}\\p{N}](?: \\p{Lu}[\\p{L}\\p{N}&.-]+)?)';
const TOOL_AT: readonly RegExp[] = [
  new RegExp(
    `\\b(?:use|using|have|with|chose|chosen|on|bought|implemented|deployed|picked|from|than|to|against|replace|replacing|rely on|run|running|got)\\s+(?:already )?${TOOL}`,
    'u',
  ),
];

const NOT_A_TOOL = new Set(
  'i we you our the it this monday tuesday wednesday thursday friday saturday sunday january february march april may june july august september october november december q1 q2 q3 q4 h1 h2 sap oracle erp wms tms sam linkedin eu gdpr api'.split(
    ' ',
  ),
);

/** The tool they say they have, where a name with a capital stands at such a place. Systems every firm runs are none. */
export function toolIn(own: string): string | null {
  for (const pattern of TOOL_AT) {
    for (const match of own.matchAll(new RegExp(pattern.source, 'gu'))) {
      const name = match[1] ?? '';
      if (!NOT_A_TOOL.has((name.split(' ')[0] ?? '').toLowerCase())) return name.replace(/[.]$/, '').slice(0, 80);
    }
  }
  return null;
}
