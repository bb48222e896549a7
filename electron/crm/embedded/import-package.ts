/** Writes one package from a file into the workspace with its account and contact. It must never touch a package that is on its way or somebody else's. */
import type { DatabaseSync } from 'node:sqlite';
import { PackageFile, type PackageState } from '../../../shared/domain/handoff-package.ts';
import type { PushOp } from '../../ports/connector.ts';
import { contentHash } from '../content-hash.ts';
import type { OpAnswer } from './op-answer.ts';
import { addActivity, addEngagement, writePackage } from './rows.ts';
import { writeParties } from './write-parties.ts';

type PackageOp = Extract<PushOp, { kind: 'package' }>;

/** States in which an older revision is out of its person's hands; new content then needs a new id. */
const ON_ITS_WAY: ReadonlySet<PackageState> = new Set([
  'approved',
  'released',
  'sent',
  'deferred',
  'uncertain',
  'suppressed',
]);

export function importPackage(database: DatabaseSync, op: PackageOp): OpAnswer {
  const { pkg } = op;
  if (database.prepare('SELECT 1 FROM people WHERE id = ?').get(op.ownerId) === undefined) {
    return { kind: 'invalid', because: `the owner ${op.ownerId} is not on the team` };
  }
  const fault = PackageFile.safeParse(pkg).error?.issues[0];
  if (fault !== undefined) return { kind: 'invalid', because: `${fault.path.join('.')}: ${fault.message}` };
  const hash = contentHash(pkg);
  const before = database
    .prepare('SELECT owner_id, state, revision, content_hash FROM packages WHERE id = ?')
    .get(pkg.id);
  if (before?.['content_hash'] === hash) return { kind: 'unchanged', because: 'the same content is there' };
  if (before !== undefined) {
    const owner = before['owner_id'];
    if (owner !== null && owner !== op.ownerId)
      return { kind: 'conflict', because: 'a package with this id belongs to somebody else' };
    if (ON_ITS_WAY.has(before['state'] as PackageState)) {
      return {
        kind: 'conflict',
        because: `a package with this id is already ${String(before['state'])}; new content needs a new id`,
      };
    }
  }

  const refused = writeParties(database, {
    account: pkg.account,
    contact: pkg.contact,
    ownerId: op.ownerId,
    stage: 'scored',
  });
  if (refused !== null) return refused;
  for (const touch of pkg.priorTouches) {
    if (touch.contactId === pkg.contact.id && touch.accountId === pkg.account.id) addActivity(database, touch, null);
  }
  for (const event of pkg.engagement) {
    if (event.contactId === pkg.contact.id) addEngagement(database, `eng-${contentHash(event).slice(0, 32)}`, event);
  }
  writePackage(database, {
    pkg,
    revision: Number(before?.['revision'] ?? 0) + 1,
    contentHash: hash,
    review: {
      ownerId: op.ownerId,
      queue: pkg.step.kind === 'email' ? 'review' : 'calls',
      priority: 0,
      readyAtMs: op.readyAtMs,
      expiresAtMs: op.expiresAtMs,
      state: 'ready',
      openedAtMs: null,
      activeMs: 0,
    },
  });
  return { kind: 'ok', because: '' };
}
