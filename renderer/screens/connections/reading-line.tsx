/** How reading something outside stands, in one line: when it was last read, or what is wrong. */
import type { DeskStatus } from '../../../shared/ipc/contract.ts';
import { shortDuration } from '../../components/time-words.ts';
import { useNow } from '../../components/use-now.ts';
import type { Tone } from '../../components/tone.ts';
import { ACCOUNT_WORDS } from './account-words.ts';
import { StateLine } from './state-line.tsx';

type Reading = DeskStatus['mailbox']['inbox'];

const TONES: Readonly<Record<Reading['state'], Tone>> = {
  off: 'stale',
  reading: 'accent',
  ready: 'supported',
  unreachable: 'attention',
  refused: 'refused',
};

export function ReadingLine({
  reading,
  what,
}: {
  readonly reading: Reading;
  readonly what: { readonly [S in Reading['state']]: string };
}) {
  const nowMs = useNow(10_000);
  const age =
    reading.lastReadAtMs === null
      ? undefined
      : ACCOUNT_WORDS.lastRead(shortDuration(Math.max(0, nowMs - reading.lastReadAtMs)));
  return <StateLine tone={TONES[reading.state]} title={what[reading.state]} aside={reading.problem ?? age} />;
}
