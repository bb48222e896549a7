/** What a screen is to begin with, put there by whoever sends the reader on, and taken once. A reload loses it. */
import { useEffect, useEffectEvent } from 'react';
import { create } from 'zustand';
import type { ContactId } from '../../shared/domain/ids.ts';

/** One lead among others of its name. */
export interface LookedForLead {
  readonly contactId: ContactId;
  readonly name: string;
}

interface LookedFor {
  /** Words for the search over everything. */
  readonly everywhere: string | null;
  readonly lead: LookedForLead | null;
  /** Words for the list's own search. */
  readonly suppression: string | null;
}

export const useLookedFor = create<LookedFor>()(() => ({ everywhere: null, lead: null, suppression: null }));

/** Hands over what is looked for in this place, now or as soon as it is there. */
export function useTakes<Place extends keyof LookedFor>(
  place: Place,
  take: (wanted: NonNullable<LookedFor[Place]>) => void,
): void {
  const wanted = useLookedFor((state) => state[place]);
  const taken = useEffectEvent(take);
  useEffect(() => {
    if (wanted === null) return;
    useLookedFor.setState({ [place]: null });
    taken(wanted);
  }, [place, wanted]);
}
