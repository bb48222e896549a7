/**
 * The demo's prospects, who answer what the embedded mailbox took: about half of them, each in their own way, after a short while. They
 * answer mail on this computer only; what they say is filed into the Inbox folder as any mail would be, and nobody acts on their behalf.
 */
import { createHash } from 'node:crypto';
import type { Clock } from '../../ports/clock.ts';
import type { Log } from '../../ports/log.ts';
import type { Sink } from '../sink.ts';
import type { Answers } from './answers.ts';
import { composeAnswer } from './compose-answer.ts';
import { comingAnswers, type ComingAnswer } from './temperaments.ts';

export interface ProspectPorts {
  readonly sink: Pick<Sink, 'taken' | 'onTaken' | 'readEml' | 'deliver'>;
  readonly clock: Clock;
  readonly log: Log;
  readonly script: Answers;
  /** False where mail leaves through a real account. */
  readonly isOn: () => boolean;
}

export interface Prospects {
  /** Another way out was chosen. */
  changed(): void;
  stop(): Promise<void>;
}

/** A desk that was closed for longer finds no answers to what nobody remembers. */
const REMEMBERED_MS = 7 * 86_400_000;

export function startProspects({ sink, clock, log, script, isOn }: ProspectPorts): Prospects {
  /** Answered, or waited for, by the Message-ID of our mail. */
  const seen = new Set<string>();
  const waiting = new Set<() => void>();
  const running = new Set<Promise<void>>();
  let ended = false;

  const look = (): void => {
    if (ended || !isOn()) return;
    const sinceMs = clock.nowMs() - REMEMBERED_MS;
    for (const coming of comingAnswers(sink.taken(), script)) {
      const { messageId, atMs } = coming.mail;
      if (atMs < sinceMs || seen.has(messageId)) continue;
      seen.add(messageId);
      const cancel = clock.wakeAt(Math.max(coming.dueAtMs, clock.nowMs()), () => {
        waiting.delete(cancel);
        if (!isOn()) {
          seen.delete(messageId);
          return;
        }
        const answering = answer(coming).catch((cause: unknown) => {
          // It is written at the next start, or when the next mail is taken.
          seen.delete(messageId);
          log.error('prospects.unanswered', cause);
        });
        running.add(answering);
        void answering.finally(() => running.delete(answering));
      });
      waiting.add(cancel);
    }
  };

  async function answer(coming: ComingAnswer): Promise<void> {
    const { mail } = coming;
    const eml = await sink.readEml(mail.messageId);
    if (eml === null) return;
    // The same name for the same mail: a file that is there was written before a restart.
    const name = `${mail.atMs}-${createHash('sha256').update(mail.messageId).digest('hex').slice(0, 16)}.eml`;
    const isNew = await sink.deliver(mail.from, name, await composeAnswer(coming, eml, script));
    if (isNew) log.info('prospects.answered', { temperament: coming.temperament });
  }

  const stopListening = sink.onTaken(look);
  look();

  return {
    changed: look,
    async stop() {
      ended = true;
      stopListening();
      for (const cancel of waiting) cancel();
      await Promise.all(running);
    },
  };
}
