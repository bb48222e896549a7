/**
 * The CRM's own fields as facts, so that a draft may cite them: what the account and contact records say, and nothing they don't. Facts that
 * came by an import or from another provider lie on the lead already, under their own source.
 */
import { Fact } from '../../../shared/domain/fact.ts';
import type { Clock } from '../../ports/clock.ts';
import type { Enriched, EnrichmentProvider, EnrichmentSubject } from '../../ports/enrichment.ts';

const SOURCE = 'CRM record';
/** Somebody typed it once, or a sync wrote it: better than a guess, worse than a dated source. */
const CONFIDENCE = 0.7;

export function crmProvider(clock: Clock): EnrichmentProvider {
  return {
    name: SOURCE,
    enrich: (subject) => Promise.resolve(enrich(subject, clock.nowMs())),
  };
}

function enrich({ lead, account, contact }: EnrichmentSubject, nowMs: number): Enriched {
  const known = new Set(lead.facts.map(({ path }) => path));
  const said: readonly (readonly [string, string, string])[] = [
    ['account.industry', 'Industry', account.industry],
    ['account.headcount', 'Employees', account.headcount === null ? '' : String(account.headcount)],
    ['account.geography', 'Where they are', account.geography],
    ['account.technographics', 'Systems', account.technographics.join(', ')],
    ['contact.title', 'Title', contact.title],
  ];
  const facts = said.flatMap(([path, label, value]) => {
    if (known.has(path) || value === '') return [];
    const read = Fact.safeParse({
      id: `${contact.id}.crm-${path.replace('.', '-')}`.slice(0, 120),
      path,
      label,
      value,
      source: SOURCE,
      url: null,
      observedAtMs: nowMs,
      confidence: CONFIDENCE,
      dataRule: 'allowed',
    });
    return read.success ? [read.data] : [];
  });
  return facts.length === 0 ? { kind: 'nothing' } : { kind: 'found', facts, signals: [], fromCache: false };
}
