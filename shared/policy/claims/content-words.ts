/**
 * Which words of a text carry its matter, and whether two of them speak of the same thing: by their common stem or a small table of words
 * that mean the same in sales email. It never looks at meaning beyond that, so that a person can follow each answer.
 */
import { remembered } from './remembered.ts';

const set = (text: string): ReadonlySet<string> => new Set(text.split(/\s+/u).filter((word) => word !== ''));

/** Words that say nothing of the matter: grammar, politeness, and verbs that fit any change of any number. */
const EMPTY = set(
  `a about above across after again against ago ahead all almost along already also although always among an and another any anyone anything
  are around as ask at away back be became because become been before behind being below best better between beyond big both but by came can
  close? come could did do does doing done down during each early either else enough even ever every everyone everything far few find first for
  fresh? from further get gets getting give given go goes going gone got great had half has have having he help her here him his how i if in
  inside instead into is it its itself just keep keeps kind know last late later least less let like little long look looking lot lots made
  make makes making many may maybe me mean means might more most much must my near nearly need needs never new next nice no nobody none nor not
  nothing now of off often on once one only onto or other others our ours out over own people per perhaps plenty point put quite rather read
  real really right said same saw say says see seeing seen several shall she should simply since small so some somebody someone something soon
  still such sure take taken takes taking tell tells than that the their them then there these they thing things think this those through till
  time times to today together too took toward towards try under until up upon us use used uses using usually very via want was way we well
  were what when where whether which while who whole whom whose why will with within without would yet you your yours
  cut cuts cutting reduce reduced reduces lower lowered lowers drop dropped drops decrease save saved saves saving increase increased raise?
  grow grew grown rise rose improve improved less fewer more higher lower up down brought bring brings went going average roughly around nearly
  almost exactly quarter year years month months week weeks day days hour hours minute minutes percent percentage million billion thousand
  customers customer clients client teams team company companies firms firm congrats congratulations noticed notice heard hear recent recently
  just newly latest i'd we'd i'm we're you're you've i've it's that's there's don't can't won't isn't didn't doesn't re ve ll s t m d
  handle handles handling run runs running serve serves easy hard busy job work works`.replace(/\S+\?/gu, ''),
);

/** Words in one line stand for the same thing. Stems, so that endings don't matter. */
const SAME: readonly string[] = [
  'employee staff people headcount colleague worker workforce crew team person folk strong',
  'lawyer attorney solicitor associate fee-earner',
  'store shop outlet supermarket',
  'site location facility',
  'depot terminal hub yard',
  'warehouse distribution centre center dc',
  'dealership showroom dealer',
  'clinic practice surgery',
  'hotel property resort',
  'room bed key',
  'student learner pupil',
  'user seat account',
  'customer client',
  'member',
  'branch',
  'order purchase shipment parcel',
  'supplier vendor',
  'carrier haulier',
  'truck vehicle lorry van',
  'hospital',
  'agent rep representative',
  'adjuster handler',
  'engineer developer programmer',
  'auditor checker',
  'adviser advisor',
  'technician mechanic',
  'analyst',
  'role job position opening vacancy posting ad hire recruit hiring look',
  'page alert paged',
  'break difference mismatch',
  'dispute query',
  'stop outage standstill',
  'outage downtime incident',
  'waste throw spoil spoilage',
  'out-of-stock stockout',
  'turnaround turn',
  'contract agreement lease',
  'claim',
  'country nation market',
  'state',
  'lab laboratory',
  'fund raise raised round series seed invest investment investor capital financing money backing equity put bet',
  'revenue sales turnover income',
  'acquire acquisition bought buy purchase takeover',
  'open opening opened launch start live',
  'answer reply response respond',
  'agency',
  'release ship shipped',
  'soon early fast quick',
  'grocer supermarket retailer',
  'rate rating rated score',
  'refund return',
  'come back return',
];

const GROUPS = (() => {
  const groups = new Map<string, Set<number>>();
  SAME.forEach((line, at) =>
    line.split(' ').forEach((word) => {
      const stem = stemOf(word);
      groups.set(stem, (groups.get(stem) ?? new Set()).add(at));
    }),
  );
  return groups;
})();

/** The word without its common English endings. */
export function stemOf(word: string): string {
  let stem = word.toLowerCase().replace(/['’]s?$/u, '');
  if (stem.length > 4 && stem.endsWith('ies')) return `${stem.slice(0, -3)}y`;
  if (stem.length > 3 && /(?:[sxz]|ch|sh)es$/u.test(stem)) stem = stem.slice(0, -2);
  else if (stem.length > 3 && /[^su]s$/u.test(stem)) stem = stem.slice(0, -1);
  if (stem.length > 5 && /(?:ing|ed)$/u.test(stem))
    stem = stem.replace(/(?:ing|ed)$/u, '').replace(/([^aeiouls])\1$/u, '$1');
  return stem.length > 4 ? stem.replace(/e$/u, '') : stem;
}

/** The words of a text that carry its matter, as stems. */
export const contentOf = remembered(
  4_000,
  (text: string): readonly string[] =>
    (
      text
        .toLowerCase()
        .replaceAll('’', "'")
        .match(/\p{L}[\p{L}']*/gu) ?? []
    )
      .map((word) => word.replace(/'s$/u, ''))
      .filter((word) => word.length > 2 && !EMPTY.has(word))
      .map(stemOf)
      .filter((word) => !EMPTY.has(word)),
  (text) => text,
);

/** Whether two stems speak of the same thing. */
export function isSameThing(left: string, right: string): boolean {
  if (left === right) return true;
  const short = Math.min(left.length, right.length);
  let common = 0;
  while (common < short && left[common] === right[common]) common += 1;
  if (common >= Math.max(4, Math.max(left.length, right.length) - 3)) return true;
  const groups = GROUPS.get(left);
  const others = GROUPS.get(right);
  if (groups === undefined || others === undefined) return false;
  for (const group of groups) if (others.has(group)) return true;
  return false;
}

/** How many of `said` speak of something in `known`. */
export function countShared(said: readonly string[], known: readonly string[]): number {
  return said.filter((word) => known.some((other) => isSameThing(word, other))).length;
}
