/** Turns an approval into a countersigned, held send, or says why it can't be; it never signs what the person did not see. */
import { createHash } from 'node:crypto';
import type { SignedContent } from '../../shared/domain/countersignature.ts';
import type { Approval } from '../../shared/domain/decision.ts';
import { domainOf } from '../../shared/domain/email-address.ts';
import type { Finding } from '../../shared/domain/finding.ts';
import { SendId } from '../../shared/domain/ids.ts';
import type { OutgoingMessage } from '../../shared/domain/outgoing-message.ts';
import type { Send } from '../../shared/domain/send.ts';
import { citedFacts } from '../../shared/policy/claims/cited-facts.ts';
import { composeMessage } from '../../shared/policy/compose-message.ts';
import { evaluateGate } from '../../shared/policy/gate.ts';
import { refused, type Case, type DecidePorts, type Refusal } from './decide-ports.ts';

/** Everything that can be said no to, before anything is written. */
export function prepareApproval(
  ports: DecidePorts,
  { decision, person, pkg, world, policy, nowMs }: Case<Approval>,
): SignedContent | Refusal {
  if (decision.packageRevision !== pkg.revision) {
    return refused(
      `The CRM has a newer revision (${pkg.revision}) than the one you approved (${decision.packageRevision}). Please look at it again.`,
    );
  }
  if (ports.ledger.sends.isOnItsWay(pkg.id)) return refused('There is a message of this package on its way already.');
  const foreign = decision.attested.find((attestation) => attestation.personId !== person.id);
  if (foreign !== undefined) return refused('A sentence was attested by somebody else; attest it yourself.');

  const composed = composeMessage({ pkg, subject: decision.message.subject, body: decision.body, person, policy });
  if ('fault' in composed) return refused(composed.fault);
  const { message } = composed;
  const different = differences(decision, message);
  if (different.length > 0) {
    return refused(
      `What you approved is not what would leave: ${different.join(', ')} ${different.length === 1 ? 'differs' : 'differ'}. Please look at it again.`,
    );
  }

  const { findings } = evaluateGate({
    nowMs,
    policy,
    pkg,
    message,
    body: decision.body,
    attested: decision.attested,
    seen: decision.seen,
    person,
    world,
    desk: ports.ledger.copies.deskWorld(nowMs),
    recent: ports.ledger.mailboxes.recentBodies(person.mailbox.id, policy.limits.similarityBodies),
    approval: null,
  });
  const blocking = findings.filter((finding) => blocksSigning(finding, decision));
  if (blocking.length > 0) return refused(blocking.map(({ evidence, clears }) => `${evidence} ${clears}`).join('\n'));

  return {
    formatVersion: 1,
    messageId: ports.newMessageId(domainOf(message.from.address)),
    message,
    messageKind: pkg.messageKind,
    packageId: pkg.id,
    packageRevision: pkg.revision,
    decisionId: decision.id,
    facts: citedFacts(pkg, decision.body).map(({ id, value }) => ({ id, value })),
    templateVersion: pkg.draft?.templateVersion ?? '',
    promptVersion: pkg.draft?.promptVersion ?? '',
    model: pkg.draft?.model ?? '',
    policyVersion: policy.version,
    personId: person.id,
    role: person.role,
    deviceId: ports.deviceId,
    atMs: nowMs,
    seen: [...new Set(decision.seen)].sort(),
    attested: decision.attested,
  };
}

/** A hold is signed and leaves later; a refusal and an open attestation never are; an ask only once it was seen. */
function blocksSigning(finding: Finding, decision: Approval): boolean {
  switch (finding.answer) {
    case 'refuse':
    case 'attest':
      return true;
    case 'hold':
      return false;
    case 'ask':
      return !decision.seen.includes(finding.code);
    default:
      return finding.answer satisfies never;
  }
}

function differences(decision: Approval, message: OutgoingMessage): readonly string[] {
  const shown = decision.message;
  const fields: readonly (readonly [string, boolean])[] = [
    ['the recipient', shown.to === message.to],
    ['the sender', shown.from === message.from.address],
    ['the subject', shown.subject === message.subject],
    ['the text', shown.text === message.text],
  ];
  return fields.filter(([, same]) => !same).map(([name]) => name);
}

/** Joins the caller's transaction: the countersignature and the send, held until the undo window is over. */
export function holdSend(
  ports: DecidePorts,
  { decision, person, pkg, nowMs, undoUntilMs }: Case<Approval>,
  content: SignedContent,
): SendId {
  const { ledger } = ports;
  const send: Send = {
    id: SendId.parse(`send-${ports.random.uuid()}`),
    decisionId: decision.id,
    packageId: pkg.id,
    personId: person.id,
    mailboxId: content.message.mailboxId,
    messageId: content.messageId,
    to: content.message.to,
    toName: pkg.contact.name,
    accountName: pkg.account.name,
    subject: content.message.subject,
    state: 'countersigned',
    releaseAtMs: undoUntilMs,
    clearsAtMs: null,
    findings: [],
    attempts: 0,
    serverReply: null,
    doubt: null,
    countersignedAtMs: nowMs,
    sentAtMs: null,
    updatedAtMs: nowMs,
  };
  const countersignature = ports.sign(content);
  ledger.sends.create(send, countersignature);
  ledger.sends.move(send.id, 'countersigned', 'held', nowMs, { because: 'undo-window', releaseAtMs: undoUntilMs });
  ledger.trace.append({
    atMs: nowMs,
    kind: 'countersigned',
    actor: person.id,
    subject: {
      sendId: send.id,
      decisionId: decision.id,
      packageId: pkg.id,
      contactId: pkg.contact.id,
      keyId: countersignature.keyId,
      // Ties the line to the bytes: whoever has both can tell that neither was exchanged.
      signedHash: createHash('sha256').update(countersignature.signed).digest('hex'),
      promptVersion: content.promptVersion,
      templateVersion: content.templateVersion,
      seen: [...content.seen],
      attested: content.attested.length,
    },
    inputs: countersignature,
    policyVersion: content.policyVersion,
  });
  return send.id;
}
