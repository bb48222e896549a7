/** The command palette: every command of the registry by its words, with its key beside it. What can't be used now is shown, not run. */
import { Command as Cmdk } from 'cmdk';
import { Search } from 'lucide-react';
import type { Command } from '../../commands/command.ts';
import { isOfScreen, runCommand } from '../../commands/registry.ts';
import { Dialog } from '../../components/dialog.tsx';
import { KeyCap } from '../../components/key-cap.tsx';
import styles from './palette.module.css';

interface PaletteProps {
  readonly commands: readonly Command[];
  readonly onClose: () => void;
}

const WORDS = { title: 'Commands', placeholder: 'Type a command', none: 'No command has these words.' } as const;
/** Decisions stand last: Enter right after opening must not sign anything. */
const GROUPS: readonly Command['group'][] = ['Desk', 'Find', 'Move', 'Write', 'Decide'];

export function Palette({ commands, onClose }: PaletteProps) {
  return (
    <Dialog title={WORDS.title} bare size="palette" onClose={onClose}>
      <Cmdk
        label={WORDS.title}
        loop
        filter={howWell}
        className={styles.palette}
        onKeyDown={(event) => {
          if (event.key.toLowerCase() === 'k' && (event.metaKey || event.ctrlKey)) {
            event.preventDefault();
            onClose();
          }
        }}
      >
        <div className={styles.field}>
          <Search aria-hidden="true" />
          <Cmdk.Input data-autofocus className={styles.input} placeholder={WORDS.placeholder} />
        </div>
        <Cmdk.List className={styles.list}>
          <Cmdk.Empty className={styles.none}>{WORDS.none}</Cmdk.Empty>
          {GROUPS.map((group) => {
            const inGroup = commands.filter((command) => command.group === group && belongsHere(command));
            return inGroup.length === 0 ? null : (
              <Cmdk.Group key={group} heading={group} className={styles.group}>
                {inGroup.map((command) => (
                  <Cmdk.Item
                    key={command.id}
                    value={`${command.title} ${command.id}`}
                    keywords={[command.explains, command.group]}
                    disabled={!command.isEnabled()}
                    className={styles.item}
                    onSelect={() => {
                      onClose();
                      runCommand(command);
                    }}
                  >
                    <span className={styles.title}>{command.title}</span>
                    <span className={styles.explains}>{command.explains}</span>
                    {command.keys[0] !== undefined && <KeyCap keys={command.keys[0]} />}
                  </Cmdk.Item>
                ))}
              </Cmdk.Group>
            );
          })}
        </Cmdk.List>
      </Cmdk>
    </Dialog>
  );
}

/** Whole words and beginnings only: letters scattered over a sentence would put the wrong command under a quick Enter. */
function howWell(value: string, search: string, keywords: readonly string[] = []): number {
  const title = value.toLowerCase();
  const all = [title, ...keywords].join(' ').toLowerCase();
  const words = search.toLowerCase().split(/\s+/).filter(Boolean);
  if (!words.every((word) => all.includes(word))) return 0;
  if (title.startsWith(words.join(' '))) return 1;
  return words.every((word) => title.includes(word)) ? 0.8 : 0.4;
}

/** Steps of a choice have no meaning alone, another screen’s commands none here, and the palette does not list itself. */
function belongsHere(command: Command): boolean {
  return isOfScreen(command) && command.isStep !== true && command.id !== 'palette' && command.id !== 'leave';
}
