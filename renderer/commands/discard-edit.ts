/** Goes back to the agent's text. */
import type { PackageId } from '../../shared/domain/ids.ts';
import { editKeeper } from '../store/editing.ts';

export async function discardEdit(packageId: PackageId): Promise<void> {
  editKeeper().discard(packageId);
  await editKeeper().flush();
}
