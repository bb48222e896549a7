/** The recipient and the cited facts are what they were when the message was written and signed. Other revisions don't matter. */
import type { Finding } from '../../domain/finding.ts';
import { finding, type GateInput, type Rail } from '../rail.ts';

export const evidenceChangedRail: Rail = {
  code: 'evidence-changed',
  title: 'Evidence unchanged',
  kinds: ['first-touch', 'follow-up', 'reply'],
  owner: 'revops',
  approver: 'security-legal',
  evaluate(input) {
    return [...changedRecipient(input), ...changedFacts(input)];
  },
};

function changedRecipient({ message, world, pkg }: GateInput): readonly Finding[] {
  if (world.email === null) {
    return [
      finding(
        'evidence-changed',
        'refuse',
        {
          evidence: `${pkg.contact.name} is no longer in the CRM, so nobody can say that ${message.to} is still right.`,
          clears: 'The contact would have to be in the CRM again, and the message drafted anew.',
        },
        { target: { field: 'to', start: 0, end: message.to.length } },
      ),
    ];
  }
  if (world.email.toLowerCase() === message.to.toLowerCase()) return [];
  return [
    finding(
      'evidence-changed',
      'refuse',
      {
        evidence: `The CRM now has ${world.email} for ${pkg.contact.name}; this message would go to ${message.to}.`,
        clears: 'A new revision of the package with the new address, or the old address back in the CRM.',
      },
      { target: { field: 'to', start: 0, end: message.to.length } },
    ),
  ];
}

function changedFacts({ approval, pkg }: GateInput): readonly Finding[] {
  if (approval === null) return [];
  return approval.signed.facts.flatMap((signed) => {
    const now = pkg.facts.find((fact) => fact.id === signed.id);
    if (now?.value === signed.value) return [];
    const evidence =
      now === undefined
        ? `A fact behind the message is gone: “${shorten(signed.value)}”.`
        : `${now.label} was “${shorten(signed.value)}” when it was approved and is now “${shorten(now.value)}”.`;
    return [
      finding('evidence-changed', 'refuse', {
        evidence,
        clears: 'Read the message again with today’s facts, change what no longer holds, and approve it again.',
      }),
    ];
  });
}

const shorten = (value: string) => (value.length > 120 ? `${value.slice(0, 117)}…` : value);
