/** Whether a person may be written to by a sequence at all, and when its next step is due. It writes nothing and reads no clock. */
import type { Account } from '../domain/account.ts';
import type { Contact } from '../domain/contact.ts';
import type { PackageWorld } from '../domain/world.ts';
import type { PolicyDocument } from './limits.ts';
import { localDay, sayDuration } from './local-time.ts';
import type { ApprovedSequence } from './policy-parts/sequences.ts';
import { afterWorkingTime } from './working-time.ts';

const DAY_MS = 86_400_000;

export interface SequenceFacts {
  readonly account: Account;
  readonly contact: Contact;
  readonly world: Pick<
    PackageWorld,
    'suppressions' | 'outboundAtMs' | 'inboundAtMs' | 'meetingsAtMs' | 'escalationsAtMs'
  >;
  /** When the sequence wrote first; null before a first touch. */
  readonly startedAtMs: number | null;
  readonly limits: Pick<PolicyDocument['limits'], 'touchesPerContact' | 'touchWindowDays'>;
  readonly nowMs: number;
}

/** The stop rules (spec 4, step 8), in words; null where the sequence may go on. */
export function whyStopped({ account, contact, world, startedAtMs, limits, nowMs }: SequenceFacts): string | null {
  if (account.relation === 'customer' || account.relation === 'competitor')
    return `${account.name} is a ${account.relation}`;
  if (world.suppressions.length > 0) return 'they are on the suppression list';
  if (contact.verification === 'invalid') return 'mail to their address bounces';
  if (world.escalationsAtMs.length > 0) return 'a person has the thread';
  const sinceMs = startedAtMs ?? nowMs - limits.touchWindowDays * DAY_MS;
  const answeredAtMs = world.inboundAtMs[0];
  if (answeredAtMs !== undefined && answeredAtMs >= sinceMs)
    return `they wrote ${sayDuration(nowMs - answeredAtMs)} ago`;
  if (world.meetingsAtMs.some((atMs) => atMs >= sinceMs)) return 'there is a meeting';
  const counted = world.outboundAtMs.filter(
    (atMs) => atMs > nowMs - limits.touchWindowDays * DAY_MS && atMs > (answeredAtMs ?? 0),
  ).length;
  if (counted >= limits.touchesPerContact)
    return `${counted} touches in ${limits.touchWindowDays} days: the limit is ${limits.touchesPerContact}`;
  if (startedAtMs === null && counted > 0) return 'somebody has written to them already';
  return null;
}

export interface SequencePlace {
  readonly sequence: ApprovedSequence;
  /** The highest step that was done. */
  readonly doneNumber: number;
  readonly lastTouchAtMs: number;
  /** The contact's. */
  readonly timeZone: string;
  readonly spacingBusinessDays: number;
}

export interface NextStep {
  readonly number: number;
  readonly kind: ApprovedSequence['steps'][number]['kind'];
  readonly dueAtMs: number;
}

/** The step after the last one done, due on its business day: as far behind the last touch as the plan has it, never on a weekend, never closer than the spacing. */
export function nextStep(place: SequencePlace): NextStep | null {
  const { sequence, doneNumber, lastTouchAtMs, timeZone } = place;
  const steps = [...sequence.steps].sort((one, other) => one.number - other.number);
  const next = steps.find(({ number }) => number > doneNumber);
  if (next === undefined) return null;
  const done = steps.findLast(({ number }) => number <= doneNumber);
  const planned = Math.max(0, next.day - (done?.day ?? next.day));
  const dueAtMs = Math.max(onBusinessDay(lastTouchAtMs, timeZone, planned), spacedAtMs(place));
  return { number: next.number, kind: next.kind, dueAtMs };
}

/** The first moment at which another touch keeps its distance to the last one. */
export function spacedAtMs({
  lastTouchAtMs,
  timeZone,
  spacingBusinessDays,
}: Pick<SequencePlace, 'lastTouchAtMs' | 'timeZone' | 'spacingBusinessDays'>): number {
  return afterWorkingTime(lastTouchAtMs, spacingBusinessDays * DAY_MS, timeZone);
}

/** The start of that day, or of the Monday after it. */
function onBusinessDay(fromMs: number, timeZone: string, daysLater: number): number {
  const day = localDay(fromMs, timeZone, daysLater);
  return day.weekday <= 5 ? day.startAtMs : localDay(fromMs, timeZone, daysLater + 8 - day.weekday).startAtMs;
}

/** The live sequence of a segment: its own before one for every segment, the first by id among equals. */
export function sequenceFor(policy: Pick<PolicyDocument, 'sequences'>, segmentId: string): ApprovedSequence | null {
  const live = policy.sequences.filter(({ state }) => state === 'live').sort((a, b) => (a.id < b.id ? -1 : 1));
  return (
    live.find(({ segmentIds }) => segmentIds.some((id) => id === segmentId)) ??
    live.find(({ segmentIds }) => segmentIds.length === 0) ??
    null
  );
}
