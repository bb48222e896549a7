/**
 * The command palette: every command of the registry by its words, with its key beside it, and everything that has the words typed. What
 * can't be used now is shown, not run.
 */
import { Command as Cmdk } from 'cmdk';
import { Search } from 'lucide-react';
import { useState } from 'react';
import type { Command } from '../../commands/command.ts';
import { openFound } from '../../commands/open-found.ts';
import { isOfScreen, runCommand } from '../../commands/registry.ts';
import { Dialog } from '../../components/dialog.tsx';
import { KeyCap } from '../../components/key-cap.tsx';
import { useTakes } from '../../view-state/looked-for.ts';
import { FoundList } from './found-list.tsx';
import { FOUND_WORDS } from './found-words.ts';
import styles from './palette.module.css';
import { useFound } from './use-found.ts';

interface PaletteProps {
  readonly commands: readonly Command[];
  readonly onClose: () => void;
}

const WORDS = { title: 'Find anything', placeholder: 'A command, or a name, an address or words to find' } as const;
/** Decisions stand last: Enter right after opening must not sign anything. */
const GROUPS: readonly Command['group'][] = ['Desk', 'Find', 'Move', 'Write', 'Decide'];

export function Palette({ commands, onClose }: PaletteProps) {
  const [typed, setTyped] = useState('');
  useTakes('everywhere', setTyped);
  const { found, unread, problem, isLooking } = useFound(typed);
  return (
    <Dialog title={WORDS.title} bare size="palette" onClose={onClose}>
      <Cmdk
        label={WORDS.title}
        loop
        // What fits is chosen here, since what was found comes from elsewhere and stands among it.
        shouldFilter={false}
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
          <Cmdk.Input
            data-autofocus
            className={styles.input}
            placeholder={WORDS.placeholder}
            value={typed}
            onValueChange={setTyped}
          />
        </div>
        <Cmdk.List className={styles.list}>
          <Cmdk.Empty className={styles.none}>{isLooking ? FOUND_WORDS.looking : FOUND_WORDS.none}</Cmdk.Empty>
          {inGroups(commands, typed).map(({ group, fitting }) => (
            <Cmdk.Group key={group} heading={group} className={styles.group}>
              {fitting.map((command) => (
                <Cmdk.Item
                  key={command.id}
                  value={command.id}
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
          ))}
          <FoundList
            found={found}
            onOpen={(one) => {
              onClose();
              openFound(one);
            }}
          />
        </Cmdk.List>
        {(unread > 0 || problem !== null) && (
          <p className={styles.note} role="status">
            {problem === null ? FOUND_WORDS.unread(unread) : FOUND_WORDS.problem(problem)}
          </p>
        )}
      </Cmdk>
    </Dialog>
  );
}

interface Fitting {
  readonly group: Command['group'];
  readonly fitting: readonly Command[];
}

/** What fits, the group with the best of it first, and the best first inside each. */
function inGroups(commands: readonly Command[], typed: string): readonly Fitting[] {
  const scored = commands
    .filter(belongsHere)
    .map((command) => ({ command, score: howWell(command, typed) }))
    .filter(({ score }) => score > 0)
    .sort((one, other) => other.score - one.score);
  const bestOf = (group: Command['group']) => scored.find(({ command }) => command.group === group)?.score ?? 0;
  return GROUPS.filter((group) => bestOf(group) > 0)
    .sort((one, other) => bestOf(other) - bestOf(one))
    .map((group) => ({ group, fitting: scored.flatMap(({ command }) => (command.group === group ? command : [])) }));
}

/** Whole words and beginnings only: letters scattered over a sentence would put the wrong command under a quick Enter. */
function howWell(command: Command, typed: string): number {
  const title = `${command.title} ${command.id}`.toLowerCase();
  const all = `${title} ${command.explains} ${command.group}`.toLowerCase();
  const words = typed.toLowerCase().split(/\s+/).filter(Boolean);
  if (!words.every((word) => all.includes(word))) return 0;
  if (title.startsWith(words.join(' '))) return 1;
  return words.every((word) => title.includes(word)) ? 0.8 : 0.4;
}

/** Steps of a choice have no meaning alone, another screen’s commands none here, and the palette does not list itself. */
function belongsHere(command: Command): boolean {
  return isOfScreen(command) && command.isStep !== true && command.id !== 'palette' && command.id !== 'leave';
}
