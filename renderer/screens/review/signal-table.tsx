/** Why now, in one sentence, and the dated, sourced events behind it with how much of their weight is left. */
import { memo } from 'react';
import { staleAtMs, type Signal } from '../../../shared/domain/signal.ts';
import type { HandoffPackage } from '../../../shared/domain/handoff-package.ts';
import { cx } from '../../components/class-names.ts';
import { SectionTitle } from '../../components/section-title.tsx';
import { fullMoment, shortDuration } from '../../components/time-words.ts';
import { ToneShape } from '../../components/tone-shape.tsx';
import styles from './evidence-pane.module.css';
import { dayWords } from './local-clock.ts';
import { SIGNAL_TYPE } from './review-words.ts';
import { SourceLink } from './source-link.tsx';

interface SignalTableProps {
  readonly whyNow: HandoffPackage['rationale']['whyNow'];
  readonly signals: readonly Signal[];
  /** Only the signal of the sentence: for a reply, where their letter says more. */
  readonly onlyFirst: boolean;
  readonly nowMs: number;
  readonly onOpen: (url: string) => void;
}

export const SignalTable = memo(function SignalTable({ whyNow, signals, onlyFirst, nowMs, onOpen }: SignalTableProps) {
  const first = signals.find((signal) => signal.id === whyNow.signalId);
  const others = onlyFirst ? [] : signals.filter((signal) => signal !== first);
  const ordered = first === undefined ? others : [first, ...others];
  return (
    <section className={styles.section} aria-label="Why now">
      <SectionTitle>Why now</SectionTitle>
      <p className={styles.whyNow} data-copy>
        {whyNow.text}
      </p>
      {ordered.length === 0 ? (
        <p className={cx(styles.detail, styles.quiet)}>No signal came with this package.</p>
      ) : (
        <table className={styles.signals} aria-label="Signals: what happened, where it was seen, when, how old it is">
          <tbody>
            {ordered.map((signal) => (
              <tr key={signal.id}>
                <td>
                  <p className={cx(styles.signalValue, signal === first && styles.signalNow)}>{signal.value}</p>
                  <p className={styles.signalFrom}>
                    <span>{SIGNAL_TYPE[signal.type]}</span>
                    <span>·</span>
                    <SourceLink label={signal.source} url={signal.url} onOpen={onOpen} />
                    <span>·</span>
                    <time
                      dateTime={new Date(signal.observedAtMs).toISOString()}
                      title={fullMoment(signal.observedAtMs)}
                    >
                      {dayWords(signal.observedAtMs, nowMs)}
                    </time>
                  </p>
                </td>
                <td className={styles.signalAge}>
                  <SignalAge signal={signal} nowMs={nowMs} />
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      )}
    </section>
  );
});

const DAY_MS = 86_400_000;

/** Fresh within one half-life, fading within two, stale after: the words and the shape change with it, not only the colour. */
function SignalAge({ signal, nowMs }: { readonly signal: Signal; readonly nowMs: number }) {
  const ageMs = Math.max(0, nowMs - signal.observedAtMs);
  const halfLives = ageMs / (signal.halfLifeDays * DAY_MS);
  const state = nowMs >= staleAtMs(signal) ? 'stale' : halfLives >= 1 ? 'fading' : 'fresh';
  const words = shortDuration(ageMs);
  const title = `Half-life ${signal.halfLifeDays} days; stale from ${fullMoment(staleAtMs(signal))}`;
  return (
    <span
      className={cx(styles.age, state === 'fading' && styles.ageFading, state === 'stale' && styles.ageStale)}
      title={title}
      aria-label={`${words} old, ${state}`}
      role="img"
    >
      {state === 'stale' ? (
        <ToneShape tone="stale" size={11} />
      ) : (
        <span className={styles.life} aria-hidden="true">
          <span className={styles.lifeLeft} style={{ transform: `scaleX(${Math.max(0.08, 1 - halfLives / 2)})` }} />
        </span>
      )}
      <span aria-hidden="true">{words}</span>
    </span>
  );
}
