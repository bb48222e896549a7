/** Every rail of the gate with what it says of this message: findings first, then the others by what they look at. */
import { ScrollText, X } from 'lucide-react';
import type { Verdict } from '../../../shared/domain/finding.ts';
import type { MessageKind } from '../../../shared/domain/handoff-package.ts';
import { Button, IconButton } from '../../components/button.tsx';
import { cx } from '../../components/class-names.ts';
import { ToneShape } from '../../components/tone-shape.tsx';
import styles from './check-strip.module.css';
import { FindingMark } from './finding-mark.tsx';
import { railLines, silentByGroup, type RailLine } from './rail-list.ts';
import { ANSWER, capital, counted, RAIL_GROUP, RAIL_PROBLEM } from './review-words.ts';

interface AllChecksProps {
  readonly id: string;
  readonly verdict: Verdict;
  readonly kind: MessageKind;
  readonly couldJudge: boolean;
  readonly policyLabel: string;
  /** Opens what the trust log says of this package. */
  readonly onLog: () => void;
  readonly onClose: () => void;
}

export function AllChecks({ id, verdict, kind, couldJudge, policyLabel, onLog, onClose }: AllChecksProps) {
  const lines = railLines(verdict, kind, couldJudge);
  const passing = lines.filter(({ state }) => state === 'passes').length;
  return (
    <section id={id} className={styles.panel} aria-label="All checks">
      <div className={styles.panelHead}>
        <h2>All checks</h2>
        <span>
          {counted(verdict.findings.length, 'finding')}, {passing} pass{policyLabel === '' ? '' : ` · ${policyLabel}`}
        </span>
        <Button size="sm" tone="quiet" icon={<ScrollText />} onClick={onLog}>
          Why? — trust log
        </Button>
        <IconButton label="Close all checks" size="sm" onClick={onClose}>
          <X />
        </IconButton>
      </div>
      {verdict.findings.length > 0 && (
        <ul className={styles.spoke} aria-label="Findings">
          {lines.map((line, at) =>
            line.state === 'spoke' ? <RailItem key={`${line.rail.code}-${at}`} line={line} /> : null,
          )}
        </ul>
      )}
      <div className={styles.groups}>
        {silentByGroup(lines).map(({ group, lines: silent }) => (
          <section key={group} aria-labelledby={`${id}-${group}`}>
            <h3 id={`${id}-${group}`} className={styles.groupHead}>
              {RAIL_GROUP[group]}
            </h3>
            <ul>
              {silent.map((line) => (
                <RailItem key={line.rail.code} line={line} />
              ))}
            </ul>
          </section>
        ))}
      </div>
    </section>
  );
}

function RailItem({ line }: { readonly line: RailLine }) {
  const { rail } = line;
  switch (line.state) {
    case 'spoke':
      return (
        <li className={cx(styles.rail, styles.railSpoke)}>
          <FindingMark finding={line.finding} />
          <span className={styles.railWords}>
            <span className={styles.railTitle}>
              {capital(RAIL_PROBLEM[rail.code])}{' '}
              <span className={styles.clears}>· {ANSWER[line.finding.answer].label.toLowerCase()}</span>
            </span>
            <span className={styles.cardText}>{line.finding.evidence}</span>
            <span className={styles.clears}>
              <strong>Clears:</strong> {line.finding.clears}
            </span>
          </span>
        </li>
      );
    case 'passes':
      return (
        <li className={styles.rail}>
          <ToneShape tone="supported" label="Passes" />
          <span className={styles.railTitle}>{rail.title}</span>
        </li>
      );
    case 'unknown':
      return (
        <li className={styles.rail}>
          <ToneShape tone="stale" unknown label="Unknown" />
          <span className={styles.railTitle}>{rail.title}</span>
        </li>
      );
    case 'at-release':
    case 'not-asked':
      return (
        <li className={cx(styles.rail, styles.railSilent)}>
          <ToneShape
            tone="neutral"
            label={line.state === 'at-release' ? 'Checked at release' : 'Not for this message'}
          />
          <span className={styles.railTitle}>
            {rail.title} <span>· {line.state === 'at-release' ? 'at release' : 'not asked'}</span>
          </span>
        </li>
      );
  }
}
