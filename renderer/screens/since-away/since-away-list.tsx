/** The column's list of approvals that no longer hold, each with its reason in one line. */
import type { SendId } from '../../../shared/domain/ids.ts';
import type { Send } from '../../../shared/domain/send.ts';
import { EmptyState } from '../../components/empty-state.tsx';
import { ListRow } from '../../components/list-row.tsx';
import { RowList } from '../../components/row-list.tsx';
import { shortDuration } from '../../components/time-words.ts';
import { ToneShape } from '../../components/tone-shape.tsx';
import { sendWords } from '../sent/send-words.ts';
import { AWAY_WORDS } from './since-away-words.ts';

interface SinceAwayListProps {
  readonly sends: readonly Send[];
  readonly openId: SendId | null;
  readonly nowMs: number;
  readonly onOpen: (id: SendId) => void;
}

export function SinceAwayList({ sends, openId, nowMs, onOpen }: SinceAwayListProps) {
  if (sends.length === 0) {
    return (
      <EmptyState small title={AWAY_WORDS.empty}>
        {AWAY_WORDS.emptyWhy}
      </EmptyState>
    );
  }
  return (
    <RowList label={AWAY_WORDS.list} ids={sends.map((send) => send.id)} openId={openId} onOpen={onOpen}>
      {sends.map((send, at) => {
        const words = sendWords(send, nowMs);
        return (
          <ListRow
            key={send.id}
            id={`row-${send.id}`}
            selected={send.id === openId}
            onSelect={() => onOpen(send.id)}
            position={{ at: at + 1, of: sends.length }}
            leading={<ToneShape tone={words.tone} label={words.short} />}
            title={send.accountName}
            trailing={shortDuration(nowMs - send.updatedAtMs)}
            context={send.findings.at(0)?.evidence ?? send.serverReply ?? words.long}
          />
        );
      })}
    </RowList>
  );
}
