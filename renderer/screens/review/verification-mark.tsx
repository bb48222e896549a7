/** Whether the address may be trusted, and how long ago that was found out: shape, colour and age together. */
import type { Verification } from '../../../shared/domain/contact.ts';
import { ago, fullMoment, shortDuration } from '../../components/time-words.ts';
import { ToneShape } from '../../components/tone-shape.tsx';
import { cx } from '../../components/class-names.ts';
import { VERIFICATION } from './review-words.ts';
import styles from './message-header.module.css';

interface VerificationMarkProps {
  readonly verification: Verification;
  readonly verifiedAtMs: number | null;
  /** A verification older than this no longer counts (policy). */
  readonly validForDays: number | null;
  readonly nowMs: number;
}

const DAY_MS = 86_400_000;

export function VerificationMark({ verification, verifiedAtMs, validForDays, nowMs }: VerificationMarkProps) {
  const words = VERIFICATION[verification];
  const isOld =
    verification === 'verified' &&
    validForDays !== null &&
    (verifiedAtMs === null || nowMs - verifiedAtMs > validForDays * DAY_MS);
  const tone = isOld ? 'stale' : words.tone;
  const age = verifiedAtMs === null ? null : shortDuration(nowMs - verifiedAtMs);
  const when = verifiedAtMs === null ? 'never checked' : `checked ${fullMoment(verifiedAtMs)}`;
  const label = `${isOld ? 'Verification too old' : words.label}${age === null ? '' : `, ${ago(age)}`}`;
  return (
    <span className={cx(styles.mark, styles[tone])} title={`${words.explains}; ${when}`} role="img" aria-label={label}>
      <ToneShape tone={tone} unknown={verification === 'unknown'} />
      <span aria-hidden="true">{verification === 'verified' ? (age ?? 'undated') : words.label}</span>
    </span>
  );
}
