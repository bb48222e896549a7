/** The first stores: summaries for lists, bodies apart, and what this profile alone knows. Never changed again; a change is a new number. */

export const FIRST_STORES = {
  version: 1,
  stores: {
    summaries: 'id, [owner+lane+rank+id]',
    packages: 'id',
    worlds: 'packageId',
    decisions: 'id, packageId, [personId+atMs], untold',
    outbox: 'decisionId, packageId',
    sends:
      'id, packageId, decisionId, [personId+countersignedAtMs], [personId+sentAtMs], [personId+away+countersignedAtMs]',
    escalations: 'id, [ownerId+state+dueAtMs], [ownerId+raisedAtMs]',
    edits: 'packageId, journaled',
    singles: 'key',
    counters: 'key',
    review: 'packageId',
    meta: 'key',
  },
} as const;
