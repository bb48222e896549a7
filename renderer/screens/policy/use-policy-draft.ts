/** A policy being edited, kept while the person looks at other screens; a reload loses it, and nothing else depends on it. */
import { create } from 'zustand';
import type { PolicyForm } from './form-values.ts';

interface PolicyDraft {
  /** The version the editing began from; null while nothing is edited. */
  readonly baseVersion: number | null;
  readonly form: PolicyForm | null;
  readonly keep: (baseVersion: number, form: PolicyForm) => void;
  readonly drop: () => void;
}

export const usePolicyDraft = create<PolicyDraft>()((set) => ({
  baseVersion: null,
  form: null,
  keep: (baseVersion, form) => set({ baseVersion, form }),
  drop: () => set({ baseVersion: null, form: null }),
}));
