/**
 * Packages and what is known around them lie in the store as the text the ledger keeps. Here is where they are read, each by its shape when
 * it is needed: a list needs little of a package, and of thousands that come at once only the one on screen is needed whole.
 */
import { z } from 'zod';
import { HandoffPackage } from '../../shared/domain/handoff-package.ts';
import type { PackageWorld } from '../../shared/domain/world.ts';
import { FEED_TEXTS } from '../../shared/ipc/feed.ts';
import type { PackageRow, WorldRow } from './rows.ts';

const { id, messageKind, step, account, contact, score, signals, rationale, review } = HandoffPackage.shape;
const draft = HandoffPackage.shape.draft.unwrap();

/** What a list row is made of. */
const ListedPart = z.object({
  id,
  messageKind,
  step: step.pick({ number: true }),
  account: account.pick({ name: true, tier: true, segmentId: true, segmentName: true }),
  contact: contact.pick({ name: true, title: true }),
  score: score.pick({ overall: true }),
  signals: z.array(signals.element.pick({ id: true, observedAtMs: true })),
  rationale: rationale.pick({ whyNow: true }),
  review,
  draft: draft.pick({ templateVersion: true, promptVersion: true }).nullable(),
});
export type ListedPart = z.infer<typeof ListedPart>;

/** A text that is not what the contract says; the copies are the ledger's, so nothing is lost with it. */
export class UnreadableText extends Error {
  override readonly name = 'UnreadableText';

  constructor(what: string, where: string, options?: ErrorOptions) {
    super(
      `${what} came in a shape this window does not know (${where}). Nothing was lost: the ledger has it. Reload the window, and if that does not help, update Countersign.`,
      options,
    );
  }
}

function read<T>(shape: z.ZodType<T>, text: string, what: string): T {
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch (cause) {
    throw new UnreadableText(what, 'no JSON', { cause });
  }
  const parsed = shape.safeParse(value);
  if (parsed.success) return parsed.data;
  throw new UnreadableText(what, parsed.error.issues[0]?.path.join('.') ?? 'somewhere');
}

export const listedPartOf = (row: PackageRow): ListedPart => read(ListedPart, row.text, `The package ${row.id}`);

/** The whole package. */
export const packageOf = (row: PackageRow): HandoffPackage =>
  read(FEED_TEXTS.package, row.text, `The package ${row.id}`);

/** What is known around a package; null where nothing is. */
export const worldOf = (row: WorldRow | undefined): PackageWorld | null =>
  row === undefined ? null : read(FEED_TEXTS.world, row.text, `What is known around the package ${row.packageId}`);
