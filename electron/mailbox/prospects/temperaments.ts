/** Who answers, how, and when: the same for the same mails, whatever was restarted meanwhile. It writes nothing. */
import { createHash } from 'node:crypto';
import type { TakenMail } from '../sink.ts';
import type { Answers, Temperament } from './answers.ts';

/** An answer that is to come. */
export interface ComingAnswer {
  readonly mail: TakenMail & { readonly messageId: string };
  readonly temperament: Temperament;
  readonly dueAtMs: number;
  /** Stable numbers to choose words by, each below one. */
  readonly draw: (what: string) => number;
}

const SECOND_MS = 1_000;
const MINUTE_MS = 60_000;

/** Uniform in [0, 1), the same for the same words. */
export const drawFrom =
  (seed: string) =>
  (what: string): number =>
    createHash('sha256').update(`${seed}\n${what}`).digest().readUInt32BE(0) / 2 ** 32;

/**
 * `taken` in the order it was taken, which stays. One answer for each person at most, to the first cold mail they got. Of the people a mailbox writes to, the first are dealt what a
 * newcomer should meet; everybody else is as their address has it.
 */
export function comingAnswers(
  taken: readonly TakenMail[],
  answers: Pick<Answers, 'firstPeople' | 'everybody'>,
): readonly ComingAnswer[] {
  const people = new Map<string, Set<string>>();
  const coming: ComingAnswer[] = [];
  for (const mail of taken) {
    const { messageId, from, to } = mail;
    if (!mail.isCold || messageId === null || mail.atMs === 0) continue;
    const met = people.get(from) ?? new Set<string>();
    people.set(from, met);
    if (met.has(to)) continue;
    const place = met.size;
    met.add(to);
    const draw = drawFrom(to);
    const temperament =
      place < answers.firstPeople.length
        ? (answers.firstPeople[place] ?? null)
        : (answers.everybody[Math.floor(draw('temperament') * answers.everybody.length)] ?? null);
    if (temperament === null) continue;
    coming.push({
      mail: { ...mail, messageId },
      temperament,
      dueAtMs: mail.atMs + Math.round(delayMs(temperament, place, draw('delay'))),
      draw,
    });
  }
  return coming;
}

/** Machines answer in seconds. The first people do within a minute, so that a newcomer sees it; later ones take minutes. */
function delayMs(temperament: Temperament, place: number, share: number): number {
  if (temperament === 'hard-bounce' || temperament === 'out-of-office') return (5 + share * 15) * SECOND_MS;
  if (place < 3) return (20 + share * 25) * SECOND_MS;
  return (1.5 + share * 6.5) * MINUTE_MS;
}
