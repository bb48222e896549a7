/** The language model the agent drafts and reads with: any server that speaks the OpenAI protocol. Its key lives among the secrets. */
import { z } from 'zod';
import { line } from './text.ts';

export const ModelAccount = z.object({
  /** Such as `https://api.openai.com/v1` or `http://127.0.0.1:11434/v1`; without TLS only on this machine. */
  baseUrl: z
    .url({ protocol: /^https?$/ })
    .max(500)
    .refine((url) => /^https:|^http:\/\/(?:localhost|127(?:\.\d{1,3}){3}|\[::1\])(?:[:/]|$)/i.test(url), {
      error: 'https is needed, except for a server on this computer',
    }),
  model: line(120).min(1),
  timeoutSeconds: z.int().min(5).max(600),
  /** Price of a million tokens in the account's currency unit, for the cost ledger. */
  inputPricePerMillion: z.number().min(0).max(10_000),
  outputPricePerMillion: z.number().min(0).max(10_000),
  /** Whether the template drafter writes where the model gives no usable draft; otherwise the lead waits for the next run. */
  templateFallback: z.boolean().default(false),
});
export type ModelAccount = z.infer<typeof ModelAccount>;
