/**
 * Makes attention checks, withdraws those that no longer fit, and answers a decision about one with what was planted. It signs nothing,
 * sends nothing, suppresses nobody and writes nothing to the CRM: a decision about a decoy ends here.
 */
import type { Decision } from '../../shared/domain/decision.ts';
import type { Decoy } from '../../shared/domain/decoy.ts';
import type { HandoffPackage } from '../../shared/domain/handoff-package.ts';
import { PackageId, type DecisionId, type PersonId } from '../../shared/domain/ids.ts';
import type { Person } from '../../shared/domain/person.ts';
import type { ResponseOf } from '../../shared/ipc/contract.ts';
import { judgeDecision } from '../../shared/policy/attention/judge-decision.ts';
import { idLike, plantFaults, type Planted } from '../../shared/policy/attention/plant-fault.ts';
import { composeMessage } from '../../shared/policy/compose-message.ts';
import { evaluateGate } from '../../shared/policy/gate.ts';
import type { PolicyDocument } from '../../shared/policy/limits.ts';
import { queueRank } from '../../shared/policy/queue-order.ts';
import { lotOf } from '../../shared/policy/stable-hash.ts';
import type { Clock } from '../ports/clock.ts';
import type { Ledger } from '../ports/ledger.ts';
import { refused } from './decide-ports.ts';

interface DecoyPorts {
  readonly ledger: Ledger;
  readonly clock: Clock;
}

/** Packages read to take wrong things from, and to see what comes before a place: a look must stay short in a queue of any length. */
const OTHERS_READ = 12;
const QUEUE_READ = 200;
/** Places tried in one look; the next look goes on. */
const PLACES_TRIED = 10;

/** Withdraws what no longer fits and, where the policy asks for them, makes at most one; a person never has two at once. */
export function lookAtDecoys(ports: DecoyPorts, personId: PersonId): void {
  const { ledger } = ports;
  const policy = ledger.copies.policy();
  const person = ledger.copies.people().find(({ id }) => id === personId);
  if (policy === null || person === undefined) return;
  const open = ledger.decoys.open();
  const share = policy.limits.attentionSharePercent;
  if (open.length === 0 && share === 0) return;
  ledger.transact(() => {
    for (const decoy of open) keepUp(ports, decoy, share > 0);
    if (share > 0 && !ledger.decoys.open().some((decoy) => decoy.personId === personId)) makeOne(ports, person, policy);
  });
}

function keepUp(ports: DecoyPorts, decoy: Decoy, wanted: boolean): void {
  const { ledger, clock } = ports;
  const source = ledger.copies.readPackage(decoy.sourceId);
  const world = ledger.copies.packageWorld(decoy.sourceId);
  const stands =
    wanted &&
    source !== null &&
    world !== null &&
    source.review.state === 'superseded' &&
    source.review.expiresAtMs > clock.nowMs() &&
    world.ownerId === decoy.personId;
  if (stands) ledger.decoys.refresh(decoy.id, { ...world, packageId: decoy.id });
  else withdraw(ports, decoy);
}

function withdraw({ ledger, clock }: DecoyPorts, decoy: Decoy): void {
  const atMs = clock.nowMs();
  end(ledger, decoy, { verdict: 'withdrawn', decisionId: null, atMs });
  ledger.trace.append({ atMs, kind: 'attention', actor: 'system', subject: { act: 'withdrawn', check: decoy.mark } });
}

/** A decision about the real package was on its way already when the decoy took its place: it counts, and the decoy goes. */
export function standAside(ports: DecoyPorts, { packageId }: Decision): void {
  const decoy = ports.ledger.decoys.open().find(({ sourceId }) => sourceId === packageId);
  if (decoy !== undefined) withdraw(ports, decoy);
}

/** The real package comes back as the CRM has it. */
function end(ledger: Ledger, decoy: Decoy, how: NonNullable<Decoy['end']>): void {
  ledger.decoys.end(decoy.id, how);
  if (ledger.copies.readPackage(decoy.sourceId)?.review.state === 'superseded')
    ledger.decisions.setPackageState(decoy.sourceId, null);
}

function makeOne({ ledger, clock }: DecoyPorts, person: Person, policy: PolicyDocument): void {
  const { decoys, copies } = ledger;
  const seed = decoys.seed();
  const ids = decoys.placesOf(person.id);
  const places = ids
    .filter((id) => lotOf(`${seed} place ${id}`) < policy.limits.attentionSharePercent / 100)
    // In another order each time: places in which nothing can be planted must not stand in the way of the others.
    .map((id) => ({ id, turn: lotOf(`${seed} ${clock.nowMs()} ${id}`) }))
    .sort((a, b) => a.turn - b.turn)
    .slice(0, PLACES_TRIED);
  if (places.length === 0) return;
  const queue = ids.slice(0, QUEUE_READ).flatMap((id) => reviewed(copies.readPackage(id)) ?? []);
  for (const { id } of places) {
    const pkg = reviewed(copies.readPackage(id));
    const world = copies.packageWorld(id);
    if (pkg === null || world === null || ledger.sends.isOnItsWay(id)) continue;
    const before = queue.filter((other) => other.id !== id && queueRank(other) < queueRank(pkg)).length;
    if (before < policy.limits.attentionBehind) continue;
    const own = `${seed} ${id}`;
    const others = queue
      .filter((other) => other.id !== id)
      .sort((a, b) => lotOf(`${own} ${a.id}`) - lotOf(`${own} ${b.id}`))
      .slice(0, OTHERS_READ);
    const signable = (shown: HandoffPackage): string | null =>
      findingsOf({ ledger, person, policy, pkg: shown, nowMs: clock.nowMs() });
    const said = signable(pkg);
    if (said === null) continue;
    const planted = plantFaults(pkg, others, own).find((each) => signable(each.pkg) === said);
    if (planted === undefined) continue;
    stand(ledger, person, pkg, planted, { own, nowMs: clock.nowMs() });
    return;
  }
}

/** Only cold mail that waits in Review: nobody who wrote to us may wait for their answer behind a decoy. */
function reviewed(pkg: HandoffPackage | null): HandoffPackage | null {
  return pkg !== null && pkg.draft !== null && pkg.review.queue === 'review' && pkg.messageKind !== 'reply'
    ? pkg
    : null;
}

/** The decoy takes the real package's place, which waits out of sight until the decoy is decided. */
function stand(
  ledger: Ledger,
  person: Person,
  pkg: HandoffPackage,
  { pkg: faulty, planted }: Planted,
  { own, nowMs }: { readonly own: string; readonly nowMs: number },
): void {
  const world = ledger.copies.packageWorld(pkg.id);
  if (world === null) return;
  const id = PackageId.parse(idLike(pkg.id, own, (each) => ledger.decoys.isTaken(each)));
  const mark = `check-${Math.floor(lotOf(`${own} mark`) * 2 ** 32).toString(36)}-${nowMs.toString(36)}`;
  ledger.decisions.setPackageState(pkg.id, 'superseded');
  ledger.decoys.create(
    { id, mark, personId: person.id, sourceId: pkg.id, planted, madeAtMs: nowMs },
    { shown: { ...faulty, id }, world: { ...world, packageId: id } },
  );
  // It names nobody: who reads the log must not find out which package it is.
  ledger.trace.append({ atMs: nowMs, kind: 'attention', actor: 'system', subject: { act: 'made', check: mark } });
}

/** What the gate says of a package as it is, as one text to compare; null where it could not be approved without another look at it. */
function findingsOf({
  ledger,
  person,
  policy,
  pkg,
  nowMs,
}: {
  readonly ledger: Ledger;
  readonly person: Person;
  readonly policy: PolicyDocument;
  readonly pkg: HandoffPackage;
  readonly nowMs: number;
}): string | null {
  const world = ledger.copies.packageWorld(pkg.id);
  const { subject, body } = pkg.draft ?? { subject: '', body: '' };
  const composed = composeMessage({ pkg, subject, body, person, policy });
  if (world === null || 'fault' in composed) return null;
  const { findings } = evaluateGate({
    nowMs,
    policy,
    pkg,
    message: composed.message,
    body,
    attested: [],
    seen: [],
    person,
    world,
    desk: ledger.copies.deskWorld(nowMs),
    recent: ledger.mailboxes.recentBodies(person.mailbox.id, policy.limits.similarityBodies),
    approval: null,
  });
  if (findings.some(({ answer }) => answer === 'refuse' || answer === 'attest')) return null;
  return findings.map(({ code, answer }) => `${code} ${answer}`).join(', ');
}

/** Null where the decision is about a package. Safe to repeat: the same decision is answered the same way and counts once. */
export function answerDecoy(
  { ledger, clock }: DecoyPorts,
  decision: Decision,
  personId: PersonId,
): ResponseOf<'decision.submit'> | null {
  const decoy = ledger.decoys.read(decision.packageId);
  if (decoy === null) return null;
  if (decision.personId !== personId)
    return refused('The decision was made by somebody else than the person signed in.');
  if (decoy.personId !== personId) return refused('This package belongs to somebody else now.');
  const { planted } = decoy;
  if (decoy.end !== null) {
    const { verdict, decisionId } = decoy.end;
    return verdict !== 'withdrawn' && decisionId === decision.id
      ? { kind: 'attention-check', reveal: { verdict, planted } }
      : refused('This package is no longer in the CRM.');
  }
  const verdict = judgeDecision(decision, planted);
  const atMs = clock.nowMs();
  const contactId = ledger.copies.packageParties(decoy.sourceId)?.contactId;
  end(ledger, decoy, { verdict, decisionId: decision.id, atMs });
  ledger.trace.append({
    atMs,
    kind: 'attention',
    actor: personId,
    subject: {
      act: verdict,
      check: decoy.mark,
      decisionId: decision.id,
      packageId: decoy.sourceId,
      ...(contactId === undefined ? {} : { contactId }),
      fault: planted.kind,
      decided: decision.kind,
      ...(decision.kind === 'reject' ? { reason: decision.reason } : {}),
      activeMs: decision.activeMs,
    },
  });
  return { kind: 'attention-check', reveal: { verdict, planted } };
}

/** Why a decision about a decoy can't be taken back, or null where the decision is about a package. */
export function whyNotUndoDecoy({ ledger }: DecoyPorts, decisionId: DecisionId): string | null {
  return ledger.decoys.readByDecision(decisionId) === null
    ? null
    : 'That was an attention check: nothing was signed and nobody was written to, so there is nothing to take back.';
}
