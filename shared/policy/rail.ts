/** What a rail is: a pure function from what is known to findings. It reads no clock and knows no network. */
import type { Attestation } from '../domain/draft-edit.ts';
import type { Finding, FindingTarget, RailAnswer, RailCode } from '../domain/finding.ts';
import type { HandoffPackage, MessageKind } from '../domain/handoff-package.ts';
import type { OutgoingMessage } from '../domain/outgoing-message.ts';
import type { SignedContent } from '../domain/countersignature.ts';
import type { RecentBody } from '../domain/recent-body.ts';
import type { Person } from '../domain/person.ts';
import type { DeskWorld, PackageWorld } from '../domain/world.ts';
import type { PolicyDocument } from './limits.ts';
import type { PolicyOwner } from './policy-parts/policy-change.ts';

/** The approval behind a message, as the release knows it. */
export interface ApprovalFacts {
  readonly signed: SignedContent;
  /** Why the signature does not hold, or null where key, person and bytes all fit. */
  readonly signatureFault: string | null;
}

export interface GateInput {
  readonly nowMs: number;
  readonly policy: PolicyDocument;
  readonly pkg: HandoffPackage;
  readonly message: OutgoingMessage;
  /** The message's body without the footer: what the writing rails judge. */
  readonly body: string;
  /** Sentences a named person answers for. */
  readonly attested: readonly Attestation[];
  /** Codes of `ask` findings that were seen. */
  readonly seen: readonly RailCode[];
  /** The approver, and owner of the mailbox the message would leave from. */
  readonly person: Person;
  readonly world: PackageWorld;
  readonly desk: DeskWorld;
  /** What the mailbox sent lately, newest first, as many as the policy compares with. */
  readonly recent: readonly RecentBody[];
  /** Null in a preview: nothing is signed yet, so the rails about the approval stay silent. */
  readonly approval: ApprovalFacts | null;
}

/** Who owns and who approves a change of this rail's limits (RACI). */
export interface RailOwners {
  readonly owner: PolicyOwner;
  readonly approver: PolicyOwner;
}

export interface Rail extends RailOwners {
  readonly code: RailCode;
  /** The name a reader sees. */
  readonly title: string;
  readonly kinds: readonly MessageKind[];
  evaluate(input: GateInput): readonly Finding[];
}

/** Builds a finding with the fields most rails leave empty. */
export function finding(
  code: RailCode,
  answer: RailAnswer,
  words: { readonly evidence: string; readonly clears: string },
  more: { readonly clearsAtMs?: number; readonly target?: FindingTarget; readonly unknown?: boolean } = {},
): Finding {
  return {
    code,
    answer,
    evidence: words.evidence,
    clears: words.clears,
    clearsAtMs: more.clearsAtMs ?? null,
    target: more.target ?? null,
    unknown: more.unknown ?? false,
  };
}
