/** Every policy document this desk has worked under, so that a verdict of the past can be asked again. It never changes or drops one. */
import { PolicyDocument } from '../../shared/policy/limits.ts';
import type { Connection } from './connection.ts';

/** Keeps the document beside the earlier ones; the same one twice in a row is kept once. */
export function keepPolicy(connection: Connection, policy: PolicyDocument, atMs: number): void {
  connection.run(
    `INSERT INTO policies (version, at_ms, body) SELECT ?1, ?2, ?3
     WHERE ?3 IS NOT (SELECT body FROM policies WHERE version = ?1 ORDER BY seq DESC LIMIT 1)`,
    policy.version,
    atMs,
    JSON.stringify(policy),
  );
}

/**
 * The document of this version; where one version came with several bodies, the one that stood at `atMs`, or the newest. Null where this desk
 * has not seen it, or can't read it any more.
 */
export function policyAt(connection: Connection, version: number, atMs: number): PolicyDocument | null {
  const body = connection.get(
    'SELECT body FROM policies WHERE version = ? AND at_ms <= ? ORDER BY seq DESC LIMIT 1',
    version,
    atMs,
  )?.body;
  if (typeof body !== 'string') return null;
  const parsed = PolicyDocument.safeParse(JSON.parse(body));
  return parsed.success ? parsed.data : null;
}
