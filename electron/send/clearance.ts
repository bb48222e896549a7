/**
 * The one thing that opens the door: proof that the gate, asked with an approval, found nothing against this message. It can't be made
 * by hand: the class stays in this file, and only a clear verdict makes one.
 */
import type { SignedContent } from '../../shared/domain/countersignature.ts';
import type { Verdict } from '../../shared/domain/finding.ts';
import type { SendId } from '../../shared/domain/ids.ts';
import { evaluateGate } from '../../shared/policy/gate.ts';
import type { ApprovalFacts, GateInput } from '../../shared/policy/rail.ts';

class ClearanceOfGate {
  /** A private name: no object made elsewhere has it, for the compiler and at run time. */
  #used = false;
  readonly sendId: SendId;
  readonly signed: SignedContent;

  constructor(sendId: SendId, signed: SignedContent) {
    this.sendId = sendId;
    this.signed = signed;
  }

  /** True the first time only: one clearance, one transmission. */
  static use(value: unknown): value is ClearanceOfGate {
    if (typeof value !== 'object' || value === null || !(#used in value) || value.#used) return false;
    value.#used = true;
    return true;
  }
}

export type Clearance = ClearanceOfGate;

export type Passage =
  | { readonly kind: 'clear'; readonly clearance: Clearance; readonly verdict: Verdict }
  | { readonly kind: 'stopped'; readonly verdict: Verdict };

/** Evaluates all rails at the release. Only here, and only where the verdict is clear, a clearance comes to be. */
export function passGate(sendId: SendId, input: GateInput & { readonly approval: ApprovalFacts }): Passage {
  const verdict = evaluateGate(input);
  if (verdict.answer !== 'clear') return { kind: 'stopped', verdict };
  return { kind: 'clear', clearance: new ClearanceOfGate(sendId, input.approval.signed), verdict };
}

/** Whether this is a clearance that was not used yet; it counts as used from now on. */
export function spend(value: unknown): value is Clearance {
  return ClearanceOfGate.use(value);
}
