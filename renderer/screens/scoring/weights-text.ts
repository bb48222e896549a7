/** The scoring weights as the form holds them, and back: a text by path. Which points there are is the schema's business; this names them. */
import { Seniority } from '../../../shared/domain/contact.ts';
import { IcpRating } from '../../../shared/domain/icp.ts';
import { ScoringWeights } from '../../../shared/domain/scoring-weights.ts';
import { SignalType } from '../../../shared/domain/signal.ts';
import { RATING_WORDS, SENIORITY_WORDS } from '../../../shared/policy/icp/icp-words.ts';
import { faultsOf, numberOf } from '../../components/schema-words.ts';
import type { ReadText } from './read-text.ts';

type Group = 'rating' | 'role' | 'seniority' | 'signal' | 'engagement';

/** By path, such as `signal.funding` or `fitPercent`. */
export type WeightsText = Readonly<Record<string, string>>;

interface WeightGroup {
  readonly group: Group;
  readonly fields: readonly { readonly path: string; readonly label: string }[];
}

const ENGAGEMENT = {
  reply: 'Reply',
  click: 'Click on a link',
  'meeting-link': 'Opened the meeting link',
  'pricing-page': 'Visited the pricing page',
  'job-change': 'Changed jobs',
} as const;

const ROLES = { strong: 'Strong', fair: 'Fair', weak: 'Weak' } as const;

const SIGNALS: Readonly<Record<SignalType, string>> = {
  funding: 'Funding',
  hiring: 'Hiring',
  'new-tool': 'New tool',
  compliance: 'Compliance',
  'job-change': 'Job change',
  expansion: 'Expansion',
  launch: 'Launch',
};

const named = <K extends string>(
  group: Group,
  keys: readonly K[],
  words: Readonly<Record<K, string>>,
): WeightGroup => ({
  group,
  fields: keys.map((key) => ({ path: `${group}.${key}`, label: words[key] })),
});

const keysOf = <K extends string>(words: Readonly<Record<K, string>>) => Object.keys(words) as K[];

export const FIT_GROUPS: readonly WeightGroup[] = [
  named('rating', IcpRating.options, RATING_WORDS),
  named('role', keysOf(ROLES), ROLES),
  named('seniority', Seniority.options, SENIORITY_WORDS),
];

export const TRIGGER_GROUPS: readonly WeightGroup[] = [
  named('signal', SignalType.options, SIGNALS),
  named('engagement', keysOf(ENGAGEMENT), ENGAGEMENT),
];

const PLAIN = ['fitPercent', 'notVerified'] as const;

export function weightsText(weights: ScoringWeights): WeightsText {
  const plain = PLAIN.map((path): [string, string] => [path, String(weights[path])]);
  const grouped = [...FIT_GROUPS, ...TRIGGER_GROUPS].flatMap(({ group }) =>
    Object.entries<number>(weights[group]).map(([key, value]): [string, string] => [`${group}.${key}`, String(value)]),
  );
  return Object.fromEntries([...plain, ...grouped]);
}

export function readWeightsText(typed: WeightsText): ReadText<ScoringWeights> {
  const at = (path: string) => numberOf(typed[path] ?? '');
  const grouped = [...FIT_GROUPS, ...TRIGGER_GROUPS].map(({ group, fields }) => [
    group,
    Object.fromEntries(fields.map(({ path }) => [path.slice(group.length + 1), at(path)])),
  ]);
  const read = ScoringWeights.safeParse({
    ...Object.fromEntries(grouped),
    ...Object.fromEntries(PLAIN.map((path) => [path, at(path)])),
  });
  return read.success ? { kind: 'body', body: read.data } : { kind: 'faults', faults: faultsOf(read.error) };
}
