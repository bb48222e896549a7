/** What the person is told in passing: toasts and screen-reader announcements. It shows nothing itself; the shell renders it. */
import { create } from 'zustand';
import type { DecisionId, PackageId, SendId } from '../../shared/domain/ids.ts';

export interface Notice {
  /** A later notice with the same id takes its place. */
  readonly id: string;
  readonly kind: 'decided' | 'undone' | 'refused' | 'blocked' | 'problem' | 'info' | 'caught' | 'missed';
  /** What a toast says and a screen reader hears. */
  readonly text: string;
  /** The decision it is about: an undo button belongs on it until `untilMs`. */
  readonly decisionId?: DecisionId;
  readonly packageId?: PackageId;
  /** The send it is about: *send now* and *show the mail* belong on it. */
  readonly sendId?: SendId;
  /** Takes back what it tells, for what is no decision about a package; on the toast until `untilMs`. */
  readonly takeBack?: () => void;
  /** End of the undo window, epoch milliseconds; the toast counts down to it. */
  readonly untilMs?: number;
}

interface Notices {
  /** Oldest first, at most 20. */
  readonly notices: readonly Notice[];
  /** Rises with each notice. */
  readonly count: number;
}

const KEPT = 20;

export const useNotices = create<Notices>()(() => ({ notices: [], count: 0 }));

/** Tells the person something; without an id it stands alone. */
export function notify(notice: Omit<Notice, 'id'> & { readonly id?: string }): void {
  useNotices.setState(({ notices, count }) => {
    const whole: Notice = { ...notice, id: notice.id ?? `notice-${count + 1}` };
    return { notices: [...notices.filter((other) => other.id !== whole.id), whole].slice(-KEPT), count: count + 1 };
  });
}

/** Takes a notice away. */
export function dismissNotice(id: string): void {
  useNotices.setState(({ notices }) => ({ notices: notices.filter((other) => other.id !== id) }));
}
