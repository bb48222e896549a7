/** What stands where packages would, while they are still being copied to this window: a queue that is empty now is not clear. */
import { Download } from 'lucide-react';
import type { ReactNode } from 'react';
import { useSession } from '../../view-state/session.ts';
import { EmptyState } from '../../components/empty-state.tsx';

/** `children` is what an empty place says once everything is here. */
export function OrCopying({ small = false, children }: { readonly small?: boolean; readonly children: ReactNode }) {
  const progress = useSession((session) => session.progress);
  if (progress?.task !== 'sync' || progress.state !== 'running') return children;
  const { done, total } = progress;
  return (
    <EmptyState
      small={small}
      icon={<Download size={small ? 24 : 40} />}
      title="Packages are being copied to this window"
    >
      {`${done.toLocaleString('en-US')}${total === null ? '' : ` of ${total.toLocaleString('en-US')}`} records so far. Yours appear as they come; nothing is lost if you close the window.`}
    </EmptyState>
  );
}
