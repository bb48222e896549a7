/**
 * How the table stands for a person: its order, its columns with their places and widths. Kept in this profile's localStorage, read with a
 * schema; what can't be read is as if it was never kept.
 */
import { z } from 'zod';
import { create } from 'zustand';
import { ColumnId } from './sorted-rows.ts';

const isColumn = (id: string): id is ColumnId => ColumnId.safeParse(id).success;

/** By its account a row is known. */
export const ALWAYS_SHOWN: ColumnId = 'account';

const Kept = z.object({
  order: z.object({ column: ColumnId, isDescending: z.boolean() }).nullable(),
  /** In the order they stand; one of another version is left out here, one that is new there comes last. */
  columns: z
    .array(z.string())
    .transform((ids): ColumnId[] => [...new Set([...ids.filter(isColumn), ...ColumnId.options])]),
  hidden: z.array(z.string()).transform((ids): ColumnId[] => ids.filter(isColumn).filter((id) => id !== ALWAYS_SHOWN)),
  /** Pixels of those a person has given a width. */
  widths: z.partialRecord(ColumnId, z.number().min(0).max(2_000)),
});
type Kept = z.infer<typeof Kept>;

const USUAL: Kept = {
  order: null,
  columns: ColumnId.options,
  hidden: ['findings', 'state', 'ready', 'versions'],
  widths: {},
};

interface TableView extends Kept {
  readonly personId: string | null;
  /** Reads what was kept for this person; null is nobody. */
  readonly load: (personId: string | null) => void;
  readonly set: (change: Partial<Kept>) => void;
  /** Columns as they stand at first; the order of the rows stays. */
  readonly usualColumns: () => void;
}

const placeOf = (personId: string) => `countersign.table.${personId}`;

export const useTableView = create<TableView>()((set, get) => ({
  ...USUAL,
  personId: null,
  load: (personId) => {
    if (personId !== get().personId) set({ personId, ...(personId === null ? USUAL : read(personId)) });
  },
  set: (change) => {
    set(change);
    const { personId, order, columns, hidden, widths } = get();
    if (personId !== null) keep(personId, { order, columns, hidden, widths });
  },
  usualColumns: () => get().set({ columns: USUAL.columns, hidden: USUAL.hidden, widths: {} }),
}));

function read(personId: string): Kept {
  try {
    const kept = Kept.safeParse(JSON.parse(localStorage.getItem(placeOf(personId)) ?? 'null'));
    return kept.success ? kept.data : USUAL;
  } catch {
    return USUAL;
  }
}

function keep(personId: string, kept: Kept): void {
  try {
    localStorage.setItem(placeOf(personId), JSON.stringify(kept));
  } catch {
    // A full or closed storage only loses how a table looked.
  }
}

/** Follows changes made in another window of this profile; the returned function ends it. */
export function followTableElsewhere(): () => void {
  const listen = ({ key }: StorageEvent) => {
    const { personId } = useTableView.getState();
    if (personId !== null && (key === null || key === placeOf(personId))) useTableView.setState(read(personId));
  };
  window.addEventListener('storage', listen);
  return () => window.removeEventListener('storage', listen);
}

/** The columns with one moved to a place among those that are shown; the same where there is no such place. */
export function withMoved(
  columns: readonly ColumnId[],
  hidden: readonly ColumnId[],
  id: ColumnId,
  to: number,
): readonly ColumnId[] {
  const shown = columns.filter((one) => !hidden.includes(one));
  const neighbour = shown[to];
  if (neighbour === undefined || neighbour === id) return columns;
  const others = columns.filter((one) => one !== id);
  const at = others.indexOf(neighbour) + (to > shown.indexOf(id) ? 1 : 0);
  return [...others.slice(0, at), id, ...others.slice(at)];
}
