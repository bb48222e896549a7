/** A provider of facts and signals that is described by configuration. What its answer says becomes facts with its name as their source, and nothing else. */
import { Fact } from '../../../shared/domain/fact.ts';
import { Signal } from '../../../shared/domain/signal.ts';
import { fnv1a } from '../../../shared/policy/stable-hash.ts';
import type { Enriched, EnrichmentProvider, EnrichmentSubject } from '../../ports/enrichment.ts';
import type { HttpProviderConfig } from '../../../shared/domain/enrichment-settings.ts';
import { makeLookup, type LookupParts } from './http-lookup.ts';
import { asWords, valueAt } from './json-path.ts';

export function httpProvider(parts: LookupParts, config: HttpProviderConfig): EnrichmentProvider {
  const lookup = makeLookup(parts, config);
  return {
    name: config.name,
    async enrich(subject, signal): Promise<Enriched> {
      const looked = await lookup.ask(slotsOf(subject), signal);
      if (looked.kind !== 'answer') return looked;
      const { json, atMs, fromCache } = looked;
      const facts = config.facts.flatMap((wish) => factOf(config.name, subject, wish, json, atMs));
      const signals = config.signals.flatMap((wish) => signalsOf(config.name, subject, wish, json));
      return facts.length + signals.length === 0 ? { kind: 'nothing' } : { kind: 'found', facts, signals, fromCache };
    },
  };
}

export const slotsOf = ({ account, contact }: Pick<EnrichmentSubject, 'account' | 'contact'>) => ({
  domain: account.domain,
  company: account.name,
  email: contact.email,
  name: contact.name,
  title: contact.title,
  linkedin: contact.linkedinUrl,
});

/** An id that is the same each time this provider says the same thing of this lead. */
const idOf = (provider: string, { contact }: EnrichmentSubject, what: string): string =>
  `${contact.id}.${fnv1a(`${provider} ${what}`).toString(36)}`.slice(0, 120);

function factOf(
  provider: string,
  subject: EnrichmentSubject,
  wish: HttpProviderConfig['facts'][number],
  json: unknown,
  atMs: number,
): readonly Fact[] {
  const value = asWords(valueAt(json, wish.at), 1_000);
  if (value === null) return [];
  const { path, label, confidence, dataRule } = wish;
  const read = Fact.safeParse({
    id: idOf(provider, subject, path),
    path,
    label,
    value,
    source: provider,
    url: null,
    observedAtMs: atMs,
    confidence,
    dataRule,
  });
  return read.success ? [read.data] : [];
}

const MOST_SIGNALS = 10;

function signalsOf(
  provider: string,
  subject: EnrichmentSubject,
  { at, type, value, observedOn, url, halfLifeDays }: HttpProviderConfig['signals'][number],
  json: unknown,
): readonly Signal[] {
  const events = valueAt(json, at);
  if (!Array.isArray(events)) return [];
  return events.slice(0, MOST_SIGNALS).flatMap((event: unknown) => {
    const words = asWords(valueAt(event, value), 400);
    const day = asWords(valueAt(event, observedOn), 40);
    const read = Signal.safeParse({
      id: idOf(provider, subject, `${type} ${words ?? ''}`),
      type,
      value: words,
      source: provider,
      url: url === null ? null : asWords(valueAt(event, url), 2_000),
      observedAtMs: day === null ? null : Date.parse(day),
      halfLifeDays,
    });
    return read.success ? [read.data] : [];
  });
}
