/** The sentence in view and the facts it rests on: what a person checks before they sign. It judges nothing itself. */
import { memo } from 'react';
import type { Fact } from '../../../shared/domain/fact.ts';
import type { Person } from '../../../shared/domain/person.ts';
import type { SentenceCheck } from '../../../shared/policy/claims/sentence-check.ts';
import { Button } from '../../components/button.tsx';
import { cx } from '../../components/class-names.ts';
import { CommandCap } from '../../commands/command-cap.tsx';
import { useKey } from '../../commands/registry.ts';
import { fullMoment, shortDuration } from '../../components/time-words.ts';
import { ToneShape } from '../../components/tone-shape.tsx';
import type { Tone } from '../../components/tone.ts';
import pane from './evidence-pane.module.css';
import styles from './sentence-facts.module.css';
import { dayWords } from './local-clock.ts';
import { SENTENCE } from './review-words.ts';

const TONE_CLASS: Readonly<Record<Tone, string | undefined>> = {
  supported: styles.toneSupported,
  refused: styles.toneRefused,
  stale: styles.toneStale,
  accent: styles.toneAccent,
  neutral: styles.toneNeutral,
  attention: styles.toneAttention,
};

interface SentenceFactsProps {
  readonly sentences: readonly SentenceCheck[];
  readonly selected: number | null;
  readonly facts: readonly Fact[];
  readonly people: readonly Person[];
  readonly nowMs: number;
  /** Letters and brackets are text then: their keys are not drawn. */
  readonly isEditing: boolean;
  readonly attestKey: string | undefined;
  readonly canAttest: boolean;
  readonly onAttest: () => void;
  readonly onOpen: (url: string) => void;
}

export const SentenceFacts = memo(function SentenceFacts(props: SentenceFactsProps) {
  const { sentences, selected, facts, nowMs } = props;
  const openKey = useKey('open-source');
  const sentence = selected === null ? undefined : sentences[selected];
  if (sentence === undefined || selected === null) {
    return (
      <section className={styles.sentence} aria-label="Sentence and its facts">
        <div className={styles.sentenceHead}>
          <span className={pane.quiet}>{tally(sentences)}</span>
          {!props.isEditing && (
            <span className={styles.steps}>
              <CommandCap id="previous-claim" /> <CommandCap id="next-claim" /> step through
            </span>
          )}
        </div>
      </section>
    );
  }
  const words = SENTENCE[sentence.state];
  const heldBy = new Set(sentence.spans.flatMap(({ heldBy: by }) => (by === null || by === 'context' ? [] : [by])));
  const cited = facts.filter((fact) => sentence.factIds.includes(fact.id) || heldBy.has(fact.id));
  const firstUrl = cited.find((fact) => fact.url !== null);
  return (
    <section className={styles.sentence} aria-label="Sentence and its facts">
      <div className={styles.sentenceHead}>
        <span className={cx(styles.sentenceState, TONE_CLASS[words.tone])}>
          <ToneShape tone={words.tone} /> {words.label}
          {sentence.attestedBy !== null && ` by ${nameOf(props.people, sentence.attestedBy)}`}
        </span>
        <span className={styles.steps}>
          {!props.isEditing && <CommandCap id="previous-claim" />} {selected + 1} of {sentences.length}{' '}
          {!props.isEditing && <CommandCap id="next-claim" />}
        </span>
      </div>
      {sentence.reason !== '' && <p className={styles.why}>{sentence.reason}</p>}
      {cited.length > 0 && (
        <ul className={styles.facts} aria-label="Facts">
          {cited.map((fact) => (
            <li
              key={fact.id}
              className={cx(
                styles.fact,
                sentence.state === 'stale' ? styles.factStale : heldBy.has(fact.id) && styles.factHeld,
              )}
            >
              <span>
                <span className={styles.factLabel}>{fact.label}</span>{' '}
                <span className={styles.factValue} data-copy>
                  {fact.value}
                </span>
              </span>
              <span className={styles.factMeta}>
                {fact.source} ·{' '}
                <time dateTime={new Date(fact.observedAtMs).toISOString()} title={fullMoment(fact.observedAtMs)}>
                  {dayWords(fact.observedAtMs, nowMs)} ({shortDuration(nowMs - fact.observedAtMs)})
                </time>{' '}
                · {Math.round(fact.confidence * 100)} % sure
              </span>
              {fact.url !== null && (
                <span className={styles.factOpen}>
                  <Button
                    size="sm"
                    tone="quiet"
                    keys={fact === firstUrl && !props.isEditing ? openKey : undefined}
                    aria-label={`Open the source: ${fact.source}`}
                    onClick={() => {
                      if (fact.url !== null) props.onOpen(fact.url);
                    }}
                  >
                    Open
                  </Button>
                </span>
              )}
            </li>
          ))}
        </ul>
      )}
      {(sentence.state === 'unsupported' || sentence.state === 'stale') && (
        <div className={styles.attest}>
          <Button size="sm" keys={props.attestKey} disabled={!props.canAttest} onClick={props.onAttest}>
            I answer for this
          </Button>
          <span className={cx(pane.detail, pane.quiet)}>by name; any edit voids it</span>
        </div>
      )}
    </section>
  );
});

function nameOf(people: readonly Person[], id: Person['id']): string {
  return people.find((person) => person.id === id)?.name ?? id;
}

/** `6 sentences: 4 supported, 1 unsupported`. */
function tally(sentences: readonly SentenceCheck[]): string {
  if (sentences.length === 0) return 'No sentences to check';
  const counts = new Map<SentenceCheck['state'], number>();
  for (const { state } of sentences) counts.set(state, (counts.get(state) ?? 0) + 1);
  const parts = (['unsupported', 'stale', 'attested', 'supported'] as const).flatMap((state) => {
    const count = counts.get(state);
    return count === undefined ? [] : [`${count} ${state}`];
  });
  return parts.length === 0 ? 'Nothing checkable is stated' : `Sentences: ${parts.join(', ')}`;
}
