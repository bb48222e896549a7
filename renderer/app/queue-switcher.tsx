/** The queues with their counts, always in the same places. */
import { Flag, Flame, History, MessageCircleReply, PenLine, Phone, Send } from 'lucide-react';
import type { ReactNode } from 'react';
import { Badge } from '../components/badge.tsx';
import { cx } from '../components/class-names.ts';
import type { QueueCounts } from '../store/queries.ts';
import type { Screen } from '../view-state/desk-view.ts';
import { SCREEN_NAMES, WORDS } from './app-words.ts';
import styles from './queue-switcher.module.css';

const QUEUES = ['review', 'escalations', 'hot-replies', 'replies', 'since-away', 'calls', 'sent'] as const;
type QueueScreen = (typeof QUEUES)[number];

interface QueueSwitcherProps {
  readonly screen: Screen;
  readonly counts: QueueCounts;
  readonly onOpen: (screen: Screen) => void;
}

const ICONS: Readonly<Record<QueueScreen, ReactNode>> = {
  review: <PenLine />,
  escalations: <Flag />,
  'hot-replies': <Flame />,
  replies: <MessageCircleReply />,
  'since-away': <History />,
  calls: <Phone />,
  sent: <Send />,
};

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
    case 'hot-replies':
      return { count: counts['hot-replies'], tone: 'accent' };
    case 'replies':
      return { count: counts.replies };
    case 'calls':
      return { count: counts.calls };
    case 'since-away':
      return { count: counts['since-away'], tone: 'refused' };
    case 'sent':
      return { count: counts['sent-today'] };
  }
}
