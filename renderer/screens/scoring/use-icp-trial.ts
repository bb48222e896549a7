/** What the ICP in the form makes of today's leads, asked anew at every change: one question at a time, and only the newest is asked next. */
import { useEffect, useRef, useState } from 'react';
import type { Icp } from '../../../shared/domain/icp.ts';
import type { LibraryEntry } from '../../../shared/domain/library-entry.ts';
import type { ResponseOf } from '../../../shared/ipc/contract.ts';
import { call } from '../../bridge.ts';

export type TriedIcp = ResponseOf<'icp.try'>;

interface Trial {
  readonly tried: TriedIcp | null;
  readonly problem: string | null;
  /** What is shown is of an earlier form. */
  readonly isOld: boolean;
}

interface Question {
  readonly segmentId: LibraryEntry['segmentId'];
  readonly icp: Icp;
}

export function useIcpTrial(segmentId: LibraryEntry['segmentId'], icp: Icp | null): Trial {
  const [answer, setAnswer] = useState<Omit<Trial, 'isOld'> & { readonly key: string }>({
    key: '',
    tried: null,
    problem: null,
  });
  const wanted = useRef<string | null>(null);
  const isAsking = useRef(false);
  const key = icp === null ? null : JSON.stringify({ segmentId, icp } satisfies Question);
  useEffect(() => {
    wanted.current = key;
    if (key === null || isAsking.current) return;
    isAsking.current = true;
    void (async () => {
      while (wanted.current !== null) {
        const asked = wanted.current;
        const said = await call('icp.try', JSON.parse(asked) as Question);
        setAnswer((before) => ({
          key: asked,
          tried: said.ok ? said.value : before.tried,
          problem: said.ok ? null : said.error.message,
        }));
        if (wanted.current === asked) break;
      }
      isAsking.current = false;
    })();
  }, [key]);
  useEffect(
    () => () => {
      wanted.current = null;
    },
    [],
  );
  return { tried: answer.tried, problem: answer.problem, isOld: answer.key !== key };
}
