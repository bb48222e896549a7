/**
 * May this be sent: evaluates every rail and says the strictest answer with all findings. Pure; it never stops early, and a rail that
 * fails counts as a refusal, never as a pass.
 */
import type { Finding, RailAnswer, Verdict } from '../domain/finding.ts';
import type { RailCode } from '../domain/finding.ts';
import { finding, type GateInput, type Rail } from './rail.ts';
import { approvalExpiredRail } from './rails/approval-expired.ts';
import { authenticationRail } from './rails/authentication.ts';
import { bannedClaimsRail } from './rails/banned-claims.ts';
import { bounceRateRail } from './rails/bounce-rate.ts';
import { claimsRail } from './rails/claims.ts';
import { clockRail } from './rails/clock.ts';
import { complaintRateRail } from './rails/complaint-rate.ts';
import { consentRail } from './rails/consent.ts';
import { countersignatureRail } from './rails/countersignature.ts';
import { dataRuleRail } from './rails/data-rule.ts';
import { domainDayRail } from './rails/domain-day.ts';
import { domainWeekRail } from './rails/domain-week.ts';
import { emailVerifiedRail } from './rails/email-verified.ts';
import { evidenceChangedRail } from './rails/evidence-changed.ts';
import { frequencyAccountRail } from './rails/frequency-account.ts';
import { frequencyContactRail } from './rails/frequency-contact.ts';
import { identityRail } from './rails/identity.ts';
import { identityFreshRail } from './rails/identity-fresh.ts';
import { injectionRail } from './rails/injection.ts';
import { lengthRail } from './rails/length.ts';
import { linksRail } from './rails/links.ts';
import { mailboxDayRail } from './rails/mailbox-day.ts';
import { mailboxWarmupRail } from './rails/mailbox-warmup.ts';
import { oneCallToActionRail } from './rails/one-call-to-action.ts';
import { paceRail } from './rails/pace.ts';
import { pausedRail } from './rails/paused.ts';
import { recipientDomainDayRail } from './rails/recipient-domain-day.ts';
import { relationRail } from './rails/relation.ts';
import { reviewExpiredRail } from './rails/review-expired.ts';
import { sendWindowRail } from './rails/send-window.ts';
import { sequenceRail } from './rails/sequence.ts';
import { similarityRail } from './rails/similarity.ts';
import { spacingRail } from './rails/spacing.ts';
import { spamPhrasingRail } from './rails/spam-phrasing.ts';
import { suppressedRail } from './rails/suppressed.ts';
import { threadLiveRail } from './rails/thread-live.ts';
import { unsubscribeRail } from './rails/unsubscribe.ts';
import { worldFreshRail } from './rails/world-fresh.ts';

/** Every rail, in the order a reader meets their findings. */
export const RAILS: readonly Rail[] = [
  countersignatureRail,
  evidenceChangedRail,
  reviewExpiredRail,
  approvalExpiredRail,
  suppressedRail,
  consentRail,
  relationRail,
  emailVerifiedRail,
  dataRuleRail,
  frequencyContactRail,
  threadLiveRail,
  sequenceRail,
  identityRail,
  unsubscribeRail,
  injectionRail,
  claimsRail,
  bannedClaimsRail,
  similarityRail,
  pausedRail,
  worldFreshRail,
  clockRail,
  identityFreshRail,
  frequencyAccountRail,
  spacingRail,
  mailboxDayRail,
  mailboxWarmupRail,
  domainDayRail,
  domainWeekRail,
  recipientDomainDayRail,
  bounceRateRail,
  complaintRateRail,
  authenticationRail,
  sendWindowRail,
  paceRail,
  lengthRail,
  oneCallToActionRail,
  linksRail,
  spamPhrasingRail,
];

/** From the strictest down. `refuse` and `attest` are never signed; `hold` is signed and leaves later; `ask` is signed once seen. */
export const STRICTNESS: readonly RailAnswer[] = ['refuse', 'attest', 'hold', 'ask'];

/** Findings from the strictest down, in the order a reader meets them. */
export function byStrictness(findings: readonly Finding[]): readonly Finding[] {
  return findings.toSorted((one, other) => STRICTNESS.indexOf(one.answer) - STRICTNESS.indexOf(other.answer));
}

/** The strictest answer of these findings; an `ask` that was seen does not count. */
export function strictest(findings: readonly Finding[], seen: readonly RailCode[]): Verdict['answer'] {
  for (const answer of STRICTNESS) {
    if (findings.some((each) => each.answer === answer && !(answer === 'ask' && seen.includes(each.code))))
      return answer;
  }
  return 'clear';
}

/** Evaluates `rails` (all of them, unless a test gives its own) for the package's message kind. */
export function evaluateGate(input: GateInput, rails: readonly Rail[] = RAILS): Verdict {
  const kind = input.pkg.messageKind;
  const findings = rails.flatMap((rail) => (rail.kinds.includes(kind) ? evaluateRail(rail, input) : []));
  return { answer: strictest(findings, input.seen), findings };
}

function evaluateRail(rail: Rail, input: GateInput): readonly Finding[] {
  try {
    return rail.evaluate(input);
  } catch (fault) {
    const name = fault instanceof Error ? fault.name : 'unknown fault';
    return [
      finding(
        rail.code,
        'refuse',
        {
          evidence: `The check “${rail.title}” could not be made (${name}), so it counts as a refusal.`,
          clears: 'Nothing of the message clears it: the check itself must work again. Please report it.',
        },
        { unknown: true },
      ),
    ];
  }
}
