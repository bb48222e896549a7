/**
 * Which value of a field holds while a change made here is on its way to the CRM. It decides by what was said, never by time: a
 * pulled value we had before is older than ours, one we never had is somebody else's, and the CRM's word goes first.
 */
import { createHash } from 'node:crypto';

/** For each field changed here: the marks of the values it had since the CRM last agreed, oldest first; the last one holds. */
export type Unconfirmed<F extends string> = Readonly<Partial<Record<F, readonly string[]>>>;

/** A change that the CRM has not shown after this many more is not waited for. */
const MOST_VALUES = 24;
const MARK_CHARS = 40;

function markOf(value: unknown): string {
  const text = JSON.stringify(value);
  return text.length <= MARK_CHARS ? text : createHash('sha256').update(text).digest('base64');
}

export interface TrackedFields<T, F extends string> {
  /** After `next` was put over `held` here. */
  readonly withChange: (unconfirmed: Unconfirmed<F>, held: T | null, next: T) => Unconfirmed<F>;
  /** What holds once the CRM's `pulled` came over `held`. */
  readonly merged: (
    unconfirmed: Unconfirmed<F>,
    held: T | null,
    pulled: T,
  ) => { readonly body: T; readonly unconfirmed: Unconfirmed<F> };
  /** The CRM refused a write of these fields: its own values hold again. */
  readonly given: (
    unconfirmed: Unconfirmed<F>,
    held: T,
    crm: T,
    fields: readonly F[],
  ) => { readonly body: T; readonly unconfirmed: Unconfirmed<F> };
}

/** Of a record whose `tracked` fields may be changed here; the others are the CRM's alone. */
export function trackFields<T extends object, F extends keyof T & string>(tracked: readonly F[]): TrackedFields<T, F> {
  type Marks = Partial<Record<F, readonly string[]>>;
  const NONE: Marks = {};
  return {
    withChange(unconfirmed, held, next) {
      const after: Marks = { ...unconfirmed };
      for (const field of tracked) {
        const mark = markOf(next[field]);
        if (held === null) {
          after[field] = [mark];
          continue;
        }
        const before = markOf(held[field]);
        if (before !== mark) after[field] = [...(unconfirmed[field] ?? [before]), mark].slice(-MOST_VALUES);
      }
      return after;
    },
    merged(unconfirmed, held, pulled) {
      if (held === null) return { body: pulled, unconfirmed: NONE };
      const still: Marks = {};
      let body = pulled;
      for (const field of tracked) {
        const said = unconfirmed[field];
        const mark = markOf(pulled[field]);
        if (said === undefined || mark === said.at(-1) || !said.includes(mark)) continue;
        still[field] = said;
        body = { ...body, [field]: held[field] };
      }
      return { body, unconfirmed: still };
    },
    given(unconfirmed, held, crm, fields) {
      const still = Object.fromEntries(
        Object.entries(unconfirmed).filter(([field]) => !fields.includes(field as F)),
      ) as Unconfirmed<F>;
      return { body: fields.reduce((body, field) => ({ ...body, [field]: crm[field] }), held), unconfirmed: still };
    },
  };
}
