/** What an HTTP provider of facts, or of verdicts on addresses, is described by: no code, only where to ask, with which key, and what its answer means. */
import { z } from 'zod';
import { Verification } from './contact.ts';
import { DataRule } from './fact.ts';
import { SignalType } from './signal.ts';
import { line } from './text.ts';

/** What of a lead may stand in an address, as `{domain}`. */
export const LOOKUP_SLOTS = ['domain', 'company', 'email', 'name', 'title', 'linkedin'] as const;

const urlTemplate = z
  .string()
  .max(1_000)
  .refine(
    (url) => /^https:\/\/[^/{}?#]+|^http:\/\/(?:localhost|127(?:\.\d{1,3}){3}|\[::1\])(?::\d+)?(?=[/?#]|$)/iu.test(url),
    {
      error: 'https is needed, except for a server on this computer; the host holds no slot',
    },
  )
  .refine(
    (url) => [...url.matchAll(/\{([^{}]*)\}/gu)].every(([, slot = '']) => LOOKUP_SLOTS.some((each) => each === slot)),
    {
      error: `slots are ${LOOKUP_SLOTS.map((slot) => `{${slot}}`).join(', ')}`,
    },
  );

/** `{key}` in a value stands for the secret. */
const headers = z.record(z.string().regex(/^[A-Za-z0-9-]{1,60}$/u), line(300)).default({});
const path = z.string().min(1).max(200);

const request = {
  name: line(80).min(1),
  url: urlTemplate,
  headers,
  /** The key's name among the secrets; null where none is needed. */
  keyName: z
    .string()
    .regex(/^enrichment\.[a-z0-9.-]{1,60}$/u)
    .nullable(),
  timeoutSeconds: z.int().min(1).max(60).default(10),
  perMinute: z.int().min(1).max(600).default(30),
  /** An answer is asked for again only after so many days. */
  cacheDays: z.int().min(0).max(365).default(30),
};

export const HttpProviderConfig = z.object({
  ...request,
  facts: z
    .array(
      z.object({
        at: path,
        path: line(120).min(1),
        label: line(120).min(1),
        confidence: z.number().min(0).max(1),
        dataRule: DataRule.default('allowed'),
      }),
    )
    .max(60)
    .default([]),
  signals: z
    .array(
      z.object({
        /** A list of events; each is read by the paths below it. */
        at: path,
        type: SignalType,
        value: path,
        observedOn: path,
        url: path.nullable().default(null),
        halfLifeDays: z.number().positive().max(3_650),
      }),
    )
    .max(10)
    .default([]),
});
export type HttpProviderConfig = z.infer<typeof HttpProviderConfig>;

export const HttpVerifierConfig = z.object({
  ...request,
  /** Where its verdict stands, and what its words mean; any other word is `unknown`. */
  verdictAt: path,
  verdicts: z.record(z.string().min(1).max(60), Verification),
});
export type HttpVerifierConfig = z.infer<typeof HttpVerifierConfig>;

/** The settings file `enrichment.json`. */
export const EnrichmentSettings = z.object({
  formatVersion: z.literal(1),
  providers: z.array(HttpProviderConfig).max(10).default([]),
  verifiers: z.array(HttpVerifierConfig).max(5).default([]),
});
export type EnrichmentSettings = z.infer<typeof EnrichmentSettings>;
