/** The column at the left of every screen: who is here, the queues, the list of the chosen one, how the desk stands. */
import { Command } from 'lucide-react';
import type { ReactNode } from 'react';
import { useKey } from '../commands/registry.ts';
import { switchPerson } from '../commands/switch-person.ts';
import { IconButton } from '../components/button.tsx';
import { useNow } from '../components/use-now.ts';
import { useMedianActiveMs, useQueueCounts } from '../store/queries.ts';
import { useActiveView } from '../view-state/active-view.ts';
import { useDeskView, type Screen } from '../view-state/desk-view.ts';
import { useSession } from '../view-state/session.ts';
import { WORDS } from './app-words.ts';
import { connectionWords } from './connection-words.ts';
import { DeskFooter } from './desk-footer.tsx';
import styles from './left-column.module.css';
import { PersonMenu } from './person-menu.tsx';
import { QueueSwitcher } from './queue-switcher.tsx';

/** `children` is the list of the chosen queue. */
export function LeftColumn({ children }: { readonly children: ReactNode }) {
  const person = useSession((session) => session.person);
  const people = useSession((session) => session.people);
  const demo = useSession((session) => session.demo);
  const screen = useDeskView((view) => view.screen);
  const setView = useDeskView((view) => view.set);
  const counts = useQueueCounts(person?.id ?? null);
  const paletteKey = useKey('palette');
  const open = (next: Screen) => setView({ screen: next, mode: 'reading', openSendId: null });
  return (
    <aside className={styles.column} aria-label={WORDS.product}>
      <div className={styles.top}>
        <PersonMenu
          person={person}
          people={people}
          maySwitch={demo}
          onSwitch={(id) => void switchPerson(id)}
          onOpen={open}
          onHelp={() => setView({ overlay: 'help' })}
          onRoles={() => setView({ overlay: 'roles' })}
          onImport={() => setView({ overlay: 'import' })}
        />
        <IconButton label={WORDS.palette} keys={paletteKey} onClick={() => setView({ overlay: 'palette' })}>
          <Command />
        </IconButton>
      </div>
      <QueueSwitcher screen={screen === 'table' ? 'review' : screen} counts={counts} onOpen={open} />
      <div className={styles.list}>{children}</div>
      <Footer onOpen={open} />
    </aside>
  );
}

function Footer({ onOpen }: { readonly onOpen: (screen: Screen) => void }) {
  const personId = useSession((session) => session.person?.id ?? null);
  const connection = useSession((session) => session.connection);
  const status = useSession((session) => session.status);
  const { packageId, activeMs, counting } = useActiveView();
  const { medianMs } = useMedianActiveMs(personId);
  const nowMs = useNow(5_000);
  return (
    <DeskFooter
      activeMs={packageId === null ? null : activeMs}
      counting={counting}
      medianMs={medianMs}
      connection={connectionWords(connection, status, nowMs)}
      onOpen={onOpen}
    />
  );
}
