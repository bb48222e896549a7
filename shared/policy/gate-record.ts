/**
 * What is kept of a gate evaluation, so that it can be asked again with the same inputs. It never keeps the policy's text, which stands
 * in the ledger once a version, and nothing a rail did not look at.
 */
import { z } from 'zod';
import { SignedContent } from '../domain/countersignature.ts';
import { Attestation } from '../domain/draft-edit.ts';
import { RailCode } from '../domain/finding.ts';
import { HandoffPackage } from '../domain/handoff-package.ts';
import { OutgoingMessage } from '../domain/outgoing-message.ts';
import { Person } from '../domain/person.ts';
import { RecentBody } from '../domain/recent-body.ts';
import { EpochMs } from '../domain/time.ts';
import { DeskWorld, PackageWorld } from '../domain/world.ts';
import type { PolicyDocument } from './limits.ts';
import type { GateInput } from './rail.ts';
import { nearestOf, shinglesOf } from './shingles.ts';

const Kept = z.object({
  nowMs: EpochMs,
  policyVersion: z.int().min(1),
  pkg: HandoffPackage,
  message: OutgoingMessage,
  body: z.string(),
  attested: z.array(Attestation),
  seen: z.array(RailCode),
  person: Person,
  world: PackageWorld,
  desk: DeskWorld,
  recent: z.array(RecentBody),
  approval: z.object({ signed: SignedContent, signatureFault: z.string().nullable() }).nullable(),
});

/** The first lines of the trust log carried the whole policy document instead of its version. */
function withVersion(kept: unknown): unknown {
  const policy = z.object({ policy: z.object({ version: z.int() }) }).safeParse(kept);
  return policy.success ? { policyVersion: policy.data.policy.version, ...Object(kept) } : kept;
}

/** As it lies in the trust log's erasable rows; read from there it is parsed with this. */
export const GateRecord = z.preprocess(withVersion, Kept);
export type GateRecord = z.infer<typeof Kept>;

/** Everything the verdict follows from but the policy's text. A long list of the input is cut here to what its rail went by. */
export function gateRecord({ policy, ...looked }: GateInput): GateRecord {
  const nearest = nearestOf(shinglesOf(looked.body), looked.recent);
  return {
    ...looked,
    policyVersion: policy.version,
    attested: [...looked.attested],
    seen: [...looked.seen],
    recent: nearest === null ? [] : [nearest.recent],
    approval: looked.approval === null ? null : { ...looked.approval },
  };
}

/** The input again; `policy` must be the document of `record.policyVersion`. */
export function inputOf(record: GateRecord, policy: PolicyDocument): GateInput {
  const { policyVersion, ...looked } = record;
  if (policy.version !== policyVersion)
    throw new Error(`The record was made under policy version ${policyVersion}, not ${policy.version}.`);
  return { ...looked, policy };
}
