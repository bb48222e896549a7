/** The CRM's part: how it stands, sync by hand with its progress, and what could not be written back. */
import type { DeskStatus, Progress } from '../../../shared/ipc/contract.ts';
import { call } from '../../bridge.ts';
import { Button } from '../../components/button.tsx';
import { ProgressBar } from '../../components/progress-bar.tsx';
import { Part } from '../../components/screen.tsx';
import { shortDuration } from '../../components/time-words.ts';
import { useNow } from '../../components/use-now.ts';
import { useAnswered } from './use-answered.ts';
import { CONNECTION_WORDS } from './connections-words.ts';
import { StateLine } from './state-line.tsx';
import type { Tone } from '../../components/tone.ts';
import styles from './connections.module.css';

interface CrmPartProps {
  readonly crm: DeskStatus['crm'];
  readonly progress: Progress | null;
  readonly onImport: () => void;
}

const TONES: Readonly<Record<DeskStatus['crm']['state'], Tone>> = {
  syncing: 'accent',
  'up-to-date': 'supported',
  unreachable: 'attention',
  stopped: 'stale',
};

export function CrmPart({ crm, progress, onImport }: CrmPartProps) {
  const nowMs = useNow(10_000);
  const { ask, busy, said } = useAnswered();
  const running = progress?.task === 'sync' && progress.state === 'running' ? progress : null;
  const age =
    crm.lastPullAtMs === null
      ? CONNECTION_WORDS.never
      : CONNECTION_WORDS.lastPull(shortDuration(Math.max(0, nowMs - crm.lastPullAtMs)));
  const stop = () => ask(() => call('sync.stop', {}));
  return (
    <Part title={CONNECTION_WORDS.crm} explains={CONNECTION_WORDS.crmKinds[crm.kind]}>
      <StateLine tone={TONES[crm.state]} title={CONNECTION_WORDS.crmStates[crm.state]} aside={age} />
      {crm.problem !== null && <p className={styles.problem}>{crm.problem}</p>}
      {crm.waitingWrites > 0 && <p>{CONNECTION_WORDS.waiting(crm.waitingWrites)}</p>}
      {crm.refusedWrites > 0 && <p>{CONNECTION_WORDS.refused(crm.refusedWrites)}</p>}
      {running !== null && (
        <ProgressBar
          label={running.label}
          done={running.done}
          total={running.total}
          perSecond={running.perSecond}
          onStop={stop}
        />
      )}
      <div className={styles.actions}>
        <Button busy={busy} disabled={running !== null} onClick={() => ask(() => call('sync.run', {}))}>
          {CONNECTION_WORDS.syncNow}
        </Button>
        {crm.state === 'syncing' && running === null && <Button onClick={stop}>{CONNECTION_WORDS.stop}</Button>}
        <Button tone="quiet" onClick={onImport}>
          {CONNECTION_WORDS.importFile}
        </Button>
      </div>
      {said?.tone === 'refused' && <StateLine tone="refused" title={said.words} />}
    </Part>
  );
}
