/** What the review screen says when no package is on it: why, and what to do next. */
import { CheckCheck, MousePointerClick } from 'lucide-react';
import type { Person } from '../../../shared/domain/person.ts';
import { commandById, runCommand, useKey } from '../../commands/registry.ts';
import { Button } from '../../components/button.tsx';

import { EmptyState } from '../../components/empty-state.tsx';
import { useQueueCounts } from '../../store/queries.ts';
import { OrCopying } from './or-copying.tsx';
import { counted } from './review-words.ts';

export function NothingToDecide({ person }: { readonly person: Person }) {
  const counts = useQueueCounts(person.id);
  const nextKey = useKey('next');
  const isRep = person.role === 'sdr';
  const go = (id: string) => () => runCommand(commandById(id));
  if (counts.review > 0) {
    return (
      <EmptyState
        icon={<MousePointerClick size={40} />}
        title={`${counted(counts.review, 'package')} to decide`}
        actions={
          <Button tone="primary" keys={nextKey} onClick={go('next')}>
            Begin with the first
          </Button>
        }
      >
        Pick one on the left, or begin with the first.
      </EmptyState>
    );
  }
  const elsewhere = [
    {
      id: 'go-since-away',
      count: counts['since-away'],
      one: 'approval that no longer holds',
      many: 'approvals that no longer hold',
    },
    { id: 'go-escalations', count: counts.escalations, one: 'escalation to accept', many: 'escalations to accept' },
  ].filter(({ count }) => count > 0);
  return (
    <OrCopying>
      <EmptyState
        icon={<CheckCheck size={40} />}
        title="Everything is decided"
        actions={
          <>
            {elsewhere.map(({ id, count, one, many }, at) => (
              <Button key={id} tone={at === 0 ? 'primary' : 'plain'} onClick={go(id)}>
                {counted(count, one, many)}
              </Button>
            ))}
            <Button onClick={go('sync')}>Sync now</Button>
            <Button onClick={go('import')}>Import a file</Button>
          </>
        }
      >
        {isRep
          ? 'New packages come with the next sync.'
          : 'Each goes to the rep who owns it, and stands in that rep’s queue.'}
        {counts.snoozed > 0 && ` ${counted(counts.snoozed, 'snoozed package')} will come back when the time is up.`}
      </EmptyState>
    </OrCopying>
  );
}
