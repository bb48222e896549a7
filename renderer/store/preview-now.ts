/** What the gate would say of a package now, with what this window knows of the desk. */
import type { RailCode } from '../../shared/domain/finding.ts';
import { useDeskCopy } from './desk-copy.ts';
import { hereAndNow } from './here-and-now.ts';
import { previewVerdict, type Preview, type PreviewInput } from './preview.ts';

export function previewNow(
  { pkg, world, edit, person }: Pick<PreviewInput, 'pkg' | 'world' | 'edit' | 'person'>,
  seen: readonly RailCode[] = [],
): Preview {
  const { desk, policy, recent } = useDeskCopy.getState();
  const nowMs = hereAndNow.nowMs();
  return previewVerdict({
    pkg,
    world,
    desk,
    policy,
    person,
    edit,
    nowMs,
    recent: recent[person.mailbox.id] ?? [],
    seen,
  });
}
