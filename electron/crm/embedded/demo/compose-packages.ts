/** Composes any number of packages that are clear to send, for benchmarks and tests. It reads no database and repeats no id or address. */
import type { HandoffPackage } from '../../../../shared/domain/handoff-package.ts';
import { composeAccount } from './compose-account.ts';
import { composeQueued } from './compose-queued.ts';
import type { DemoIngredients } from './demo-ingredients.ts';
import { dealDecks } from './queue-plan.ts';
import { seededDraw } from './seeded-draw.ts';

/** `count` first touches and follow-ups, owned by the demo's SDRs in turn; one per company. */
export function* composePackages(
  count: number,
  options: {
    readonly ingredients: DemoIngredients;
    readonly nowMs: number;
    readonly seed: number;
    readonly ownerId?: string;
  },
): Generator<HandoffPackage> {
  const { ingredients, nowMs, seed } = options;
  const draw = seededDraw(seed);
  const decks = dealDecks(ingredients, draw);
  const sdrs = ingredients.company.people.filter((person) => person.role === 'sdr');
  const owners = options.ownerId === undefined ? sdrs : sdrs.filter((person) => person.id === options.ownerId);
  for (let index = 0; index < count; index += 1) {
    const composed = composeAccount(ingredients, index, { seed, nowMs });
    const at = { ...composed, account: { ...composed.account, relation: 'prospect' as const } };
    const who = at.contacts[0];
    const owner = owners[index % owners.length];
    if (who === undefined || owner === undefined) throw new RangeError('a package needs a person and an owner');
    const kind = index % 4 === 3 ? 'follow-up' : 'first-touch';
    const id = `pkg-${at.account.id.slice(4)}-1`;
    yield composeQueued(
      { ingredients, decks, draw, owner, nowMs, id, place: 0 },
      { kind, state: 'clear' },
      at,
      who,
      null,
    ).pkg;
  }
}
