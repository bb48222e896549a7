/** Nobody is deceived about who writes: the sender's own mailbox, the postal address, no made-up conversation. */
import type { Finding } from '../../domain/finding.ts';
import { finding, type GateInput, type Rail } from '../rail.ts';

/** Prefixes by which mail programs of several languages mark an answer or a forwarded mail. */
const ANSWER_PREFIX = /^\s*\[?\s*(?:re|fw|fwd|aw|wg|antw|sv|vs|tr|rv|enc|rif|odp|ynt)\s*(?:\[\d+\]|\(\d+\))?\s*:/iu;

export const identityRail: Rail = {
  code: 'identity',
  title: 'Honest sender',
  kinds: ['first-touch', 'follow-up', 'reply'],
  owner: 'security-legal',
  approver: 'security-legal',
  evaluate(input) {
    return [...senderFaults(input), ...ownerFaults(input), ...conversationFaults(input), ...postalFaults(input)];
  },
};

function senderFaults({ desk, message, person }: GateInput): readonly Finding[] {
  const own = person.mailbox;
  const known = desk.mailboxes.find((each) => each.id === message.mailboxId);
  const isOwn = message.mailboxId === own.id && message.from.address.toLowerCase() === own.address.toLowerCase();
  const isTheirs =
    known === undefined || (known.ownerId === person.id && known.address.toLowerCase() === own.address.toLowerCase());
  if (isOwn && isTheirs) return [];
  return [
    finding(
      'identity',
      'refuse',
      {
        evidence: `${message.from.address} is not ${person.name}’s own mailbox.`,
        clears: `Send it from ${own.address}, or hand the package to the owner of that mailbox.`,
      },
      { target: { field: 'from', start: 0, end: message.from.address.length } },
    ),
  ];
}

/** A package that is nobody's is taken by approving it; that the CRM confirmed that by the release is rail `identity-fresh`'s. */
function ownerFaults({ desk, person, world }: GateInput): readonly Finding[] {
  if (world.ownerId === person.id || world.ownerId === null) return [];
  const owner = desk.mailboxes.find((mailbox) => mailbox.ownerId === world.ownerId)?.displayName ?? 'somebody else';
  return [
    finding('identity', 'refuse', {
      evidence: `The package now belongs to ${owner}; only its owner sends it.`,
      clears: `The CRM would have to name ${person.name} as the package’s owner.`,
    }),
  ];
}

function conversationFaults({ message, pkg, world }: GateInput): readonly Finding[] {
  if (pkg.messageKind === 'first-touch') {
    const prefix = ANSWER_PREFIX.exec(message.subject)?.[0];
    if (prefix === undefined) return [];
    return [
      finding(
        'identity',
        'refuse',
        {
          evidence: `The subject begins with “${prefix.trim()}”, but there is no conversation yet: that deceives the reader.`,
          clears: `Take “${prefix.trim()}” out of the subject.`,
        },
        { target: { field: 'subject', start: 0, end: prefix.length } },
      ),
    ];
  }
  // A reply is spared the rails for cold mail, so it is one only where the CRM saw them write.
  if (pkg.messageKind === 'reply' && world.inboundAtMs.length === 0) {
    return [
      finding('identity', 'refuse', {
        evidence: `This is said to be a reply, but the CRM has no mail from ${pkg.contact.name} in 400 days.`,
        clears: 'Their mail would have to be on the CRM’s timeline; else draft a first touch or follow-up.',
      }),
    ];
  }
  return [];
}

function postalFaults({ message, pkg, policy }: GateInput): readonly Finding[] {
  if (pkg.messageKind === 'reply') return [];
  if (policy.postalAddress.trim() !== '' && message.text.includes(policy.postalAddress)) return [];
  return [
    finding('identity', 'refuse', {
      evidence: 'Our postal address is missing from the text; cold mail must carry it.',
      clears:
        policy.postalAddress.trim() === ''
          ? 'RevOps enters our postal address in the policy.'
          : 'Compose the message again under today’s policy.',
    }),
  ];
}
