/** What each rail has to say of this message, for the list of all checks: one line a rail, no rail left out, nothing ticked that is not known. */
import type { Finding, RailCode, Verdict } from '../../../shared/domain/finding.ts';
import type { MessageKind } from '../../../shared/domain/handoff-package.ts';
import { byStrictness, RAILS } from '../../../shared/policy/gate.ts';
import type { Rail } from '../../../shared/policy/rail.ts';

/**
 * `spoke`: it has a finding. `passes`: evaluated now, nothing to say. `at-release`: it judges the approval itself, which does not exist yet.
 * `not-asked`: not for this kind of message. `unknown`: there was nothing to judge by.
 */
export type RailLine =
  | { readonly state: 'spoke'; readonly rail: Rail; readonly finding: Finding }
  | { readonly state: 'passes' | 'at-release' | 'not-asked' | 'unknown'; readonly rail: Rail };

const ABOUT_THE_APPROVAL: readonly Rail['code'][] = ['countersignature', 'evidence-changed', 'approval-expired'];

/** `couldJudge` is false while the preview had no world or desk to judge by: then silence is no pass. */
export function railLines(verdict: Verdict, kind: MessageKind, couldJudge: boolean): readonly RailLine[] {
  const spoke = byStrictness(verdict.findings).flatMap((finding): RailLine[] => {
    const rail = RAILS.find(({ code }) => code === finding.code);
    return rail === undefined ? [] : [{ state: 'spoke', rail, finding }];
  });
  const silent = RAILS.filter(({ code }) => !verdict.findings.some((finding) => finding.code === code)).map(
    (rail): RailLine => ({ state: silenceOf(rail, kind, couldJudge), rail }),
  );
  const order = ['unknown', 'passes', 'at-release', 'not-asked'];
  return [...spoke, ...silent.sort((a, b) => order.indexOf(a.state) - order.indexOf(b.state))];
}

/** What a rail looks at, so that a reader finds theirs among many. */
export type RailGroup = 'approval' | 'recipient' | 'mailbox' | 'message';

const GROUPS: Readonly<Record<RailCode, RailGroup>> = {
  countersignature: 'approval',
  'evidence-changed': 'approval',
  'review-expired': 'approval',
  'approval-expired': 'approval',
  'world-fresh': 'approval',
  clock: 'approval',
  'identity-fresh': 'approval',
  paused: 'approval',
  suppressed: 'recipient',
  consent: 'recipient',
  relation: 'recipient',
  'email-verified': 'recipient',
  'frequency-contact': 'recipient',
  'frequency-account': 'recipient',
  spacing: 'recipient',
  'thread-live': 'recipient',
  'send-window': 'recipient',
  'mailbox-day': 'mailbox',
  'mailbox-warmup': 'mailbox',
  'domain-day': 'mailbox',
  'domain-week': 'mailbox',
  'recipient-domain-day': 'mailbox',
  pace: 'mailbox',
  'bounce-rate': 'mailbox',
  'complaint-rate': 'mailbox',
  authentication: 'mailbox',
  'data-rule': 'message',
  unsubscribe: 'message',
  identity: 'message',
  sequence: 'message',
  claims: 'message',
  'banned-claims': 'message',
  length: 'message',
  'one-call-to-action': 'message',
  links: 'message',
  'spam-phrasing': 'message',
  similarity: 'message',
  injection: 'message',
};

/** The lines that have nothing to say, by what their rail looks at; in each group those that count first. */
export function silentByGroup(
  lines: readonly RailLine[],
): readonly { readonly group: RailGroup; readonly lines: readonly RailLine[] }[] {
  const silent = lines.filter(({ state }) => state !== 'spoke');
  return (['message', 'recipient', 'mailbox', 'approval'] as const)
    .map((group) => ({ group, lines: silent.filter(({ rail }) => GROUPS[rail.code] === group) }))
    .filter((each) => each.lines.length > 0);
}

function silenceOf(
  rail: Rail,
  kind: MessageKind,
  couldJudge: boolean,
): 'passes' | 'at-release' | 'not-asked' | 'unknown' {
  if (!rail.kinds.includes(kind)) return 'not-asked';
  if (ABOUT_THE_APPROVAL.includes(rail.code)) return 'at-release';
  return couldJudge ? 'passes' : 'unknown';
}
