/** The still place at the foot of the column: active time with its median, and how the desk is connected. */
import { Settings } from 'lucide-react';
import { IconButton } from '../components/button.tsx';
import { cx } from '../components/class-names.ts';
import { Ring } from '../components/ring.tsx';
import { stopwatch } from '../components/time-words.ts';
import { ToneShape } from '../components/tone-shape.tsx';
import { SCREEN_NAMES, WORDS } from './app-words.ts';
import type { ConnectionWords } from './connection-words.ts';
import type { Screen } from '../view-state/desk-view.ts';
import styles from './desk-footer.module.css';
import { RULE_SCREENS } from './rule-screens.tsx';

interface DeskFooterProps {
  /** Null where no package is on screen: the place stays, empty. */
  readonly activeMs: number | null;
  readonly counting: boolean;
  readonly medianMs: number | null;
  readonly connection: ConnectionWords;
  readonly onOpen: (screen: Screen) => void;
}

/** From here on the ring is amber; it never does more. */
const SLOW_MS = 45_000;
const FULL_MS = 60_000;

export function DeskFooter({ activeMs, counting, medianMs, connection, onOpen }: DeskFooterProps) {
  const slow = activeMs !== null && activeMs >= SLOW_MS;
  return (
    <footer className={styles.footer}>
      <div className={styles.time} title={WORDS.activeTime}>
        <Ring fraction={(activeMs ?? 0) / FULL_MS} tone={slow ? 'attention' : 'accent'} />
        <span className={cx(styles.clock, slow && styles.slow, !counting && styles.idle)}>
          {activeMs === null ? '–:––' : stopwatch(activeMs)}
        </span>
        <span className={styles.median}>
          {WORDS.median} {medianMs === null ? '–' : stopwatch(medianMs)}
        </span>
      </div>
      <div className={styles.row}>
        <button
          type="button"
          className={styles.connection}
          onClick={() => onOpen('connections')}
          title={connection.long || SCREEN_NAMES.connections}
        >
          <ToneShape tone={connection.tone} />
          <span className={styles.words}>{connection.short}</span>
        </button>
        {RULE_SCREENS.filter(({ atFoot }) => atFoot).map(({ screen, icon }) => (
          <IconButton key={screen} size="sm" label={SCREEN_NAMES[screen]} onClick={() => onOpen(screen)}>
            {icon}
          </IconButton>
        ))}
        <IconButton size="sm" label={SCREEN_NAMES.settings} onClick={() => onOpen('settings')}>
          <Settings />
        </IconButton>
      </div>
    </footer>
  );
}
