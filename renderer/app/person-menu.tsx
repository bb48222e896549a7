/** Who is at the desk, and the way to the rest of it: other people of the demo, connections, settings, help. */
import { ChevronDown, CircleHelp, Plug, Settings, FileInput, Users } from 'lucide-react';
import type { Person } from '../../shared/domain/person.ts';
import { useKey } from '../commands/registry.ts';
import { Mark } from '../components/mark.tsx';
import { HiddenWords } from '../components/visually-hidden.tsx';
import { Menu, type MenuGroup } from '../components/menu.tsx';
import type { PersonId } from '../../shared/domain/ids.ts';
import { SCREEN_NAMES, WORDS } from './app-words.ts';
import type { Screen } from '../view-state/desk-view.ts';
import { ROLES_WORDS, roleWords } from '../screens/roles/role-words.ts';
import styles from './person-menu.module.css';
import { RULE_SCREENS } from './rule-screens.tsx';

interface PersonMenuProps {
  readonly person: Person | null;
  readonly people: readonly Person[];
  /** Only the demo may sit down as somebody else. */
  readonly maySwitch: boolean;
  readonly onSwitch: (id: PersonId) => void;
  readonly onOpen: (screen: Screen) => void;
  readonly onHelp: () => void;
  readonly onImport: () => void;
  readonly onRoles: () => void;
}

export function PersonMenu(props: PersonMenuProps) {
  const helpKey = useKey('help');
  const { person, people, maySwitch } = props;
  const groups: readonly MenuGroup[] = [
    ...(maySwitch
      ? [
          {
            id: 'people',
            label: 'Sit at the desk as',
            items: people.map((other) => ({
              id: other.id,
              label: other.name,
              detail: <span className={styles.role}>{roleWords(other.role)}</span>,
              checked: other.id === person?.id,
              onSelect: () => props.onSwitch(other.id),
            })),
          },
        ]
      : []),
    {
      id: 'rules',
      label: WORDS.rules,
      items: RULE_SCREENS.map(({ screen, icon }) => ({
        id: screen,
        label: SCREEN_NAMES[screen],
        icon,
        onSelect: () => props.onOpen(screen),
      })),
    },
    {
      id: 'desk',
      items: [
        { id: 'import', label: WORDS.importFile, icon: <FileInput />, onSelect: props.onImport },
        {
          id: 'connections',
          label: SCREEN_NAMES.connections,
          icon: <Plug />,
          onSelect: () => props.onOpen('connections'),
        },
        { id: 'settings', label: SCREEN_NAMES.settings, icon: <Settings />, onSelect: () => props.onOpen('settings') },
        { id: 'roles', label: ROLES_WORDS.menu, icon: <Users />, onSelect: props.onRoles },
        {
          id: 'help',
          label: WORDS.help,
          icon: <CircleHelp />,
          ...(helpKey === undefined ? {} : { keys: helpKey }),
          onSelect: props.onHelp,
        },
      ],
    },
  ];
  return (
    <Menu
      groups={groups}
      trigger={
        <button type="button" className={styles.trigger}>
          <Mark size={22} />
          <span className={styles.words}>
            <span className={styles.name}>{person?.name ?? WORDS.product}</span>
            <span className={styles.title}>{person?.mailbox.address ?? ''}</span>
            <HiddenWords words=", menu" />
          </span>
          <ChevronDown className={styles.chevron} aria-hidden="true" />
        </button>
      }
    />
  );
}
