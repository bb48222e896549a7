/** The shape of a finding: octagon refuses, hourglass holds, pen attests, triangle asks, dashed question mark where nobody knows. */
import type { Finding } from '../../../shared/domain/finding.ts';
import { ToneShape } from '../../components/tone-shape.tsx';
import { ANSWER } from './review-words.ts';

export function FindingMark({ finding, size = 12 }: { readonly finding: Finding; readonly size?: number }) {
  const words = ANSWER[finding.answer];
  return (
    <ToneShape
      tone={finding.unknown ? 'stale' : words.tone}
      unknown={finding.unknown}
      size={size}
      label={finding.unknown ? `Unknown, ${words.label}` : words.label}
    />
  );
}
