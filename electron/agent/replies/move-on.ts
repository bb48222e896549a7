/** What a reply does to its lead and to what is open with the contact: a stage, a day to come back, a pause, a referral. In the caller's transaction. */
import type { Lead } from '../../../shared/domain/lead.ts';
import type { LifecycleStage } from '../../../shared/domain/lifecycle-stage.ts';
import type { Reply } from '../../../shared/domain/reply.ts';
import type { Referral, ReplyReading } from '../../../shared/domain/reply-reading.ts';
import type { ReplyDesk } from '../../ports/reply-desk.ts';
import { line } from './hand-over.ts';
import type { ReplyCase } from './reply-case.ts';

/** One reply that is being acted on, with what is known of it. */
export interface Acting {
  readonly desk: ReplyDesk;
  readonly one: ReplyCase | null;
  readonly reply: Reply;
  readonly reading: ReplyReading;
  readonly slaMinutes: number;
  readonly nowMs: number;
}

/** Neither a reply nor a suppression: what is open sleeps until then, and no step is due before. */
export function pause(acting: Acting, untilMs: number): void {
  const { one } = acting;
  if (one?.file != null) putLead(acting, { ...one.file.lead, nextStepAtMs: untilMs });
  snoozeOpen(acting, untilMs);
}

function snoozeOpen({ desk, reply }: Acting, untilMs: number): void {
  if (reply.contactId === null) return;
  for (const { id, review } of desk.ledger.leads.packages(reply.contactId, 20))
    if (review.state === 'ready' || review.state === 'opened') desk.snooze(id, untilMs);
}

/** Noted, and suggested in the CRM; nobody is written to because somebody named them. */
export function refer(acting: Acting, referral: Referral): void {
  const { desk, reply, reading, one, nowMs } = acting;
  if (reply.contactId === null) return;
  const said = reading.evidence[0]?.text ?? reply.subject;
  const because = line(`${reply.contactName} answered: “${said}”`);
  desk.write({
    opId: `${opOf(reply)}.referral`,
    kind: 'suggestion',
    contactId: reply.contactId,
    field: 'new-contact',
    value: line(referralWords(referral), 300),
    because,
  });
  if (reading.hasLeft)
    desk.write({
      opId: `${opOf(reply)}.has-left`,
      kind: 'suggestion',
      contactId: reply.contactId,
      field: 'lifecycle',
      value: 'disqualified',
      because: 'They do not work there any more.',
    });
  const restMs = nowMs + (one?.policy.limits.nurtureDays ?? 90) * 86_400_000;
  moveLead(acting, 'nurture', restMs, 'somebody else looks after it');
  snoozeOpen(acting, restMs);
}

/** Whom they named, in words. */
export function referralWords({ name, title, email }: Referral): string {
  const known = [name, title, email].filter((each) => each !== null);
  return known.length === 0 ? 'whoever looks after it' : known.join(', ');
}

/** The CRM takes a write of one id once: what follows from a label is another one than what followed from the reading. */
const opOf = ({ id, labelled }: Reply): string => (labelled === null ? id : `${id}.${String(labelled.atMs)}`);

/** From here the lead is a person's; the agent never moves it back. */
const PEOPLES: ReadonlySet<LifecycleStage> = new Set(['qualifying', 'meeting-set', 'disqualified']);

/** To a stage where the lead is still the agent's, in the ledger and in the CRM. */
export function moveLead(
  acting: Acting,
  stage: 'engaged' | 'escalated' | 'nurture',
  nextStepAtMs: number | null,
  because: string,
): void {
  const { desk, one, reply, nowMs } = acting;
  if (one?.file == null) {
    if (reply.contactId !== null && stage !== 'nurture') writeStage(acting, stage, because);
    return;
  }
  const { lead, standing } = one.file;
  const isPeoples = PEOPLES.has(lead.stage) || (lead.stage === 'escalated' && stage !== 'escalated');
  const next: Lead = {
    ...lead,
    stage: isPeoples ? lead.stage : stage,
    nextStepAtMs: nextStepAtMs ?? lead.nextStepAtMs,
  };
  putLead(acting, next);
  if (next.stage !== lead.stage) writeStage(acting, next.stage, because);
  desk.ledger.leads.setStanding({
    contactId: lead.contactId,
    queue: stage === 'nurture' ? 'nurture' : stage === 'engaged' ? 'in-review' : 'human',
    because: line(because),
    score: standing?.score ?? null,
    rating: standing?.rating ?? null,
    cleared: standing?.cleared ?? false,
    atMs: nowMs,
  });
}

function putLead({ desk, reply, one }: Acting, next: Lead): void {
  desk.ledger.leads.put(next);
  if (next.nextStepAtMs !== one?.file?.lead.nextStepAtMs)
    desk.write({ opId: `${opOf(reply)}.next-step`, kind: 'lead', lead: next, account: null, contact: null });
}

function writeStage({ desk, reply }: Acting, stage: LifecycleStage, because: string): void {
  if (reply.contactId === null) return;
  desk.write({
    opId: `${opOf(reply)}.lifecycle`,
    kind: 'lifecycle',
    contactId: reply.contactId,
    stage,
    because: line(because),
  });
}
