/** Asks the gate about one send with the ledger's own facts. Whatever is missing or differs stops the send; it never guesses. */
import { isDeepStrictEqual } from 'node:util';
import type { SignedContent } from '../../shared/domain/countersignature.ts';
import type { DecisionRecord } from '../../shared/domain/decision.ts';
import type { Finding, Verdict } from '../../shared/domain/finding.ts';
import type { Send } from '../../shared/domain/send.ts';
import { finding, type GateInput } from '../../shared/policy/rail.ts';
import type { SendRow } from '../ports/send-ledger.ts';
import { passGate, type Clearance } from './clearance.ts';
import type { SendPorts } from './send-ports.ts';

export interface Judgement {
  readonly verdict: Verdict;
  /** Null unless the verdict is clear. */
  readonly clearance: Clearance | null;
  /** What the gate was asked with; null where it could not even be asked. */
  readonly input: GateInput | null;
  /** What stopped it although every rail was clear: the day's slots ran out at the last moment, or there is no way out. */
  readonly stoppedBy?: 'slots' | 'mailbox';
}

export function judge({ ledger, verify }: SendPorts, row: SendRow, nowMs: number): Judgement {
  const { send } = row;
  const { signed, fault } = verify(row.countersignature);
  if (signed === null)
    return stopped(
      refusal('countersignature', `The countersignature does not hold: ${fault ?? 'it can not be read'}.`),
    );
  const people = ledger.copies.people();
  const person = people.find(({ id }) => id === send.personId);
  const policy = ledger.copies.policy();
  const pkg = ledger.copies.readPackage(send.packageId);
  const world = ledger.copies.packageWorld(send.packageId);
  if (people.length === 0 || policy === null) return stopped(unread(policy === null ? 'The policy' : 'The team'));
  if (person === undefined)
    return stopped(refusal('countersignature', 'The person who approved this is not on the team.'));
  if (pkg === null || world === null)
    return stopped(refusal('evidence-changed', 'The package behind this message is no longer in the CRM.'));

  const signatureFault = fault ?? recordFault(send, signed, ledger.decisions.read(send.decisionId));
  const input = {
    nowMs,
    policy,
    pkg,
    message: signed.message,
    body: signedBody(signed),
    attested: signed.attested,
    seen: signed.seen,
    person,
    world,
    desk: ledger.copies.deskWorld(nowMs),
    recent: ledger.mailboxes.recentBodies(send.mailboxId, policy.limits.similarityBodies),
    approval: { signed, signatureFault },
  };
  const passage = passGate(send.id, input);
  return { verdict: passage.verdict, clearance: passage.kind === 'clear' ? passage.clearance : null, input };
}

/** The signed text without the footer that stands under cold mail. */
export function signedBody({ message, messageKind }: Pick<SignedContent, 'message' | 'messageKind'>): string {
  const footer = messageKind === 'reply' ? -1 : message.text.lastIndexOf('\n\n-- \n');
  return footer < 0 ? message.text : message.text.slice(0, footer);
}

/** The ledger's own rows say the same as the signature, or one of them was altered. */
function recordFault(send: Send, signed: SignedContent, record: DecisionRecord | null): string | null {
  const decision = record?.decision;
  if (record?.state !== 'standing' || decision?.kind !== 'approve') return 'there is no standing approval behind it';
  const { message } = signed;
  const fields: readonly (readonly [string, unknown, unknown])[] = [
    ['the decision', [send.decisionId, decision.id], [signed.decisionId, signed.decisionId]],
    [
      'the package',
      [send.packageId, decision.packageId, decision.packageRevision],
      [signed.packageId, signed.packageId, signed.packageRevision],
    ],
    ['the person', [send.personId, decision.personId], [signed.personId, signed.personId]],
    ['the mailbox', send.mailboxId, message.mailboxId],
    ['the Message-ID', send.messageId, signed.messageId],
    ['the recipient', [send.to, decision.message.to], [message.to, message.to]],
    ['the sender', decision.message.from, message.from.address],
    ['the subject', [send.subject, decision.message.subject], [message.subject, message.subject]],
    ['the text', [decision.message.text, decision.body], [message.text, signedBody(signed)]],
    ['the time', send.countersignedAtMs, signed.atMs],
    ['what was seen', [...new Set(decision.seen)].sort(), signed.seen],
    ['what was attested', decision.attested, signed.attested],
  ];
  const altered = fields.filter(([, kept, said]) => !isDeepStrictEqual(kept, said)).map(([name]) => name);
  return altered.length === 0 ? null : `the ledger’s record of ${altered.join(', ')} is not what was signed`;
}

function stopped(found: Finding): Judgement {
  return { verdict: { answer: found.answer, findings: [found] }, clearance: null, input: null };
}

function refusal(code: 'countersignature' | 'evidence-changed', evidence: string): Finding {
  return finding(code, 'refuse', { evidence, clears: 'Read the package again and approve it again.' });
}

function unread(what: string): Finding {
  return finding(
    'world-fresh',
    'hold',
    {
      evidence: `${what} was never read from the CRM.`,
      clears: 'The next sync with the CRM; it leaves by itself after that.',
    },
    { unknown: true },
  );
}
