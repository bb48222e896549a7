/** Asks the gate again about one verdict, and shows what came of it: the same, or exactly which findings differ. */
import { RotateCcw } from 'lucide-react';
import { useState } from 'react';
import type { Replay } from '../../../shared/policy/replay.ts';
import { call } from '../../bridge.ts';
import { Button } from '../../components/button.tsx';
import { ToneShape } from '../../components/tone-shape.tsx';
import styles from './line-detail.module.css';
import { LOG_WORDS, replayWords } from './trust-log-words.ts';

type Asked =
  | { readonly kind: 'not-yet' }
  | { readonly kind: 'asking' }
  | { readonly kind: 'answered'; readonly replay: Replay }
  | { readonly kind: 'failed'; readonly why: string };

/** Give it the line's number as its key: another line starts unasked. */
export function ReplayPart({ seq }: { readonly seq: number }) {
  const [asked, setAsked] = useState<Asked>({ kind: 'not-yet' });
  const ask = async () => {
    setAsked({ kind: 'asking' });
    const answer = await call('trust-log.replay', { seq });
    setAsked(
      answer.ok ? { kind: 'answered', replay: answer.value.replay } : { kind: 'failed', why: answer.error.message },
    );
  };
  return (
    <div className={styles.replay}>
      <Button
        size="sm"
        icon={<RotateCcw />}
        title={LOG_WORDS.replayWhy}
        busy={asked.kind === 'asking'}
        onClick={() => void ask()}
      >
        {LOG_WORDS.replay}
      </Button>
      <div role="status" className={styles.replayed}>
        {asked.kind === 'not-yet' && <span className={styles.faint}>{LOG_WORDS.replayWhy}</span>}
        {asked.kind === 'asking' && <span className={styles.faint}>{LOG_WORDS.replaying}</span>}
        {asked.kind === 'failed' && <span className={styles.faint}>{LOG_WORDS.failed(asked.why)}</span>}
        {asked.kind === 'answered' && <Answer replay={asked.replay} />}
      </div>
    </div>
  );
}

function Answer({ replay }: { readonly replay: Replay }) {
  const { tone, words } = replayWords(replay);
  return (
    <>
      <p className={styles.answer} data-copy>
        <ToneShape tone={tone} size={14} /> {words}
      </p>
      {replay.kind === 'different' && replay.differences.length > 0 && (
        <table className={styles.differences}>
          <thead>
            <tr>
              <th scope="col">{LOG_WORDS.rail}</th>
              <th scope="col">Then</th>
              <th scope="col">Now</th>
            </tr>
          </thead>
          <tbody>
            {replay.differences.map(({ code, then, now }) => (
              <tr key={code}>
                <th scope="row">{code}</th>
                <td data-copy>{then ?? 'nothing'}</td>
                <td data-copy>{now ?? 'nothing'}</td>
              </tr>
            ))}
          </tbody>
        </table>
      )}
    </>
  );
}
