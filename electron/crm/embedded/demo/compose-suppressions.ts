/** Composes the suppression list and the opt-outs: hand-written entries, people who asked for it in their replies, and a few of each scope. It must never touch a contact whose letter is meant to be clear. */
import type { Contact } from '../../../../shared/domain/contact.ts';
import type { Suppression } from '../../../../shared/domain/suppression.ts';
import type { DemoAccount } from './compose-account.ts';
import type { DemoIngredients } from './demo-ingredients.ts';
import type { Draw } from './seeded-draw.ts';

const DAY_MS = 86_400_000;

export interface SuppressionInput {
  readonly ingredients: DemoIngredients;
  readonly nowMs: number;
  readonly draw: Draw;
  readonly unsubscribed: readonly { readonly contact: Contact; readonly atMs: number }[];
  /** People in the queue whose letter must not leave. */
  readonly suppressed: readonly Contact[];
  /** Companies without anybody in the queue. */
  readonly unrelated: readonly DemoAccount[];
}

export function composeSuppressions({
  ingredients,
  nowMs,
  draw,
  unsubscribed,
  suppressed,
  unrelated,
}: SuppressionInput): {
  readonly suppressions: readonly Suppression[];
  readonly optOuts: readonly Suppression[];
} {
  let count = 0;
  const entry = (
    of: Omit<Suppression, 'id' | 'expiresAtMs'> & { readonly expiresAtMs?: number | null },
  ): Suppression => {
    count += 1;
    return { ...of, id: `sup-${String(count).padStart(4, '0')}`, expiresAtMs: of.expiresAtMs ?? null } as Suppression;
  };
  const written = ingredients.suppressions.map((one) =>
    entry({
      scope: one.scope,
      value: one.value,
      reason: one.reason,
      source: one.source,
      evidence: one.evidence,
      atMs: nowMs - one.daysAgo * DAY_MS,
      by: 'person-tomas',
      expiresAtMs: one.expiresInDays === undefined ? null : nowMs + one.expiresInDays * DAY_MS,
    }),
  );
  const asked = unsubscribed.map(({ contact, atMs }) =>
    entry({
      scope: 'global',
      value: contact.email,
      reason: 'request',
      source: 'Reply',
      evidence: '“Please take me off your list.”',
      atMs,
      by: 'mailbox',
    }),
  );
  const queued = suppressed.map((contact, at) =>
    at % 2 === 0
      ? entry({
          scope: 'global',
          value: contact.email,
          reason: 'unsubscribe',
          source: 'Opt-out mailbox',
          evidence: 'Mail to opt-out@ with the subject “unsubscribe”',
          atMs: nowMs - 3 * DAY_MS,
          by: 'mailbox',
        })
      : entry({
          scope: 'account',
          value: contact.accountId,
          reason: 'request',
          source: 'Call',
          evidence: 'Asked on the phone that nobody here be written to',
          atMs: nowMs - 5 * DAY_MS,
          by: 'person-priya',
        }),
  );
  const companies = draw.shuffled(unrelated);
  const accounts = companies.slice(0, 4).map((at, index) =>
    entry({
      scope: 'account',
      value: at.account.id,
      reason: index % 2 === 0 ? 'request' : 'manual',
      source: index % 2 === 0 ? 'Call' : 'CRM',
      evidence: index % 2 === 0 ? 'Asked for no contact until their tender is decided' : 'Handled by the partner team',
      atMs: nowMs - (10 + index * 17) * DAY_MS,
      by: 'person-priya',
      expiresAtMs: index % 2 === 0 ? nowMs + 45 * DAY_MS : null,
    }),
  );
  const people = companies.slice(4, 9).flatMap((at) => at.contacts.slice(0, 1));
  const contacts = people.map(({ contact }, index) =>
    entry({
      scope: 'contact',
      value: contact.id,
      reason: index % 2 === 0 ? 'manual' : 'sensitive',
      source: 'CRM',
      evidence: index % 2 === 0 ? 'On parental leave' : 'Asked colleagues to be left alone for now',
      atMs: nowMs - (4 + index * 9) * DAY_MS,
      by: 'person-sam',
      expiresAtMs: nowMs + 60 * DAY_MS,
    }),
  );
  const optOuts = companies.slice(9, 14).flatMap((at, index) =>
    at.contacts.slice(0, 1).map(
      ({ contact }) =>
        ({
          id: `opt-${String(index + 1).padStart(4, '0')}`,
          scope: 'global',
          value: contact.email,
          reason: 'unsubscribe',
          source: 'Opt-out page',
          evidence: 'Confirmed on the opt-out page',
          atMs: nowMs - (1 + index * 6) * DAY_MS,
          by: 'opt-out page',
          expiresAtMs: null,
        }) as Suppression,
    ),
  );
  return { suppressions: [...written, ...asked, ...queued, ...accounts, ...contacts], optOuts };
}
