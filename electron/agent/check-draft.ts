/** Holds a draft against the rails that judge a text, before anybody reads it. The gate at release judges again; this only tells the drafter and the reader early. */
import type { Finding } from '../../shared/domain/finding.ts';
import type { HandoffPackage } from '../../shared/domain/handoff-package.ts';
import type { PackageWorld } from '../../shared/domain/world.ts';
import { domainOf } from '../../shared/domain/email-address.ts';
import { composeMessage } from '../../shared/policy/compose-message.ts';
import { finding, type GateInput, type Rail } from '../../shared/policy/rail.ts';
import { evaluateGate } from '../../shared/policy/gate.ts';
import { bannedClaimsRail } from '../../shared/policy/rails/banned-claims.ts';
import { claimsRail } from '../../shared/policy/rails/claims.ts';
import { injectionRail } from '../../shared/policy/rails/injection.ts';
import { lengthRail } from '../../shared/policy/rails/length.ts';
import { linksRail } from '../../shared/policy/rails/links.ts';
import { oneCallToActionRail } from '../../shared/policy/rails/one-call-to-action.ts';
import { spamPhrasingRail } from '../../shared/policy/rails/spam-phrasing.ts';
import type { DeskWorld } from '../../shared/domain/world.ts';
import type { DraftTask } from './draft-task.ts';

const DRAFT_RAILS: readonly Rail[] = [
  claimsRail,
  lengthRail,
  oneCallToActionRail,
  linksRail,
  spamPhrasingRail,
  bannedClaimsRail,
  injectionRail,
];

export function checkDraft(task: DraftTask, pkg: HandoffPackage, desk: DeskWorld): readonly Finding[] {
  const { draft } = pkg;
  if (draft === null) return [];
  const { person, policy, nowMs } = task;
  const composed = composeMessage({ pkg, subject: draft.subject, body: draft.body, person, policy });
  if ('fault' in composed)
    return [finding('injection', 'refuse', { evidence: composed.fault, clears: 'Write it as plain text.' })];
  const input: GateInput = {
    nowMs,
    policy,
    pkg,
    message: composed.message,
    body: draft.body,
    attested: [],
    seen: [],
    person,
    world: nothingKnown(pkg),
    desk,
    recent: [],
    approval: null,
  };
  return evaluateGate(input, DRAFT_RAILS).findings;
}

/** What a drafter can mend. That somebody tries to steer it is for the reader to know, and no draft makes it go away. */
export const repairable = (findings: readonly Finding[]): readonly Finding[] =>
  findings.filter(({ code, answer }) => !(code === 'injection' && answer === 'ask'));

/** These rails judge words and look at nothing of the world. */
function nothingKnown({ id, contact, account, review }: HandoffPackage): PackageWorld {
  return {
    packageId: id,
    contactId: contact.id,
    accountId: account.id,
    email: contact.email,
    verification: contact.verification,
    verifiedAtMs: contact.verifiedAtMs,
    timeZone: contact.timeZone,
    relation: account.relation,
    isDisqualified: false,
    country: contact.country,
    consent: contact.consent,
    ownerId: review.ownerId,
    suppressions: [],
    outboundAtMs: [],
    inboundAtMs: [],
    meetingsAtMs: [],
    escalationsAtMs: [],
    recipientDomain: { name: domainOf(contact.email), takenToday: 0 },
    newContactsOfAccount: [],
  };
}
