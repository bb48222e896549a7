/** How old something is, in one unit, with the whole date on hover. */
import { fullMoment, shortDuration } from './time-words.ts';

interface AgeProps {
  readonly atMs: number;
  readonly nowMs: number;
  /** `ago` by default after the figure; empty for a bare age. */
  readonly after?: string;
  readonly className?: string | undefined;
}

export function Age({ atMs, nowMs, after = '', className }: AgeProps) {
  const words = shortDuration(Math.max(0, nowMs - atMs));
  return (
    <time dateTime={new Date(atMs).toISOString()} title={fullMoment(atMs)} className={className}>
      {words}
      {after !== '' && words !== 'now' && ` ${after}`}
    </time>
  );
}
