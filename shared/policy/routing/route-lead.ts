/** Where a scored lead goes: the first row of the routing table that fits, and why. It moves nothing itself. */
import type { Account } from '../../domain/account.ts';
import type { Contact } from '../../domain/contact.ts';
import type { LeadRoute, RoutingRow, RoutingTable } from '../../domain/routing-table.ts';
import { HIGH_CONFIDENCE, type Score } from '../../domain/score.ts';
import { findPhrase, foldText } from '../fold-text.ts';
import { SENIORITY_WORDS } from '../icp/icp-words.ts';
import type { UnroutedScore } from '../scoring/score-lead.ts';

export interface RoutedLead {
  readonly table: RoutingTable;
  readonly score: UnroutedScore;
  readonly account: Account;
  readonly contact: Contact;
  /** The draft would make a claim that a person should see first. */
  readonly sensitiveClaim: boolean;
}

export interface Routed {
  readonly route: LeadRoute;
  /** The name of the row that decided. */
  readonly row: string;
  /** `Score 84, high confidence (0.82): High score, high confidence`. */
  readonly because: string;
}

export function routeLead(routed: RoutedLead): Routed {
  const { table, score } = routed;
  const sensitivities = whySensitive(routed);
  const row = table.rows.find(({ when }) => fits(when, routed, sensitivities.length > 0));
  const says = `Score ${score.overall}, ${levelOf(score)} confidence (${score.confidence})`;
  // A table without a last row for the rest does not parse; were one to come all the same, a person looks.
  if (row === undefined) return { route: 'human', row: 'no row', because: `${says}: no row of the table fits` };
  const extra = row.when.sensitive === true ? ` (${sensitivities.join(', ')})` : '';
  return { route: row.to, row: row.name, because: `${says}: ${row.name}${extra}` };
}

const levelOf = ({ confidence }: UnroutedScore): 'high' | 'low' => (confidence >= HIGH_CONFIDENCE ? 'high' : 'low');

function fits(
  { minScore, belowScore, confidence, tiers, sensitive, minFit }: RoutingRow['when'],
  { score, account }: RoutedLead,
  isSensitive: boolean,
): boolean {
  return (
    (minScore === null || score.overall >= minScore) &&
    (belowScore === null || score.overall < belowScore) &&
    (confidence === null || confidence === levelOf(score)) &&
    (tiers.length === 0 || tiers.includes(account.tier)) &&
    (sensitive === null || sensitive === isSensitive) &&
    (minFit === null || score.fit >= minFit)
  );
}

/** What makes a lead one for a person, in words; empty where nothing does. */
export function whySensitive({
  table,
  account,
  contact,
  sensitiveClaim,
}: Omit<RoutedLead, 'score'>): readonly string[] {
  const industry = foldText(account.industry);
  return [
    ...account.pins.map((pin) => `${pin} account`),
    ...(contact.seniority === 'c-level' || contact.seniority === 'founder'
      ? [`${SENIORITY_WORDS[contact.seniority]} contact`]
      : []),
    ...(table.regulatedIndustries.some((name) => findPhrase(industry, foldText(name)) !== null)
      ? [`regulated industry: ${account.industry}`]
      : []),
    ...(sensitiveClaim ? ['a sensitive claim'] : []),
  ];
}

/** What a package shows of its way: tiers 2 and 3 are sequences too, and what was dropped never becomes a package. */
const SHOWN_AS: Readonly<Record<LeadRoute, Score['route']>> = {
  sequence: 'sequence',
  'tier-2': 'sequence',
  'tier-3': 'sequence',
  'scoring-review': 'scoring-review',
  nurture: 'nurture',
  drop: 'nurture',
  human: 'human',
};

/** The score as a package carries it. */
export function withRoute(score: UnroutedScore, route: LeadRoute): Score {
  return { ...score, route: SHOWN_AS[route] };
}
