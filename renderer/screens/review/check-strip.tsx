/** What the gate would say, in one strip under the message: findings first, then four counters, then all checks on request. */
import { ChevronRight } from 'lucide-react';
import { useEffect, useId, useState } from 'react';
import type { Finding, RailCode, Verdict } from '../../../shared/domain/finding.ts';
import type { MessageKind } from '../../../shared/domain/handoff-package.ts';
import { byStrictness } from '../../../shared/policy/gate.ts';
import { cx } from '../../components/class-names.ts';
import { ToneShape } from '../../components/tone-shape.tsx';
import { AllChecks } from './all-checks.tsx';
import styles from './check-strip.module.css';
import { FindingMark } from './finding-mark.tsx';
import { ANSWER, capital, RAIL_PROBLEM } from './review-words.ts';
import type { Counter } from './strip-counters.ts';

interface CheckStripProps {
  readonly verdict: Verdict;
  readonly kind: MessageKind;
  readonly seen: readonly RailCode[];
  readonly counters: readonly Counter[];
  /** False while there was nothing to judge by; silence is then no pass. */
  readonly couldJudge: boolean;
  readonly policyLabel: string;
  /** The finding a press of A went to; a rising number shows the same one again. */
  readonly focus: { readonly code: RailCode; readonly times: number } | null;
  readonly showsAll: boolean;
  readonly onShowAll: (shows: boolean) => void;
  /** Opens what the trust log says of this package. */
  readonly onLog: () => void;
  /** Takes the reader to the place a finding points to. */
  readonly onGoTo: (finding: Finding) => void;
}

const MOST_LINES = 3;

export function CheckStrip(props: CheckStripProps) {
  const { verdict, seen, counters, focus, showsAll } = props;
  const id = useId();
  const findings = byStrictness(verdict.findings);
  const focusAt = focus === null ? -1 : findings.findIndex(({ code }) => code === focus.code);
  const [openAt, setOpenAt] = useState(-1);
  const [shownFocus, setShownFocus] = useState(focus);
  if (shownFocus !== focus) {
    // A press of A that could not sign opens the finding it is about.
    setShownFocus(focus);
    setOpenAt(focusAt);
  }
  const shown = findings.slice(0, findings.length > MOST_LINES ? MOST_LINES - 1 : MOST_LINES);
  const open = findings[openAt];
  const isOpen = open !== undefined;

  useEffect(() => {
    if (!isOpen && !showsAll) return undefined;
    const onKey = (event: KeyboardEvent) => {
      if (event.key !== 'Escape') return;
      setOpenAt(-1);
      props.onShowAll(false);
    };
    window.addEventListener('keydown', onKey);
    return () => window.removeEventListener('keydown', onKey);
  });

  return (
    <section className={styles.strip} aria-label="Checks">
      <div className={styles.findings}>
        {findings.length === 0 && (
          <p className={styles.fine}>
            <ToneShape tone="supported" /> Every check passes; release checks again
          </p>
        )}
        {shown.map((finding, at) => (
          <button
            key={`${finding.code}-${at}`}
            type="button"
            className={cx(styles.finding, at === focusAt && styles.current)}
            aria-expanded={at === openAt}
            aria-controls={`${id}-finding`}
            onClick={() => {
              setOpenAt(at === openAt ? -1 : at);
              props.onGoTo(finding);
            }}
          >
            <FindingMark finding={finding} />
            <span className={styles.problem}>{capital(RAIL_PROBLEM[finding.code])}</span>
            <span className={styles.evidence}>{finding.evidence}</span>
            {seen.includes(finding.code) && <span className={styles.seen}>seen</span>}
          </button>
        ))}
        {findings.length > shown.length && (
          <button type="button" className={styles.finding} onClick={() => props.onShowAll(true)}>
            <span className={styles.evidence}>and {findings.length - shown.length} more</span>
          </button>
        )}
      </div>
      <div className={styles.counters}>
        {counters.map((counter) => (
          <span key={counter.id} className={styles.counter} title={counter.explains}>
            {counter.value === null ? (
              <>
                {counter.label} <ToneShape tone="stale" unknown label={`${counter.label}: unknown`} />
              </>
            ) : counter.id === 'words' ? (
              <>
                <span className={cx(styles.value, counter.isBeyond && styles.beyond)}>{counter.value}</span> words
              </>
            ) : (
              <>
                {counter.label}{' '}
                <span className={cx(styles.value, counter.isBeyond && styles.beyond)}>{counter.value}</span>
              </>
            )}
          </span>
        ))}
        <button
          type="button"
          className={styles.all}
          aria-expanded={showsAll}
          aria-controls={`${id}-all`}
          onClick={() => props.onShowAll(!showsAll)}
        >
          <ChevronRight aria-hidden="true" /> all checks
        </button>
      </div>
      {open !== undefined && !showsAll && <FindingCard id={`${id}-finding`} finding={open} />}
      {showsAll && (
        <AllChecks
          id={`${id}-all`}
          verdict={verdict}
          kind={props.kind}
          couldJudge={props.couldJudge}
          policyLabel={props.policyLabel}
          onLog={props.onLog}
          onClose={() => props.onShowAll(false)}
        />
      )}
    </section>
  );
}

function FindingCard({ id, finding }: { readonly id: string; readonly finding: Finding }) {
  const answer = ANSWER[finding.answer];
  return (
    <div id={id} className={styles.card} role="note" aria-label="Finding">
      <div className={styles.cardHead}>
        <FindingMark finding={finding} size={13} />
        {capital(RAIL_PROBLEM[finding.code])}
        <span className={styles.cardAnswer}>{answer.explains}</span>
      </div>
      <p className={styles.cardText} data-copy>
        {finding.evidence}
      </p>
      <p className={styles.clears}>
        <strong>Clears:</strong> {finding.clears}
      </p>
    </div>
  );
}
