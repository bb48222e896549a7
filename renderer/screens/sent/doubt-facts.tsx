/** What is known of an uncertain send: when it was handed over, how it was looked for, when its person is asked. It guesses nothing. */
import type { Doubt } from '../../../shared/domain/doubt.ts';
import { fullMoment, momentWords } from '../../components/time-words.ts';
import styles from './doubt-facts.module.css';
import { SENT_WORDS } from './sent-words.ts';

export function DoubtFacts({ doubt, nowMs }: { readonly doubt: Doubt; readonly nowMs: number }) {
  const { handedOverAtMs, asksAtMs } = doubt;
  return (
    <>
      <dl className={styles.facts}>
        <dt>{SENT_WORDS.handedOver}</dt>
        <dd>
          {handedOverAtMs === null ? SENT_WORDS.handedOverUnknown : <Moment atMs={handedOverAtMs} nowMs={nowMs} />}
        </dd>
        <dt>{SENT_WORDS.lookedFor}</dt>
        <dd>{lookWords(doubt, nowMs)}</dd>
        <dt>{SENT_WORDS.asked}</dt>
        <dd>{asksAtMs <= nowMs ? SENT_WORDS.askedNow : <Moment atMs={asksAtMs} nowMs={nowMs} />}</dd>
      </dl>
      <p className={styles.note}>{SENT_WORDS.keepsSlot}</p>
    </>
  );
}

function Moment({ atMs, nowMs }: { readonly atMs: number; readonly nowMs: number }) {
  return (
    <time title={fullMoment(atMs)} dateTime={new Date(atMs).toISOString()}>
      {momentWords(atMs, nowMs)}
    </time>
  );
}

/** `3 times, last 09:12 in the Sent folder: it is not there, …`. */
export function lookWords({ looks, lastLook }: Doubt, nowMs: number): string {
  if (lastLook === null) return SENT_WORDS.notYetLooked;
  const { atMs, where, answer } = lastLook;
  return `${SENT_WORDS.looks(looks)}, ${SENT_WORDS.lookedIn(where, momentWords(atMs, nowMs))}: ${SENT_WORDS.lookAnswer[answer]}`;
}
