/** The providers and verifiers this desk was set up with: the CRM's own fields always, those of the settings file beside them. A damaged file adds none and is said. */
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { crmProvider } from '../agent/enrich/crm-provider.ts';
import { EnrichmentSettings } from '../agent/enrich/http-config.ts';
import type { LookupParts } from '../agent/enrich/http-lookup.ts';
import { httpProvider } from '../agent/enrich/http-provider.ts';
import { httpVerifier } from '../agent/enrich/http-verifier.ts';
import type { EmailVerifier, EnrichmentProvider } from '../ports/enrichment.ts';
import type { Log } from '../ports/log.ts';

export interface Enrichment {
  readonly providers: readonly EnrichmentProvider[];
  readonly verifiers: readonly EmailVerifier[];
}

export function openEnrichment({
  path,
  log,
  ...parts
}: LookupParts & { readonly path: string; readonly log: Log }): Enrichment {
  const settings = readSettings(join(path, 'enrichment.json'), log);
  return {
    providers: [crmProvider(parts.clock), ...(settings?.providers ?? []).map((config) => httpProvider(parts, config))],
    verifiers: (settings?.verifiers ?? []).map((config) => httpVerifier(parts, config)),
  };
}

function readSettings(file: string, log: Log): EnrichmentSettings | null {
  if (!existsSync(file)) return null;
  let content: unknown;
  try {
    content = JSON.parse(readFileSync(file, 'utf8'));
  } catch (cause) {
    log.error('enrichment.settings', cause);
    return null;
  }
  const read = EnrichmentSettings.safeParse(content);
  if (read.success) return read.data;
  log.warn('enrichment.settings', { field: read.error.issues[0]?.path.join('.') ?? '' });
  return null;
}
