/** What differs between two versions of the policy, in words, each with the rails that read it. It judges nothing. */
import type { RailCode } from '../domain/finding.ts';
import { LIMITS, type PolicyDocument } from './limits.ts';
import { POLICY_PARTS, POLICY_SECTIONS } from './policy-fields.ts';

export interface PolicyDifference {
  /** The dotted path of the field. */
  readonly path: string;
  readonly label: string;
  readonly rails: readonly RailCode[];
  /** Null where it was not there before, or is not any more. */
  readonly before: string | null;
  readonly after: string | null;
}

/** In the order a reader meets the fields. The version and its note are no differences. */
export function policyDifferences(before: PolicyDocument, after: PolicyDocument): readonly PolicyDifference[] {
  return [...limitDifferences(before, after), ...partDifferences(before, after)];
}

function limitDifferences(before: PolicyDocument, after: PolicyDocument): readonly PolicyDifference[] {
  return POLICY_SECTIONS.flatMap(({ title, limits }) =>
    limits.flatMap(({ name, label, rail }) =>
      before.limits[name] === after.limits[name]
        ? []
        : [
            {
              path: `limits.${name}`,
              label: `${title}: ${label}`,
              rails: rail === null ? [] : [rail],
              before: String(before.limits[name]),
              after: `${after.limits[name]} ${LIMITS[name].unit}`,
            },
          ],
    ),
  );
}

type PartName = keyof typeof POLICY_PARTS;

function partDifferences(before: PolicyDocument, after: PolicyDocument): readonly PolicyDifference[] {
  return (Object.keys(POLICY_PARTS) as PartName[]).flatMap((part) => {
    const { label, rails } = POLICY_PARTS[part];
    const [was, is] = [leavesOf(before[part]), leavesOf(after[part])];
    return [...new Set([...was.keys(), ...is.keys()])]
      .filter((path) => was.get(path) !== is.get(path))
      .map((path) => ({
        path: path === '' ? part : `${part}.${path}`,
        label: path === '' ? label : `${label}: ${path}`,
        rails,
        before: was.get(path) ?? null,
        after: is.get(path) ?? null,
      }));
  });
}

/** Every value under its path; an entry of a list stands under the name it is known by, so that an order is no difference. */
function leavesOf(value: unknown, path = ''): Map<string, string> {
  const leaves = new Map<string, string>();
  const join = (name: string) => (path === '' ? name : `${path} ${name}`);
  if (Array.isArray(value)) {
    for (const [at, entry] of value.entries()) {
      for (const [name, leaf] of leavesOf(entry, join(nameOf(entry, at)))) leaves.set(name, leaf);
    }
  } else if (typeof value === 'object' && value !== null) {
    for (const [name, entry] of Object.entries(value)) {
      for (const [under, leaf] of leavesOf(entry, join(name))) leaves.set(under, leaf);
    }
  } else if (typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean') {
    if (value !== '') leaves.set(path, String(value));
  }
  return leaves;
}

/** Lists of the policy hold words, days, or records with one of these names. */
const NAMES = ['phrase', 'topic', 'id', 'domain', 'mailboxId', 'number'] as const;

function nameOf(entry: unknown, at: number): string {
  if (typeof entry !== 'object' || entry === null) return `“${String(entry)}”`;
  const record = entry as Readonly<Record<string, unknown>>;
  const name = NAMES.find((key) => record[key] !== undefined);
  return name === undefined ? String(at + 1) : `“${String(record[name])}”`;
}
