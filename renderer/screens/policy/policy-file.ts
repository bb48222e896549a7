/** The policy as one file, out of the desk and in again. What comes in is only read into the form; saving it is a person's act. */
import { PolicyDocument } from '../../../shared/policy/limits.ts';

export function policyFileName(policy: PolicyDocument): string {
  return `countersign-policy-v${policy.version}.json`;
}

export function policyFileText(policy: PolicyDocument): string {
  return `${JSON.stringify(policy, null, 2)}\n`;
}

export type ReadPolicyFile =
  | { readonly kind: 'policy'; readonly policy: PolicyDocument }
  | { readonly kind: 'broken'; readonly field: string; readonly why: string };

/** A policy file is a few kilobytes; what is larger is something else. */
const MOST_BYTES = 2_000_000;

export async function readPolicyFile(file: File): Promise<ReadPolicyFile> {
  if (file.size > MOST_BYTES) return { kind: 'broken', field: '', why: 'it is too large' };
  let value: unknown;
  try {
    value = JSON.parse(await file.text());
  } catch {
    return { kind: 'broken', field: '', why: 'it is not JSON' };
  }
  const parsed = PolicyDocument.safeParse(value);
  if (parsed.success) return { kind: 'policy', policy: parsed.data };
  const issue = parsed.error.issues[0];
  return { kind: 'broken', field: issue?.path.join('.') ?? '', why: issue?.message ?? 'it has not the right form' };
}
