/** A described enrichment service as the form holds it, and back. What is typed is judged by the schema of the settings alone. */
import { Verification } from '../../../shared/domain/contact.ts';
import {
  HttpProviderConfig,
  HttpVerifierConfig,
  type EnrichmentSettings,
} from '../../../shared/domain/enrichment-settings.ts';
import { DataRule } from '../../../shared/domain/fact.ts';
import { SignalType } from '../../../shared/domain/signal.ts';
import { faultsOf, numberOf, type Faults } from '../../components/schema-words.ts';
import { SERVICE_WORDS } from './service-words.ts';

export type ServiceKind = 'provider' | 'verifier';
export type Row = Readonly<Record<string, string>>;

export interface ServiceText {
  readonly name: string;
  readonly url: string;
  readonly needsKey: boolean;
  readonly key: string;
  readonly timeoutSeconds: string;
  readonly perMinute: string;
  readonly cacheDays: string;
  readonly headers: readonly Row[];
  readonly facts: readonly Row[];
  readonly signals: readonly Row[];
  readonly verdictAt: string;
  readonly verdicts: readonly Row[];
}

export type RowList = 'headers' | 'facts' | 'signals' | 'verdicts';

interface Column {
  readonly field: string;
  /** Else it is typed. */
  readonly options?: readonly string[];
  readonly initial: string;
}

export const COLUMNS: Readonly<Record<RowList, readonly Column[]>> = {
  headers: [
    { field: 'name', initial: '' },
    { field: 'value', initial: '' },
  ],
  facts: [
    { field: 'at', initial: '' },
    { field: 'path', initial: '' },
    { field: 'label', initial: '' },
    { field: 'confidence', initial: '0.8' },
    { field: 'dataRule', options: DataRule.options, initial: 'allowed' },
  ],
  signals: [
    { field: 'at', initial: '' },
    { field: 'type', options: SignalType.options, initial: 'expansion' },
    { field: 'value', initial: '' },
    { field: 'observedOn', initial: '' },
    { field: 'url', initial: '' },
    { field: 'halfLifeDays', initial: '45' },
  ],
  verdicts: [
    { field: 'word', initial: '' },
    { field: 'meaning', options: Verification.options, initial: 'verified' },
  ],
};

export type Service =
  | { readonly kind: 'provider'; readonly config: HttpProviderConfig }
  | { readonly kind: 'verifier'; readonly config: HttpVerifierConfig };

const NEW: ServiceText = {
  name: '',
  url: '',
  needsKey: false,
  key: '',
  timeoutSeconds: '10',
  perMinute: '30',
  cacheDays: '30',
  headers: [],
  facts: [],
  signals: [],
  verdictAt: '',
  verdicts: [],
};

/** A new service has one empty row of what it is for; a key never comes back. */
export function serviceText(kind: ServiceKind, service: Service | null): ServiceText {
  if (service === null) {
    const list = kind === 'provider' ? 'facts' : 'verdicts';
    return { ...NEW, [list]: [newRow(list)] };
  }
  const { config } = service;
  const text: ServiceText = {
    ...NEW,
    name: config.name,
    url: config.url,
    needsKey: config.keyName !== null,
    timeoutSeconds: String(config.timeoutSeconds),
    perMinute: String(config.perMinute),
    cacheDays: String(config.cacheDays),
    headers: Object.entries(config.headers).map(([name, value]) => ({ name, value })),
  };
  if (service.kind === 'verifier') {
    const { verdictAt, verdicts } = service.config;
    return { ...text, verdictAt, verdicts: Object.entries(verdicts).map(([word, meaning]) => ({ word, meaning })) };
  }
  const { facts, signals } = service.config;
  return {
    ...text,
    facts: facts.map((fact) => ({ ...fact, confidence: String(fact.confidence) })),
    signals: signals.map((each) => ({ ...each, url: each.url ?? '', halfLifeDays: String(each.halfLifeDays) })),
  };
}

export const newRow = (list: RowList): Row =>
  Object.fromEntries(COLUMNS[list].map(({ field, initial }) => [field, initial]));

export type ReadService =
  { readonly kind: 'service'; readonly service: Service } | { readonly kind: 'faults'; readonly faults: Faults };

/** `others` are the services beside it: names and keys are each one's own. */
export function readServiceText(
  kind: ServiceKind,
  text: ServiceText,
  before: Service | null,
  others: readonly Service[],
): ReadService {
  const name = text.name.trim();
  if (others.some(({ config }) => config.name === name))
    return { kind: 'faults', faults: { name: SERVICE_WORDS.nameTaken } };
  const request = {
    name,
    url: text.url.trim(),
    headers: Object.fromEntries(text.headers.map((row) => [cell(row, 'name'), cell(row, 'value')])),
    keyName: text.needsKey ? (before?.config.keyName ?? freeKeyName(name, others)) : null,
    timeoutSeconds: numberOf(text.timeoutSeconds),
    perMinute: numberOf(text.perMinute),
    cacheDays: numberOf(text.cacheDays),
  };
  if (kind === 'verifier') {
    const verdicts = Object.fromEntries(text.verdicts.map((row) => [cell(row, 'word'), cell(row, 'meaning')]));
    const read = HttpVerifierConfig.safeParse({ ...request, verdictAt: text.verdictAt.trim(), verdicts });
    return read.success
      ? { kind: 'service', service: { kind, config: read.data } }
      : { kind: 'faults', faults: faultsOf(read.error) };
  }
  const read = HttpProviderConfig.safeParse({
    ...request,
    facts: text.facts.map((row) => ({ ...trimmed(row), confidence: numberOf(cell(row, 'confidence')) })),
    signals: text.signals.map((row) => ({
      ...trimmed(row),
      url: cell(row, 'url') === '' ? null : cell(row, 'url'),
      halfLifeDays: numberOf(cell(row, 'halfLifeDays')),
    })),
  });
  return read.success
    ? { kind: 'service', service: { kind, config: read.data } }
    : { kind: 'faults', faults: faultsOf(read.error) };
}

const cell = (row: Row, field: string): string => (row[field] ?? '').trim();
const trimmed = (row: Row): Row =>
  Object.fromEntries(Object.entries(row).map(([field, value]) => [field, value.trim()]));

function freeKeyName(name: string, others: readonly Service[]): string {
  const slug = name
    .toLowerCase()
    .replace(/[^a-z0-9]+/gu, '-')
    .replace(/^-|-$/gu, '')
    .slice(0, 50);
  const isTaken = (each: string) => others.some(({ config }) => config.keyName === each);
  const base = `enrichment.${slug === '' ? 'service' : slug}`;
  for (let at = 1; ; at += 1) {
    const candidate = at === 1 ? base : `${base}-${at}`;
    if (!isTaken(candidate)) return candidate;
  }
}

export const servicesOf = ({ providers, verifiers }: EnrichmentSettings): readonly Service[] => [
  ...providers.map((config): Service => ({ kind: 'provider', config })),
  ...verifiers.map((config): Service => ({ kind: 'verifier', config })),
];

export const settingsOf = (services: readonly Service[]): EnrichmentSettings => ({
  formatVersion: 1,
  providers: services.flatMap((each) => (each.kind === 'provider' ? [each.config] : [])),
  verifiers: services.flatMap((each) => (each.kind === 'verifier' ? [each.config] : [])),
});
