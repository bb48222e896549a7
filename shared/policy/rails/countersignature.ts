/** A valid countersignature by the mailbox's owner over exactly what is about to leave. It verifies no bytes itself: the caller did. */
import type { OutgoingMessage } from '../../domain/outgoing-message.ts';
import { finding, type Rail } from '../rail.ts';

/** Silent in a preview: nothing is signed yet. */
export const countersignatureRail: Rail = {
  code: 'countersignature',
  title: 'Countersignature',
  kinds: ['first-touch', 'follow-up', 'reply'],
  owner: 'security-legal',
  approver: 'security-legal',
  evaluate({ approval, message, person, pkg }) {
    if (approval === null) return [];
    const { signed, signatureFault } = approval;
    const refuse = (evidence: string) => [
      finding('countersignature', 'refuse', {
        evidence,
        clears: 'Approve the message again, so that what leaves is what was signed.',
      }),
    ];
    if (signatureFault !== null) return refuse(`The countersignature does not hold: ${signatureFault}.`);
    const changed = changedFields(signed.message, message);
    if (changed.length > 0) return refuse(`Changed since it was signed: ${changed.join(', ')}.`);
    if (signed.packageId !== pkg.id) return refuse('The countersignature belongs to another package.');
    if (signed.messageKind !== pkg.messageKind) {
      return refuse(`It was signed as a ${signed.messageKind}, the package now says ${pkg.messageKind}.`);
    }
    if (signed.personId !== person.id || message.mailboxId !== person.mailbox.id) {
      return refuse('The person who signed is not the owner of the mailbox it would leave from.');
    }
    return [];
  },
};

function changedFields(signed: OutgoingMessage, message: OutgoingMessage): readonly string[] {
  const sameList = (left: readonly string[], right: readonly string[]) =>
    left.length === right.length && left.every((each, at) => each === right[at]);
  const headers = (of: OutgoingMessage) =>
    Object.entries(of.headers)
      .map(([name, value]) => `${name}: ${value}`)
      .sort();
  const fields: readonly (readonly [string, boolean])[] = [
    ['mailbox', signed.mailboxId === message.mailboxId],
    ['sender', signed.from.address === message.from.address && signed.from.name === message.from.name],
    ['recipient', signed.to === message.to],
    ['copies', sameList(signed.cc, message.cc) && sameList(signed.bcc, message.bcc)],
    ['subject', signed.subject === message.subject],
    ['text', signed.text === message.text],
    ['headers', sameList(headers(signed), headers(message))],
  ];
  return fields.filter(([, same]) => !same).map(([name]) => name);
}
