/** The steps of one send's life that are known, in order, in words. It guesses none. */
import type { Send } from '../../../shared/domain/send.ts';
import type { Tone } from '../../components/tone.ts';
import { whyAgain } from './send-words.ts';

export interface SendStep {
  readonly atMs: number | null;
  readonly words: string;
  readonly tone: Tone;
}

export function sendSteps(send: Send): readonly SendStep[] {
  const steps: SendStep[] = [
    { atMs: send.countersignedAtMs, words: 'Countersigned by you, the exact message sealed', tone: 'neutral' },
  ];
  const undoEnds = { atMs: send.releaseAtMs, tone: 'neutral' } as const;
  switch (send.state) {
    case 'countersigned':
    case 'held':
      steps.push({ ...undoEnds, words: 'Undo window ends, then the gate looks at it' });
      return steps;
    case 'undone':
      steps.push({ atMs: send.updatedAtMs, words: 'Undone; nothing left', tone: 'stale' });
      return steps;
    case 'released':
    case 'reserved':
    case 'transmitting':
      steps.push({ ...undoEnds, words: 'Undo window over, released to the gate' });
      if (send.state !== 'released')
        steps.push({ atMs: send.updatedAtMs, words: 'Clear; a slot of today is taken', tone: 'accent' });
      return steps;
    case 'deferred':
      steps.push({ atMs: send.updatedAtMs, words: 'The gate holds it for now', tone: 'attention' });
      steps.push({ atMs: send.clearsAtMs, words: 'It is looked at again, if this computer is on', tone: 'neutral' });
      return steps;
    case 'retry':
      steps.push({ atMs: send.updatedAtMs, words: attemptWords(send, whyAgain(send)), tone: 'attention' });
      steps.push({ atMs: send.clearsAtMs, words: 'Next attempt, through the gate again', tone: 'neutral' });
      return steps;
    case 'sent':
      steps.push({ ...undoEnds, words: 'Released; every rail was clear' });
      steps.push({ atMs: send.sentAtMs, words: attemptWords(send, 'the server accepted it'), tone: 'supported' });
      return steps;
    case 'refused':
      steps.push({ atMs: send.updatedAtMs, words: 'The gate refused it; nothing left', tone: 'refused' });
      return steps;
    case 'failed':
      steps.push({
        atMs: send.updatedAtMs,
        words: attemptWords(send, 'the server refused it for good'),
        tone: 'refused',
      });
      return steps;
    case 'expired':
      steps.push({
        atMs: send.updatedAtMs,
        words: 'Its approval ran out while it waited; nothing left',
        tone: 'stale',
      });
      return steps;
    case 'uncertain':
      steps.push({
        atMs: send.doubt?.handedOverAtMs ?? send.updatedAtMs,
        words: 'Handed over, then no answer from the server',
        tone: 'attention',
      });
      return steps;
    case 'abandoned':
      steps.push({ atMs: send.updatedAtMs, words: 'Left as it is, and drafted again on your word', tone: 'stale' });
      return steps;
  }
}

function attemptWords(send: Send, what: string): string {
  return send.attempts > 1 ? `Attempt ${send.attempts}: ${what}` : what.charAt(0).toUpperCase() + what.slice(1);
}
