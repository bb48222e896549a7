/** Every cold message carries a way out: the headers RevOps chose, and a line a person can see. */
import type { Finding } from '../../domain/finding.ts';
import { finding, type GateInput, type Rail } from '../rail.ts';

export const unsubscribeRail: Rail = {
  code: 'unsubscribe',
  title: 'A way to opt out',
  kinds: ['first-touch', 'follow-up'],
  owner: 'revops',
  approver: 'security-legal',
  evaluate(input) {
    const faults = [headerFault(input), lineFault(input)];
    return faults.filter((fault): fault is Finding => fault !== null);
  },
};

const refuse = (evidence: string, clears: string) => finding('unsubscribe', 'refuse', { evidence, clears });

function headerFault({ message, policy }: GateInput): Finding | null {
  const list = message.headers['List-Unsubscribe'] ?? '';
  const post = message.headers['List-Unsubscribe-Post'];
  const hasMailto = /<mailto:[^<>\s]+@[^<>\s]+>/u.test(list);
  switch (policy.unsubscribe.mode) {
    case null:
      return refuse(
        'RevOps has not chosen how people opt out, so no cold message can leave.',
        'RevOps chooses one-click or mailto-only in the policy.',
      );
    case 'mailto-only':
      if (!hasMailto) {
        return refuse(
          'The message has no address for opting out by mail.',
          'RevOps enters the opt-out mailbox in the policy.',
        );
      }
      // RFC 8058: the Post header promises an https address that takes it.
      return post === undefined
        ? null
        : refuse(
            'The message promises one click, but opting out is by mail only.',
            'Compose the message again under today’s policy.',
          );
    case 'one-click':
      return hasMailto && /<https:\/\/[^<>\s]+>/u.test(list) && post === 'List-Unsubscribe=One-Click'
        ? null
        : refuse(
            'The message lacks a part of its one-click opt-out: https address, mail address or header (RFC 8058).',
            'RevOps enters both the https address and the opt-out mailbox in the policy.',
          );
    default:
      return policy.unsubscribe.mode satisfies never;
  }
}

function lineFault({ message, policy }: GateInput): Finding | null {
  return message.text.includes(policy.unsubscribe.optOutLine)
    ? null
    : refuse(
        'The line that says how to opt out is missing from the text.',
        'Compose the message again under today’s policy.',
      );
}
