/** A sequence's steps as one line of text, `1 email, 4 email, 8 call`, and back. */
import type { ApprovedSequence } from '../../../shared/policy/policy-parts/sequences.ts';

type Steps = ApprovedSequence['steps'];

export function stepsText(steps: Steps): string {
  return steps.map(({ day, kind }) => `${day} ${kind}`).join(', ');
}

/** Numbered as they stand; null where a part is not a day and a kind. */
export function readSteps(text: string): Steps | null {
  const parts = text
    .split(',')
    .map((part) => part.trim())
    .filter((part) => part !== '');
  const steps: Steps = [];
  for (const part of parts) {
    const match = /^(\d{1,2})\s+(email|call|linkedin)$/i.exec(part);
    if (match === null) return null;
    steps.push({ number: steps.length + 1, day: Number(match[1]), kind: kindOf(match[2] ?? '') });
  }
  return steps;
}

function kindOf(word: string): Steps[number]['kind'] {
  const kind = word.toLowerCase();
  return kind === 'call' || kind === 'linkedin' ? kind : 'email';
}
