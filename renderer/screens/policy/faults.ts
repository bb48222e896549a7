/** What is wrong with each field of the policy form, handed to whichever field asks. */
import { createContext, useContext } from 'react';

export interface FormState {
  /** By the form's path. */
  readonly faults: ReadonlyMap<string, string>;
  /** The person may only read. */
  readonly readOnly: boolean;
}

export const PolicyFormState = createContext<FormState>({ faults: new Map(), readOnly: true });

export function useFault(path: string): string | null {
  return useContext(PolicyFormState).faults.get(path) ?? null;
}

export function useReadOnly(): boolean {
  return useContext(PolicyFormState).readOnly;
}
