/** What one channel of the contract is made of, and the answers that many share. */
import { z } from 'zod';

export const ok = z.object({ kind: z.literal('ok') });
/** An expected "no", with its reason. */
export const no = z.object({ kind: z.literal('no'), because: z.string() });
export const okOrNo = z.discriminatedUnion('kind', [ok, no]);
export const nothing = z.object({});

/** A request and its response: both ends parse by them. */
export const channel = <Q extends z.ZodType, A extends z.ZodType>(request: Q, response: A) => ({ request, response });
