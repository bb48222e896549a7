/** Channels of enrichment: the described providers and verifiers, a trial of one with one lead. Keys go in and never come back. */
import { z } from 'zod';
import { Verification } from '../../domain/contact.ts';
import { EnrichmentSettings, HttpProviderConfig, HttpVerifierConfig } from '../../domain/enrichment-settings.ts';
import { ContactId } from '../../domain/ids.ts';
import { channel, no, nothing, okOrNo } from '../channel.ts';

const key = z.string().max(2_000);

export const ENRICHMENT_CHANNELS = {
  'enrichment.read': channel(
    () => nothing,
    () =>
      z.object({
        settings: EnrichmentSettings,
        /** Names of the keys that are kept. */
        keysKept: z.array(z.string()),
        /** Why the settings can't be read; null where all is well. */
        problem: z.string().nullable(),
      }),
  ),
  /** `keys` by name: what was typed anew; an empty one is erased. A key whose service moved to another server is erased too. */
  'enrichment.save': channel(
    () => z.object({ settings: EnrichmentSettings, keys: z.record(z.string(), key) }),
    () => okOrNo,
  ),
  /** Asks the service about one lead, past the cache, and keeps nothing. The key: null for the one that is kept. */
  'enrichment.test': channel(
    () =>
      z.object({
        service: z.discriminatedUnion('kind', [
          z.object({ kind: z.literal('provider'), config: HttpProviderConfig }),
          z.object({ kind: z.literal('verifier'), config: HttpVerifierConfig }),
        ]),
        key: key.nullable(),
        contactId: ContactId,
      }),
    () =>
      z.discriminatedUnion('kind', [
        z.object({
          kind: z.literal('found'),
          facts: z.array(z.object({ label: z.string(), value: z.string() })),
          signals: z.array(z.object({ label: z.string(), value: z.string() })),
        }),
        z.object({ kind: z.literal('verdict'), verification: Verification }),
        z.object({ kind: z.literal('nothing') }),
        no,
      ]),
  ),
} as const;
