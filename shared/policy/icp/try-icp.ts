/** What an ICP would make of today's leads, before it is saved. It changes no lead. */
import { type Icp, IcpRating } from '../../domain/icp.ts';
import { type IcpFile, icpCriteria, rateLead, type Rated } from './rate-lead.ts';

const MOST_CRITERIA = 20;
const EXAMPLES_OF_EACH = 10;

export interface TriedIcp {
  readonly asked: number;
  readonly ratings: Readonly<Record<IcpRating, number>>;
  /** The criteria most often failed, with how many leads; an exclusion counts as one. */
  readonly failed: readonly { readonly criterion: string; readonly leads: number }[];
  /** The first few of each rating, best first, each with what spoke for it and against it. */
  readonly examples: readonly (Rated & { readonly accountName: string; readonly contactName: string })[];
}

/** Goes through the files once, so that they may come in pages. */
export function tryIcp(icp: Icp, files: Iterable<IcpFile>): TriedIcp {
  const ratings: Record<IcpRating, number> = { excellent: 0, good: 0, fair: 0, 'not-a-fit': 0 };
  const failures = new Map<string, number>();
  const examples = new Map<IcpRating, TriedIcp['examples'][number][]>(IcpRating.options.map((rating) => [rating, []]));
  let asked = 0;
  for (const file of files) {
    const rated = rateLead({ icp, ...file });
    const { rating, excludedBy } = rated;
    asked += 1;
    ratings[rating] += 1;
    const failed = icpCriteria(icp, file).flatMap(({ name, holds }) => (holds ? [] : [name]));
    for (const criterion of excludedBy === null ? failed : ['Excluded', ...failed])
      failures.set(criterion, (failures.get(criterion) ?? 0) + 1);
    const shown = examples.get(rating);
    if (shown !== undefined && shown.length < EXAMPLES_OF_EACH)
      shown.push({ ...rated, accountName: file.account.name, contactName: file.contact.name });
  }
  return {
    asked,
    ratings,
    failed: [...failures]
      .map(([criterion, leads]) => ({ criterion, leads }))
      .sort((a, b) => b.leads - a.leads || (a.criterion < b.criterion ? -1 : 1))
      .slice(0, MOST_CRITERIA),
    examples: IcpRating.options.flatMap((rating) => examples.get(rating) ?? []),
  };
}
