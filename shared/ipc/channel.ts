/** What one channel of the contract is made of, and the answers that many share. */
import { z } from 'zod';
import { lazily } from '../domain/lazily.ts';

export const ok = z.object({ kind: z.literal('ok') });
/** An expected "no", with its reason. */
export const no = z.object({ kind: z.literal('no'), because: z.string() });
export const okOrNo = z.discriminatedUnion('kind', [ok, no]);
export const nothing = z.object({});

export interface Channel<Q extends z.ZodType, A extends z.ZodType> {
  readonly request: Q;
  readonly response: A;
}

/** A request and its response: both ends parse by them. Each is made when it is first asked for: a start needs few of them. */
export function channel<Q extends z.ZodType, A extends z.ZodType>(request: () => Q, response: () => A): Channel<Q, A> {
  const asked = lazily(request);
  const answered = lazily(response);
  return {
    get request() {
      return asked();
    },
    get response() {
      return answered();
    },
  };
}
