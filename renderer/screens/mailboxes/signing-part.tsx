/** Whether receivers can trust the mailbox's domain: SPF, DKIM, DMARC, alignment, and what is to be done where they can't. */
import type { Authentication } from '../../../shared/domain/mailbox-world.ts';
import type { Tone } from '../../components/tone.ts';
import { momentWords } from '../../components/time-words.ts';
import { ToneShape } from '../../components/tone-shape.tsx';
import { MAILBOX_WORDS } from './mailboxes-words.ts';
import styles from './mailboxes.module.css';

const TONES: Readonly<Record<Authentication['spf'], Tone>> = {
  pass: 'supported',
  fail: 'refused',
  missing: 'refused',
  unknown: 'stale',
};

export function SigningPart({
  authentication,
  nowMs,
}: {
  readonly authentication: Authentication | null;
  readonly nowMs: number;
}) {
  if (authentication === null) return <p className={styles.quiet}>{MAILBOX_WORDS.never}</p>;
  const { spf, dkim, dmarc, aligned, selector, problems, simulated, checkedAtMs } = authentication;
  return (
    <>
      <ul className={styles.checks}>
        <Check name={MAILBOX_WORDS.spf} answer={spf} />
        <Check name={MAILBOX_WORDS.dkim} answer={dkim} detail={selector} />
        <Check name={MAILBOX_WORDS.dmarc} answer={dmarc} />
        <li className={styles.check}>
          <ToneShape
            tone={aligned === null ? 'stale' : aligned ? 'supported' : 'refused'}
            unknown={aligned === null}
            size={14}
          />
          <strong>{MAILBOX_WORDS.aligned}</strong>
          <span>
            {aligned === null
              ? MAILBOX_WORDS.alignedUnknown
              : aligned
                ? MAILBOX_WORDS.alignedYes
                : MAILBOX_WORDS.alignedNo}
          </span>
        </li>
      </ul>
      {problems.length > 0 && (
        <ul className={styles.problems}>
          {problems.map((problem) => (
            <li key={problem} data-copy>
              {problem}
            </li>
          ))}
        </ul>
      )}
      <p className={styles.quiet}>
        {simulated ? MAILBOX_WORDS.simulated : MAILBOX_WORDS.checked(momentWords(checkedAtMs, nowMs))}
      </p>
    </>
  );
}

function Check({
  name,
  answer,
  detail = null,
}: {
  readonly name: string;
  readonly answer: Authentication['spf'];
  readonly detail?: string | null;
}) {
  return (
    <li className={styles.check}>
      <ToneShape tone={TONES[answer]} unknown={answer === 'unknown'} size={14} />
      <strong>{name}</strong>
      <span>{MAILBOX_WORDS.answers[answer]}</span>
      {detail !== null && <code>{detail}</code>}
    </li>
  );
}
