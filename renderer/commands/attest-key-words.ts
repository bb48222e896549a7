/** The key that answers for a sentence, in words for a notice. It reads the choices, not the registry, which the commands themselves make up. */
import { keyCaps } from '../components/key-words.ts';
import { isSingleKey, useKeyChoices } from './key-choices.ts';

export const ATTEST_KEYS = { reading: 't', editing: 'Alt+KeyT' } as const;

export function attestKeyWords(isEditing: boolean): string {
  const { own, singleKeys } = useKeyChoices.getState();
  const [key] = own[isEditing ? 'attest-from-editor' : 'attest'] ?? [ATTEST_KEYS[isEditing ? 'editing' : 'reading']];
  if (key === undefined || (!singleKeys && isSingleKey(key))) return 'the button beside the sentence';
  return keyCaps(key).join('+');
}
