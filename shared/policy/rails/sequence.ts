/** Cold mail belongs to a sequence that was approved and is live, as one of its email steps. */
import { finding, type Rail } from '../rail.ts';

export const sequenceRail: Rail = {
  code: 'sequence',
  title: 'Approved sequence',
  kinds: ['first-touch', 'follow-up'],
  owner: 'revops',
  approver: 'sales-leadership',
  evaluate({ pkg, policy }) {
    const { number, sequenceId, sequenceName } = pkg.step;
    const refuse = (evidence: string, clears: string) => [finding('sequence', 'refuse', { evidence, clears })];
    const sequence = policy.sequences.find(({ id }) => id === sequenceId);
    const name = sequence?.name ?? (sequenceName === '' ? sequenceId : sequenceName);
    if (sequence === undefined) {
      return refuse(
        `The sequence “${name}” is not in the policy’s list of approved ones.`,
        'RevOps approves the sequence; until then its messages stay here.',
      );
    }
    switch (sequence.state) {
      case 'draft':
        return refuse(
          `The sequence “${name}” is a draft that nobody has approved.`,
          'RevOps approves it and sets it live.',
        );
      case 'retired':
        return refuse(
          `The sequence “${name}” was retired.`,
          'A package of a live sequence; RevOps can set this one live again.',
        );
      case 'live':
        break;
      default:
        return sequence.state satisfies never;
    }
    const step = sequence.steps.find((each) => each.number === number);
    if (step?.kind === 'email') return [];
    return refuse(
      step === undefined
        ? `The sequence “${name}” has no step ${number}; it has ${sequence.steps.length}.`
        : `Step ${number} of “${name}” is ${step.kind === 'call' ? 'a call' : 'a LinkedIn task'}, not an email.`,
      'A package of a step that the sequence has; RevOps changes the sequence’s steps.',
    );
  },
};
