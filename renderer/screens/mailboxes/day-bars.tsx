/** The days of a mailbox as bars: sent here, sent by other tools, and the line of what its ramp allowed. */
import type { ResponseOf } from '../../../shared/ipc/contract.ts';
import { MAILBOX_WORDS } from './mailboxes-words.ts';
import styles from './mailboxes.module.css';

type Day = ResponseOf<'mailboxes.read'>['mailboxes'][number]['days'][number];

const WIDTH = 560;
const HEIGHT = 72;
const GAP = 3;

export function DayBars({ days }: { readonly days: readonly Day[] }) {
  const most = Math.max(1, ...days.map(({ sent, elsewhere, allowance }) => Math.max(sent + elsewhere, allowance ?? 0)));
  if (days.every(({ sent, elsewhere }) => sent + elsewhere === 0)) {
    return <p className={styles.quiet}>{MAILBOX_WORDS.historyEmpty}</p>;
  }
  const step = WIDTH / days.length;
  const up = (count: number) => (count / most) * (HEIGHT - 2);
  const line = days
    .map(({ allowance }, at) =>
      allowance === null ? null : `${at * step} ${HEIGHT - up(allowance)} H${(at + 1) * step}`,
    )
    .filter((each) => each !== null);
  return (
    <svg className={styles.bars} viewBox={`0 0 ${WIDTH} ${HEIGHT}`} role="img" aria-label={MAILBOX_WORDS.history}>
      {days.map(({ day, sent, elsewhere, allowance }, at) => (
        <g key={day}>
          <title>{MAILBOX_WORDS.historySaid(day, sent, elsewhere, allowance)}</title>
          <rect x={at * step} y={0} width={step} height={HEIGHT} className={styles.barArea} />
          <rect
            x={at * step + GAP / 2}
            y={HEIGHT - up(sent + elsewhere)}
            width={step - GAP}
            height={up(elsewhere)}
            className={styles.barElsewhere}
          />
          <rect
            x={at * step + GAP / 2}
            y={HEIGHT - up(sent)}
            width={step - GAP}
            height={up(sent)}
            className={styles.barSent}
          />
        </g>
      ))}
      {line.length > 0 && <path d={`M${line.join(' L')}`} className={styles.allowed} />}
    </svg>
  );
}
