/** Composes one handoff package around a letter. It must stay consistent in itself: what the schema checks, and what a reader would notice. */
import type { Draft } from '../../../../shared/domain/draft.ts';
import type { Engagement } from '../../../../shared/domain/engagement.ts';
import type { Fact } from '../../../../shared/domain/fact.ts';
import type { HandoffPackage, ThreadMessage } from '../../../../shared/domain/handoff-package.ts';
import type { Score } from '../../../../shared/domain/score.ts';
import type { Touch } from '../../../../shared/domain/touch.ts';
import type { z } from 'zod';
import type { DemoAccount, DemoContact } from './compose-account.ts';
import type { Evidence } from './compose-evidence.ts';
import type { Draw } from './seeded-draw.ts';

const HOUR_MS = 3_600_000;
const DAY_MS = 86_400_000;

export interface PackageParts {
  readonly id: string;
  readonly at: DemoAccount;
  readonly who: DemoContact;
  readonly evidence: Evidence;
  readonly messageKind: HandoffPackage['messageKind'];
  readonly step: { readonly kind: HandoffPackage['step']['kind']; readonly number: number };
  readonly draft: Draft | null;
  readonly priorTouches: readonly Touch[];
  readonly thread: readonly ThreadMessage[];
  readonly engagement: readonly z.infer<typeof Engagement>[];
  /** Facts beside those of the evidence, such as the asset a reply offers. */
  readonly moreFacts: readonly Fact[];
  readonly review: Pick<HandoffPackage['review'], 'ownerId' | 'queue' | 'priority' | 'readyAtMs' | 'expiresAtMs'>;
  readonly nowMs: number;
}

const SIGNAL_WORDS: Readonly<Record<Evidence['signal']['type'], string>> = {
  hiring: 'Hiring for the work we take over',
  funding: 'Fresh money with a stated plan',
  'new-tool': 'Core system changes',
  compliance: 'New evidence duty',
  'job-change': 'Decision maker new in seat',
  expansion: 'New site or market',
  launch: 'New product to bill',
};

/** Weighted fit and trigger, with the drivers that add up to them. */
export function scoreOf(at: DemoAccount, who: DemoContact, evidence: Evidence, nowMs: number): Score {
  const { fit } = who.contact.roleMatch;
  const rolePoints = fit === 'strong' ? 21 : fit === 'fair' ? 12 : 4;
  const tierPoints = { 1: 30, 2: 22, 3: 12 }[at.account.tier];
  const halfLives = (nowMs - evidence.signal.observedAtMs) / DAY_MS / evidence.signal.halfLifeDays;
  const triggerPoints = Math.round(34 * 2 ** -halfLives);
  const techPoints = at.account.technographics.length > 2 ? 6 : 3;
  const risky = who.contact.verification === 'verified' ? 0 : -8;
  const overall = Math.max(5, Math.min(98, tierPoints + rolePoints + triggerPoints + techPoints + 6 + risky));
  return {
    overall,
    fit: Math.min(100, Math.round(((tierPoints + rolePoints) / 51) * 100)),
    trigger: Math.min(100, Math.round((triggerPoints / 34) * 100)),
    confidence: at.account.tier === 3 ? 0.64 : fit === 'strong' ? 0.88 : 0.74,
    drivers: [
      { label: `Tier ${at.account.tier} fit for ${at.segment.name}`, weight: tierPoints },
      { label: SIGNAL_WORDS[evidence.signal.type], weight: triggerPoints },
      { label: `${who.contact.title}: ${fit} role match`, weight: rolePoints },
      { label: `Runs ${evidence.slots['tech'] ?? at.tech}`, weight: techPoints },
      ...(risky === 0 ? [] : [{ label: 'Address not verified', weight: risky }]),
    ],
    route: overall >= 60 ? 'sequence' : 'nurture',
  };
}

/** Facts of the account and person, and of our library only those the letter cites. */
function factsFor(parts: PackageParts): Fact[] {
  const cited = new Set(parts.draft?.sentences.flatMap((sentence) => sentence.factIds) ?? []);
  return [
    ...parts.evidence.facts.filter((fact) => !fact.path.startsWith('value-prop.') || cited.has(fact.id)),
    ...parts.moreFacts,
  ];
}

export function composePackage(parts: PackageParts): HandoffPackage {
  const { at, who, evidence, review } = parts;
  return {
    formatVersion: 1,
    id: parts.id,
    messageKind: parts.messageKind,
    handoffModel: 1,
    step: { ...parts.step, sequenceId: at.segment.sequence.id, sequenceName: at.segment.sequence.name },
    account: {
      ...at.account,
      technographics: [...new Set([evidence.slots['tech'] ?? at.tech, ...at.account.technographics.slice(1)])],
    },
    contact: who.contact,
    signals: [evidence.signal],
    facts: factsFor(parts),
    score: scoreOf(at, who, evidence, parts.nowMs),
    rationale: {
      whyAccount: `${at.account.industry} with ${at.footprint}; ${at.account.headcount ?? 'an unknown number of'} employees in ${at.account.geography}.`,
      whyPerson: `${who.remit}. ${who.contact.roleMatch.reason}.`,
      whyNow: { text: evidence.whyNow, signalId: evidence.signal.id },
    },
    draft: parts.draft,
    engagement: parts.engagement,
    priorTouches: parts.priorTouches,
    thread: parts.thread,
    revision: 1,
    review: { ...review, state: 'ready', openedAtMs: null, activeMs: 0 },
  } as HandoffPackage;
}

/** When a package became ready and until when it is worth deciding: most within 1 to 5 days, some today. */
export function reviewTimes(
  nowMs: number,
  draw: Draw,
  notBeforeMs: number,
): { readonly readyAtMs: number; readonly expiresAtMs: number } {
  const readyAtMs = Math.max(notBeforeMs, nowMs - draw.whole(10, 20 * 60) * 60_000);
  const hours = draw.chance(0.12) ? draw.whole(9, 20) : draw.whole(24, 118);
  return { readyAtMs, expiresAtMs: nowMs + hours * HOUR_MS + draw.whole(0, 59) * 60_000 };
}

export interface TouchParts {
  readonly id: string;
  readonly who: DemoContact;
  readonly atMs: number;
  readonly channel: Touch['channel'];
  readonly direction: Touch['direction'];
  readonly subject: string;
  readonly snippet: string;
  readonly outcome: string;
  readonly source: Touch['source'];
  readonly messageId: string | null;
  readonly template: string | null;
}

export function composeTouch(parts: TouchParts): Touch {
  const written = parts.source !== 'human' && parts.direction === 'outbound' && parts.channel === 'email';
  return {
    id: parts.id,
    contactId: parts.who.contact.id,
    accountId: parts.who.contact.accountId,
    channel: parts.channel,
    direction: parts.direction,
    atMs: parts.atMs,
    subject: parts.subject,
    snippet: parts.snippet,
    outcome: parts.outcome,
    source: parts.source,
    templateVersion: written ? parts.template : null,
    promptVersion: written ? 'outbound-voice@7' : null,
    messageId: parts.messageId,
  } as Touch;
}
