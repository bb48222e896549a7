/**
 * How much a lead is worth writing to now: signed reasons added up, each with the points it brought. Deterministic; the drivers add up to
 * the overall score exactly. It must never look at opens, and never let an old signal count for more than a fresh one.
 */
import type { z } from 'zod';
import type { Account } from '../../domain/account.ts';
import type { Contact } from '../../domain/contact.ts';
import type { Engagement } from '../../domain/engagement.ts';
import type { IcpRating } from '../../domain/icp.ts';
import type { Lead } from '../../domain/lead.ts';
import type { Score } from '../../domain/score.ts';
import type { ScoringWeights } from '../../domain/scoring-weights.ts';
import { type Signal, staleAtMs } from '../../domain/signal.ts';
import { RATING_WORDS, SENIORITY_WORDS } from '../icp/icp-words.ts';
import { sayDuration } from '../local-time.ts';
import { scoreConfidence } from './score-confidence.ts';

/** A score before the routing table has spoken. */
export type UnroutedScore = Omit<Score, 'route'>;

export interface ScoredFile {
  readonly weights: ScoringWeights;
  readonly rating: IcpRating;
  readonly lead: Lead;
  readonly account: Account;
  readonly contact: Contact;
  readonly engagement: readonly z.infer<typeof Engagement>[];
  readonly nowMs: number;
}

interface Reason {
  readonly label: string;
  readonly points: number;
}

const DAY_MS = 86_400_000;

/** A click says something about this fortnight: like a signal, it halves with each of these and counts nothing after two. */
const ENGAGEMENT_HALF_LIFE_DAYS = 14;

const MOST_DRIVERS = 12;

export function scoreLead(file: ScoredFile): UnroutedScore {
  const fit = fitReasons(file);
  const trigger = triggerReasons(file);
  const fitMost = Math.round(file.weights.fitPercent * 10);
  const counted = [...countUp(fit, fitMost), ...countUp(trigger, 1_000 - fitMost)];
  return {
    overall: tenths(sum(counted.map(({ points }) => points))),
    fit: tenths(sum(countUp(fit, 1_000).map(({ points }) => points))),
    trigger: tenths(sum(countUp(trigger, 1_000).map(({ points }) => points))),
    confidence: scoreConfidence(file.lead.facts, file.nowMs),
    drivers: driversOf(counted),
  };
}

function fitReasons({ weights, rating, contact }: ScoredFile): readonly Reason[] {
  const { fit } = contact.roleMatch;
  return [
    { label: `ICP fit: ${RATING_WORDS[rating]}`, points: weights.rating[rating] },
    { label: `Role match: ${fit}`, points: weights.role[fit] },
    { label: `Seniority: ${SENIORITY_WORDS[contact.seniority]}`, points: weights.seniority[contact.seniority] },
    ...(contact.verification === 'verified' ? [] : [{ label: 'Address is not verified', points: weights.notVerified }]),
  ];
}

/** Of each kind only the strongest counts: five job ads are no five reasons. */
function triggerReasons({ weights, lead, engagement, nowMs }: ScoredFile): readonly Reason[] {
  const strongest = new Map<string, Reason>();
  const offer = (kind: string, reason: Reason) => {
    const before = strongest.get(kind);
    if (before === undefined || Math.abs(reason.points) > Math.abs(before.points)) strongest.set(kind, reason);
  };
  for (const signal of lead.signals)
    offer(`signal ${signal.type}`, {
      label: `Signal: ${signal.type}, ${age(nowMs - signal.observedAtMs)}`,
      points: weights.signal[signal.type] * signalStrength(signal, nowMs),
    });
  for (const { kind, atMs } of engagement)
    offer(`engagement ${kind}`, {
      label: `Engagement: ${kind}, ${age(nowMs - atMs)}`,
      points: weights.engagement[kind] * decay(nowMs - atMs, ENGAGEMENT_HALF_LIFE_DAYS),
    });
  return [...strongest.values()];
}

/** 1 when fresh, half after each half-life, nothing once stale (two half-lives, spec 2). */
export function signalStrength(signal: Signal, nowMs: number): number {
  return nowMs >= staleAtMs(signal) ? 0 : decay(nowMs - signal.observedAtMs, signal.halfLifeDays);
}

function decay(ageMs: number, halfLifeDays: number): number {
  const halfLives = Math.max(0, ageMs) / (halfLifeDays * DAY_MS);
  return halfLives >= 2 ? 0 : 2 ** -halfLives;
}

const age = (ageMs: number): string => (ageMs < DAY_MS ? 'today' : `${sayDuration(ageMs)} old`);

/**
 * The reasons in tenths of a point of a part that gives `most` tenths: first what speaks for it, up to the most, then what speaks against
 * it is taken off, down to nothing. So an unverified address costs its points however much else there is.
 */
function countUp(reasons: readonly Reason[], most: number): readonly Reason[] {
  const scaled = reasons
    .map(({ label, points }) => ({ label, points: Math.round((points * most) / 100) }))
    .sort((a, b) => b.points - a.points || (a.label < b.label ? -1 : 1));
  const counted: Reason[] = [];
  let total = 0;
  for (const { label, points } of scaled) {
    const next = Math.min(most, Math.max(0, total + points));
    if (next !== total) counted.push({ label, points: next - total });
    total = next;
  }
  return counted;
}

/** Strongest first; where there are too many, the weakest are said together, so that the sum stays what it is. */
function driversOf(counted: readonly Reason[]): Score['drivers'] {
  const ordered = [...counted].sort((a, b) => Math.abs(b.points) - Math.abs(a.points) || (a.label < b.label ? -1 : 1));
  const most = ordered.length > MOST_DRIVERS ? MOST_DRIVERS - 1 : MOST_DRIVERS;
  const rest = ordered.slice(most);
  return [
    ...ordered.slice(0, most),
    ...(rest.length === 0
      ? []
      : [{ label: `${rest.length} smaller reasons`, points: sum(rest.map(({ points }) => points)) }]),
  ].map(({ label, points }) => ({ label, weight: tenths(points) }));
}

const sum = (values: readonly number[]): number => values.reduce((total, value) => total + value, 0);
const tenths = (value: number): number => value / 10;
