/** Texts that a taken rewrite has replaced in this window, so that it can be taken back in one step. Never a record: the edit itself is the store's. */
import { create } from 'zustand';
import type { PackageId } from '../../shared/domain/ids.ts';

interface Text {
  readonly subject: string;
  readonly body: string;
}

export interface Replaced {
  readonly before: Text;
  /** What was taken: once it was typed in, going back would lose words of the person's own. */
  readonly after: Text;
}

interface Rewrites {
  readonly replaced: ReadonlyMap<PackageId, Replaced>;
  readonly remember: (id: PackageId, replaced: Replaced) => void;
  readonly forget: (id: PackageId) => void;
}

export const useRewrites = create<Rewrites>()((set) => ({
  replaced: new Map(),
  remember: (id, replaced) => set((now) => ({ replaced: new Map([...now.replaced, [id, replaced]]) })),
  forget: (id) => set((now) => ({ replaced: new Map([...now.replaced].filter(([other]) => other !== id)) })),
}));
