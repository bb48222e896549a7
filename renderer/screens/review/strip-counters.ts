/** The four numbers that sit still under every message: slots, touches, words, age of the checks. Null is "nobody knows", drawn as `?`. */
import type { HandoffPackage } from '../../../shared/domain/handoff-package.ts';
import type { Person } from '../../../shared/domain/person.ts';
import type { DeskWorld, PackageWorld } from '../../../shared/domain/world.ts';
import { sayElsewhere, slotsOfDay } from '../../../shared/policy/known-mailbox.ts';
import type { PolicyDocument } from '../../../shared/policy/limits.ts';
import { countedTouches } from '../../../shared/policy/rails/frequency-contact.ts';
import { saySlot } from '../../../shared/policy/queue-order.ts';
import { countWords } from '../../../shared/policy/word-count.ts';
import { orderWords } from '../../components/order-words.ts';

export interface Counter {
  readonly id: 'slots' | 'touches' | 'words' | 'checked';
  readonly label: string;
  /** Null where it is not known. */
  readonly value: string | null;
  readonly isBeyond: boolean;
  readonly explains: string;
}

interface CounterFacts {
  readonly pkg: HandoffPackage;
  readonly body: string;
  readonly world: PackageWorld | null;
  readonly desk: DeskWorld | null;
  readonly policy: PolicyDocument | null;
  readonly person: Person;
  readonly nowMs: number;
}

export function stripCounters(facts: CounterFacts): readonly Counter[] {
  return [slots(facts), touches(facts), words(facts), checked(facts)];
}

/** Why it stands where it stands, and the slot an approval made now would get; without the slot where the mailbox's day is not known. */
export function placeInQueue({ pkg, desk, policy, person, nowMs }: Omit<CounterFacts, 'body' | 'world'>): string {
  const mailbox = desk?.mailboxes.find(({ id }) => id === person.mailbox.id);
  const why = `${orderWords({ tier: pkg.account.tier, ...pkg.review }, nowMs)}.`;
  if (mailbox === undefined || policy === null || pkg.step.kind !== 'email') return why;
  return `${why} ${saySlot(slotsOfDay(mailbox, policy.limits))}`;
}

function slots({ desk, policy, person }: CounterFacts): Counter {
  const mailbox = desk?.mailboxes.find(({ id }) => id === person.mailbox.id);
  if (mailbox === undefined || policy === null) return unknown('slots', 'slots', 'The mailbox’s day is not known yet');
  const { cap, taken, waiting } = slotsOfDay(mailbox, policy.limits);
  return {
    id: 'slots',
    label: 'slots',
    value: `${taken}/${cap}`,
    isBeyond: taken >= cap,
    explains: `${taken} of today’s ${cap} slots of ${mailbox.address} are taken${sayElsewhere(mailbox)}; ${waiting} waiting`,
  };
}

/** Counted by the rail itself. */
function touches({ world, policy, nowMs }: CounterFacts): Counter {
  if (world === null || policy === null) return unknown('touches', 'touches', 'The contact’s history is not known yet');
  const { touchesPerContact, touchWindowDays } = policy.limits;
  const count = countedTouches(world, policy.limits, nowMs).length;
  return {
    id: 'touches',
    label: 'touches',
    value: `${count}/${touchesPerContact}`,
    isBeyond: count >= touchesPerContact,
    explains: `${count} of at most ${touchesPerContact} touches in ${touchWindowDays} days; a reply starts anew`,
  };
}

function words({ pkg, body, policy }: CounterFacts): Counter {
  const count = countWords(body);
  const limits = policy?.limits;
  const hasRule = pkg.messageKind === 'first-touch' && limits !== undefined;
  return {
    id: 'words',
    label: 'words',
    value: String(count),
    isBeyond: hasRule && (count < limits.wordsMin || count > limits.wordsMax),
    explains: hasRule ? `A first touch has ${limits.wordsMin} to ${limits.wordsMax} words` : 'Words of the message',
  };
}

function checked({ desk, policy, nowMs }: CounterFacts): Counter {
  const times = desk === null ? [] : Object.values(desk.checkedAtMs);
  const known = times.filter((atMs) => atMs !== null);
  if (known.length === 0 || known.length < times.length) {
    return unknown('checked', 'checked', 'Not everything was checked against the CRM yet');
  }
  const ageMs = Math.max(0, nowMs - Math.min(...known));
  return {
    id: 'checked',
    label: 'checked',
    value: agoWords(ageMs),
    isBeyond: policy !== null && ageMs > policy.limits.worldFreshMinutes * 60_000,
    explains:
      'Oldest of the checks against the CRM: suppressions, opt-outs, thread, owner, policy. Release checks again.',
  };
}

/** In steps of ten seconds, so that the number sits still. */
function agoWords(ageMs: number): string {
  if (ageMs < 10_000) return 'just now';
  return ageMs < 90_000 ? `${Math.floor(ageMs / 10_000) * 10} s ago` : `${Math.floor(ageMs / 60_000)} min ago`;
}

function unknown(id: Counter['id'], label: string, explains: string): Counter {
  return { id, label, value: null, isBeyond: false, explains };
}
