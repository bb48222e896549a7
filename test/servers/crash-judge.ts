/** Holds what the ledger says after a crash run against what lies in the recipients' Maildirs. It believes the Maildirs. */
import { join } from 'node:path';
import { openLedger } from '../../electron/ledger/open-ledger.ts';
import { systemRandom } from '../../electron/platform/random.ts';
import type { Ledger } from '../../electron/ports/ledger.ts';
import { ASKS_PERSON } from '../../electron/send/uncertain.ts';
import { DecisionId } from '../../shared/domain/ids.ts';
import type { Send } from '../../shared/domain/send.ts';
import { mailboxDay } from '../../shared/policy/mailbox-day.ts';
import { person } from '../policy/sample.ts';
import { turnedClock } from '../send/desk-parts.ts';
import { addressOf, CAP, dayStartMs, decisionIdOf, type PlannedApproval } from './crash-plan.ts';
import type { CrashRun } from './crash-run.ts';
import type { DeliveredMail } from './maildir.ts';
import type { MailServers } from './mail-servers.ts';

export interface CrashVerdict {
  readonly delivered: number;
  readonly deliveredOnDay: readonly number[];
  /** Mails beyond the first to one recipient. */
  readonly duplicates: number;
  /** `sent` by the ledger and not in the Maildir, or nowhere to be found. */
  readonly lost: readonly string[];
  /** Mails beyond the cap, over all days. */
  readonly overCap: number;
  /** Approvals whose end contradicts the Maildir or has no reason. */
  readonly unaccounted: readonly string[];
  readonly refusedByServer: number;
  readonly refusedByGate: number;
  readonly foundInSent: number;
  /** Never delivered as far as anybody can know; a person is asked. */
  readonly withPerson: number;
  /** Slots taken that no message used, or messages without a slot. */
  readonly leakedSlots: number;
  readonly brokenTraceLine: number | null;
}

export function judgeCrashRun(run: CrashRun, servers: MailServers): CrashVerdict {
  const opened = openLedger({
    path: join(run.ledgerDir, 'ledger.sqlite'),
    clock: turnedClock(dayStartMs(run.dayEndsAtMs.length)),
    random: systemRandom(),
    expectExisting: true,
  });
  if (opened.kind !== 'open') throw new Error(opened.problem);
  const { ledger } = opened;
  try {
    return judge(run, servers, ledger);
  } finally {
    ledger.close();
  }
}

function judge(run: CrashRun, servers: MailServers, ledger: Ledger): CrashVerdict {
  const lost: string[] = [];
  const unaccounted: string[] = [];
  const counts = { refusedByServer: 0, refusedByGate: 0, foundInSent: 0, withPerson: 0, duplicates: 0, slots: 0 };
  const mails: DeliveredMail[] = [];
  for (const approval of run.approvals) {
    const copies = servers.maildirOf(addressOf(approval)).mails();
    mails.push(...copies);
    counts.duplicates += Math.max(0, copies.length - 1);
    const row = ledger.sends.readByDecision(DecisionId.parse(decisionIdOf(approval)));
    if (row === null) {
      lost.push(`${approval.number}: the approval is not in the ledger`);
      continue;
    }
    const { send } = row;
    const told = `${approval.number} (${approval.fate}): ${send.state}, ${copies.length} in the Maildir, ${send.serverReply ?? 'no reply'}`;
    if (send.state === 'sent' && !copies.some(({ messageId }) => messageId === send.messageId)) lost.push(told);
    if (!isRight(approval, send, copies.length)) unaccounted.push(told);
    if (send.state === 'failed') counts.refusedByServer += 1;
    if (send.state === 'refused') counts.refusedByGate += 1;
    if (send.state === 'uncertain') counts.withPerson += 1;
    if (send.state === 'sent' || send.state === 'uncertain') counts.slots += 1;
    if (ledger.sends.transitions(send.id).some(({ because }) => because === 'found-in-mailbox'))
      counts.foundInSent += 1;
  }
  const deliveredOnDay = run.dayEndsAtMs.map((endsAtMs, day) => {
    const startsAtMs = run.dayEndsAtMs[day - 1] ?? 0;
    return mails.filter(({ atMs }) => atMs > startsAtMs && atMs <= endsAtMs).length;
  });
  const taken = run.dayEndsAtMs
    .map((_, day) => mailboxDay(dayStartMs(day), person.mailbox.timeZone).day)
    .reduce((sum, day) => sum + ledger.sends.takenOn(person.mailbox.id, day), 0);
  const { slots, ...figures } = counts;
  return {
    ...figures,
    delivered: mails.length,
    deliveredOnDay,
    lost,
    unaccounted,
    overCap: deliveredOnDay.reduce((sum, count) => sum + Math.max(0, count - CAP), 0),
    leakedSlots: Math.abs(taken - slots),
    brokenTraceLine: ledger.trace.firstBrokenLine(),
  };
}

/** A busy recipient's retries run out on whatever stopped the last of them: its 450, or a connection that was cut. */
function mayFail(fate: PlannedApproval['fate'], reply: string | null): boolean {
  if (reply === null) return false;
  return fate === 'busy'
    ? reply.startsWith('450') || reply.startsWith('The connection failed')
    : reply.startsWith('550');
}

/** Whether this end may be, given what lies in the Maildir and what was to happen. */
function isRight({ fate }: PlannedApproval, send: Send, copies: number): boolean {
  switch (send.state) {
    case 'sent':
      return copies === 1 && fate === 'taken';
    case 'uncertain':
      return copies === 0 && send.serverReply === ASKS_PERSON;
    case 'failed':
      return copies === 0 && mayFail(fate, send.serverReply);
    case 'refused':
      return copies === 0 && fate === 'suppressed' && send.findings.some(({ code }) => code === 'suppressed');
    case 'countersigned':
    case 'held':
    case 'released':
    case 'deferred':
    case 'reserved':
    case 'transmitting':
    case 'retry':
    case 'undone':
    case 'expired':
    case 'abandoned':
      return false;
    default:
      return send.state satisfies never;
  }
}
