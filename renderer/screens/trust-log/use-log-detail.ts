/** The open line with the story of its send, read again as the log grows; what was read stays on screen until its successor is there. */
import { useEffect, useState } from 'react';
import { SendId } from '../../../shared/domain/ids.ts';
import type { TraceDetail } from '../../../shared/ipc/channels/trust-log.ts';
import type { ResponseOf } from '../../../shared/ipc/contract.ts';
import { call } from '../../bridge.ts';

export type LogDetail =
  | { readonly kind: 'reading' }
  | { readonly kind: 'failed'; readonly why: string }
  | { readonly kind: 'read'; readonly detail: TraceDetail; readonly story: ResponseOf<'trust-log.story'> | null };

/** `headSeq` is the newest line: another one may belong to the same send. */
export function useLogDetail(seq: number | null, headSeq: number, revision: number): LogDetail {
  const [read, setRead] = useState<LogDetail>({ kind: 'reading' });
  useEffect(() => {
    if (seq === null) return undefined;
    let isCurrent = true;
    const show = (next: LogDetail) => {
      if (isCurrent) setRead(next);
    };
    void (async () => show(await readDetail(seq)))();
    return () => {
      isCurrent = false;
    };
  }, [seq, headSeq, revision]);
  return read;
}

async function readDetail(seq: number): Promise<LogDetail> {
  const answer = await call('trust-log.line', { seq });
  if (!answer.ok) return { kind: 'failed', why: answer.error.message };
  if (answer.value.kind === 'no') return { kind: 'failed', why: answer.value.because };
  const { detail } = answer.value;
  const sendId = SendId.safeParse(detail.event.subject['sendId']);
  if (!sendId.success) return { kind: 'read', detail, story: null };
  const story = await call('trust-log.story', { sendId: sendId.data });
  return { kind: 'read', detail, story: story.ok ? story.value : null };
}
