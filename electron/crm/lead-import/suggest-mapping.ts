/** Which column of a CSV of leads is what, by its name and by what its cells look like. A suggestion for a person to confirm; no column is taken twice. */
import { EmailAddress } from '../../../shared/domain/email-address.ts';
import type { LeadField } from '../../../shared/ipc/lead-file.ts';
import type { CsvHead } from '../file-import/read-head.ts';

/** Names of columns as CRMs and lists write them, without case, spaces and punctuation; the whole name has to fit. */
const NAMES: readonly (readonly [LeadField, RegExp])[] = [
  ['email', /^(?:(?:work|business|contact|primary|corporate)?e?mail(?:address|1)?|address)$/u],
  ['first-name', /^(?:contact)?(?:first|given|fore)name$/u],
  ['last-name', /^(?:contact)?(?:last|family|sur)name$/u],
  ['name', /^(?:(?:full|contact|person|lead|display)?name|contact|person)$/u],
  ['title', /^(?:(?:job|contact)?title|position|role|jobrole)$/u],
  ['linkedin', /^(?:(?:person|contact)?linkedin(?:url|profile|profileurl)?)$/u],
  ['country', /^(?:(?:contact|person|company|billing|account)?country(?:code|region|name)?)$/u],
  ['time-zone', /^(?:timezone|tz)$/u],
  ['verification', /^(?:e?mail)?(?:verification|verified|validation|verificationstatus|status|emailstatus)$/u],
  ['verified-on', /^(?:e?mail)?(?:verified|validated|verification)(?:on|at|date)$/u],
  ['company', /^(?:company|companyname|account|accountname|organi[sz]ation|organi[sz]ationname|employer|firm)$/u],
  ['domain', /^(?:(?:company|account|e?mail|web|website)?domain(?:name)?)$/u],
  ['website', /^(?:(?:company|account)?(?:website|url|homepage|web|site)(?:url)?)$/u],
  ['industry', /^(?:(?:company|account)?(?:industry|sector|vertical))$/u],
  ['headcount', /^(?:headcount|employees|(?:number|noof|numberof|no)employees|employeecount|companysize|size)$/u],
  ['geography', /^(?:geography|region|location|city|hq|headquarters|(?:company|account)(?:location|city|region))$/u],
  ['technographics', /^(?:technographics|technologies|techstack|tech|tools|systems|stack)$/u],
  ['segment', /^(?:segment|segmentname|market)$/u],
  ['tier', /^(?:tier|accounttier|priority)$/u],
  ['relation', /^(?:relation|relationship|accounttype|companytype|type)$/u],
  ['signal', /^(?:signal|trigger|whynow|event|news|reason)$/u],
  ['signal-type', /^(?:(?:signal|trigger|event)(?:type|kind))$/u],
  ['signal-date', /^(?:(?:signal|trigger|event|news)(?:date|on|at|observed))$/u],
  ['signal-source', /^(?:(?:signal|trigger|event|news)source)$/u],
  ['signal-url', /^(?:(?:signal|trigger|event|news|source)(?:url|link))$/u],
  ['remit', /^(?:remit|responsib(?:le|ility|ilities)(?:for)?)$/u],
  ['footprint', /^(?:footprint|sites|locations)$/u],
];

const bare = (name: string): string => name.toLowerCase().replaceAll(/[^\p{L}\p{N}]+/gu, '');
const isAddress = (cell: string): boolean => EmailAddress.safeParse(cell.trim().replace(/^mailto:/iu, '')).success;

export function suggestMapping({ columns, rows }: Pick<CsvHead, 'columns' | 'rows'>): (LeadField | null)[] {
  const addresses = columns.map((_, at) => rows.filter((row) => isAddress(row[at] ?? '')).length);
  const named = columns.map(({ name }) => NAMES.find(([, words]) => words.test(bare(name)))?.[0] ?? null);
  // What the cells look like says more than what somebody called the column; of two such columns the named one, then the fuller.
  const filled = addresses.map((count, at) => (count === 0 ? 0 : count + (named[at] === 'email' ? rows.length : 0)));
  const fullest = Math.max(0, ...filled);
  const email = fullest > 0 ? filled.indexOf(fullest) : named.indexOf('email');
  return named.map((field, at) => {
    if (at === email) return 'email';
    return field === null || field === 'email' || named.indexOf(field) !== at ? null : field;
  });
}
