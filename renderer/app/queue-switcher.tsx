/** The queues with their counts, always in the same places. */
import { Flag, History, PenLine, Send } from 'lucide-react';
import type { ReactNode } from 'react';
import { Badge } from '../components/badge.tsx';
import { cx } from '../components/class-names.ts';
import type { Screen } from '../view-state/desk-view.ts';
import { SCREEN_NAMES, WORDS } from './app-words.ts';
import styles from './queue-switcher.module.css';

type QueueScreen = Extract<Screen, 'review' | 'escalations' | 'since-away' | 'sent'>;

export interface QueueCounts {
  readonly review: number;
  readonly escalations: number;
  readonly 'since-away': number;
  readonly snoozed: number;
  readonly 'sent-today': number;
}

interface QueueSwitcherProps {
  readonly screen: Screen;
  readonly counts: QueueCounts;
  readonly onOpen: (screen: Screen) => void;
}

const ICONS: Readonly<Record<QueueScreen, ReactNode>> = {
  review: <PenLine />,
  escalations: <Flag />,
  'since-away': <History />,
  sent: <Send />,
};
const QUEUES = ['review', 'escalations', 'since-away', 'sent'] as const;

export function QueueSwitcher({ screen, counts, onOpen }: QueueSwitcherProps) {
  return (
    <nav aria-label={WORDS.queues}>
      <ul className={styles.queues}>
        {QUEUES.map((queue) => (
          <li key={queue}>
            <button
              type="button"
              className={cx(styles.queue, screen === queue && styles.on)}
              aria-current={screen === queue ? 'page' : undefined}
              onClick={() => onOpen(queue)}
            >
              <span className={styles.icon} aria-hidden="true">
                {ICONS[queue]}
              </span>
              <span className={styles.name}>{SCREEN_NAMES[queue]}</span>
              {queue === 'review' && counts.snoozed > 0 && (
                <span className={styles.aside}>{counts.snoozed} snoozed</span>
              )}
              {queue === 'sent' && <span className={styles.aside}>today</span>}
              <Badge {...badgeOf(queue, counts)} />
            </button>
          </li>
        ))}
      </ul>
    </nav>
  );
}

function badgeOf(queue: QueueScreen, counts: QueueCounts): Parameters<typeof Badge>[0] {
  switch (queue) {
    case 'review':
      return { count: counts.review };
    case 'escalations':
      return { count: counts.escalations, tone: 'attention' };
    case 'since-away':
      return { count: counts['since-away'], tone: 'refused' };
    case 'sent':
      return { count: counts['sent-today'] };
  }
}
