/** The cap of a command's key as this person has it; nothing where it has none. */
import { KeyCap } from '../components/key-cap.tsx';
import { useKey } from './registry.ts';

export function CommandCap({ id }: { readonly id: string }) {
  const key = useKey(id);
  return key === undefined ? null : <KeyCap keys={key} />;
}
