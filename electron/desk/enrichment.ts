/**
 * The providers and verifiers this desk was set up with: the CRM's own fields always, those of the settings file beside them. A damaged file
 * adds none and is said. A key is never read back to a page, and never goes to another server than the one it was typed for.
 */
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { EnrichmentSettings, type HttpProviderConfig } from '../../shared/domain/enrichment-settings.ts';
import type { ParsedRequestOf, ResponseOf } from '../../shared/ipc/contract.ts';
import { crmProvider } from '../agent/enrich/crm-provider.ts';
import type { LookupCache, LookupParts } from '../agent/enrich/http-lookup.ts';
import { httpProvider } from '../agent/enrich/http-provider.ts';
import { httpVerifier } from '../agent/enrich/http-verifier.ts';
import { systemHttp } from '../platform/http.ts';
import { writeDurably } from '../platform/write-durably.ts';
import type { DeskPorts } from '../ports/desk.ts';
import type { EmailVerifier, EnrichmentProvider, EnrichmentSubject } from '../ports/enrichment.ts';

export interface Enrichment {
  readonly providers: readonly EnrichmentProvider[];
  readonly verifiers: readonly EmailVerifier[];
}

export interface EnrichmentWays {
  read(): ResponseOf<'enrichment.read'>;
  save(request: ParsedRequestOf<'enrichment.save'>): ResponseOf<'enrichment.save'>;
  test(
    request: Pick<ParsedRequestOf<'enrichment.test'>, 'service' | 'key'>,
    subject: EnrichmentSubject,
  ): Promise<ResponseOf<'enrichment.test'>>;
  /** As it is set up now; answers are kept in the cache. */
  inForce(cache: LookupCache): Enrichment;
}

type Read = { readonly settings: EnrichmentSettings; readonly problem: string | null };

const NONE: EnrichmentSettings = { formatVersion: 1, providers: [], verifiers: [] };

/** Of a trial: the service is asked, and nothing stays. */
const NO_CACHE: LookupCache = { read: () => null, save: () => undefined };

export function openEnrichmentWays(
  ports: Pick<DeskPorts, 'paths' | 'secrets' | 'clock' | 'log' | 'http'>,
): EnrichmentWays {
  const { secrets, clock, log } = ports;
  const path = join(ports.paths.home, 'enrichment.json');
  const parts = (cache: LookupCache, secret: LookupParts['secret']): LookupParts => ({
    http: ports.http ?? systemHttp,
    clock,
    secret,
    cache,
  });
  let now = readSettings(path);
  if (now.problem !== null) log.warn('enrichment.settings', { problem: now.problem });
  /** Kept as long as nothing changes: it counts how often a minute each service is asked. */
  let opened: { readonly of: Read; readonly cache: LookupCache; readonly enrichment: Enrichment } | null = null;

  return {
    read: () => ({
      ...now,
      keysKept: [...keyNames(now.settings)].filter((name) => secrets.read(name) !== null),
    }),
    save({ settings, keys }) {
      const names = keyNames(settings);
      const stray = Object.keys(keys).find((name) => !names.has(name));
      if (stray !== undefined) return { kind: 'no', because: `No service has a key of the name ${stray}.` };
      const before = origins(now.settings);
      const after = origins(settings);
      for (const name of new Set([...before.keys(), ...names])) {
        const typed = keys[name];
        if (typed !== undefined && typed !== '') secrets.write(name, typed);
        else if (typed === '' || before.get(name) !== after.get(name)) secrets.erase(name);
      }
      writeDurably(path, JSON.stringify(settings, null, 2));
      now = { settings, problem: null };
      return { kind: 'ok' };
    },
    async test({ service, key }, subject) {
      const isItsOwn = (name: string) => origins(now.settings).get(name) === new URL(service.config.url).origin;
      const asking = parts(NO_CACHE, (name) => key ?? (isItsOwn(name) ? secrets.read(name) : null));
      const { signal } = new AbortController();
      if (service.kind === 'verifier') {
        const verdict = await httpVerifier(asking, service.config).verify(subject.contact.email, signal);
        return verdict.kind === 'failed'
          ? { kind: 'no', because: `${verdict.because}.` }
          : { kind: 'verdict', verification: verdict.verification };
      }
      const enriched = await httpProvider(asking, service.config).enrich(subject, signal);
      switch (enriched.kind) {
        case 'failed':
          return { kind: 'no', because: `${enriched.because}.` };
        case 'nothing':
          return { kind: 'nothing' };
        case 'found':
          return {
            kind: 'found',
            facts: enriched.facts.map(({ label, value }) => ({ label, value })),
            signals: enriched.signals.map(({ type, value }) => ({ label: type, value })),
          };
        default:
          return enriched satisfies never;
      }
    },
    inForce(cache) {
      if (opened?.of !== now || opened.cache !== cache) {
        const asking = parts(cache, (name) => secrets.read(name));
        opened = {
          of: now,
          cache,
          enrichment: {
            providers: [crmProvider(clock), ...now.settings.providers.map((config) => httpProvider(asking, config))],
            verifiers: now.settings.verifiers.map((config) => httpVerifier(asking, config)),
          },
        };
      }
      return opened.enrichment;
    },
  };
}

type Keyed = Pick<HttpProviderConfig, 'url' | 'keyName'>;

const services = ({ providers, verifiers }: EnrichmentSettings): readonly Keyed[] => [...providers, ...verifiers];

const keyNames = (settings: EnrichmentSettings): ReadonlySet<string> =>
  new Set(services(settings).flatMap(({ keyName }) => keyName ?? []));

/** By key, the server it is for. A slot never stands in the host. */
const origins = (settings: EnrichmentSettings): ReadonlyMap<string, string> =>
  new Map(services(settings).flatMap(({ keyName, url }) => (keyName === null ? [] : [[keyName, new URL(url).origin]])));

function readSettings(file: string): Read {
  if (!existsSync(file)) return { settings: NONE, problem: null };
  let content: unknown;
  try {
    content = JSON.parse(readFileSync(file, 'utf8'));
  } catch (cause) {
    return damaged(cause instanceof Error && 'code' in cause ? String(cause.code) : 'not JSON');
  }
  const read = EnrichmentSettings.safeParse(content);
  return read.success
    ? { settings: read.data, problem: null }
    : damaged(read.error.issues[0]?.path.join('.') ?? 'form');
}

const damaged = (why: string): Read => ({
  settings: NONE,
  problem: `The settings of enrichment can’t be read (${why}). Until they are saved again only the CRM’s own fields are used.`,
});
