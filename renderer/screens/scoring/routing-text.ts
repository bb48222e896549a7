/** The routing table as the form holds it, and back. That the last row takes every lead that is left is the schema's rule, not this one's. */
import type { Tier } from '../../../shared/domain/account.ts';
import { RoutingTable, type LeadRoute } from '../../../shared/domain/routing-table.ts';
import { faultsOf, linesOf, numberOrNull } from '../../components/schema-words.ts';
import type { ReadText } from './read-text.ts';

export interface RowText {
  /** Of this form only: rows move. */
  readonly key: number;
  readonly name: string;
  readonly minScore: string;
  readonly belowScore: string;
  readonly minFit: string;
  readonly confidence: 'any' | 'high' | 'low';
  readonly sensitive: 'any' | 'yes' | 'no';
  readonly tiers: readonly Tier[];
  readonly to: LeadRoute;
}

export interface RoutingText {
  readonly rows: readonly RowText[];
  readonly regulated: string;
}

const text = (value: number | null): string => (value === null ? '' : String(value));

export function routingText({ rows, regulatedIndustries }: RoutingTable): RoutingText {
  return {
    rows: rows.map(({ name, when, to }, key) => ({
      key,
      name,
      minScore: text(when.minScore),
      belowScore: text(when.belowScore),
      minFit: text(when.minFit),
      confidence: when.confidence ?? 'any',
      sensitive: when.sensitive === null ? 'any' : when.sensitive ? 'yes' : 'no',
      tiers: when.tiers,
      to,
    })),
    regulated: regulatedIndustries.join('\n'),
  };
}

export function readRoutingText({ rows, regulated }: RoutingText): ReadText<RoutingTable> {
  const read = RoutingTable.safeParse({
    rows: rows.map(({ name, minScore, belowScore, minFit, confidence, sensitive, tiers, to }) => ({
      name: name.trim(),
      when: {
        minScore: numberOrNull(minScore),
        belowScore: numberOrNull(belowScore),
        confidence: confidence === 'any' ? null : confidence,
        tiers,
        sensitive: sensitive === 'any' ? null : sensitive === 'yes',
        minFit: numberOrNull(minFit),
      },
      to,
    })),
    regulatedIndustries: linesOf(regulated),
  });
  return read.success ? { kind: 'body', body: read.data } : { kind: 'faults', faults: faultsOf(read.error) };
}

/** Above the last row, which takes what is left. */
export function withRowAdded({ rows, regulated }: RoutingText): RoutingText {
  const added: RowText = {
    key: Math.max(-1, ...rows.map(({ key }) => key)) + 1,
    name: '',
    minScore: '',
    belowScore: '',
    minFit: '',
    confidence: 'any',
    sensitive: 'any',
    tiers: [],
    to: 'scoring-review',
  };
  return { rows: [...rows.slice(0, -1), added, ...rows.slice(-1)], regulated };
}

export function withRowMoved({ rows, regulated }: RoutingText, at: number, by: -1 | 1): RoutingText {
  const [row, other] = [rows[at], rows[at + by]];
  if (row === undefined || other === undefined) return { rows, regulated };
  return { rows: rows.map((each, index) => (index === at ? other : index === at + by ? row : each)), regulated };
}
