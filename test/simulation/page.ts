/** The page and its person: reads the feed as a window does, decides about what it shows, keeps what was not answered and hands it over again. */
import { Decision } from '../../shared/domain/decision.ts';
import { versionsBehind } from '../../shared/domain/draft.ts';
import { RailCode } from '../../shared/domain/finding.ts';
import type { HandoffPackage } from '../../shared/domain/handoff-package.ts';
import type { Person } from '../../shared/domain/person.ts';
import type { Send } from '../../shared/domain/send.ts';
import type { Pause } from '../../shared/domain/world.ts';
import type { ParsedRequestOf, ResponseOf } from '../../shared/ipc/contract.ts';
import type { FeedKind } from '../../shared/ipc/feed.ts';
import { composeMessage } from '../../shared/policy/compose-message.ts';
import type { PolicyDocument } from '../../shared/policy/limits.ts';
import { CallFault } from '../../electron/ports/call-fault.ts';
import type { Draw } from '../../electron/crm/embedded/demo/seeded-draw.ts';
import { bodyOf } from '../feed-bodies.ts';
import { DiskFault, MachineStopped } from './disk.ts';
import { weighted } from './draw.ts';
import type { Machine } from './machine.ts';
import type { MailServer } from './mail-server.ts';
import type { Referee } from './referee.ts';
import type { SimTime } from './time.ts';

/** Channels that answer at once. */
type AtOnce =
  | 'decision.submit'
  | 'decision.undo'
  | 'send.now'
  | 'send.resolve'
  | 'pause.set'
  | 'pause.clear'
  | 'escalation.accept'
  | 'escalation.decline'
  | 'feed.page'
  | 'agent.run'
  | 'agent.state'
  | 'agent.stop'
  | 'leads.page'
  | 'leads.answer';

export interface Page {
  /** Decisions that were answered `accepted`. */
  readonly accepted: ReadonlySet<string>;
  readonly approvals: ReadonlySet<string>;
  /** Decisions whose undo was answered `ok`. */
  readonly undone: ReadonlySet<string>;
  approve(machine: Machine): void;
  decideOtherwise(machine: Machine): void;
  /** Says "do not contact" about somebody to whom a message is on its way. */
  doNotContactLeaving(machine: Machine): void;
  undo(machine: Machine): void;
  sendNow(machine: Machine): void;
  pause(machine: Machine): void;
  unpause(machine: Machine): void;
  endPauses(machine: Machine): void;
  answerEscalation(machine: Machine): void;
  answerUncertain(machine: Machine, server: MailServer): void;
  syncNow(machine: Machine): void;
  /** Calls a channel that answers at once; null where it can't now. */
  ask<C extends AtOnce>(machine: Machine, channel: C, request: ParsedRequestOf<C>): ResponseOf<C> | null;
  /** What waits for this person, as the page shows it. */
  open(machine: Machine): readonly HandoffPackage[];
  /** Hands over what was not answered, and sometimes what was. */
  retry(machine: Machine): void;
  /** What the feed brought, item by item, is what it says when read anew. */
  compare(machine: Machine): void;
}

const LISTED = 12;

export function makePage(parts: {
  readonly time: SimTime;
  readonly draw: Draw;
  readonly referee: Referee;
  readonly personId: string;
}): Page {
  const { time, draw, referee, personId } = parts;
  const accepted = new Set<string>();
  const approvals = new Set<string>();
  const undone = new Set<string>();
  const outbox = new Map<string, Decision>();
  const answered: Decision[] = [];
  const mirror = new Map<string, { readonly kind: FeedKind; readonly body: unknown }>();
  let epoch: string | null = null;
  let upTo = 0;
  let number = 0;

  /** One call. Null where the machine stopped under it, its disk failed, or it said that it can't now. */
  function call<T>(machine: Machine, what: string, work: () => T): T | null {
    try {
      return work();
    } catch (cause) {
      if (!(cause instanceof DiskFault || cause instanceof MachineStopped || cause instanceof CallFault))
        referee.violated(
          'no fault of its own',
          `${what}: ${cause instanceof Error ? (cause.stack ?? cause.message) : String(cause)}`,
        );
      referee.note(`    ${what}: no answer (${cause instanceof Error ? cause.name : 'unknown'})`);
      return null;
    }
  }

  function handle<C extends AtOnce>(machine: Machine, channel: C, request: ParsedRequestOf<C>): ResponseOf<C> | null {
    const desk = machine.desk();
    if (desk === null) return null;
    const answer = call(machine, channel, () => desk.handlers[channel](request));
    if (answer instanceof Promise) throw new Error(`${channel} was to answer at once`);
    return answer;
  }

  function read(machine: Machine): void {
    for (let more = true; more;) {
      const page = handle(machine, 'feed.page', { epoch, afterSeq: upTo, limit: 500 });
      if (page === null) return;
      if (page.epoch !== epoch) {
        mirror.clear();
        upTo = 0;
        epoch = page.epoch;
      }
      for (const item of page.items) {
        if (item.seq <= upTo)
          referee.violated('feed numbers only rise', `${item.kind} ${item.id} came as ${item.seq} after ${upTo}`);
        upTo = Math.max(upTo, item.seq);
        mirror.set(`${item.kind} ${item.id}`, { kind: item.kind, body: bodyOf(item.kind, item.body) });
      }
      if (page.upToSeq < upTo)
        referee.violated('feed numbers only rise', `a page ends at ${page.upToSeq} after ${upTo}`);
      ({ upToSeq: upTo, more } = page);
    }
  }
  function shown<T>(kind: FeedKind): T[] {
    return [...mirror.values()]
      .filter((item) => item.kind === kind && item.body !== null)
      .map((item) => item.body as T);
  }

  const mine = (...states: readonly string[]): HandoffPackage[] =>
    shown<HandoffPackage>('package')
      .filter(({ review }) => review.ownerId === personId && states.includes(review.state))
      .sort((a, b) => (a.id < b.id ? -1 : 1))
      .slice(0, LISTED);
  const sends = (...states: readonly string[]): Send[] =>
    shown<Send>('send').filter(({ state }) => states.includes(state));

  function submit(machine: Machine, decision: Decision): void {
    outbox.set(decision.id, decision);
    const answer = handle(machine, 'decision.submit', { decision });
    if (answer === null) return;
    outbox.delete(decision.id);
    // The simulated desk has attention checks off.
    if (answer.kind === 'attention-check') throw new Error(`${decision.packageId} is a decoy.`);
    if (answer.kind === 'refused') {
      referee.note(`    refused: ${answer.because.slice(0, 160)}`);
      if (accepted.has(decision.id))
        referee.violated('the same answer again', `${decision.id} was accepted and is refused now`);
      return;
    }
    answered.push(decision);
    accepted.add(decision.id);
    if (decision.kind !== 'approve') return;
    if (!approvals.has(decision.id)) referee.counts.approvals += 1;
    approvals.add(decision.id);
    if (answer.sendId === null)
      referee.violated('one approval, one send', `${decision.id} was accepted without a send`);
  }

  function decision(pkg: HandoffPackage, what: Readonly<Record<string, unknown>>): Decision {
    const nowMs = time.wallMs();
    return Decision.parse({
      id: `decision-${personId.slice(7)}-${(number += 1)}`,
      packageId: pkg.id,
      packageRevision: pkg.revision,
      personId,
      atMs: nowMs,
      openedAtMs: nowMs,
      activeMs: 9_000,
      ...what,
    });
  }

  function approve(machine: Machine): void {
    read(machine);
    const open = mine('ready', 'opened', 'refused', 'expired');
    const [policy] = shown<PolicyDocument>('policy');
    const person = shown<readonly Person[]>('people')[0]?.find(({ id }) => id === personId);
    if (open.length === 0 || policy === undefined || person === undefined) return;
    const pkg = draw.pick(open);
    if (pkg.draft === null) return;
    const isEdited = draw.chance(0.25);
    const body = isEdited
      ? pkg.draft.body.replace(/\n\n([^\n]+)\n([^\n]+)$/u, '\n\nKind regards,\n$2')
      : pkg.draft.body;
    const composed = composeMessage({ pkg, subject: pkg.draft.subject, body, person, policy });
    if ('fault' in composed) return;
    const { to, from, subject, text } = composed.message;
    const made = decision(pkg, {
      kind: 'approve',
      message: { to, from: from.address, subject, text },
      body,
      editClass: isEdited ? 'minor' : 'unedited',
      seen: RailCode.options,
      attested: [],
    });
    referee.note(`approve ${pkg.id} as ${made.id}`);
    submit(machine, made);
  }

  return {
    accepted,
    approvals,
    undone,
    ask: handle,
    open(machine) {
      read(machine);
      return mine('ready', 'opened');
    },
    approve,
    decideOtherwise(machine) {
      read(machine);
      const open = mine('ready', 'opened', 'approved', 'deferred', 'snoozed');
      if (open.length === 0) return;
      const pkg = draw.pick(open);
      const made = decision(
        pkg,
        weighted<Readonly<Record<string, unknown>>>(draw, [
          [
            2,
            { kind: 'reject', reason: draw.pick(['tone', 'wrong-person', 'do-not-contact']), note: '', sentence: null },
          ],
          [1, { kind: 'escalate', trigger: 'other', note: '' }],
          [2, { kind: 'snooze', until: { kind: 'time', atMs: time.wallMs() + draw.whole(60_000, 7_200_000) } }],
          [3, { kind: 'do-not-contact', scope: draw.pick(['contact', 'domain', 'global']), note: '' }],
        ]),
      );
      referee.note(`${made.kind} ${pkg.id} as ${made.id}`);
      submit(machine, made);
    },
    doNotContactLeaving(machine) {
      read(machine);
      const leaving = new Set(
        sends('released', 'reserved', 'transmitting', 'retry').map(({ packageId }) => String(packageId)),
      );
      const pkg = shown<HandoffPackage>('package').find(({ id }) => leaving.has(id));
      if (pkg === undefined) return;
      const made = decision(pkg, {
        kind: 'do-not-contact',
        scope: draw.pick(['contact', 'domain', 'global']),
        note: '',
      });
      referee.note(`${made.kind} ${pkg.id} as ${made.id}`);
      submit(machine, made);
    },
    undo(machine) {
      read(machine);
      const made = draw.chance(0.7) ? answered.at(-1) : answered[draw.whole(0, Math.max(0, answered.length - 1))];
      if (made === undefined) return;
      const answer = handle(machine, 'decision.undo', { decisionId: made.id });
      referee.note(`undo ${made.id}: ${answer === null ? '?' : answer.kind === 'ok' ? 'ok' : answer.because}`);
      if (answer?.kind === 'ok') undone.add(made.id);
    },
    sendNow(machine) {
      read(machine);
      const held = sends('held');
      if (held.length === 0) return;
      const { id } = draw.pick(held);
      referee.note(`send now ${id.slice(0, 12)}: ${handle(machine, 'send.now', { sendId: id })?.kind ?? '?'}`);
    },
    pause(machine) {
      read(machine);
      // Mostly what is about to leave is meant.
      const pkg = mine('released', 'approved', 'deferred')[0] ?? mine('ready', 'opened')[0];
      const pause = draw.pick([
        { scope: 'all', value: '' },
        {
          scope: 'mailbox',
          value: shown<readonly Person[]>('people')[0]?.find(({ id }) => id === personId)?.mailbox.id ?? '',
        },
        { scope: 'segment', value: pkg?.account.segmentId ?? 'segment' },
        { scope: 'sequence', value: pkg?.step.sequenceId ?? 'sequence' },
        { scope: 'version', value: (pkg?.draft ? versionsBehind(pkg.draft)[0] : undefined) ?? 'version' },
      ] as const);
      referee.note(`pause ${pause.scope} ${pause.value}`);
      handle(machine, 'pause.set', { pause: { ...pause, reason: 'a look at it' } });
    },
    unpause(machine) {
      const pauses = machine.ledger()?.copies.pauses() ?? [];
      if (pauses.length === 0) return;
      const { scope, value } = draw.pick(pauses);
      referee.note(`end the pause of ${scope} ${value}`);
      handle(machine, 'pause.clear', { scope, value });
    },
    endPauses(machine) {
      for (const { scope, value } of machine.ledger()?.copies.pauses() ?? ([] as readonly Pause[]))
        handle(machine, 'pause.clear', { scope, value });
    },
    answerEscalation(machine) {
      read(machine);
      const open = shown<{ readonly id: ParsedRequestOf<'escalation.accept'>['escalationId']; readonly state: string }>(
        'escalation',
      ).filter(({ state }) => state === 'open');
      if (open.length === 0) return;
      const { id } = draw.pick(open);
      referee.note(`answer ${id}`);
      if (draw.chance(0.5)) handle(machine, 'escalation.accept', { escalationId: id });
      else handle(machine, 'escalation.decline', { escalationId: id, because: 'not for us' });
    },
    answerUncertain(machine, server) {
      read(machine);
      const open = sends('uncertain').filter(({ messageId }) => !server.isUnderWay(messageId));
      if (open.length === 0) return;
      const { id, messageId } = draw.pick(open);
      // A person looks into the mailbox before answering.
      const answer = server.taken.has(messageId) ? 'arrived' : 'draft-again';
      referee.note(
        `${messageId.slice(1, 9)}: ${answer}: ${handle(machine, 'send.resolve', { sendId: id, answer })?.kind ?? '?'}`,
      );
    },
    syncNow(machine) {
      referee.note('sync now');
      const desk = machine.desk();
      if (desk === null) return;
      // Answered when the CRM has answered; meanwhile other things happen.
      const syncing = call(machine, 'sync.run', () => desk.handlers['sync.run']({}));
      if (syncing instanceof Promise)
        syncing.catch((cause: unknown) => referee.violated('no fault of its own', `sync.run: ${String(cause)}`));
    },
    retry(machine) {
      for (const made of outbox.values()) {
        referee.note(`hand over ${made.id} again`);
        submit(machine, made);
      }
      if (answered.length > 0 && draw.chance(0.3)) submit(machine, draw.pick(answered));
    },
    compare(machine) {
      read(machine);
      const read1 = new Map([...mirror].map(([key, item]) => [key, JSON.stringify(item.body)]));
      const before = { epoch, upTo };
      mirror.clear();
      upTo = 0;
      read(machine);
      const read2 = new Map([...mirror].map(([key, item]) => [key, JSON.stringify(item.body)]));
      if (before.upTo !== upTo)
        referee.violated('the feed brings everything', `read to ${before.upTo}, then to ${upTo}`);
      for (const [key, body] of read2)
        if (read1.get(key) !== body)
          referee.violated('the feed brings everything', `${key} differs from what was brought`);
    },
  };
}
