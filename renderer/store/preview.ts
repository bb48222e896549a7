/** What the gate would say of the text on screen, with the facts that came by the feed. Only the main process's own evaluation counts. */
import type { DraftEdit } from '../../shared/domain/draft-edit.ts';
import type { Finding, RailCode, Verdict } from '../../shared/domain/finding.ts';
import type { HandoffPackage } from '../../shared/domain/handoff-package.ts';
import type { OutgoingMessage } from '../../shared/domain/outgoing-message.ts';
import type { Person } from '../../shared/domain/person.ts';
import type { RecentBody } from '../../shared/domain/recent-body.ts';
import type { DeskWorld, PackageWorld } from '../../shared/domain/world.ts';
import { checkClaims } from '../../shared/policy/claims/check-claims.ts';
import type { SentenceCheck } from '../../shared/policy/claims/sentence-check.ts';
import { composeMessage } from '../../shared/policy/compose-message.ts';
import { evaluateGate } from '../../shared/policy/gate.ts';
import type { PolicyDocument } from '../../shared/policy/limits.ts';
import { finding } from '../../shared/policy/rail.ts';

export interface PreviewInput {
  readonly pkg: HandoffPackage;
  readonly world: PackageWorld | null;
  readonly desk: DeskWorld | null;
  readonly policy: PolicyDocument | null;
  /** The approver, from whose mailbox it would leave. */
  readonly person: Person;
  readonly edit: Pick<DraftEdit, 'subject' | 'body' | 'attested'> | null;
  readonly nowMs: number;
  /** What the person's mailbox sent lately, newest first. */
  readonly recent: readonly RecentBody[];
  /** Codes of `ask` findings that were seen. */
  readonly seen: readonly RailCode[];
}

export interface Preview {
  /** The message as it would leave; null where it can't be composed, and the verdict then says why. */
  readonly message: OutgoingMessage | null;
  readonly verdict: Verdict;
  readonly sentences: readonly SentenceCheck[];
}

/** The text a decision would be about: the edit where there is one, else the draft. */
export function textOnScreen(
  pkg: HandoffPackage,
  edit: PreviewInput['edit'],
): { readonly subject: string; readonly body: string } {
  return { subject: edit?.subject ?? pkg.draft?.subject ?? '', body: edit?.body ?? pkg.draft?.body ?? '' };
}

const refused = (...findings: readonly Finding[]): Verdict => ({ answer: 'refuse', findings: [...findings] });

/** Pure: the same input gives the same preview. */
export function previewVerdict(input: PreviewInput): Preview {
  const { pkg, world, desk, policy, person, edit, nowMs, recent, seen } = input;
  const { subject, body } = textOnScreen(pkg, edit);
  const attested = edit?.attested ?? [];
  const sentences =
    policy === null ? [] : checkClaims({ pkg, body, attested, person, companyName: policy.companyName, nowMs });
  if (policy === null || desk === null || world === null) {
    const evidence = 'What is known of this contact and this desk has not reached this window yet.';
    return {
      message: null,
      sentences,
      verdict: refused(
        finding('world-fresh', 'refuse', { evidence, clears: 'the first sync, in a moment' }, { unknown: true }),
      ),
    };
  }
  const composed = composeMessage({ pkg, subject, body, person, policy });
  if ('fault' in composed) {
    return {
      message: null,
      sentences,
      verdict: refused(
        finding('identity', 'refuse', { evidence: composed.fault, clears: 'a message that can be composed' }),
      ),
    };
  }
  const { message } = composed;
  const verdict = evaluateGate({
    nowMs,
    policy,
    pkg,
    message,
    body,
    attested,
    seen,
    person,
    world,
    desk,
    recent,
    approval: null,
  });
  return { message, verdict, sentences };
}
